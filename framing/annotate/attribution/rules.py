"""The rules of attribution, compiled once from the tables that people edit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from framing.annotate.attribution.appositions import named_behind
from framing.annotate.attribution.asides import claim_as_said, claim_asides
from framing.annotate.attribution.behind import claim_postposed
from framing.annotate.attribution.complements import end_at_new_clauses, find_complements
from framing.annotate.attribution.cues import CueTable, load_cues
from framing.annotate.attribution.drafts import Drafts, covered_from_left, covered_from_right, merged_drafts
from framing.annotate.attribution.ends import Ends
from framing.annotate.attribution.flags import W
from framing.annotate.attribution.frames import claim_before_content, claim_without_subject
from framing.annotate.attribution.grammar import CLOSED, gap_bits, word_bits
from framing.annotate.attribution.inverted import claim_inverted
from framing.annotate.attribution.joining import join_quotes
from framing.annotate.attribution.labels import labels
from framing.annotate.attribution.names import VERBS, Names
from framing.annotate.attribution.nametree import NameTree
from framing.annotate.attribution.others import according_to, nouns
from framing.annotate.attribution.output import Said
from framing.annotate.attribution.participles import Beside, end_before_partners
from framing.annotate.attribution.parties import Parties, load_parties
from framing.annotate.attribution.passage import Layout, Passage
from framing.annotate.attribution.quoted import claim_quoted
from framing.annotate.attribution.quotes import Found, hanging_cues, unmarked_words
from framing.annotate.attribution.reading import Reader
from framing.annotate.attribution.relays import Relays
from framing.annotate.attribution.scene import set_scene
from framing.annotate.attribution.shapes import bits_of
from framing.annotate.attribution.verbs import find_verbs
from framing.annotate.attribution.views import in_views
from framing.annotate.vocabulary import is_word
from framing.records.arrays import Ints
from framing.resources import folder

VERSION = "rules-16"
#: Words of a batch that holds a giant article: what was looked up for the rules is not kept for the quotations.
_GIANT = 3_000_000


class Rules:
    """Finds attributions. Holds only tables, so it may be pickled and shared by workers."""

    version = VERSION

    def __init__(self, cues: CueTable, parties: Parties) -> None:
        self._cues, self.parties = cues, parties
        self._phrases = NameTree(parties.tree.tokens)
        self._listed = CLOSED | cues.words.keys() | {word.lower() for word in parties.first_words}
        for words, bits in cues.phrases.items():
            self._phrases.add(words, (VERBS, bits, False))

    @classmethod
    def load(cls, place: Path | None = None) -> Rules:
        """The rules with the tables of a folder; the shipped ones by default."""
        place = place or folder("lexicons")
        cues, parties, agencies = (place / name for name in ("cues.yml", "parties.yml", "agencies.yml"))
        return cls(
            load_cues(_read(cues), file=str(cues)),
            load_parties(_read(parties), _read(agencies), file=str(parties), agencies_file=str(agencies)),
        )

    def word_flags(self, word: str) -> int:
        """Bits of one word as published."""
        return word_bits(word, self._cues.words) | W.NAME * self.parties.starts_name(word)

    def gap_flags(self, gap: str) -> int:
        """Bits of one gap."""
        return gap_bits(gap)

    def flags_of(self, pieces: Sequence[str]) -> Ints:
        """Bits of words and gaps, many at once."""
        return bits_of(pieces, self._listed, self._flags)

    def _flags(self, piece: str) -> int:
        return self.word_flags(piece) if is_word(piece) else self.gap_flags(piece)

    def stance(self, cue: str) -> str:
        """neutral, claim, insist, admit, deny, accuse, ... of a cue as published; empty if it is none."""
        return self._cues.stances.get(cue.lower().split()[0].replace("’", "'"), "") if cue else ""

    def reader(self) -> Reader:
        """A reader of batches; it keeps what it knows of their vocabulary, so each worker needs its own."""
        return Reader(self.flags_of, self.parties.tree.tokens)

    def find(self, passage: Passage) -> Found:
        """All attributions of a passage, as columns."""
        layout = Layout(passage)
        names = self.parties.tree.find(layout, layout.names)
        drafts = self._drafts(layout, names)
        relays = Relays.of(layout, names, drafts)
        drafts = relays.without(drafts)
        drafts = drafts.take(~covered_from_right(drafts))
        drafts = drafts.take(~covered_from_left(drafts))
        drafts = merged_drafts([drafts, hanging_cues(layout, drafts), unmarked_words(layout, drafts)])
        if layout.n > _GIANT:
            layout.forget()
        return join_quotes(layout, drafts, names, relays)

    def said(self, found: Found) -> Said:
        """Who says what, for the rows of a finding that are asked for."""
        return Said(found, self.parties)

    def _drafts(self, layout: Layout, names: Names) -> Drafts:
        verbs = find_verbs(layout, self._phrases)
        ends = Ends.of(layout)
        scene = set_scene(verbs, ends)
        found = find_complements(scene)
        end_at_new_clauses(scene, found)
        beside = Beside.of(scene)
        end_before_partners(scene, beside)
        claim_quoted(scene)
        claim_postposed(scene, found)
        claim_inverted(scene)
        claim_as_said(scene)
        claim_asides(scene, found)
        claim_before_content(scene, found)
        claim_without_subject(scene, found, beside)
        used = scene.verbs.at[~scene.free]
        no_verbs = [*according_to(layout, scene.ends), in_views(layout, scene.ends)]
        every = [*scene.drafts, *no_verbs, *nouns(layout, scene.ends, used)]
        drafts = merged_drafts([*every, *labels(layout, names, every)])
        drafts.speaker_start, drafts.speaker_end = named_behind(layout, drafts.speaker_start, drafts.speaker_end)
        return drafts


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")

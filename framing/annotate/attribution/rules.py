"""The rules of attribution, compiled once from the tables that people edit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from framing.annotate.attribution.after import Ends, look_after
from framing.annotate.attribution.behind import claim_as_said, claim_inverted, claim_postposed
from framing.annotate.attribution.cues import CueTable, load_cues
from framing.annotate.attribution.drafts import Drafts, covered_from_left, covered_from_right, merged_drafts
from framing.annotate.attribution.flags import W
from framing.annotate.attribution.frames import claim_before_content, claim_without_subject, find_complements, set_scene
from framing.annotate.attribution.grammar import gap_bits, word_bits
from framing.annotate.attribution.others import according_to, labels, nouns
from framing.annotate.attribution.passage import Layout, Passage
from framing.annotate.attribution.quotes import Found, hanging_cues, join_quotes
from framing.annotate.attribution.subjects import find_subjects
from framing.annotate.attribution.verbs import find_verbs

VERSION = "rules-2"


class Rules:
    """Finds attributions. Holds only tables, so it may be pickled and shared by workers."""

    version = VERSION

    def __init__(self, cues: CueTable) -> None:
        self._cues = cues

    def word_flags(self, word: str) -> int:
        """Bits of one word as published."""
        return word_bits(word, self._cues.words)

    def gap_flags(self, gap: str) -> int:
        """Bits of one gap."""
        return gap_bits(gap)

    def find(self, passage: Passage) -> Found:
        """All attributions of a passage, as columns."""
        layout = Layout(passage)
        drafts = self._drafts(layout)
        drafts = drafts.take(~covered_from_right(drafts, layout.n))
        drafts = drafts.take(~covered_from_left(drafts))
        hanging = hanging_cues(layout, drafts)
        return join_quotes(layout, merged_drafts([drafts, hanging]))

    def _drafts(self, layout: Layout) -> Drafts:
        verbs = find_verbs(layout, self._cues.phrases)
        ends = Ends.of(layout)
        scene = set_scene(verbs, find_subjects(verbs), look_after(verbs), ends)
        found = find_complements(scene)
        claim_postposed(scene, found)
        claim_inverted(scene)
        claim_as_said(scene)
        claim_before_content(scene, found)
        claim_without_subject(scene, found)
        used = verbs.at[~scene.free]
        return merged_drafts([*scene.drafts, *according_to(layout, ends), *nouns(layout, ends, used), *labels(layout)])

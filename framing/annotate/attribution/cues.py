"""The table of cues: lexicons/cues.yml read into bits per word form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from framing.annotate.attribution.flags import W
from framing.errors import InputError
from framing.yamlsafe import load_yaml

CLASSES = {
    "clause": W.CLAUSE,
    "that": W.THATV,
    "tell": W.TELL,
    "infinitive": W.INF,
    "object": W.OBJ,
    "topic": W.OBJ | W.TOPIC,
    "show": W.SHOW,
    "passive": W.PASSIVE,
    "intent": W.INF | W.TOPIC,
    "imply": W.IMPLIES,
    "fact": W.TOPIC,
}
FORMS = (W.BASE, W.SFORM, W.PAST, W.PART, W.ING)
_VOWELS = frozenset("aeiou")
_DOUBLING = frozenset("admit quip tag slam scrap plan refer prefer infer regret commit".split())


@dataclass(slots=True)
class CueTable:
    """``words``: bits by folded word; ``phrases``: (head, particles) to bits; ``stances``: stance by folded word."""

    words: dict[str, int] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], int] = field(default_factory=dict)
    stances: dict[str, str] = field(default_factory=dict)

    def add(self, word: str, bits: int, stance: str = "") -> None:
        """Give ``word`` more bits; its first stance stays."""
        self.words[word] = self.words.get(word, 0) | bits
        if stance:
            self.stances.setdefault(word, stance)


def forms_of(entry: str) -> list[str]:
    """Base, -s form, past, participle and -ing form of a verb.

    >>> forms_of("deny"), forms_of("urge")[4], forms_of("say/says/said/said/saying")[2]
    (['deny', 'denies', 'denied', 'denied', 'denying'], 'urging', 'said')
    """
    if "/" in entry:
        return entry.split("/")
    y = entry.endswith("y") and entry[-2] not in _VOWELS
    stem = entry[:-1] if entry.endswith("e") or y else entry
    if entry in _DOUBLING:
        stem += entry[-1]
    s_form = stem + "ies" if y else entry + ("es" if entry.endswith(("s", "sh", "ch", "x", "z")) else "s")
    past = stem + ("ied" if y else "ed")
    keeps_e = entry.endswith(("ee", "ye", "oe"))
    return [entry, s_form, past, past, (entry if y or keeps_e else stem) + "ing"]


def load_cues(text: str, *, file: str) -> CueTable:
    """Read cues.yml; an unknown class or a verb without five forms is an InputError with its line."""
    tree: Any
    tree, lines = load_yaml(text, file=file)
    table = CueTable()
    for name, stances in tree["verbs"].items():
        if name not in CLASSES:
            raise InputError(
                f"unknown class of verbs '{name}'",
                file=file,
                line=lines.of(("verbs", name)),
                remedy=f"use one of {', '.join(CLASSES)}",
            )
        for stance, verbs in stances.items():
            for position, entry in enumerate(verbs):
                line = lines.of(("verbs", name, stance, position))
                _add_verb(table, entry, CLASSES[name], stance, file, line)
    for position, entry in enumerate(tree["quote"]):
        if not _add_quote_verb(table, entry):
            _refuse(entry, "quote", file, lines.of(("quote", position)))
    for position, word in enumerate(tree["ambiguous"]):
        if word not in table.words:
            _refuse(word, "ambiguous", file, lines.of(("ambiguous", position)))
        table.add(word, W.AMBIGUOUS)
    _add_lists(table, tree)
    return table


def _refuse(entry: str, part: str, file: str, line: int | None) -> NoReturn:
    raise InputError(
        f"'{entry}' under {part} is no verb of a class above it, so it tells nothing",
        file=file,
        line=line,
        remedy="put the verb into a class under verbs as well, or take it out here",
    )


def _add_verb(table: CueTable, entry: str, bits: int, stance: str, file: str, line: int | None) -> None:
    variants = list(_variants(entry))
    if len(variants) != 5:
        raise InputError(
            f"the verb '{entry}' does not have five forms",
            file=file,
            line=line,
            remedy="write base/-s form/past/participle/-ing form",
        )
    for form, form_bit in zip(variants, FORMS, strict=True):
        if form.startswith("-"):
            continue
        head, *particles = form.split()
        if not particles:
            table.add(head, bits | form_bit, stance)
            continue
        table.add(head, W.PHRASAL | form_bit)
        table.phrases[(head, *particles)] = table.phrases.get((head, *particles), 0) | bits | form_bit
        table.add(particles[0], W.PARTICLE)


def _variants(entry: str) -> Iterator[str]:
    """The five forms, particles kept: call for, calls for, ..."""
    if "/" in entry:
        yield from entry.split("/")
        return
    head, *particles = entry.split()
    head = _IRREGULAR.get(head, head)
    for form in forms_of(head):
        yield " ".join([form, *particles])


def _add_quote_verb(table: CueTable, entry: str) -> bool:
    """Let a verb stand behind the words; whether any of its forms is known, if it is one word."""
    known = False
    for form in _variants(entry):
        head, *particles = form.split()
        if particles:
            table.phrases[(head, *particles)] = table.phrases.get((head, *particles), 0) | W.QUOTEV
            table.add(particles[0], W.PARTICLE)
            table.add(head, W.PHRASAL)
            known = True
        elif head in table.words:
            table.add(head, W.QUOTEV)
            known = True
    return known


_IRREGULAR = {
    "say": "say/says/said/said/saying",
    "write": "write/writes/wrote/written/writing",
    "tell": "tell/tells/told/told/telling",
    "think": "think/thinks/thought/thought/thinking",
    "find": "find/finds/found/found/finding",
    "begin": "begin/begins/began/begun/beginning",
    "show": "show/shows/showed/shown/showing",
    "know": "know/knows/knew/known/knowing",
    "quip": "quip/quips/quipped/quipped/quipping",
    "brag": "brag/brags/bragged/bragged/bragging",
    "make": "make/makes/made/made/making",
    "go": "go/goes/went/gone/going",
    "put": "put/puts/put/put/putting",
    "speak": "speak/speaks/spoke/spoken/speaking",
    "would": "would/-/-/-/-",
    "take": "take/takes/took/taken/taking",
    "hit": "hit/hits/hit/hit/hitting",
    "shoot": "shoot/shoots/shot/shot/shooting",
    "sum": "sum/sums/summed/summed/summing",
    "hold": "hold/holds/held/held/holding",
    "read": "read/reads/read/read/reading",
}


def _add_lists(table: CueTable, tree: dict[str, Any]) -> None:
    for stance, words in tree["adjectives"].items():
        for entry in words:
            _add_adjective(table, entry, stance, W.ADJ | W.TOPIC * (stance == "fact"))
    for stance, words in tree["nouns"].items():
        for word in words:
            _add_noun(table, word, stance)
    for kind, bit in (("labels", W.LABEL), ("documents", W.DOC), ("media", W.MEDIUM), ("speakers", W.SPEAKER)):
        for word in tree[kind]:
            table.add(word, bit)
    for word in ("say", "says", "said", "saying"):
        table.add(word, W.SAID)


def _add_adjective(table: CueTable, entry: str, stance: str, bits: int) -> None:
    """One word, or two: "critical of" the plan, but "critical for" the plan is nobody's view."""
    head, *particle = entry.split()
    if particle:
        table.add(head, W.PHRASAL, stance)
        table.add(particle[0], W.PARTICLE)
        table.phrases[(head, particle[0])] = bits
    else:
        table.add(head, bits, stance)


def _add_noun(table: CueTable, word: str, stance: str) -> None:
    table.add(word, W.NOUN, stance)
    plural = word[:-1] + "ies" if word.endswith("y") and word[-2] not in _VOWELS else word + "s"
    table.add(plural, W.NOUN, stance)

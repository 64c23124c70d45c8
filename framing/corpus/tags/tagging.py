"""Who published it: given by somebody, or proposed with the words that suggest it, or unknown. Never guessed silently.

Given, in this order: front matter, metadata, the record's field, the ``--outlet`` of the call, the folder's name.
Proposed, in this order: the URL's domain, title, byline, dateline, banner, e-mail address, copyright line, URL line,
house style. An outlet of its own beats an agency's credit; a piece with nothing but an agency's copy under it is
"<Agency>-derived".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from framing.corpus.drafts import Given
from framing.corpus.pages.layout import Layout
from framing.corpus.tags.channels import load_channels
from framing.corpus.tags.derivation import Derivation, DerivationFinder
from framing.corpus.tags.outlets import OutletTable, load_outlets
from framing.corpus.tags.proposals import Proposal, propose
from framing.records.article import GIVEN, PROPOSED, Tag

_QUOTE = 160
_NONE = Tag(value="")


@dataclass(frozen=True, slots=True)
class Tags:
    """The outlet and the agency behind it; ``note`` is code, reason and remedy of an Issue, or empty."""

    outlet: Tag
    derived_from: Tag
    note: tuple[str, str, str] | None = None


class Tagger:
    """Tags articles; one for a process, made by ``load_tagger``."""

    def __init__(self, outlets: OutletTable, finder: DerivationFinder, outlet: str, proposing: bool) -> None:
        self.outlets = outlets
        self._finder = finder
        self._flag = outlet.strip()
        self._proposing = proposing

    def tag(
        self,
        layout: Layout,
        title: str,
        byline: str,
        url: str,
        outlet: Given | None,
        derived: Given | None,
        folder: str,
    ) -> Tags:
        """The tags of one article; ``folder`` are those its file lies in: the nearest that is an outlet's counts."""
        tag = self._given(outlet, folder)
        note = self._unknown_name(tag.value) if tag is not None else None
        if not self._proposing:
            return Tags(tag or Tag(), self._given_agency(derived) or _NONE, note)
        # With a given outlet the first that is not its own ends the search.
        derivations: Iterable[Derivation] = self._finder.find(layout, byline)
        if tag is None:
            derivations = list(derivations)
            tag = self._proposed(propose(self.outlets, layout, title, byline, url), derivations, layout.text)
        return Tags(tag, self._given_agency(derived) or _agency(derivations, tag, layout.text), note)

    def _given(self, outlet: Given | None, folder: str) -> Tag | None:
        """The outlet somebody gave, folded to its canonical name; the evidence says where and what it said."""
        if outlet is not None and outlet.value.lower() != "unknown":
            return self._folded(outlet.value, outlet.rule, outlet.evidence)
        if self._flag:
            return self._folded(self._flag, "flag", "--outlet")
        for name in reversed(folder.split("/")) if folder else ():
            if known := self.outlets.of_folder(name):
                return Tag(known.name, GIVEN, "folder", f"folder {name}")
        return None

    def folded(self, value: str) -> str:
        """The outlet that a name means; the name itself where nobody knows it."""
        return self._fold(value)[0]

    @lru_cache(maxsize=10_000)  # noqa: B019  (one tagger lives as long as its process)
    def _fold(self, value: str) -> tuple[str, bool]:
        known = self.outlets.meant(value)
        return (known.name, True) if known else (value, False)

    @lru_cache(maxsize=10_000)  # noqa: B019
    def _folded(self, value: str, rule: str, evidence: str) -> Tag:
        name, _ = self._fold(value)
        return Tag(name, GIVEN, rule, evidence if name == value else f'{evidence} says "{value}"')

    @lru_cache(maxsize=10_000)  # noqa: B019
    def _unknown_name(self, value: str) -> tuple[str, str, str] | None:
        _, known = self._fold(value)
        if known or value.endswith("-derived"):
            return None
        near = self.outlets.near(value)
        remedy = f"did you mean {' or '.join(near)}?" if near else "nothing needs doing; outlets.yml can describe it"
        return "unknown-outlet", f"the outlet '{value}' is not in the table of outlets; it is kept as it is", remedy

    def _proposed(self, proposals: Iterator[Proposal], derivations: list[Derivation], text: str) -> Tag:
        """The first outlet of its own, else the agency itself, else the agency its copy comes from."""
        best: Proposal | None = None
        for proposal in proposals:
            if proposal.rule != "house-style" and (not proposal.agency or proposal.rule == "domain"):
                return _tag(proposal)
            best = best or proposal
        if best is not None and best.rule != "house-style":
            return _tag(best)
        for derivation in derivations:
            if derivation.whole:
                return _derived(derivation, text)
        return _tag(best) if best else Tag()

    def _given_agency(self, derived: Given | None) -> Tag | None:
        if derived is None:
            return None
        name, _ = self._fold(derived.value)
        return Tag(name, GIVEN, derived.rule, derived.evidence)


def _tag(proposal: Proposal) -> Tag:
    return Tag(proposal.outlet, PROPOSED, proposal.rule, proposal.evidence)


def _derived(derivation: Derivation, text: str) -> Tag:
    kind = "agency-copy" if derivation.kind == "contribution" else derivation.kind
    return Tag(f"{derivation.channel.name}-derived", PROPOSED, kind, quote(text, derivation.start, derivation.end))


def _agency(derivations: Iterable[Derivation], outlet: Tag, text: str) -> Tag:
    for derivation in derivations:
        if derivation.channel.name != outlet.value:
            evidence = quote(text, derivation.start, derivation.end) if derivation.start >= 0 else "byline"
            return Tag(derivation.channel.name, PROPOSED, derivation.kind, evidence)
    return _NONE


def quote(text: str, start: int, end: int) -> str:
    """The words of a span on one line, for evidence; a long one is cut in its middle.

    >>> quote("As reported\\nby them.", 0, 14)
    'As reported by'
    """
    words = " ".join(text[start:end].split())
    return words if len(words) <= _QUOTE else f"{words[: _QUOTE // 2]} … {words[-_QUOTE // 2 :]}"


@lru_cache(maxsize=8)
def load_tagger(outlets_file: str = "", agencies_file: str = "", outlet: str = "", proposing: bool = True) -> Tagger:
    """The tagger of this process for these tables."""
    return Tagger(load_outlets(outlets_file), DerivationFinder(load_channels(agencies_file)), outlet, proposing)

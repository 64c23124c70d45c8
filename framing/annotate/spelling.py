"""British and American spellings as one word: rules with their exceptions, decided once per distinct word.

A false folding does no harm to a comparison (``otherwize`` would merge with nothing); a missed one splits a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_ISE = re.compile(r"(?P<stem>\w{2,}?)(?P<s>is)(?P<end>e|es|ed|er|ers|ing|ation|ations|ational|able)")
_YSE = re.compile(r"(?P<stem>\w*(?:anal|paral|catal|electrol))ys(?P<end>e|ed|er|ers|ing)")
_OUR = re.compile(
    r"(?P<stem>\w{2,})our(?P<end>s|ed|ing|able|ably|ite|ites|itism|ful|fully|less|hood|hoods|ly|er|ers|al|ally|y|some)?"
)
_DOUBLED = re.compile(r"(?P<stem>\w+)l(?P<end>ed|er|ers|ing|ings|or|ors)")
#: The longest ending that a star in ``pairs`` stands for.
_LONGEST_ENDING = 4


@dataclass(frozen=True, slots=True)
class Spelling:
    """The rules of ``lexicons/housestyle.yml``; ``fold`` applies them to one folded word."""

    ise_exceptions: frozenset[str] = frozenset()
    ise_endings: tuple[str, ...] = ()
    our_exceptions: frozenset[str] = frozenset()
    pairs: Mapping[str, str] = field(default_factory=dict)
    one_l: frozenset[str] = frozenset()
    _stems: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls,
        ise_exceptions: Sequence[str],
        ise_endings: Sequence[str],
        our_exceptions: Sequence[str],
        pairs: Mapping[str, str],
        one_l: Sequence[str],
    ) -> Spelling:
        """The rules from plain lists; ``pairs`` with a star become stems."""
        whole = {british: american for british, american in pairs.items() if not british.endswith("*")}
        stems = tuple((b[:-1], a.removesuffix("*")) for b, a in pairs.items() if b.endswith("*"))
        return cls(
            frozenset(ise_exceptions), tuple(ise_endings), frozenset(our_exceptions), whole, frozenset(one_l), stems
        )

    def fold(self, word: str) -> str:
        """The American spelling of a folded word, or the word itself.

        >>> rules = Spelling.of(["advise", "sunrise"], [], ["hour"], {"centre*": "center*"}, ["travel"])
        >>> [rules.fold(word) for word in ("organisations", "advised", "sunrise", "neighbouring", "hours", "centres")]
        ['organizations', 'advised', 'sunrise', 'neighboring', 'hours', 'centers']
        >>> rules.fold("travelled")
        'traveled'
        """
        if word in self.pairs:
            return self.pairs[word]
        for british, american in self._stems:
            if word.startswith(british) and len(word) - len(british) <= _LONGEST_ENDING:
                return american + word[len(british) :]
        return self._by_rule(word)

    def _by_rule(self, word: str) -> str:
        if (found := _ISE.fullmatch(word)) and not self._keeps_ise(found["stem"] + "ise"):
            return f"{found['stem']}iz{found['end']}"
        if found := _YSE.fullmatch(word):
            return f"{found['stem']}yz{found['end']}"
        if (found := _OUR.fullmatch(word)) and found["stem"] + "our" not in self.our_exceptions:
            return f"{found['stem']}or{found['end'] or ''}"
        if (found := _DOUBLED.fullmatch(word)) and found["stem"] in self.one_l:
            return found["stem"] + found["end"]
        return word

    def _keeps_ise(self, base: str) -> bool:
        return base in self.ise_exceptions or base.endswith(self.ise_endings)

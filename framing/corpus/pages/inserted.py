"""What a page put into the middle of a sentence: addresses, and links to other articles behind somebody's name.

An address (https://..., pic.twitter.com/...) is no wording of the outlet's, though its words may look like it.

Some sites follow a name by the same name in full, without a space the headlines of what else they wrote about that
person, and MORE: "Rep. Ann Lee Ann Mary LeeLee visits dairy farms Five bills to watch MORE (D-Ohio) said". Both the
name that comes again and that word must be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from framing.corpus.pages.layout import Layout
from framing.records.article import INSERTED, Block

_MORE = "MORE"
#: A search for a literal pattern skips from one first letter to the next: capitals are few, spaces are many.
_HELD = re.compile(_MORE.encode())
#: The word behind a space, but not in a stretch of capitals.
_ENDS = re.compile(rf"{_MORE}(?<= {_MORE})\b(?!\s[A-Z]{{2}})")
#: So many characters at most are a name and three headlines.
_LONGEST = 900
#: A text that holds the word more often than this is none of these sites'.
_OFTEN = 1_000
_NAME = r"(?:[A-Z(][\w.’'()-]{0,30}|de|van|von|der|la)\s"
_HEADLINE = r"(?=[A-Z\d‘“'\"])"
#: A last name, and the full name with the same last name (its spelling may differ) and a headline at once behind it;
#: or first and last name, and both again with a space behind them.
_AGAIN = re.compile(
    rf"\b(?P<last>[A-Z][a-z’'][\w’'-]{{0,2}})[\w’'-]*\s(?=(?:{_NAME}){{1,5}}(?P=last)[a-z’'-]*{_HEADLINE})"
    rf"|\b(?P<first>[A-Z][a-z’'][\w’'-]*)\s(?P<name>[A-Z][a-z’'][\w’'-]*)\s"
    rf"(?=(?P=first)\s(?:{_NAME}){{0,3}}(?P=name)\s{_HEADLINE})"
)
#: An address of a page without the stop or bracket behind it; "www.npr.org", which has no slash, is a name.
_ADDRESS = re.compile(
    r"(?:https?://|www\.[\w.-]{1,80}/|pic\.twitter\.com/|t\.co/)[^\s<>\"“”()\[\]]{1,2000}(?<=[\w/=&#~-])"
)
#: Behind these no address begins.
_GOES_ON = frozenset("./-_")
#: What stands before the first slash of each, or so far in front of it "www.".
_BEFORE_SLASH, _AS_FAR = (b"http:", b"https:", b"twitter.com", b"t.co"), 84


def find_addresses(layout: Layout) -> Iterator[Block]:
    """The addresses of pages in a text.

    >>> [block.end for block in find_addresses(Layout("See https://hill.org/talks?day=1 (or t.co/x1)."))]
    [32, 44]
    """
    if _may_hold_addresses(layout.encoded):
        text = layout.text
        for found in _ADDRESS.finditer(text):
            start, end = found.span()
            if not start or not (text[start - 1] in _GOES_ON or text[start - 1].isalnum()):
                yield Block(start, end, INSERTED)


def _may_hold_addresses(encoded: bytes) -> bool:
    """Whether one of the few slashes in a text may be an address's: much cheaper than the pattern that then decides."""
    at = encoded.find(b"/")
    while at >= 0:
        if encoded.endswith(_BEFORE_SLASH, 0, at) or b"www." in encoded[max(at - _AS_FAR, 0) : at]:
            return True
        at = encoded.find(b"/", at + 1)
    return False


def find_inserted(layout: Layout) -> Iterator[Block]:
    """Such links, from the name that comes again to the word MORE."""
    if not _HELD.search(layout.encoded):
        return
    text, free = layout.text, 0
    for more in islice(_ENDS.finditer(text), _OFTEN):
        space = more.start() - 1
        begin = max(free, text.rfind("\n", free, space) + 1, space - _LONGEST)
        if found := _AGAIN.search(text, begin, space):
            yield Block(found.end(), more.end(), INSERTED)
            free = more.end()

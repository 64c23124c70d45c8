"""What is left in a text of how it was kept: HTML, whose names would be counted as words, and marks that were decoded
in the wrong way. Quotation marks of either kind are none.
"""

from __future__ import annotations

import re

from framing.corpus.pages.layout import Layout

_ENTITY = re.compile(
    r"&(?:nbsp|amp|quot|apos|lt|gt|[lr][sd]quo|[mn]dash|hellip|shy|pound|euro|copy|bull|#\d{1,6}|#[xX][0-9a-fA-F]{1,6});"
)
_TAG = re.compile(
    r"</?(?:p|div|br|span|a|strong|em|b|i|u|h[1-6]|ul|ol|li|img|figure|figcaption|table|tr|td|th|script|style|iframe"
    r"|section|article|blockquote|!--)(?:\s[^<>]{0,300})?/?>|<!--",
    re.IGNORECASE,
)
#: How every curly mark and dash begins in UTF-8, read as Windows' or ISO's Western encoding.
_TWICE = ("â€", "â\x80")
#: The first byte of both, which English hardly has: to look for it takes a tenth of the time.
_FIRST = b"\xc3"


def left_markup(layout: Layout) -> str:
    """The first entity or tag of HTML in a text, or an empty string.

    >>> [left_markup(Layout(text)) for text in ("<p>It&rsquo;s late", "5 < 6 & 7 > 6; AT&T; <3", "a &amp; b")]
    ['<p>', '', '&amp;']
    """
    found = [pattern.search(layout.text) for sign, pattern in ((b"<", _TAG), (b"&", _ENTITY)) if sign in layout.encoded]
    return min((hit for hit in found if hit), key=lambda hit: hit.start())[0] if any(found) else ""


def twice_decoded(layout: Layout, title: str = "") -> str:
    """The first mark in title and text whose bytes were taken for letters, or an empty string.

    >>> twice_decoded(Layout("She said: â€œNever.â€\x9d")), twice_decoded(Layout("She said: “Never.” It cost 5 €."))
    ('â€œ', '')
    >>> twice_decoded(Layout("Never."), "Mills to close: â€œNever!â€\x9d")
    'â€œ'
    """
    for words in (title, layout.text) if _FIRST in layout.encoded else (title,):
        if found := [at for begins in _TWICE if (at := words.find(begins)) >= 0]:
            return words[min(found) : min(found) + 3]
    return ""

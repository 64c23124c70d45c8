"""HTML that was left in a text: its names would be counted as words, and its quotation marks are none."""

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


def left_markup(layout: Layout) -> str:
    """The first entity or tag of HTML in a text, or an empty string.

    >>> [left_markup(Layout(text)) for text in ("<p>It&rsquo;s late", "5 < 6 & 7 > 6; AT&T; <3", "a &amp; b")]
    ['<p>', '', '&amp;']
    """
    found = [pattern.search(layout.text) for sign, pattern in ((b"<", _TAG), (b"&", _ENTITY)) if sign in layout.encoded]
    return min((hit for hit in found if hit), key=lambda hit: hit.start())[0] if any(found) else ""

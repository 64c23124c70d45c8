"""Statistics: counts in, comparisons out; the article is the sampling unit, never the word.

Each module holds one idea and names the source of its formula. Nothing here reads text or draws a picture.
"""

from framing.stats.comparison import compare
from framing.stats.rate_table import rates

__all__ = ["compare", "rates"]

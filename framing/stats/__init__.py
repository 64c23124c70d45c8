"""Statistics: counts in, comparisons out; the article is the sampling unit, never the word.

Each module holds one idea and names the source of its formula. Nothing here reads text or draws a picture.
"""

from framing.records.sizes import power_note, what_to_show
from framing.stats.comparison import compare
from framing.stats.gries import dispersion
from framing.stats.key_words import keyness
from framing.stats.log_odds import weighted_log_odds
from framing.stats.misclassification import correct_share
from framing.stats.multiplicity import adjust_p
from framing.stats.placement import salience
from framing.stats.rate_table import rates
from framing.stats.sentence_counts import sentences_held
from framing.stats.shrinkage import add_shrunken_rates
from framing.stats.standing import standing

__all__ = [
    "add_shrunken_rates",
    "adjust_p",
    "compare",
    "correct_share",
    "dispersion",
    "keyness",
    "power_note",
    "rates",
    "salience",
    "sentences_held",
    "standing",
    "weighted_log_odds",
    "what_to_show",
]

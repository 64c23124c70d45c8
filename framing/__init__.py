"""framing: compare how news outlets frame the same story.

>>> import framing as fr
>>> corpus = fr.read_corpus("corpus/trade-talks")
>>> scores = fr.score(corpus, "us-china-trade")
>>> scores.signature.split("|")[1].split("@")[0]
'codebook:us-china-trade'

Importing this costs nothing: every name below loads its module when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Codebook",
    "Corpus",
    "FramingError",
    "Match",
    "Scores",
    "keyness",
    "kwic",
    "load_codebook",
    "open_store",
    "quotes",
    "read_corpus",
    "score",
]

_PLACES = {
    "Article": "framing.records.article",
    "Codebook": "framing.records.codebook",
    "Corpus": "framing.records.corpus",
    "FramingError": "framing.errors",
    "Match": "framing.records.coder",
    "Scores": "framing.study.scores",
    "keyness": "framing.study.comparison.keyness",
    "kwic": "framing.study.concordance",
    "load_codebook": "framing.lexicon.reading",
    "open_store": "framing.study.stores.article_store",
    "quotes": "framing.study.quoting",
    "read_corpus": "framing.study.scoring",
    "score": "framing.study.scoring",
}

if TYPE_CHECKING:
    from framing.errors import FramingError
    from framing.lexicon.reading import load_codebook
    from framing.records.article import Article
    from framing.records.codebook import Codebook
    from framing.records.coder import Match
    from framing.records.corpus import Corpus
    from framing.study.comparison.keyness import keyness
    from framing.study.concordance import kwic
    from framing.study.quoting import quotes
    from framing.study.scores import Scores
    from framing.study.scoring import read_corpus, score
    from framing.study.stores.article_store import open_store


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'framing' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])

"""The same work by other tools; run by ``benchmarks.bridge`` in a virtual environment of their own.

    PYTHON bridge_peers.py TOOL TEXTS.json PATTERNS.json      prints {"seconds": .., "bytes": .., "matches": ..}

A pattern is a list of slots: {"words": [...], "stems": [...], "gap": n}. Knows nothing of framing. The time is the CPU
time of the work alone: not of imports, of reading the file, or of building the matcher.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

Patterns = list[list[dict[str, Any]]]
Work = Callable[[list[str]], int]


def words_by_re(patterns: Patterns) -> Work:
    """Nothing but ``re.findall(r"\\w+")``."""
    find = re.compile(r"\w+").findall
    return lambda texts: sum(len(find(text)) for text in texts)


def alternation(patterns: Patterns) -> Work:
    """One regular expression of all patterns; finds no overlaps, no sentences, no negation."""

    def slot(s: dict[str, Any]) -> str:
        return "(?:" + "|".join([re.escape(w) for w in s["words"]] + [re.escape(w) + r"\w*" for w in s["stems"]]) + ")"

    def one(pattern: list[dict[str, Any]]) -> str:
        out = slot(pattern[0])
        for s in pattern[1:]:
            out += rf"(?:\W+\w+){{0,{s['gap']}}}?\W+" if s["gap"] else r"[\s-]+"
            out += slot(s)
        return out

    longest_first = sorted(map(one, patterns), key=len, reverse=True)
    expression = re.compile(r"\b(?:" + "|".join(longest_first) + r")\b", re.IGNORECASE)
    return lambda texts: sum(1 for text in texts for _ in expression.finditer(text))


def spacy_matcher(patterns: Patterns) -> Work:
    """A blank English pipeline with sentencizer, and a Matcher with the same patterns."""
    import spacy
    from spacy.matcher import Matcher

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 10**9
    matcher = Matcher(nlp.vocab)

    def token(s: dict[str, Any]) -> dict[str, Any]:
        if not s["stems"]:
            return {"LOWER": {"IN": s["words"]}} if len(s["words"]) > 1 else {"LOWER": s["words"][0]}
        either = [re.escape(w) + "$" for w in s["words"]] + [re.escape(w) for w in s["stems"]]
        return {"LOWER": {"REGEX": "^(?:" + "|".join(either) + ")"}}

    for number, pattern in enumerate(patterns):
        tokens: list[dict[str, Any]] = []
        for s in pattern:
            tokens += [{"OP": "?"}] * s["gap"] + [token(s)]
        matcher.add(str(number), [tokens])

    def work(texts: list[str]) -> int:
        found = 0
        for doc in nlp.pipe(texts):
            sentences = [sentence.start for sentence in doc.sents]
            found += len(matcher(doc)) + 0 * len(sentences)
        return found

    return work


def nltk_words(patterns: Patterns) -> Work:
    """NLTK's word tokenizer alone."""
    from nltk.tokenize import NLTKWordTokenizer

    tokenize = NLTKWordTokenizer().tokenize
    return lambda texts: sum(len(tokenize(text)) for text in texts)


def nltk_sentences(patterns: Patterns) -> Work:
    """NLTK's ``word_tokenize``: sentences by punkt, words in each; punkt untrained, since its data is a download."""
    from nltk.tokenize import NLTKWordTokenizer
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    split, tokenize = PunktSentenceTokenizer().tokenize, NLTKWordTokenizer().tokenize
    return lambda texts: sum(len(tokenize(sentence)) for text in texts for sentence in split(text))


def liwc_words(patterns: Patterns) -> Work:
    """The ``liwc`` package: counts of single words and stems, tokens by ``re`` as its documentation does."""
    import liwc

    terms = {w for p in patterns if len(p) == 1 for w in p[0]["words"]}
    terms |= {w + "*" for p in patterns if len(p) == 1 for w in p[0]["stems"]}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "lexicon.dic")
        file.write_text("%\n1\tframe\n%\n" + "".join(f"{term}\t1\n" for term in sorted(terms)), encoding="utf-8")
        parse, _ = liwc.load_token_parser(str(file))

    def work(texts: list[str]) -> int:
        total: Counter[str] = Counter()
        for text in texts:
            total.update(category for m in re.finditer(r"\w+", text.lower()) for category in parse(m[0]))
        return total.total()

    return work


TOOLS = {
    "re": words_by_re,
    "alternation": alternation,
    "spacy": spacy_matcher,
    "nltk": nltk_words,
    "nltk-sentences": nltk_sentences,
    "liwc": liwc_words,
}


def main(tool: str, texts_file: str, patterns_file: str) -> None:
    """Do the work once and print what it cost."""
    texts = json.loads(Path(texts_file).read_text(encoding="utf-8"))
    work = TOOLS[tool](json.loads(Path(patterns_file).read_text(encoding="utf-8")))
    work(texts[:2])
    start = time.process_time()
    found = work(texts)
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "bytes": sum(len(t.encode()) for t in texts), "matches": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Which articles are said not to be English."""

from __future__ import annotations

import pytest

import framing as fr
from framing.annotate.batching import Annotator

OTHERS = {
    "French": "Les droits de douane montent encore, dit la ministre, et personne à la table ne veut céder le premier. ",
    "German": "Die Zölle steigen weiter, sagte die Ministerin, und niemand in der Runde will so früh nachgeben. ",
    "Spanish": "Los aranceles suben otra vez, dijo la ministra, y nadie en la mesa quiere ser el primero en ceder. ",
    "Chinese": "关税再次上调，部长说，桌上没有人愿意先让步。",
    "Russian": "Пошлины снова растут, сказала министр, и никто за столом не хочет уступать первым. ",
}
ENGLISH = "Duties rise again, the minister said, and nobody at the table wants to be the first to give in. "


def codes(text: str) -> list[str]:
    """What is said about an article."""
    batch = Annotator().annotate(
        [fr.Article("short", "Zölle."), fr.Article("a", text, title="Titre"), fr.Article("b", ENGLISH)]
    )
    return [f"{issue.doc_id}: {issue.code}" for issue in batch.issues]


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_named(language):
    """Nothing of it can match, so it would count as an article without frames."""
    assert codes(OTHERS[language] * 10) == ["a: not-english"]
    assert codes(OTHERS[language] * 10 + "(The Bank of Lyon.)") == ["a: not-english"]


@pytest.mark.parametrize(
    "text", [ENGLISH * 10, OTHERS["Chinese"] * 2 + ENGLISH * 5, OTHERS["French"] * 2, "", "Lyon 24 23\n" * 10]
)
def test_english_and_too_little_are_not(text):
    """A few words of another language, a few names and numbers, and no text at all tell nothing."""
    assert codes(text) == []

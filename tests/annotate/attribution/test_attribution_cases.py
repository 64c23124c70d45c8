"""Every sentence of cases.yml is read as a careful reader would; the floors only rise."""

from __future__ import annotations

import pytest
from reading_cases import HARD, Case, all_cases, described, found_in, places_of

#: Reached on all sentences of cases.yml, the hard ones included. Raise them when a rule learns something.
FLOOR_WORDS_F1 = 0.98
FLOOR_SPEAKERS = 0.965
LEAST_SENTENCES = 390


@pytest.mark.parametrize("case", [case for case in all_cases() if case.group != HARD], ids=str)
def test_each_sentence_is_read_right(case: Case) -> None:
    """Speakers, contents, rules and whatever else a case names."""
    passage, found = found_in(case)
    got = [described(passage, said) for said in found]
    trimmed = [{key: one[key] for key in want} for one, want in zip(got, case.said, strict=False)]
    assert (trimmed, len(got)) == ([dict(want) for want in case.said], len(case.said))


def test_there_are_enough_sentences() -> None:
    """Sentences written for this project; their number only rises."""
    assert len(all_cases()) >= LEAST_SENTENCES


def test_each_rule_has_a_sentence() -> None:
    """A rule that no sentence shows is a rule that nobody would miss."""
    from framing.annotate.attribution.drafts import RULES

    shown = {want.get("rule") for case in all_cases() for want in case.said}
    assert set(RULES) - shown == set()


def test_words_of_attributed_content_stay_above_their_floor() -> None:
    """Token F1 over all sentences."""
    right = found_words = wanted_words = 0
    for case in all_cases():
        passage, found = found_in(case)
        ours = {place for said in found for span in said.content for place in range(*span)}
        wanted = {place for want in case.said for place in places_of(passage, want["what"])}
        right, found_words, wanted_words = (
            right + len(ours & wanted),
            found_words + len(ours),
            wanted_words + len(wanted),
        )
    assert 2 * right / (found_words + wanted_words) >= FLOOR_WORDS_F1


def test_speakers_stay_above_their_floor() -> None:
    """The share of wanted attributions whose speaker is named as wanted."""
    named = wanted = 0
    for case in all_cases():
        _, found = found_in(case)
        speakers = [said.speaker for said in found]
        for want in case.said:
            if "who" in want:
                wanted += 1
                named += want["who"] in speakers
    assert named / wanted >= FLOOR_SPEAKERS

"""Whose wording it is: what somebody says in reported words, and what the outlet words though somebody does it."""

from __future__ import annotations

import pytest
from reading_cases import voices_of


def test_the_object_of_a_judgement_verb_is_the_outlets_word() -> None:
    """CODEBOOK, settled rule 3."""
    assert voices_of("The ministry criticised the tariff threat.")["threat"] == "own"
    assert voices_of("The ministry criticised the “tariff threat of last week”.")["threat"] == "quoted"
    assert voices_of("The ministry said that the threat was real.")["threat"] == "reported"
    assert voices_of("The ministry left the talks, alleging unfair delays.")["delays"] == "own"


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Ruritania agreed to lower the levy.", "own"),
        ("Ruritania plans to raise the levy, and refused to lower it.", "own"),
        ("Ruritania vowed to raise the levy.", "reported"),
        ("The ferry is expected to pay the levy.", "own"),
        ("The ferry is said to pay the levy.", "reported"),
        ("The delay suggests that the levy will fall.", "own"),
        ("Nothing in the report indicates that the levy will fall.", "own"),
        ("Analysts suggested that the levy will fall.", "reported"),
        ("The report suggests that the levy will fall.", "reported"),
        ("Does Ruritania think the levy will fall?", "own"),
        ("“Why wait?” Duarte asked, adding that the levy will fall.", "reported"),
        ("Oslo's delay shows that the levy will fall.", "own"),
        ("The row with Oslo indicates that the levy will fall.", "own"),
        ("Tan began a row, which indicates that the levy will fall.", "own"),
        ("Tan read a report, which indicates that the levy will fall.", "reported"),
        ("Oslo's statement indicates that the levy will fall.", "reported"),
        ("The head of Norsk Salt suggested that the levy will fall.", "reported"),
        ("The numbers show that the levy will fall.", "own"),
        ("The survey of growers shows that the levy will fall.", "reported"),
        ("Duarte spoke on Monday, signaling that the levy will fall.", "own"),
        ("You’ll find that the levy will fall.", "own"),
        ("They’ll find that the levy will fall.", "reported"),
    ],
)
def test_what_people_do_and_things_imply_is_worded_by_the_outlet(text: str, voice: str) -> None:
    """Acts, intentions and expectations are told, not said; nobody speaks in the outlet's questions."""
    assert voices_of(text)["levy"] == voice


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Ruritania has urged a lower levy.", "own"),
        ("Ruritania threatened a levy on salt.", "own"),
        ("The port is considering raising the levy.", "own"),
        ("The report, which proposed a levy, is late.", "own"),
        ("Growers gathered, demanding a lower levy.", "own"),
        ("The board met and promised a lower levy.", "own"),
        ("Ruritania called the levy a tax.", "reported"),
        ("Ruritania accused Oslo of raising the levy.", "reported"),
        ("Ruritania urged both sides to lower the levy.", "reported"),
        ("Ruritania promised the levy would fall.", "reported"),
        ("Ruritania threatened to raise the levy.", "own"),
        ("Ruritania threatened that the levy would rise.", "reported"),
        ("The board announced a proposed list of goods under the levy.", "own"),
        ("Ruritania called off the levy.", "own"),
        ("Lund vowed to leave as growers fought the levy.", "own"),
        ("Growers were told they may pay the levy.", "reported"),
        ("The mayor ordered the office to lower the levy.", "own"),
        ("Ruritania criticised the levy.", "own"),
        ("Ruritania criticised the levy on salt as a tax on growers.", "reported"),
        ("Growers see the levy as unfair.", "reported"),
        ("Growers could see the levy as unfair.", "own"),
        ("The mayor praised pilots as well as the levy.", "own"),
        ("Growers cheered what the mayor hailed as a fair levy.", "reported"),
        ("Lund called for an end to what she described as a levy.", "reported"),
        ("The critic who has been calling for the levy left.", "own"),
        ("Growers left what Oslo sees as a row over the levy.", "reported"),
        ("The board backed the levy as it moved ahead.", "own"),
    ],
)
def test_a_thing_that_somebody_asks_for_or_fears_is_worded_by_the_outlet(text: str, voice: str) -> None:
    """What is threatened, urged or promised is named by the outlet; a name or view somebody gives it is theirs."""
    assert voices_of(text)["levy"] == voice


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Growers are worried about the levy.", "own"),
        ("Growers are willing to pay the levy.", "own"),
        ("Growers, concerned about the levy, have left.", "own"),
        ("Growers remain worried about the levy.", "own"),
        ("Growers left, confident that the levy will fall.", "reported"),
        ("Fearing a levy on salt, the board has left.", "own"),
        ("Lund has downplayed fears that the levy will rise.", "own"),
        ("Lund announced dues on salt and then reversed the levy.", "own"),
        ("Lund urged members to pay, even as many of them fought the levy.", "own"),
        ("Lund — who left, but had not said why — kept the levy.", "own"),
        ("Growers are confident that the levy will fall.", "reported"),
        ("Growers know that the levy will fall.", "own"),
        ("Growers are unaware that the levy will fall.", "own"),
        ("Growers believe that the levy will fall.", "reported"),
        ("The board will decide whether to lower the levy.", "own"),
        ("The board met and asked how to lower the levy.", "own"),
        ("The board asked whether the levy would fall.", "reported"),
        ("Shares fell amid fears that the levy will rise.", "own"),
        ("Growers voiced fears that the levy will rise.", "reported"),
        ("Many like his “salt first” argument that the levy is unfair.", "reported"),
        ("Her criticism of the levy was brief.", "own"),
        ("Her claim that the levy is unfair was brief.", "reported"),
        ("Few traders expect that the levy will fall.", "own"),
        ("No trader believes that the levy will fall.", "own"),
        ("Several traders expect that the levy will fall.", "reported"),
        ("Oslo anticipated this, which is why the levy is late.", "own"),
        ("Traders believe Oslo's promises, which the levy disproves.", "own"),
        ("The port announced aid for growers battered by the levy.", "own"),
        ("Growers have felt the pain at a time when the levy is high.", "own"),
        ("The press signaled a lack of interest in talks on the levy.", "own"),
    ],
)
def test_moods_knowledge_and_fears_of_nobody_are_worded_by_the_outlet(text: str, voice: str) -> None:
    """Somebody has to hold an opinion for it to be theirs, and what is known the outlet holds true."""
    assert voices_of(text)["levy"] == voice

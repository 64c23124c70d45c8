"""Where sentences end, case by case: ``|`` in a row marks each boundary. All texts are written for these tests."""

from __future__ import annotations

import pytest

from framing.annotate.batching import Annotator
from framing.records.article import Article
from framing.study.bridge.documents import documents_of

ROWS = [
    "In Mill v. Loom the judge said no.| It went on.",
    "It was Lin vs. the rest.| Nobody won.",
    "Sens. Lin and Po left.| So did Reps. Wen and Li.| They were angry.",
    "The index closed at 3,217.45.| Oil rose to $71.2.| Gold fell.",
    "The levy rose by 2.5 percent.| It was 2.5.| Nobody paid.",
    "1. The port opens.\n|2. The mills close.\n|3. Nobody moves.",
    "It began in 2019.| It was the year 12.| Nobody knew.",
    "He lives in the U.S.| He works in the U.K. now.",
    "Lin met Mr. Po at 10 a.m. Tuesday.| The talks ended at 4 p.m.| They met again.",
    "On Nov 10. the port opened.| On Nov. 10 it closed.",
    "“If the port . . . opens,” he said.| The rest . . . came later.",
    "J. R. Lin wrote.| D. J. Po read.| So did Wen W. Li.",
    "Mills Close Again\n\n|The first sentence is here.| “Will it open?” Lin asked.| “No!” said Po.",
    "He asked: “Why?”| Nobody knew.",
    "It is no ban.\n|the mills close!\n|nobody moves",
    "The mills of the U.S.\nmarket and of Loom Co.\nclosed . . .\nand “Why?”\nasked the weavers.| so it went.",
    "They spoke of trade.| bullying came next, said govt. officials at ca. 9 a.m. today and in Minn. mills.",
    "“We spoke of trade.” he said (and of looms.) and left.",
    "“We will fight.”| “We will talk.”| So it went.",
    "“We will fight. We will talk. Both,” he said.| Then he left.",
    'Lin spoke on Thursday.|In a speech, Po agreed.|"It is late," he said.|He left.',
    "Read Loom.Com and Mr.Lin, e.g. the J.Po paper of the U.S.Board at v2.Beta.| It is new.",
]


@pytest.mark.parametrize("row", ROWS)
def test_boundaries(row: str) -> None:
    """Exactly the sentences of the row."""
    text = row.replace("|", "")
    document = documents_of(Annotator().annotate([Article("a", text)]))["a"]
    assert [document.text_of(sentence).strip() for sentence in document.sentences] == [
        part.strip() for part in row.split("|")
    ]

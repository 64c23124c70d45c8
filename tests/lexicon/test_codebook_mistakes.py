"""What is wrong in a dictionary is named with file, line, reason and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from dictionaries import DIC, DICX, LEXICODER, QUANTEDA, WORDSTAT, YOSHIKODER, put

from framing.errors import CodebookError
from framing.lexicon.reading import load_codebook

#: Ending, the file, line of the message, words of its reason.
BROKEN = [
    (".dic", "", None, "is empty"),
    (".dic", "mine*\t1\n%\n1\tcoal\n%\n", 1, "begins with a line of %"),
    (".dic", "%\n1\tcoal\nmine*\t1\n", 1, "no end"),
    (".dic", DIC + "%\n", 10, "third line of %"),
    (".dic", DIC.replace("2\tharbour fees", "harbour fees"), 3, "no category"),
    (".dic", DIC.replace("2\tharbour fees", "1\tharbour fees"), 3, "stands for 'coal' already (line 2)"),
    (".dic", DIC.replace("2\tharbour fees", "2\tcoal"), 3, "'coal' stands twice (line 2)"),
    (".dic", DIC.replace("toll*\t2", "toll*\t3"), 7, "no category has the number 3"),
    (".dic", DIC.replace("toll*\t2", "toll*"), 7, "has no category"),
    (".dic", DIC.replace("toll*\t2", "toll*\tfees"), 7, "'fees' is no category's number"),
    (".dic", DIC.replace("toll*\t2", "toll*\t(1 2)1/2\t2"), 7, "a condition"),
    (".dic", DIC.replace("toll*\t2", "toll*\t<of>1/2\t2"), 7, "a condition"),
    (".dic", DIC.replace("toll*\t2", ":-D\t2"), 7, "holds ':'"),
    (".dic", DIC.replace("toll*\t2", "#fees\t2"), 7, "holds '#'"),
    (".dic", DIC.replace("toll*\t2", "toll|fee\t2"), 7, "holds '|'"),
    (".dic", DIC.replace("toll*\t2", "toll ..3 fee\t2"), 7, "holds '..'"),
    (".dic", DIC.replace("toll*\t2", "*toll\t2"), 7, "star that does not end a word"),
    (".dic", DIC.replace("toll*\t2", "t*\t2"), 7, "stem under 2"),
    (".dic", DIC + "section 301 2\n", 10, "no category has the number 301"),
    (".dic", "%\n1\tcoal\n2\tfees\n%\nmine*\t1\n", 3, "'fees' has no words"),
    (".dic", "%\n%\n", None, "lists no words"),
    (".dic", f"%\n{'9' * 5000}\tcoal\n%\nmine\t1\n", 2, "no category"),
    (".dic", f"%\n1\tcoal\n%\nmine\t1\t{'9' * 5000}\n", 4, "is no category's number"),
    (".dicx", "", None, "names no category"),
    (".dicx", "DicTerm\nmine*\n", 1, "names no category"),
    (".dicx", DICX.replace("DicTerm,coal", "DicTerm,harbour fees"), 1, "'harbour fees' stands twice"),
    (".dicx", DICX.replace("toll*,,X", "toll*,,0.5"), 4, "'0.5' where an X or nothing"),
    (".dicx", DICX.replace("toll*,,X", "toll*,,"), 4, "belongs to no category"),
    (".dicx", DICX.replace("toll*,,X", "toll*,,X,X"), 4, "more marks than there are categories"),
    (".dicx", DICX.replace("toll*,,X", '"toll*,,X'), 4, "cannot be read from here on"),
    (".dicx", DICX.replace("toll*,,X", ":),,X"), 4, "holds ':'"),
    (".yml", QUANTEDA.replace("toll*", '"*toll"'), 3, "star that does not end a word"),
    (".yml", QUANTEDA.replace("toll*", "t?ll"), 3, "holds '?'"),
    (".yml", QUANTEDA.replace("toll*", "[toll]"), 3, "a term is expected"),
    (".yml", "coal: []\nfees: [toll]\n", 1, "'coal' has no words"),
    (".yml", "coal.old: [mine]\ncoal: {old: [pit]}\n", 2, "the name of coal.old and of coal > old"),
    (".yml", "coal:\n  __: [mine]\n__: [toll]\n", 3, "belong to no category"),
    (".yml", "coal: {}\nfees: [toll]\n", 1, "'coal' has no words"),
    (".cat", "", None, "this file has none"),
    (".cat", "coal\n\tmine\n", None, "this file has none"),
    (".cat", WORDSTAT.replace("toll* (1)", "toll* (3)"), 6, "has the weight 3"),
    (".cat", WORDSTAT.replace("toll* (1)", "@toll [quay near fee] (1)"), 6, "holds '@'"),
    (".cat", WORDSTAT.replace("toll* (1)", "to*l (1)"), 6, "star that does not end a word"),
    (".cat", WORDSTAT.replace("toll* (1)", "fair-* (1)"), 6, "star behind a sign that parts words"),
    (".cat", WORDSTAT.replace("toll* (1)", "toll*"), 6, "'harbour fees.toll*' has no words"),
    (".cat", "mine (1)\ncoal\n\tpit (1)\n", 1, "belongs to no category"),
    (".cat", WORDSTAT + "coal\n\tpit (1)\n", 9, "'coal' stands twice (line 1)"),
    (".ykd", "", 1, "this is no XML"),
    (".ykd", "coal", 1, "this is no XML"),
    (".ykd", YOSHIKODER.replace("</dictionary>", ""), 9, "this is no XML"),
    (".ykd", YOSHIKODER.replace("dictionary", "report"), 1, "it begins with <report>"),
    (".ykd", YOSHIKODER.replace("substring", "regexp"), None, "patterns of the kind 'regexp'"),
    (".ykd", YOSHIKODER.replace("<dictionary", "<!DOCTYPE d [<!ENTITY a 'b'>]><dictionary", 1), 2, "a document type"),
    (".ykd", YOSHIKODER.replace(' name="pit village"', ""), 4, "a term has no name"),
    (".ykd", YOSHIKODER.replace(' name="coal"', ""), 3, "a category has no name"),
    (".ykd", YOSHIKODER.replace("</pnode>", "pit</pnode>"), 5, "'pit' stands between the elements"),
    (".ykd", YOSHIKODER.replace('<pnode name="mine*"/>', "<note/>"), 4, "<note> is no category and no term"),
    (".ykd", YOSHIKODER.replace("harbour fees", "coal"), 7, "'coal' stands twice (line 3)"),
    (".ykd", YOSHIKODER.replace("mine*", "mine.*"), 4, "looks like a regular expression"),
    (".ykd", YOSHIKODER.replace("UTF-8", "EBCDIC-X"), 1, "its encoding is 'EBCDIC-X'"),
    (".ykd", YOSHIKODER.replace('<pnode name="mine*"/>', "<cnode name='a'>" * 30 + "</cnode>" * 30), 4, "more than 20"),
    (".lc3", "", None, "this file has none"),
    (".lc3", "mine*\n", None, "this file has none"),
    (".lc3", "pier\n" + LEXICODER, 1, "belongs to no category"),
    (".lc3", LEXICODER + "+tolls\n", 9, "'tolls' has no words"),
    (".lc3", LEXICODER.replace("+harbour fees", "+"), 5, "a category has no name"),
    (".lc3", LEXICODER.replace("+harbour fees", "+coal"), 5, "'coal' stands twice (line 1)"),
    (".lc3", LEXICODER.replace("toll*", "t?ll"), 6, "holds '?'"),
    (".csv", "", 1, "does not name the columns"),
    (".csv", "coal,mine*\n", 1, "does not name the columns"),
    (".csv", "frame,pattern,colour\n", 1, "no column 'colour'"),
    (".csv", "frame,pattern,Frame\n", 1, "'frame' stands twice"),
    (".csv", "frame,pattern\n", None, "lists no words"),
    (".csv", "frame,pattern\ncoal,\n", 2, "has no pattern"),
    (".csv", "frame,pattern\n,mine*\n", 2, "names no frame"),
    (".csv", "frame,pattern\ncoal,mine*,x\n", 2, "has 3 cells and the first one 2"),
    (".csv", "frame,pattern\ncoal,mine*\ncoal,MINE*\n", 3, "can never match: 'mine*' means the same"),
    (".csv", "frame,pattern\ncoal,bul*y\n", 2, "star that does not end a word"),
    (".csv", "frame,pattern,device\ncoal,mine*,slogan\n", 2, "'slogan' is no device"),
    (".csv", "frame,pattern,negator\ncoal,mine*,not\n", 2, "'not' is no negator"),
    (".csv", "frame,pattern,exclude\ncoal,mine*,true\ncoal,old mines|mined,\n", 3, "'mine*' excludes its words"),
    (".csv", "frame,pattern,exclude\ncoal,mine*,perhaps\n", 2, "no answer to exclude"),
    (".csv", "frame,pattern,definition\ncoal,mine*,A\ncoal,pit,B\n", 3, "another definition"),
    (".csv", "frame,pattern,version\ncoal,mine*,1\ncoal,pit,2\n", 3, "'version' is '2' here and '1' on line 2"),
    (".csv", 'frame,pattern\ncoal,mine*\ncoal,"pit\n', 3, "cannot be read from here on"),
    (".csv", 'sep=;\nframe;pattern\n\ncoal;"two\nlines"\ncoal;bul*y\n', 6, "star that does not end a word"),
]


@pytest.mark.parametrize(
    ("suffix", "text", "line", "reason"), BROKEN, ids=[f"{row[0]} {row[3]}"[:60].replace(" ", "-") for row in BROKEN]
)
def test_what_is_wrong_is_named(suffix: str, text: str, line: int | None, reason: str, tmp_path: Path):
    """File, line, reason and remedy of every mistake."""
    path = put(tmp_path, f"fees{suffix}", text)
    with pytest.raises(CodebookError) as caught:
        load_codebook(path)
    error = caught.value
    assert reason in error.reason
    assert (error.file, error.line, bool(error.remedy)) == (str(path), line, True)

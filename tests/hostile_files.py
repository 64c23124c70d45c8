"""Some 150 files that no newsroom would send: made on the spot, each small or cheap to make.

``FILES`` are read as articles, ``CODEBOOKS`` as codebooks; a value writes its file (or folder) and returns its path.
"""

from __future__ import annotations

import codecs
import gzip
import json
import os
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

Maker = Callable[[Path], Path]
SENTENCE = "The levy is trade bullying, said Lin. It is not sustainable.\n"
CHINESE = "关税战不可持续。双方应当对话。\n" * 20
WESTERN = "Le café a fermé; l’été dura “trop”.\n"


def written(name: str, content: str | bytes, folder: Path) -> Path:
    """A file in a folder of its own."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def text(content: str | bytes, name: str = "a.txt") -> Maker:
    """One file."""
    return partial(written, name, content)


def csv(content: str | bytes) -> Maker:
    return text(content, "a.csv")


def lines(content: str | bytes) -> Maker:
    return text(content, "a.jsonl")


def page(front: str) -> Maker:
    return text(f"---\n{front}---\n{SENTENCE}", "a.md")


def corpus(metadata: str | bytes, folder: Path) -> Path:
    """A folder with one good article and a metadata table."""
    place = folder / "corpus"
    place.mkdir()
    written("a.txt", SENTENCE, place)
    written("metadata.csv", metadata, place)
    return place


def folder_named(name: str, folder: Path) -> Path:
    """A folder that is called like a file, beside a good one."""
    (folder / name).mkdir()
    written("good.txt", SENTENCE, folder)
    return folder


def link(target: str, folder: Path) -> Path:
    """A link that leads to ``target``, beside a good file."""
    (folder / "a.txt").symlink_to(target)
    written("good.txt", SENTENCE, folder)
    return folder


def loop(folder: Path) -> Path:
    """Folders that contain one another."""
    (folder / "one").mkdir()
    (folder / "one" / "two").symlink_to(folder, target_is_directory=True)
    written("good.txt", SENTENCE, folder)
    return folder


def pipe(folder: Path) -> Path:
    """A named pipe that nobody writes to: who opens it waits for ever."""
    os.mkfifo(folder / "a.txt")
    written("good.txt", SENTENCE, folder)
    return folder


def strange_names(folder: Path) -> Path:
    """Names that spreadsheets, terminals and shells take for something else."""
    names = ["NA.txt", "007.txt", "=1+1.txt", "-o.txt", "a\nb.txt", "\x1b[31mred.txt", "x" * 240 + ".txt", "no.txt"]
    for name in names:
        written(name, f"{SENTENCE}{name!r}\n", folder)
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text(SENTENCE, encoding="utf-8")
    return folder


def zipped(folder: Path) -> Path:
    """An archive that calls itself a text."""
    with zipfile.ZipFile(folder / "a.txt", "w") as archive:
        archive.writestr("../../b.txt", SENTENCE)
    return folder / "a.txt"


def row(**fields: object) -> str:
    return json.dumps({"id": "a", "text": SENTENCE, **fields}) + "\n"


PACKED = gzip.compress(row().encode(), mtime=0)
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

FILES: dict[str, Maker] = {
    # bytes that are no UTF-8, or hardly
    "nothing": text(""),
    "spaces only": text(" \n\t\n \u3000\n"),
    "UTF-8 with BOM": text(codecs.BOM_UTF8 + SENTENCE.encode()),
    "two BOMs": text(codecs.BOM_UTF8 * 2 + SENTENCE.encode()),
    "BOM only": text(codecs.BOM_UTF8),
    "UTF-16 LE with BOM": text(codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le")),
    "UTF-16 BE with BOM": text(codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be")),
    "UTF-16 LE without BOM": text((SENTENCE * 9).encode("utf-16-le")),
    "UTF-16 BE without BOM": text((SENTENCE * 9).encode("utf-16-be")),
    "UTF-16 of odd length": text(codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le")[:-1]),
    "UTF-32 with BOM": text(codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le")),
    "UTF-7": text((WESTERN * 9).encode("utf-7")),
    "GB18030": text(CHINESE.encode("gb18030")),
    "Big5": text(CHINESE.replace("关", "關").encode("big5", "ignore")),
    "Shift JIS": text(("貿易戦争は続かない。" * 20).encode("shift_jis")),
    "latin-1": text((WESTERN.replace("’", "'").replace("“", '"').replace("”", '"') * 9).encode("latin-1")),
    "Windows-1252": text((WESTERN * 9).encode("cp1252")),
    "UTF-8 cut in a character": text((SENTENCE + "é").encode()[:-1]),
    "UTF-8 and latin-1 in one file": text((WESTERN * 9).encode() + (WESTERN[:20] * 3).encode("cp1252")),
    "half characters": text(SENTENCE.encode() + b"\xed\xa0\x80\xed\xb0\x80\n"),
    "overlong UTF-8": text(SENTENCE.encode() + b"\xc0\xaf\xe0\x80\xaf\n"),
    "NUL inside": text("The levy\x00 is bullying.\x00\x00 It ends.\n"),
    "NULs only": text(b"\x00" * 5_000),
    "every byte": text(bytes(range(256)) * 20),
    "a picture": text(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9),
    "a PDF": text(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
    "an archive": zipped,
    "gzip without its ending": text(PACKED),
    "terminal codes": text("\x1b[31mThe levy\x1b[0m is \x07bullying.\x9b2J\n"),
    # shapes of text
    "CR only": text("The levy is bullying.\rIt is not sustainable.\r\rIt ends.\r"),
    "all line ends": text("a b.\r\nc d.\ne f.\rg h.\u2028i j.\u2029k l.\x85m n.\x0bo p.\x0cq r.\n"),
    "one line of 300 kB": text("bullying " * 33_000),
    "one word of 3 MB": text("b" * 3_000_000),
    "50,000 lines": text("a\n" * 50_000),
    "blank lines": text("\n" * 200_000 + SENTENCE),
    "open quotation marks": text("“bullying " * 9_000),
    "brackets": text("(" * 100_000 + SENTENCE),
    "stops": text("." * 200_000),
    "accents without letters": text("e" + "\u0301" * 200_000),
    "direction marks": text("\u202e" + SENTENCE + "\u202c\u2066" + SENTENCE),
    "no letters": text("1 2 3 … — !?\n" * 99),
    "a web page": text("<html><script>alert(1)</script><p>" + SENTENCE + "</p></html>\n"),
    "hyphens": text("trade-" * 50_000 + "bullying"),
    "abbreviations": text("U.S." * 10_000),
    # places
    "a folder named a.txt": partial(folder_named, "a.txt"),
    "a folder named a.csv": partial(folder_named, "a.csv"),
    "a folder named metadata.csv": partial(folder_named, "metadata.csv"),
    "a link to itself": partial(link, "a.txt"),
    "a link to nowhere": partial(link, "nowhere.txt"),
    "a link to endless zeros": partial(link, "/dev/zero"),
    "a link to a folder above": partial(link, ".."),
    "folders in a loop": loop,
    "a pipe": pipe,
    "strange names": strange_names,
    # tables
    "table: nothing": csv(""),
    "table: header only": csv("id,text\n"),
    "table: no header": csv("a,The levy is bullying.\nb,It ends.\n"),
    "table: no text": csv("id,title\na,Levy\n"),
    "table: open quote": csv('id,text\na,"The levy is bullying.\nb,It ends.\n'),
    "table: quote in the middle": csv('id,text\na,The "levy" is bullying.\nb,It "ends\n'),
    "table: text after a quote": csv('id,text\na,"The levy"x is bullying.\n'),
    "table: too many cells": csv("id,text\na,The levy,is,bullying\n"),
    "table: too few cells": csv("id,outlet,text\na,Reuters,It ends.\nb\n"),
    "table: a cell of 1 MB": csv(f"id,text\na,{'levy ' * 200_000}\n"),
    "table: one id twice": csv("id,text\na,It ends.\na,It does not.\n"),
    "table: no ids": csv("text\nIt ends.\nIt does not.\n"),
    "table: empty ids": csv("id,text\n,It ends.\n,It does not.\n"),
    "table: outlet NA": csv("id,outlet,text\n007,NA,It ends.\nno,null,It does not.\nTRUE,nan,So be it.\n"),
    "table: bad dates": csv("id,date,text\na,2025-13-45,x y\nb,10/11/2025,x y\nc,0000-00-00,x y\nd,99999-01-01,x y\n"),
    "table: BOM": csv(codecs.BOM_UTF8 + b"id,text\na,It ends.\n"),
    "table: UTF-16": csv(codecs.BOM_UTF16_LE + "id,text\na,It ends.\n".encode("utf-16-le")),
    "table: latin-1": csv("id,text\na,Le café a fermé hier.\n".encode("latin-1")),
    "table: semicolons": csv("id;text\na;It ends.\n"),
    "table: tabs": csv("id\ttext\na\tIt ends.\n"),
    "table: NUL": csv("id,text\na,It\x00 ends.\n"),
    "table: CR only": csv("id,text\ra,It ends.\rb,It does not.\r"),
    "table: line ends in cells": csv('id,text\r\na,"It\nends.\rNow."\r\n'),
    "table: a column twice": csv("id,text,text\na,It ends.,It does not.\n"),
    "table: 3,000 columns": csv(",".join(["id", "text", *(f"c{n}" for n in range(3_000))]) + "\na,It ends.\n"),
    "table: capitals": csv("ID,Outlet,TEXT\na,Reuters,It ends.\n"),
    "table: spaces in the header": csv(" id , text \na,It ends.\n"),
    "table: formulas": csv("id,text\n=1+1,\"=cmd|' /C calc'!A0\"\n"),
    "table: path ids": csv("id,text\n../../a,It ends.\n/etc/passwd,It ends.\n"),
    "table: blank rows": csv("id,text\n\n\na,It ends.\n,\n\n"),
    "table: tabs and quotes": text('id\ttext\na\t"It\tends."\n', "a.tsv"),
    "table: an outlet of 100,000 letters": csv(f"id,outlet,text\na,{'x' * 100_000},It ends.\n"),
    # records
    "records: nothing": lines(""),
    "records: blank lines": lines("\n\n" + row() + "\n\n"),
    "records: BOM": lines(codecs.BOM_UTF8 + row().encode()),
    "records: NaN": lines('{"id": "a", "text": "It ends.", "score": NaN}\n'),
    "records: Infinity": lines('{"id": "a", "text": "It ends.", "score": -Infinity}\n'),
    "records: a key twice": lines('{"id": "a", "text": "It ends.", "text": "It does not."}\n'),
    "records: 100,000 brackets": lines('{"id": "a", "text": "It ends.", "x": ' + "[" * 100_000 + "\n"),
    "records: 100,000 braces": lines('{"a":' * 100_000 + "1" + "}" * 100_000 + "\n"),
    "records: a list": lines('["a", "It ends."]\n'),
    "records: a number": lines("7\n"),
    "records: text is a number": lines('{"id": "a", "text": 7}\n'),
    "records: text is null": lines('{"id": "a", "text": null}\n'),
    "records: text is a list": lines('{"id": "a", "text": ["It", "ends."]}\n'),
    "records: no text": lines('{"id": "a"}\n'),
    "records: no id": lines('{"text": "It ends."}\n{"text": "It does not."}\n'),
    "records: id is a number": lines('{"id": 7, "text": "It ends."}\n{"id": 7.0, "text": "It does not."}\n'),
    "records: id is true": lines('{"id": true, "text": "It ends."}\n'),
    "records: one id twice": lines(row() + row()),
    "records: half a character": lines('{"id": "a", "text": "It \\ud800 ends."}\n'),
    "records: U+2028 inside": lines('{"id": "a", "text": "It\u2028ends."}\n'),
    "records: cut off": lines(row() + '{"id": "b", "te'),
    "records: comma at the end": lines('{"id": "a", "text": "It ends.",}\n'),
    "records: two on a line": lines(row().strip() + row()),
    "records: single quotes": lines("{'id': 'a', 'text': 'It ends.'}\n"),
    "records: comments": lines("// articles\n" + row()),
    "records: a huge number": lines('{"id": "a", "text": "It ends.", "n": ' + "9" * 5_000 + "}\n"),
    "records: not UTF-8": lines(b'{"id": "a", "text": "caf\xe9 caf\xe9"}\n'),
    "records: UTF-16": lines(codecs.BOM_UTF16_LE + row().encode("utf-16-le")),
    "records: outlet is a list": lines(row(outlet=["Reuters"])),
    "records: outlet is empty": lines(row(outlet="  ")),
    "records: date is a number": lines(row(date=20250310)),
    "records: bad date": lines(row(date="31 February 2025")),
    "records: control characters": lines(row(id="a\x1b[2J\n", outlet="R\x00euters\u202e", title="\x07")),
    "records: an address that is none": lines(row(url="javascript:alert(1)")),
    "records: a long title": lines(row(title="bullying " * 20_000)),
    "packed: whole": text(PACKED, "a.jsonl.gz"),
    "packed: cut off": text(PACKED[:-9], "a.jsonl.gz"),
    "packed: not packed": text(row(), "a.jsonl.gz"),
    "packed: rubbish behind": text(PACKED + b"rubbish", "a.jsonl.gz"),
    "packed: twice": text(gzip.compress(PACKED, mtime=0), "a.jsonl.gz"),
    "packed: nothing": text(b"", "a.jsonl.gz"),
    "list: nothing": text("", "a.json"),
    "list: empty": text("[]", "a.json"),
    "list: 100,000 brackets": text("[" * 100_000 + "]" * 100_000, "a.json"),
    "list: one object": text(row(), "a.json"),
    "list: a string": text('"It ends."', "a.json"),
    "list: cut off": text(f"[{row()}, {row()[:20]}", "a.json"),
    "list: NaN": text('[{"id": "a", "text": "It ends.", "n": NaN}]', "a.json"),
    # front matter
    "front: open": text(f"---\ntitle: x\n{SENTENCE}", "a.md"),
    "front: nothing in it": page(""),
    "front: nothing behind": text("---\ntitle: x\n---\n", "a.md"),
    "front: a list": page("- a\n- b\n"),
    "front: a word": page("title\n"),
    "front: a key twice": page("title: a\ntitle: b\n"),
    "front: a tag": page("title: !!python/object/apply:os.system [x]\n"),
    "front: aliases": page("a: &a x\ntitle: *a\n"),
    "front: a bomb": page(BOMB),
    "front: brackets": page("title: " + "[" * 50_000 + "\n"),
    "front: tabs": page("title:\n\t- x\n"),
    "front: a colon": page("title: Levy: an end\n"),
    "front: outlet is a list": page("outlet: [Reuters, AP]\n"),
    "front: bad date": page("date: 2025-02-30\n"),
    "front: a date of words": page("date: last Tuesday\n"),
    "front: outlet NA": page("outlet: NA\nid: 007\n"),
    "front: null": page("title: null\noutlet: ~\n"),
    "front: NUL": text(b"---\ntitle: a\x00b\n---\nIt ends.\n", "a.md"),
    "front: CR only": text("---\rtitle: x\r---\rIt ends.\r", "a.md"),
    "front: three dots": text(f"---\ntitle: x\n...\n{SENTENCE}", "a.md"),
    # metadata
    "metadata: nothing": partial(corpus, ""),
    "metadata: no file column": partial(corpus, "name,outlet\na.txt,Reuters\n"),
    "metadata: a file above": partial(corpus, "file,outlet\n../../etc/passwd,Reuters\na.txt,AP\n"),
    "metadata: a whole path": partial(corpus, "file,outlet\n/etc/passwd,Reuters\n"),
    "metadata: no such file": partial(corpus, "file,outlet\nb.txt,Reuters\n"),
    "metadata: a file twice": partial(corpus, "file,outlet\na.txt,Reuters\na.txt,AP\n"),
    "metadata: bad date": partial(corpus, "file,outlet,date\na.txt,Reuters,10/11/2025\n"),
    "metadata: NA": partial(corpus, "file,outlet,doc_id\na.txt,NA,007\n"),
    "metadata: BOM": partial(corpus, "\ufefffile,outlet\na.txt,Reuters\n"),
    "metadata: UTF-16": partial(corpus, "file,outlet\na.txt,Reuters\n".encode("utf-16")),
    "metadata: open quote": partial(corpus, 'file,outlet\na.txt,"Reuters\n'),
    "metadata: NUL": partial(corpus, b"file,outlet\na.txt,Reu\x00ters\n"),
    "metadata: a column twice": partial(corpus, "file,outlet,outlet\na.txt,Reuters,AP\n"),
}


def unreadable(folder: Path) -> Path:
    """A file that nobody may open (but root), beside a good one."""
    written("a.txt", SENTENCE, folder).chmod(0)
    written("good.txt", SENTENCE, folder)
    return folder


FILES["a file nobody may open"] = unreadable


def book(entries: str, frame: str = "bullying") -> Maker:
    return text(f"codebook: x\nversion: '1'\nframes:\n  {frame}:\n    definition: d\n    entries:\n{entries}", "x.yml")


def entry(pattern: str) -> Maker:
    return book(f"      - {json.dumps(pattern, ensure_ascii=False)}\n")


CODEBOOKS: dict[str, Maker] = {
    "nothing": text("", "x.yml"),
    "not UTF-8": text(b"codebook: caf\xe9\n", "x.yml"),
    "UTF-16": text("codebook: x\n".encode("utf-16"), "x.yml"),
    "NUL": text(b"codebook: x\x00\n", "x.yml"),
    "a bomb": text(BOMB, "x.yml"),
    "100,000 brackets": text("[" * 100_000, "x.yml"),
    "a tag": text("codebook: !!python/name:os.system x\n", "x.yml"),
    "a list": text("- a\n- b\n", "x.yml"),
    "a word": text("bullying\n", "x.yml"),
    "frames are a list": text("codebook: x\nversion: 1\nframes: [a, b]\n", "x.yml"),
    "a frame is a word": text("codebook: x\nversion: 1\nframes: {a: b}\n", "x.yml"),
    "a key twice": text("codebook: x\ncodebook: y\n", "x.yml"),
    "a frame twice": text("codebook: x\nversion: 1\nframes:\n  a: {definition: d, entries: [b]}\n  a: {}\n", "x.yml"),
    "10,000 terms": book("".join(f"      - term{n} levy\n" for n in range(10_000))),
    "500 frames": text(
        "codebook: x\nversion: 1\nframes:\n"
        + "".join(f"  f{n}: {{definition: d, entries: [w{n}]}}\n" for n in range(500)),
        "x.yml",
    ),
    "a frame above": book("      - levy\n", "../../etc"),
    "a frame of markup": book("      - levy\n", '"<script>"'),
    "a pattern twice": book("      - levy\n      - LEVY\n"),
    "numbers": book("      - 301\n      - 1.0\n      - no\n      - null\n"),
    "an entry is a list": book("      - [levy]\n"),
    "an entry is empty": book("      -\n"),
    "nested groups": entry("(a+)+$"),
    "anything": entry(".*"),
    "a class": entry("[a-z]{1,99}"),
    "look-behind": entry("(?<=a)b"),
    "many stars": entry("*a*a*a*a*a*a*"),
    "stars alone": entry("* * *"),
    "alternatives without end": entry("|".join(f"w{n}" for n in range(20_000))),
    "a term of 1 MB": entry("x" * 1_000_000),
    "20 words": entry(" ".join("abcdefghijklmnopqrst")),
    "gaps only": entry("..3 ..3"),
    "a gap without end": entry("levy ..999999999999 levy"),
    "empty alternatives": entry("||levy||"),
    "signs": entry("!!! ???"),
    "accents": entry("e" + "\u0301" * 1_000),
    "control characters": entry("le\u0007vy\u202e"),
}

"""Which encoding is this, when nothing says so: a guess only where the text then looks like a language.

A wrong guess turns words into rubbish without a word of warning, so each candidate must show the letters that
its languages use, where they use them; what stays open is refused and the user is asked.
"""

from __future__ import annotations

import re

_SAMPLE = 200_000
_LONG_ENOUGH = 300
_BEYOND, _ESCAPED = re.compile("[^\x00-\x7f]"), re.compile("[\udc80-\udcff]")
#: So large a share of NUL bytes may be an accident in a text; in UTF-16 it is a half.
_FEW = 0.01
_HARDLY = 20

_UPPER, _LOWER = "ÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜŸŠŽ", "àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿßšž"
_SIGNS = "‘’“”„‚–—…•€£¥§©®™°·«»½¼¾ \xad‹›†‡"
_WESTERN = re.compile(f"[\x00-\x7f{_UPPER}{_LOWER}{_SIGNS}¿¡²³ªº×]*")
#: What a Western codec makes of other encodings: a capital inside a word, accents in a row, stray signs.
_ODD = re.compile(
    f"[a-z{_LOWER}][{_UPPER}]|[{_UPPER}{_LOWER}]{{3}}|[a-zA-Z][²³ªº×¼½¾¿¡£¥§°][a-zA-Z]|(?<![0-9 ])[°²³]"
    f'|¡[^A-Z{_UPPER}¿"“«]|[²³¿¡°×£¥§][{_LOWER}{_UPPER}]|« [{_UPPER}]{{2}}'
)

_LATIN = {
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűöüŐŰÖÜ",
    "cp1254": "çğıİöşüÇĞÖŞÜâîû",
    "cp1257": "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųĄĘĖĮŲõäöü",
}
_SCRIPTS = {
    "cp1251": ("а-яё", "А-ЯЁ"),
    "koi8_r": ("а-яё", "А-ЯЁ"),
    "cp1253": ("α-ωάέήίόύώϊϋΐΰ", "Α-ΩΆΈΉΊΌΎΏ"),
    "cp1255": ("א-ת", ""),
    "cp1256": ("ء-ي،؟ً-ْ", ""),
}
_CJK_SIGNS = "“”‘’—…，。、；：？！（）《》「」"
_KANA = "ぁ-んァ-ヶー"
_FREQUENT = {
    "gb18030": (
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出会分"
        "对成可主发年动同工也能下过经方面说家部业长员表示易美关税总统谈判"
    ),
    "big5": (
        "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出會分"
        "對成可主發年動同工也能下過經方面說家部業長員表示易美關稅總統談判"
    ),
    "cp932": _KANA,
    "euc_jp": _KANA,
    "cp949": "다이는을의가에한은고하를로지도사기대자인어리나시서해정부그아일과했스제보수전라있으국",
}


def guess_encoding(head: bytes) -> str | None:
    """The encoding of a text that begins with ``head`` and is not UTF-8, or None if it cannot be told.

    >>> guess_encoding("He said it’s “naïve”.".encode("cp1252"))
    'cp1252'
    """
    sample = _sample(head)
    if b"\x00" in sample:
        return _wide(sample)
    # Of Latin letters hardly two in a row are a character of UTF-8: there are two encodings, and either guess is wrong.
    sound, broken = characters(sample)
    if sound * _HARDLY >= broken:
        return _best(sample, (*_SCRIPTS, *_FREQUENT))
    for name in ("cp1252", "mac_roman"):
        if _western(sample, name):
            return name
    return _best(sample) or _second_opinion(sample)


def characters(sample: bytes) -> tuple[int, int]:
    """How many characters beyond ASCII are in UTF-8, and how many bytes are in nothing of the kind.

    A few NULs are such bytes: with them alone, what is ASCII is sound.

    >>> characters("“naïve”".encode() + "’".encode("cp1252")), characters(b"a" * 200 + b"\\x00")
    ((3, 1), (200, 1))
    """
    text = sample.decode("utf-8", "surrogateescape")
    nulls = text.count("\x00")
    if nulls > len(text) * _FEW:
        return 0, nulls
    broken = len(_ESCAPED.findall(text))
    beyond = len(_BEYOND.findall(text)) - broken
    return (len(text) - nulls if nulls and not broken else beyond), broken + nulls


def _sample(head: bytes) -> bytes:
    """The lines that tell something: those with bytes beyond ASCII (all of a short file)."""
    if len(head) <= _SAMPLE or b"\x00" in head[:1000]:
        return head[:_SAMPLE]
    found = bytearray()
    for line in head.split(b"\n"):
        if not line.isascii():
            found += line[:_SAMPLE] + b"\n"
        if len(found) > _SAMPLE:
            break
    return bytes(found)


def _wide(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark: every second (or three of four) bytes are NUL."""
    quarter = max(len(sample) // 4, 1)
    zeros = [sample[place::4].count(0) / quarter for place in range(4)]
    for name, pattern in (
        ("utf-32-le", "0111"),
        ("utf-32-be", "1110"),
        ("utf-16-le", "0101"),
        ("utf-16-be", "1010"),
    ):
        if all((share > 0.6) == (wanted == "1") for share, wanted in zip(zeros, pattern, strict=True)):
            return name
    return None


def _western(sample: bytes, name: str) -> bool:
    """True if ``name`` gives what a Western European text looks like: accents where accents stand."""
    text = _decoded(sample, name)
    return text is not None and _WESTERN.fullmatch(text) is not None and _ODD.search(text) is None


def _decoded(sample: bytes, name: str) -> str | None:
    try:
        return sample.decode(name)
    except UnicodeDecodeError as problem:
        # A sample may end in the middle of a character.
        return sample[: problem.start].decode(name) if problem.start > max(len(sample) - 4, 3) else None


def _best(sample: bytes, names: tuple[str, ...] = (*_LATIN, *_SCRIPTS, *_FREQUENT)) -> str | None:
    """The one of ``names`` whose letters look like its languages, clearly before the next."""
    scores = sorted(((_score(sample, name), name) for name in names), reverse=True)
    (first, name), (second, rival) = scores[:2]
    clear = first >= 1.5 * second or _decoded(sample, name) == _decoded(sample, rival)
    return name if first >= 0.12 and clear else None


def _score(sample: bytes, name: str) -> float:
    text = _decoded(sample, name)
    foreign = [c for c in text or "" if c > "\x7f"]
    if text is None or not foreign or any("\x80" <= c < "\xa0" or "\ue000" <= c <= "\uf8ff" for c in foreign):
        return 0.0
    if name in _FREQUENT:
        known = len(re.findall(f"[{_FREQUENT[name]}{_CJK_SIGNS}]", text))
        kana = 0 if name in ("cp932", "euc_jp") else len(re.findall(f"[{_KANA}]", text))
        return max(known - kana, 0) / len(foreign)
    if name in _LATIN:
        letters, capital = _LATIN[name], "".join(c for c in _LATIN[name] if c.isupper())
        fit = all(c in letters or c in _SIGNS for c in foreign) and not re.search(f"[a-z][{capital}]", text)
        return 0.5 if fit else 0.0
    lower, upper = _SCRIPTS[name]
    fits = all(re.match(f"[{lower}{upper}{_SIGNS}№]", c) for c in foreign)
    # Neither a capital after a small letter nor two alphabets in one word are to be expected.
    odd = re.search(f"[a-zA-Z][{lower}{upper}]|[{lower}{upper}][a-zA-Z]", text) or (
        upper and re.search(f"[{lower}][{upper}]", text)
    )
    return len(re.findall(f"[{lower}]", text)) / len(foreign) if fits and not odd else 0.0


def _second_opinion(sample: bytes) -> str | None:
    """charset_normalizer's view, asked only about texts long enough for statistics."""
    if sum(byte > 127 for byte in sample) < _LONG_ENOUGH:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(sample, enable_fallback=False, threshold=0.1).best()
    if best is None or best.encoding in ("ascii", "utf_8") or re.search("[\x80-\x9f\ue000-\uf8ff]", str(best)):
        return None
    return best.encoding

"""What a caller from Python passes is of the right kind, or one sentence names the argument that is not.

Each check names the argument as the caller writes it. The command line asks click the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from numbers import Integral, Real

from framing.errors import UsageError

__all__ = ["check_flag", "check_kind", "check_number", "check_place", "check_text", "check_whole", "texts"]


def check_text(name: str, value: object) -> None:
    """UsageError unless ``value`` is text that a file could hold.

    >>> check_text("outlet", 5)
    Traceback (most recent call last):
        ...
    framing.errors.UsageError: outlet is no text but int
      → write it in quotation marks
    """
    if not isinstance(value, str):
        raise _odd(name, "text", value, "write it in quotation marks")
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        reason = f"{name} holds half a character (a lone surrogate)"
        raise UsageError(reason, remedy='value.encode("utf-8", "replace").decode() mends it')


def texts(name: str, value: object) -> list[str]:
    """One text or several as a list; UsageError for anything else.

    >>> texts("terms", "tariff*"), texts("terms", ("tariff*", "levy"))
    (['tariff*'], ['tariff*', 'levy'])
    """
    if isinstance(value, str):
        several: list[object] = [value]
    elif isinstance(value, Iterable) and not isinstance(value, bytes) and type(value).__name__ != "DataFrame":
        several = list(value)
    else:
        raise _odd(name, "text", value, "give a text or a list of texts")
    for one in several:
        check_text(name, one)
    return several  # type: ignore[return-value]  # each was just looked at


def check_kind(name: str, value: object, kind: type, remedy: str) -> None:
    """UsageError unless ``value`` is one of framing's own things, such as a codebook; ``remedy`` says how to get one.

    >>> check_kind("news", "today", int, "give a number")
    Traceback (most recent call last):
        ...
    framing.errors.UsageError: news is no int but str
      → give a number
    """
    if not isinstance(value, kind):
        raise _odd(name, kind.__name__, value, remedy)


def check_place(name: str, value: object) -> None:
    """UsageError unless ``value`` names a file or folder: as text or as a path."""
    if not isinstance(value, str | os.PathLike):
        raise _odd(name, "path", value, "write it in quotation marks, or as a Path")
    try:
        fits = b"\0" not in os.fsencode(value)
    except UnicodeEncodeError:
        fits = False
    if not fits:
        raise UsageError(f"{name} holds a character that no file name can have", remedy="name the file otherwise")


def check_flag(name: str, value: object) -> None:
    """UsageError unless ``value`` is True or False, be it numpy's or 1 or 0; a text such as ``"no"`` would be true.

    >>> check_flag("keep_copies", True)
    >>> check_flag("keep_copies", "no")
    Traceback (most recent call last):
        ...
    framing.errors.UsageError: keep_copies is neither True nor False but str
      → write True or False
    """
    if type(value).__name__ in ("bool", "bool_") or (isinstance(value, Integral) and value in (0, 1)):
        return
    reason = f"{name} is neither True nor False but {type(value).__name__}"
    raise UsageError(reason, remedy="write True or False")


def check_whole(name: str, value: object, least: int) -> None:
    """UsageError unless ``value`` is a whole number of ``least`` or more."""
    if not isinstance(value, Integral):
        raise _odd(name, "whole number", value, _between(least, None))
    check_number(name, value, least)


def check_number(name: str, value: object, least: float, most: float | None = None) -> None:
    """UsageError unless ``value`` lies between ``least`` and ``most`` (None: any size), which NaN never does.

    >>> check_number("threshold", 0.15, 0, 1)
    >>> check_number("context", -1, 0)
    Traceback (most recent call last):
        ...
    framing.errors.UsageError: context cannot be -1
      → use 0 or more
    """
    if not isinstance(value, Real):
        raise _odd(name, "number", value, _between(least, most))
    if not (least <= value and (most is None or value <= most)):  # type: ignore[operator]  # all of them compare
        raise UsageError(f"{name} cannot be {value}", remedy=_between(least, most))


def _between(least: float, most: float | None) -> str:
    return f"use {least} or more" if most is None else f"use a number from {least} to {most}"


def _odd(name: str, wanted: str, value: object, remedy: str) -> UsageError:
    return UsageError(f"{name} is no {wanted} but {type(value).__name__}", remedy=remedy)

"""Regular files alone: opening one never waits, as a pipe does, and never reads a device, which has no end.

Nor is a file made that is a device on another system.
"""

from __future__ import annotations

import errno
import io
import os
import stat

__all__ = ["NotRegular", "is_device", "open_regular", "read_regular"]

#: What Windows takes for a device, whatever its ending.
_DEVICES = frozenset(("CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))))


class NotRegular(OSError):
    """What is there is a pipe, a socket, a device or a folder."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, "it is not a regular file")


def is_device(name: str) -> bool:
    """Whether Windows takes a file of this name for a device.

    >>> is_device("con.txt"), is_device("console.txt")
    (True, False)
    """
    return name.partition(".")[0].upper() in _DEVICES


def open_regular(path: str | os.PathLike[str]) -> io.BufferedReader:
    """A file to read its bytes. NotRegular, or another OSError, if that cannot be."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as problem:
        if problem.errno == errno.ENXIO:  # a socket
            raise NotRegular from None
        raise
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    raise NotRegular


def read_regular(path: str | os.PathLike[str]) -> bytes:
    """All of its bytes.

    >>> import os
    >>> read_regular(os.devnull)
    Traceback (most recent call last):
        ...
    framing.filesafe.NotRegular: [Errno 22] it is not a regular file
    """
    with open_regular(path) as file:
        return file.read()

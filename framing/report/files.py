"""Writing a report: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from framing.errors import InputError


def write(html: str, path: Path | str) -> Path:
    """Put ``html`` at ``path`` as UTF-8: a temporary file beside it, fsync, then rename.

    Whatever happens, ``path`` afterwards holds the old bytes or all of the new ones. Raises InputError if the folder
    is missing or cannot be written to, or the disk is full.
    """
    target = Path(path)
    try:
        _replace(html.encode("utf-8"), target)
    except OSError as error:
        raise InputError(
            f"the report cannot be written ({error.strerror or error})",
            file=target,
            remedy="name a folder that exists and can be written to, with room on the disk",
        ) from None
    return target


def _replace(payload: bytes, target: Path) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".framing-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(payload)
            out.flush()
            os.fsync(out.fileno())
            mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
            os.fchmod(out.fileno(), mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the new name last; not every system can open a folder."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)

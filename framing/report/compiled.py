"""Compiled templates, kept where Python keeps compiled modules, so that no report begins with compiling a dozen."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from framing import __version__

#: Bytes before the code.
_SEAL = hashlib.sha256().digest_size


class CompiledTemplates(BytecodeCache):
    """Keeps the templates in ``folder``, the shipped ones, in this package's ``__pycache__``.

    Python's own rules hold: nothing is written under PYTHONDONTWRITEBYTECODE or where it cannot be,
    PYTHONPYCACHEPREFIX says another place, and what is damaged or of another version is made again. Templates from
    elsewhere, a user's folder, are compiled each time. ``recipe`` names what the code depends on beside the text, Jinja
    and its settings: this version of framing, which brings the filters.
    """

    def __init__(self, folder: Path, recipe: str = __version__) -> None:
        self._folder, self._recipe = folder, recipe

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The file to keep it in; empty for a template that is not kept."""
        if filename is None or self._folder not in Path(filename).parents:
            return ""
        place = Path(__file__).with_name(f"template-{name.replace('/', '-')}")
        try:
            return cache_from_source(str(place))
        except NotImplementedError:  # a Python that keeps nothing
            return ""

    def get_source_checksum(self, source: str) -> str:
        """A digest of the text, and of what else makes the code what it is."""
        parts = (MAGIC_NUMBER.hex(), jinja2.__version__, str(self._folder), self._recipe, source)
        return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` if what is kept is whole and was made of the same."""
        if not bucket.key:
            return
        with suppress(OSError):
            kept = Path(bucket.key).read_bytes()
            seal, code = kept[:_SEAL], kept[_SEAL:]
            if seal == _seal(bucket, code):  # only then: marshal may not be given anything else
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, whole or not at all; other processes may do the same now."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        place = Path(bucket.key)
        part = place.with_name(f"{place.name}.{os.getpid()}-{id(bucket)}")
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                code = marshal.dumps(bucket.code)
                with part.open("xb") as file:
                    file.write(_seal(bucket, code) + code)
                part.replace(place)
            finally:
                part.unlink(missing_ok=True)


def _seal(bucket: Bucket, code: bytes) -> bytes:
    """One digest of the code and of what it was made of."""
    made = bucket.environment
    settings = f"{bucket.checksum} {made.autoescape} {made.trim_blocks} {made.lstrip_blocks} "
    return hashlib.sha256(settings.encode("utf-8") + code).digest()

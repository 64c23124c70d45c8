"""The command ``framing``, and ``python -m framing``."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Load the command and run it; Ctrl-C while it still loads is said as at any other moment."""
    try:
        from framing.cli.main import main as run

        run()
    except KeyboardInterrupt:
        print("framing: interrupted", file=sys.stderr, flush=True)
        os._exit(130)


if __name__ == "__main__":
    main()

"""The ``kurashi`` command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit code (CONTRACT.md)."""
    from app.bootstrap import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())

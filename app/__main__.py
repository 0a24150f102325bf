"""The ``kurashi`` command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit code (CONTRACT.md)."""
    if sys.argv[1:3] == ["-m", "app.exchange.sheet_child"]:  # a packed program has no -m of its own
        from app.exchange.sheet_child import main as parse_sheet

        return parse_sheet()
    from app.bootstrap import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())

"""The child process that parses a spreadsheet: the file on standard input, JSON on standard output.

``python -m app.exchange.sheet_child xlsx|csv|locked``. It answers ``{"sheets": […], …}`` or
``{"refused": code, "sheet": …, "cell": …}``; the sentences are made by the parent
(``exchange.sheet_file``). It reads no other file, writes none, and never speaks of a cell's text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from app.exchange.sheet_limits import bound_this_process
from app.exchange.sheet_parts import Json, Refused


def _reader(kind: str) -> Callable[[bytes], Json]:
    if kind == "csv":
        from app.exchange.sheet_csv import read_csv

        return read_csv
    if kind == "locked":
        from app.exchange.sheet_locked import read_locked

        return read_locked
    from app.exchange.sheet_xlsx import read_xlsx

    return read_xlsx


def answer(kind: str, data: bytes) -> Json:
    """What the file holds or why it is refused; no error of a parser ever leaves."""
    try:
        return _reader(kind)(data)
    except Refused as refused:
        return refused.answer
    except MemoryError:
        return {"refused": "memory"}
    except Exception:  # noqa: BLE001 - a hostile file makes parsers fail in at least eight ways (§B5)
        return {"refused": "broken"}


def _without_helpers() -> None:
    """Keep optional libraries out of this process: they cost memory, and lxml isn't defused."""
    for name in ("numpy", "lxml", "PIL", "pandas"):
        sys.modules[name] = None  # type: ignore[assignment]


def main() -> int:
    """Read, answer, leave; the exit code is 0 whenever there is an answer."""
    bound_this_process()
    _without_helpers()
    data = sys.stdin.buffer.read()
    sys.stdout.buffer.write(json.dumps(answer(sys.argv[-1], data)).encode("ascii"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

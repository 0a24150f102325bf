"""What both readers of the child process share: the refusal, the budget, the shape of a sheet."""

from __future__ import annotations

from app.exchange.sheet_limits import MAX_CHARACTERS

Json = dict[str, object]


class Refused(Exception):
    """The file can't be taken in: why, and where. Sheets are numbered: a name may be a person's."""

    def __init__(self, code: str, sheet: int = 0, cell: str = "") -> None:
        super().__init__(code)
        self.answer: Json = {"refused": code, "sheet": sheet, "cell": cell}


class Budget:
    """Counts the characters of all cells, so that the answer stays bounded as well."""

    def __init__(self) -> None:
        self.left = MAX_CHARACTERS

    def spend(self, text: str) -> str:
        self.left -= len(text)
        if self.left < 0:
            raise Refused("too_much")
        return text


def squared(rows: list[list[str]]) -> list[list[str]]:
    """``rows`` of one width, without the empty rows and columns at the end."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((_used(row) for row in rows), default=0)
    return [row[:width] + [""] * (width - len(row)) for row in rows]


def _used(row: list[str]) -> int:
    return next((place for place in range(len(row), 0, -1) if row[place - 1]), 0)

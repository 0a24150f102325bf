"""Typed access to an untyped JSON object that notes every problem instead of stopping.

All or nothing per file means that a person should see all problems of a file at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.care.case import CareDate
from app.care.wareki import parse_date
from app.i18n import tr


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one cell is refused; ``row`` is the case as the file calls it, ``column`` the key."""

    row: str
    column: str
    reason: str


@dataclass(slots=True)
class Fields:
    """One JSON object being read. ``taken`` remembers the known keys; the rest is extra."""

    data: Mapping[str, object]
    row: str
    problems: list[Problem]
    path: str = ""
    taken: set[str] = field(default_factory=set)

    def refuse(self, key: str, reason: str) -> None:
        self.problems.append(Problem(self.row, self.path + key, reason))

    def _get(self, key: str) -> object:
        self.taken.add(key)
        return self.data.get(key)

    def skip(self, *keys: str) -> None:
        """Keys that are derived from others: known, but computed anew."""
        self.taken.update(keys)

    def text(self, key: str) -> str:
        value = self._get(key)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self.refuse(key, tr("文字ではありません。"))
        return ""

    def number(self, key: str) -> float | None:
        value = self._get(key)
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.refuse(key, tr("数値ではありません。"))
            return None
        return float(value)

    def integer(self, key: str) -> int | None:
        value = self.number(key)
        if value is not None and value != int(value):
            self.refuse(key, tr("整数ではありません。"))
            return None
        return None if value is None else int(value)

    def flag(self, key: str) -> bool | None:
        value = self._get(key)
        if value is None or isinstance(value, bool):
            return value
        self.refuse(key, tr("はい・いいえの値ではありません。"))
        return None

    def strings(self, key: str) -> tuple[str, ...]:
        value = self.items(key)
        if any(not isinstance(item, str) for item in value):
            self.refuse(key, tr("文字の一覧ではありません。"))
            return ()
        return tuple(str(item) for item in value)

    def items(self, key: str) -> list[object]:
        value = self._get(key)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self.refuse(key, tr("一覧ではありません。"))
        return []

    def child(self, key: str) -> Fields | None:
        """The object under ``key`` or ``None`` where it is null or missing."""
        value = self._get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.refuse(key, tr("項目のまとまりではありません。"))
            return None
        return Fields(value, self.row, self.problems, f"{self.path}{key}.")

    def children(self, key: str) -> list[Fields]:
        """The objects of a list; anything else in the list is refused."""
        result = []
        for index, value in enumerate(self.items(key), start=1):
            if isinstance(value, dict):
                result.append(Fields(value, self.row, self.problems, f"{self.path}{key}[{index}]."))
            else:
                self.refuse(f"{key}[{index}]", tr("項目のまとまりではありません。"))
        return result

    def coded(self, key: str, parse: Callable[[str], str | None]) -> str | None:
        """A code of a scale in any accepted spelling (DOMAIN.md §1.2)."""
        value = self.text(key)
        if not value:
            return None
        code = parse(value)
        if code is None:
            self.refuse(key, tr("読み取れない値です。"))
        return code

    def date(self, key: str) -> CareDate | None:
        """An ISO date; ``<key>_text`` keeps what a person typed, where that differs."""
        value = self.text(key)
        typed = self.text(f"{key}_text")
        if not value and not typed:
            return None
        parsed = parse_date(typed or value)
        if parsed.iso is None and not typed:
            self.refuse(key, tr("日付として読めません。"))
        if value and typed and parsed.iso != value:
            return CareDate(typed, value, parsed.approximate, parsed.ongoing, parsed.era_overflow)
        return parsed

    def extra(self) -> dict[str, object]:
        """What nobody asked for: kept and written back."""
        return {key: value for key, value in self.data.items() if key not in self.taken}

"""Typed access to an untyped JSON object that notes every problem instead of stopping.

All or nothing per file means that a person should see all problems of a file at once.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.care.case import CareDate
from app.care.wareki import parse_date
from app.i18n import tr

_DECIMAL: Final = re.compile(r"[-+]?\d{1,15}(\.\d{1,15})?", re.ASCII)
_LARGEST: Final = 2**53  # beyond it neighbours become one number


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one cell is refused; ``row`` is the case as the file calls it, ``column`` the key."""

    row: str
    column: str
    reason: str


@dataclass(slots=True)
class Fields:
    """One JSON object being read. ``taken`` remembers the known keys; the rest is extra.

    ``inside`` are the objects in it that were read, for ``exchange.unknown``.
    """

    data: Mapping[str, object]
    row: str
    problems: list[Problem]
    path: str = ""
    taken: set[str] = field(default_factory=set)
    inside: dict[str, Fields | list[Fields]] = field(default_factory=dict)

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
        found = as_number(value)
        if found is None:
            self.refuse(key, tr("数値ではありません。"))
        elif abs(found) > _LARGEST:
            self.refuse(key, tr("数字が大きすぎます。"))
        else:
            return found
        return None

    def integer(self, key: str, least: int, most: int) -> int | None:
        """A whole number between ``least`` and ``most``."""
        value = self.number(key)
        if value is None:
            return None
        if value != int(value):
            self.refuse(key, tr("整数ではありません。"))
            return None
        if not least <= value <= most:
            self.refuse(key, tr("{least}〜{most}の数ではありません。", least=least, most=most))
            return None
        return int(value)

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
        child = Fields(value, self.row, self.problems, f"{self.path}{key}.")
        self.inside[key] = child
        return child

    def children(self, key: str, *, plain: str = "") -> list[Fields]:
        """The objects of a list; a bare text counts as an object with only ``plain`` in it."""
        result = []
        for index, value in enumerate(self.items(key), start=1):
            row = {plain: value} if plain and isinstance(value, str) else value
            if isinstance(row, dict):
                result.append(Fields(row, self.row, self.problems, f"{self.path}{key}[{index}]."))
            else:
                self.refuse(f"{key}[{index}]", tr("項目のまとまりではありません。"))
        self.inside[key] = result
        return result

    def one_of(self, key: str, known: Collection[str]) -> str:
        """One of our own codes, spelled exactly; empty where nothing is written."""
        value = self.text(key)
        if value and value not in known:
            self.refuse(key, tr("読み取れない値です。"))
            return ""
        return value

    def day(self, key: str) -> str:
        """A whole calendar day as ISO, in any accepted spelling; empty where none is written."""
        value = self.text(key)
        if not value:
            return ""
        iso = parse_date(value).iso or ""
        if len(iso) != 10:
            self.refuse(key, tr("日付として読めません。"))
            return ""
        return iso

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


def as_number(value: object) -> float | None:
    """A JSON number, or a number as people type it (１６２, 46.2); ``None`` for all else."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value).strip()
        return float(text) if _DECIMAL.fullmatch(text) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None

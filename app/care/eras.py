"""The five eras since the Gregorian calendar came to Japan (DOMAIN.md §1.6)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Final

FIRST_GREGORIAN_DAY: Final = date(1873, 1, 1)  # before that Japan counted by the moon


@dataclass(frozen=True, slots=True)
class Era:
    """``last`` is the last day that may be written with the era without being an overflow.

    1912-07-30 and 1926-12-25 legally belong to both eras: written with the old one they are
    right, converted they get the new one.
    """

    letter: str
    name: str
    first: date
    last: date

    def gregorian_year(self, year: int) -> int:
        """The Gregorian year of ``year`` in this era."""
        return self.first.year + year - 1


ERAS: Final = (
    Era("M", "明治", date(1868, 1, 25), date(1912, 7, 30)),
    Era("T", "大正", date(1912, 7, 30), date(1926, 12, 25)),
    Era("S", "昭和", date(1926, 12, 25), date(1989, 1, 7)),
    Era("H", "平成", date(1989, 1, 8), date(2019, 4, 30)),
    Era("R", "令和", date(2019, 5, 1), date.max),
)
LATEST: Final = ERAS[-1]


def era_called(text: str) -> Era:
    """The era for its letter, its name or the first kanji of its name."""
    for era in ERAS:
        if text in {era.letter, era.name, era.name[0]}:
            return era
    raise KeyError(text)


def era_on(day: date) -> Era | None:
    """The era people write for ``day``; ``None`` before the Gregorian calendar."""
    if day < FIRST_GREGORIAN_DAY:
        return None
    return next(era for era in reversed(ERAS) if day >= era.first)


def last_day_of(iso: str) -> date:
    """The last day inside ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    year, *rest = (int(part) for part in iso.split("-"))
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
    return date(year, month, day)


def first_day_of(iso: str) -> date:
    """The first day inside ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    year, *rest = (int(part) for part in iso.split("-"))
    return date(year, rest[0] if rest else 1, rest[1] if len(rest) > 1 else 1)

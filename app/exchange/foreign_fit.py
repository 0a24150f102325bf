"""Whether a cell looks like what its column holds: for proposals only, never for reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.care.scales import (
    parse_care_level,
    parse_dementia_independence,
    parse_disability_independence,
    parse_household,
    parse_session_type,
    parse_sex,
)
from app.exchange.foreign_cells import (
    CellRefused,
    agreed,
    body,
    day,
    decimal,
    features,
    month_of,
    rating,
    says_nothing,
    whole,
)
from app.exchange.foreign_lists import looks_like_disease, looks_like_medicine

_SOME_YEAR: Final = 2024  # any: only whether it is a date is asked
_LONGEST_CODE: Final = 8  # characters


def _known(parse: Callable[[str], object | None]) -> Callable[[str], bool]:
    return lambda text: parse(text) is not None


def _reads(read: Callable[[str], Any]) -> Callable[[str], bool]:
    def tried(text: str) -> bool:
        try:
            return bool(read(text)) or read(text) == 0
        except CellRefused:
            return False

    return tried


def _between(least: float, most: float) -> Callable[[str], bool]:
    return _reads(lambda text: least <= decimal(text.replace("cm", "").replace("kg", "")) <= most)


_STRICT: Final[Mapping[str, Callable[[str], bool]]] = {
    "whole": _reads(lambda text: whole(text, 1, 999_999_999)),
    "age": _reads(lambda text: 40 <= whole(text, 0, 150) <= 120),
    "sex": _known(parse_sex),
    "disability": _known(parse_disability_independence),
    "dementia": _known(parse_dementia_independence),
    "previous_level": lambda text: parse_care_level(text) is not None or text.strip()[:2] == "新規",
    "level": _known(parse_care_level),
    "features": _reads(lambda text: features(text)[0]),
    "body": _reads(body),
    "height": _between(100, 200),
    "weight": _between(20, 150),
    "bmi": _between(8, 60),
    "date": _reads(lambda text: day(text, _SOME_YEAR)),
    "monitoring_date": lambda text: bool(month_of(text)) or _STRICT["date"](text),
    "rating": _reads(rating),
    "session_type": _known(parse_session_type),
    "consent": _reads(lambda text: agreed(text) or True),
}
_HINTS: Final[Mapping[str, Callable[[str], bool]]] = {
    "conditions": looks_like_disease,
    "medications": looks_like_medicine,
    "household": lambda text: parse_household(text.split()[0]) is not None,
}
_CODES: Final = ("sex", "disability", "dementia", "level", "body")


def fits(kind: str, text: str) -> bool | None:
    """Whether ``text`` can stand in a column of ``kind``; ``None`` where nothing can be told."""
    if says_nothing(text) or kind not in _STRICT:
        return None
    return _STRICT[kind](text)


def fitness(kind: str, text: str) -> float:
    """How well ``text`` stands in a column of ``kind``: 1 for a code there, −1 for none."""
    if says_nothing(text):
        return 0.0
    if kind in _STRICT:
        return 1.0 if _STRICT[kind](text) else -1.0
    if kind in _HINTS and _HINTS[kind](text):
        return 0.5
    code = len(text) <= _LONGEST_CODE and any(_STRICT[each](text) for each in _CODES)
    return -0.5 if code else 0.0

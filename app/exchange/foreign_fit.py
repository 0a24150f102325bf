"""Whether a cell looks like what its column holds: for proposals only, never for reading."""

from __future__ import annotations

import re
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
    fold,
    month_of,
    rating,
    says_nothing,
    whole,
)
from app.exchange.foreign_headers import target_of
from app.exchange.foreign_lists import (
    all_diseases,
    all_medicines,
    all_services,
    all_supports,
    entries,
    looks_like_disease,
    looks_like_medicine,
)
from app.exchange.foreign_measures import NOT_MEASURED, checked, checklist, weights

_SOME_YEAR: Final = 2024  # any: only whether it is a date is asked
_LONGEST_CODE: Final = 8  # characters
_LONGEST_DAY: Final = 20
_SOME_NUMBER: Final = re.compile(
    r"^[^\d]{0,6}\d{1,3}(\.\d+)?\D{0,6}([^\d]{0,4}\d{1,3}(\.\d+)?\D{0,6})?$"
)


def _known(parse: Callable[[str], object | None]) -> Callable[[str], bool]:
    return lambda text: parse(text) is not None


def _reads(read: Callable[[str], Any]) -> Callable[[str], bool]:
    def tried(text: str) -> bool:
        try:
            return bool(read(text)) or read(text) == 0
        except CellRefused:
            return False

    return tried


def _tried(read: Callable[[str], Any]) -> Callable[[str], bool]:
    def tried(text: str) -> bool:
        try:
            read(text)
        except CellRefused:
            return False
        return True

    return tried


def _between(least: float, most: float) -> Callable[[str], bool]:
    return _reads(lambda text: least <= decimal(text.replace("cm", "").replace("kg", "")) <= most)


_is_day: Final = _reads(lambda text: day(text, _SOME_YEAR))


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
    # A sentence with a date in it is none.
    "date": lambda text: len(text) <= _LONGEST_DAY and _is_day(text),
    "monitoring_date": lambda text: bool(month_of(text)) or _STRICT["date"](text),
    "rating": _reads(rating),
    "checklist": _tried(checklist),
    "check": _tried(lambda text: checked(1, text)),
    "measure": lambda text: (
        bool(NOT_MEASURED.search(text)) or bool(_SOME_NUMBER.search(fold(text)))
    ),
    "weights": _tried(lambda text: weights(text, None, _SOME_YEAR)),
    "session_type": _known(parse_session_type),
    "consent": _reads(lambda text: agreed(text) or True),
}
_CODES: Final = ("sex", "disability", "dementia", "level", "body")
_WITH_UNIT: Final = re.compile(r"\d\s*(?:cm|kg|歳|才|㎝|㎏)|[A-Za-z]+\d|\d[a-z]", re.IGNORECASE)
_PROSE: Final = re.compile(
    r"(?:ない|たい|いる|ある|する|した|なる|なった|れる|れた|える|った|です|ます|しい|心配|不安)[」）)]?[。.]?$"
)
_SHORTEST_PROSE: Final = 8  # characters


def _household(text: str) -> bool:
    """A type of household alone, or before a space or bracket."""
    first = re.split(r"[\n\s　(（]", text, maxsplit=1)[0]
    return any(parse_household(part) not in (None, "不明") for part in (text, first))


def _whole_day(text: str) -> bool:
    return len(text) > _LONGEST_CODE - 3 and text[-1] not in "~〜頃" and _STRICT["date"](text)


_UNMISTAKABLE: Final[Mapping[str, Callable[[str], bool]]] = {
    "household": _household,
    "medications": all_medicines,
    "conditions": all_diseases,
    "services": all_services,
    "supports": all_supports,
    "date": _whole_day,
    "level": lambda text: text not in ("自立", "なし") and _STRICT["level"](text),
    "body": lambda text: bool(_WITH_UNIT.search(text)) and _STRICT["body"](text),
}
_ALSO_AT_HOME: Final[Mapping[str, frozenset[str]]] = {
    "household": frozenset({"household", "household_type", "family_note"}),
    "conditions": frozenset({"conditions", "features"}),
    # Who helps is often written beside the services, and the other way round.
    "supports": frozenset({"supports", "household", "family_note", "key_person"}),
}
_HINTS: Final[Mapping[str, Callable[[str], bool]]] = {
    "conditions": looks_like_disease,
    "medications": looks_like_medicine,
    "household": lambda text: parse_household(text.split()[0]) is not None,
    "desired_life": lambda text: _every(text, r"たい[」）)]?[。.]?$"),
    "housing": lambda text: _every(
        text, r"戸建|集合住宅|マンション|アパート|団地|公営|借家|平屋|\d階"
    ),
}


def _every(text: str, pattern: str) -> bool:
    lines = entries(text)
    return bool(lines) and all(re.search(pattern, line) for line in lines)


def kind_of(target: str | None) -> str:
    """The kind of a column as far as fitness goes: columns of free text each by their place."""
    if target is None:
        return ""
    kind = target_of(target).kind
    return target if kind == "text" else kind


def fits(kind: str, text: str) -> bool | None:
    """Whether ``text`` can stand in a column of ``kind``; ``None`` where nothing can be told."""
    if says_nothing(text) or kind not in _STRICT:
        return None
    return _STRICT[kind](text)


def fitness(kind: str, text: str, told: Callable[[], frozenset[str]]) -> float:
    """How well ``text`` stands in a column of ``kind``: 1 for what belongs there, −1 for none.

    Free text is told only by what else it would be (``told`` gives ``told_by`` of it): a type of
    household, a date, a list of medicines under 生活課題. A column nobody maps says little.
    """
    if says_nothing(text):
        return 0.0
    if kind in _STRICT:
        return 1.0 if _STRICT[kind](text) else -1.0
    if kind and (names := told()):
        at_home = any(kind in _ALSO_AT_HOME.get(name, {name}) for name in names)
        return 1.0 if at_home else -1.0
    if kind in _HINTS and _HINTS[kind](text):
        return 0.5
    if len(text) <= _LONGEST_CODE and any(_STRICT[each](text) for each in _CODES):
        return -0.5
    return -0.5 if kind in _LISTS and _prose(text) else 0.0


def told_by(text: str) -> frozenset[str]:
    """The kinds of column a whole cell can be told for, wherever it stands."""
    if says_nothing(text):
        return frozenset()
    return frozenset(name for name, is_one in _UNMISTAKABLE.items() if is_one(text))


_LISTS: Final = frozenset({"conditions", "medications"})


def _prose(text: str) -> bool:
    """Whether every entry is a sentence, which no name of a disease or medicine is."""
    return all(len(each) >= _SHORTEST_PROSE and _PROSE.search(each) for each in entries(text))

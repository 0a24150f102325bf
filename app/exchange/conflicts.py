"""What differs field by field between a case kept here and the same case in a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum, StrEnum
from typing import Any, Final

from app.care.case import CareDate, Case, Household, Judgement, judgement_of
from app.care.changes import is_record
from app.care.field_names import field_label
from app.care.items import is_item, item_of
from app.care.ratings import symbol
from app.care.scales import (
    care_level_label,
    case_status_label,
    dementia_label,
    disability_label,
    feature_label,
    session_type_label,
    sex_label,
    time_point_label,
)
from app.care.wareki import format_care_date
from app.i18n import tr


class Side(StrEnum):
    """Whose value stays."""

    HERE = "here"
    FILE = "file"


Decisions = Mapping[str, Mapping[str, Side]]
"""Case uuid → field of a ``FieldConflict`` → whose value stays."""

NO_DECISIONS: Final[Decisions] = {}


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field that differs. ``field`` is the key of a decision, ``label`` is for people.

    ``here`` and ``in_file`` are the two values as text, empty where there is none.
    """

    case_uuid: str
    case_no: int | None
    field: str
    label: str
    here: str
    in_file: str


_OURS: Final = frozenset({"uuid", "row_version", "practice", "extra", "judgements", "household"})


_LABELS: Final[Mapping[str, Callable[[Any], str]]] = {
    "status": case_status_label,
    "session_type": session_type_label,
    "sex": sex_label,
    "disability_independence": disability_label,
    "dementia_independence": dementia_label,
    "previous_care_level": care_level_label,
    "care_level": care_level_label,
    "feature_codes": lambda codes: "\n".join(feature_label(code) for code in codes),
    "projected_fields": lambda names: "\n".join(sorted({field_label(name) for name in names})),
}


def conflicts(here: Case, in_file: Case) -> tuple[FieldConflict, ...]:
    """All fields of ``in_file`` that differ. Lists are one field, each judgement is its own."""
    found = [
        _conflict(here, each.name, field_label(each.name), old, new)
        for each in fields(Case)
        if each.name not in _OURS
        and (old := getattr(here, each.name)) != (new := getattr(in_file, each.name))
    ]
    for each in fields(Household):
        old, new = getattr(here.household, each.name), getattr(in_file.household, each.name)
        if old != new:
            found.append(
                _conflict(here, f"household.{each.name}", field_label("household"), old, new)
            )
    for key in _judged(here, in_file):
        old, new = judgement_of(here, *key), judgement_of(in_file, *key)
        if old != new:
            name = item_of(key[0]).label() if is_item(key[0]) else key[0]
            label = tr("{item}（{when}）", item=name, when=time_point_label(key[1]))
            found.append(_conflict(here, _judgement_field(key), label, old, new))
    if dict(here.extra) != dict(in_file.extra):
        found.append(_conflict(here, "extra", field_label("extra"), here.extra, in_file.extra))
    return tuple(found)


def decided(here: Case, in_file: Case, choices: Mapping[str, Side]) -> Case:
    """``here`` with the file's value in each field chosen so; all else stays as it is here."""
    wanted = [name for name, side in choices.items() if side is Side.FILE]
    changes: dict[str, Any] = {}
    names = {each.name for each in fields(Case)} - (_OURS - {"extra"})
    changes |= {name: getattr(in_file, name) for name in wanted if name in names}
    parts = {name.removeprefix("household."): name for name in wanted if "household." in name}
    if parts:
        taken = {name: getattr(in_file.household, name) for name in parts}
        changes["household"] = replace(here.household, **taken)
    changes["judgements"] = _judgements(here, in_file, set(wanted))
    return replace(here, **changes)


def _judgements(here: Case, in_file: Case, wanted: set[str]) -> tuple[Judgement, ...]:
    result = []
    for key in _judged(here, in_file):
        source = in_file if _judgement_field(key) in wanted else here
        judgement = judgement_of(source, *key)
        if judgement != Judgement(item=key[0], time_point=key[1]):
            result.append(judgement)
    return tuple(result)


def _judged(here: Case, in_file: Case) -> list[tuple[str, Any]]:
    keys = [(each.item, each.time_point) for each in (*here.judgements, *in_file.judgements)]
    return list(dict.fromkeys(keys))


def _judgement_field(key: tuple[str, Any]) -> str:
    return f"judgements[{key[0]}/{key[1].value}]"


def _conflict(here: Case, field: str, label: str, old: Any, new: Any) -> FieldConflict:
    show = _LABELS.get(field, shown)
    texts = ["" if value is None else show(value) for value in (old, new)]
    return FieldConflict(here.uuid, here.case_no, field, label, texts[0], texts[1])


def shown(value: Any) -> str:
    """A value of a case as text for a person."""
    if isinstance(value, bool):
        return tr("はい") if value else tr("いいえ")
    if isinstance(value, CareDate):
        return format_care_date(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Mapping):
        return "\n".join(f"{key}: {shown(item)}" for key, item in value.items())
    if isinstance(value, tuple | list | frozenset):
        return "\n".join(filter(None, (shown(item) for item in value)))
    return _record(value) if is_record(value) else str("" if value is None else value)


def _record(value: Any) -> str:
    """A judgement as on the sheet; of other records all that is written, without their key."""
    if isinstance(value, Judgement):
        parts = [symbol(value.rating), value.personal_factor, value.environment_factor]
        return " / ".join(part for part in parts if part)
    inner = [shown(getattr(value, each.name)) for each in fields(value) if each.name != "uuid"]
    return " ".join(part for part in inner if part)

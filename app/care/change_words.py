"""Differences of two values in people's words: which field, what it said, what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from app.care.case import Case, PrivateIdentity
from app.care.changes import FieldChange, diff, is_lines, line_name
from app.care.field_names import field_label
from app.care.part_names import identity_label, part_label
from app.care.past import split
from app.care.unread import KEY as UNREAD
from app.care.value_words import answers_text, line_text, line_title, value_text
from app.i18n import tr

Value = TypeVar("Value", Case, PrivateIdentity)


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ``field`` is the top-level field; empty texts mean there was nothing."""

    field: str
    label: str
    old: str
    new: str


def differences(old: Value, new: Value) -> tuple[Difference, ...]:
    """What differs from ``old`` to ``new``, field by field in the order of the record."""
    names = _line_titles(old) | _line_titles(new)
    return tuple(
        _difference(change, old, new, names)
        for change in diff(old, new)
        if not _is_order(change, old, new) or _moved(change)
    )


def label_of(kind: type, field: str) -> str:
    """The name of a top-level field."""
    return identity_label(field) if kind is PrivateIdentity else field_label(field)


def label_of_change(kind: type, change: FieldChange) -> str:
    """The name of what a change is about; input that can't be read yet has a name of its own."""
    return _unread_label(change) or label_of(kind, change.field)


def whole_text(value: Case | PrivateIdentity, field: str) -> str:
    """All that a field says, rows one below the other."""
    content = getattr(value, field)
    if field == "household":
        first = value_text("type", content.type)
        rest = line_text(field, content)
        return "　".join(part for part in (first, _without(rest, first)) if part)
    if field == "extra":
        return extra_text(content)
    return value_text(field, content)


def _without(text: str, first: str) -> str:
    return text.removeprefix(first).strip("　") if first else text


def extra_text(extra: Mapping[str, object] | None) -> str:
    """Unread input with the field it was typed in, then how much else a file brought along."""
    extra = extra or {}
    kept = extra.get(UNREAD)
    typed = kept.items() if isinstance(kept, Mapping) else ()
    parts = [
        tr("{field}「{typed}」", field=field_label(str(place).split("/", 1)[0]), typed=text)
        for place, text in typed
    ]
    rest = len(extra) - (UNREAD in extra)
    return tr("、").join([*parts, tr("{n}項目", n=rest)] if rest else parts)


def _unread_label(change: FieldChange) -> str:
    """Set where nothing but unread input differs."""
    if change.path != "extra":
        return ""
    old, new = (
        {key: value for key, value in side.items() if key != UNREAD}
        if isinstance(side, Mapping)
        else {}
        for side in (change.old, change.new)
    )
    return tr("読み取れない入力") if old == new else ""


def _difference(change: FieldChange, old: Any, new: Any, names: Mapping[str, str]) -> Difference:
    field, part = split(change.path)
    label = label_of_change(type(new), change)
    before, after = change.old, change.new
    if field == "checklist":
        texts = (
            answers_text(old.checklist, new.checklist or (None,)),
            answers_text(new.checklist, old.checklist or (None,)),
        )
    elif change.path == "extra":
        texts = (extra_text(old.extra), extra_text(new.extra))
    elif _is_order(change, old, new):
        texts = (tr("前の並び順"), tr("新しい並び順"))
    else:
        name = part.rpartition(".")[2] or field
        texts = (value_text(name, before), value_text(name, after))
    line = change.path[: -len(part) - 1] if part and "[" in change.path else ""
    words = [label, names.get(line, ""), part_label(field, part) if part else ""]
    return Difference(field, "　".join(word for word in words if word), *texts)


def _is_order(change: FieldChange, old: Any, new: Any) -> bool:
    both = (getattr(old, change.path, None), getattr(new, change.path, None))
    return any(is_lines(lines) for lines in both)


def _moved(change: FieldChange) -> bool:
    """Whether rows that stayed changed places; a row that came or went tells of itself."""
    before, after = list(cast(Any, change.old)), list(cast(Any, change.new))
    return [key for key in before if key in after] != [key for key in after if key in before]


def _line_titles(value: Any) -> dict[str, str]:
    """What each row is called, by its path; a rating itself is no part of the name."""
    found = {}
    for field in value.__dataclass_fields__:
        lines = getattr(value, field)
        if not is_lines(lines):
            continue
        for line in lines:
            found[f"{field}[{line_name(line)}]"] = _title(line)
    return found


def _title(line: Any) -> str:
    keyed = getattr(type(line), "KEY", None)
    if keyed is None:
        return line_title(line)
    texts = [value_text(name, getattr(line, name)) for name in keyed if name != "months"]
    return " ".join(texts) if texts else line_title(line)

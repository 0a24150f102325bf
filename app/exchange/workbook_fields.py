"""The fields of the case workbook, and Case JSON taken apart into cells and put together again.

``apart`` gives the texts of all cells and a remainder with what no cell can say (decisions,
unknown keys, medicine classes). ``together`` is its inverse; where a person edited a cell, the cell
wins. The remainder never repeats what a cell says, so an erased sentence is really gone.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from app.care.checklist import QUESTIONS, questions
from app.care.items import items
from app.care.knowledge import Words, load, words
from app.exchange.workbook_cells import (
    Json,
    Lines,
    date_parts,
    parse,
    parse_interests,
    show,
    show_date,
    show_interests,
)

IDENTITY: Final = "private_identity"
JUDGED: Final = (
    ("pre", "rating", Words("事前判定", "Before")),
    ("predicted_post", "rating", Words("事後予測", "Predicted")),
    ("personal_factor", "text", Words("個人因子", "Personal factor")),
    ("environment_factor", "text", Words("環境因子", "Environmental factor")),
    ("actual_3", "rating", Words("3か月後", "3 months")),
    ("actual_post", "rating", Words("6か月後", "6 months")),
    ("actual_12", "rating", Words("12か月後", "12 months")),
)
NO_PARTS: Final = Lines(())
# Computed anew from the cells on import; kept, they would speak of values edited since.
_DERIVED: Final = ("bmi", "revision", "sex_code")


@dataclass(frozen=True, slots=True)
class Section:
    """A run of fields under one heading on one tab."""

    key: str
    tab: str
    words: Words


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a tab: where its value lives in Case JSON and how a person reads it."""

    path: str
    kind: str
    section: str
    words: Words
    hint: Words
    rows: int = 1
    lines: Lines = NO_PARTS

    @property
    def steps(self) -> list[str]:
        return self.path.split(".")

    def get(self, case: Json) -> Any:
        """The raw value; ``None`` where there is none."""
        holder = self._holder(case)
        if holder is None:
            return None
        if isinstance(holder, list):
            place = int(self.steps[-1])
            return holder[place] if place < len(holder) else None
        if self.kind == "date":
            key = self.steps[-1]
            value = holder.get(key) or None, holder.get(f"{key}_text") or None
            return value if any(value) else None
        value = holder.get(self.steps[-1])
        return None if value in ("", []) else value

    def set(self, case: Json, value: Any) -> None:
        """Put a raw value in its place; ``None`` takes it away, objects are made as needed."""
        if value is None and self._holder(case) is None:
            return
        holder = self._holder(case, make=True)
        key = self.steps[-1]
        if isinstance(holder, list):
            holder[int(key)] = value
        elif self.kind == "date":
            iso, typed = value or (None, None)
            _set(holder, key, iso)
            _set(holder, f"{key}_text", typed)
        elif holder is not None:
            _set(holder, key, value)

    def _holder(self, case: Json, *, make: bool = False) -> Any:
        holder: Any = case
        first, *more = self.steps
        if first == "adl_iadl":
            return _judged(case, more[0], make=make)
        if first == "kcl":
            return _answers(case, make=make)
        for step in self.steps[:-1]:
            if not isinstance(holder.get(step), dict):
                if not make:
                    return None
                holder[step] = {}
            holder = holder[step]
        return holder

    def show(self, value: Any) -> str:
        """What the cell says for a raw value."""
        if value is None:
            return ""
        if self.kind == "date":
            return show_date({"d": value[0], "d_text": value[1]}, "d")
        if self.kind == "lines":
            return self.lines.show(value)
        if self.kind == "strings":
            return "\n".join(str(one).replace("\n", " ") for one in value)
        if self.kind == "interests":
            return show_interests(value)
        return show(self.kind, value)

    def parse(self, text: str, kept: Any = None) -> Any:
        """The raw value behind a text; ``kept`` is the value the cell was written from."""
        if not text:
            return None
        if self.kind == "date":
            parts = date_parts(text)
            return parts if any(parts) else None
        if self.kind == "lines":
            return self.lines.parse(text, kept or []) or None
        if self.kind == "strings":
            return [line for line in text.split("\n") if line.strip()] or None
        if self.kind == "interests":
            return parse_interests(text) or None
        return parse(self.kind, text)


def _set(holder: Json, key: str, value: Any) -> None:
    if value is None:
        holder.pop(key, None)
    else:
        holder[key] = value


def _judged(case: Json, item: str, *, make: bool) -> Json | None:
    sheet = case.get("adl_iadl")
    rows = sheet.get("items", []) if isinstance(sheet, dict) else []
    found: Json | None = next((row for row in rows if row.get("key") == item), None)
    if found is None and make:
        found = {"key": item}
        if not isinstance(sheet, dict):
            sheet = case["adl_iadl"] = {"items": []}
        sheet.setdefault("items", []).append(found)
    return found


def _answers(case: Json, *, make: bool) -> list[Any] | None:
    kcl = case.get("kcl")
    if isinstance(kcl, dict) and isinstance(kcl.get("answers"), list):
        given: list[Any] = kcl["answers"]
        return given
    if not make:
        return None
    case["kcl"] = {"answers": [None] * QUESTIONS}
    answers: list[Any] = case["kcl"]["answers"]
    return answers


@lru_cache
def sections() -> tuple[Section, ...]:
    """The headings in their order."""
    return tuple(Section(row["key"], row["tab"], words(row)) for row in load("workbook")["section"])


@lru_cache
def fields() -> tuple[Field, ...]:
    """Every field with a row of its own, in the order of the tabs."""
    result = []
    for row in load("workbook")["field"]:
        parts = tuple(_part(part) for part in row.get("parts", ()))
        result.append(
            Field(
                path=row["path"],
                kind=row["kind"],
                section=row["section"],
                words=words(row),
                hint=words(row, "hint"),
                rows=row.get("rows", 1),
                lines=Lines(parts),
            )
        )
    hint = Words("1＝該当（心配のある側）、0＝非該当", "1 = risk side, 0 = not")
    result += [
        Field(f"kcl.{one.no - 1}", "answer", "kcl", _numbered(one.no, one.words), hint)
        for one in questions()
    ]
    return tuple(result)


def _part(text: str) -> tuple[str, str]:
    key, _, kind = text.partition(":")
    return key, kind or "text"


def _numbered(number: int, label: Words) -> Words:
    return Words(f"{number}. {label.ja}", f"{number}. {label.en}")


@lru_cache
def judged_fields() -> tuple[Field, ...]:
    """The cells of the judgement sheet of one case: 18 items × 7 columns."""
    return tuple(
        Field(
            f"adl_iadl.{item.key}.{key}", kind, "judgement", _both(item.name, label), Words("", "")
        )
        for item in items()
        for key, kind, label in JUDGED
    )


def _both(item: Words, column: Words) -> Words:
    return Words(f"{item.ja} {column.ja}", f"{item.en}: {column.en}")


def fields_of(tab: str) -> list[Field]:
    """The fields of one tab in their order."""
    there = {section.key for section in sections() if section.tab == tab}
    return [field for field in fields() if field.section in there]


def all_fields() -> tuple[Field, ...]:
    """All cells a case has."""
    return fields() + judged_fields()


def apart(
    case: Mapping[str, Any], columns: Iterable[Field] | None = None
) -> tuple[dict[str, str], Json]:
    """One case as ``{path: text}`` of ``columns`` (all by default) and the remainder."""
    rest: Json = copy.deepcopy(dict(case))
    for key in _DERIVED:
        rest.pop(key, None)
    _drop_derived_ratings(rest)
    cells: dict[str, str] = {}
    kept: Json = {}
    for field in all_fields() if columns is None else columns:
        value = field.get(rest)
        text = field.show(value)
        if _said(field.parse(text)) != _said(value):
            kept[field.path] = value
        if text:
            cells[field.path] = text
        field.set(rest, None)
    return cells, {"rest": rest, "kept": kept}


@lru_cache
def _filled_in() -> frozenset[str]:
    """Keys of list entries that a case without them is read with, empty."""
    parts = {key for field in fields() for key, _ in field.lines.parts}
    return frozenset(parts | {"onset_text", "onset_iso", "generic", "brand", "classes"})


def _said(value: Any) -> Any:
    """``value`` without the empty parts that reading a case fills in by itself."""
    if not isinstance(value, list):
        return value
    return [
        {k: v for k, v in one.items() if k not in _filled_in() or v not in (None, "", [])}
        if isinstance(one, dict)
        else one
        for one in value
    ]


def _drop_derived_ratings(case: Json) -> None:
    for row in (case.get("adl_iadl") or {}).get("items", []):
        for key in [key for key in row if key.endswith(("_symbol", "_change")) or key == "arrow"]:
            del row[key]


def together(
    cells: Mapping[str, str], remainder: Mapping[str, Any], columns: Iterable[Field] | None = None
) -> Json:
    """Case JSON from the cells, with the remainder where no cell was edited against it."""
    case: Json = copy.deepcopy(dict(remainder.get("rest") or {}))
    kept: Mapping[str, Any] = remainder.get("kept") or {}
    for field in all_fields() if columns is None else columns:
        text = cells.get(field.path, "")
        value = _raw(field, kept[field.path]) if field.path in kept else None
        if field.path in kept and field.show(value) == text:
            field.set(case, value)
        else:
            field.set(case, field.parse(text, value))
    return case


def _raw(field: Field, value: Any) -> Any:
    return tuple(value) if field.kind == "date" and isinstance(value, list) else value

"""Which column of another town's sheet fills which place of a case."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.exchange.foreign_fit import fits
from app.exchange.foreign_grid import Grid
from app.exchange.foreign_headers import (
    SURE,
    header_key,
    is_target,
    item_names,
    match_header,
    question_in,
    target_of,
)

_ENOUGH_FIT: Final = 0.5  # of the cells under a heading
_ENOUGH_CELLS: Final = 2  # one cell that doesn't fit is a slip of that cell
_DOUBT: Final = 0.5
_A_JUDGEMENT_SHEET: Final = 5  # items
_A_CHECKLIST: Final = 8  # questions


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """One column. ``target`` is a key of ``foreign_headers`` or ``None`` for none.

    ``confidence`` is 0–1; 1 also for what a person chose. ``keep`` puts an unmapped column into
    the unknown keys of the case.
    """

    column: int
    header: str
    target: str | None = None
    confidence: float = 0.0
    keep: bool = False

    @property
    def sure(self) -> bool:
        """Whether no person needs to look: told for certain, or empty of meaning and named so."""
        return self.target is not None and self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """The columns of one kind of sheet. ``signature`` tells that kind apart by its headings.

    ``remembered`` says that a person once imported with it.
    """

    columns: tuple[ColumnMatch, ...]
    signature: str
    remembered: bool = False

    def columns_of(self, target: str) -> tuple[int, ...]:
        """The columns that fill a place, from left to right."""
        return tuple(each.column for each in self.columns if each.target == target)

    @property
    def unmapped(self) -> tuple[ColumnMatch, ...]:
        """The columns that fill nothing: shown, never dropped in silence."""
        return tuple(each for each in self.columns if each.target is None)


def signature(headers: Sequence[str]) -> str:
    """The same for two sheets whose headings say the same in the same order."""
    keys = "\x1f".join(header_key(text) for text in headers)
    return hashlib.sha256(keys.encode("utf-8")).hexdigest()[:32]


def propose_mapping(grid: Grid) -> SheetMapping:
    """The mapping the headings suggest, less sure where the cells below don't look like it.

    A place two columns want goes to the surer one.
    """
    columns = [_proposed(grid, column) for column in range(len(grid.headers))]
    columns = _questions_together(grid, columns)
    columns = _items_together(grid, columns)
    wanted = [each for each in columns if each.target is not None]
    for each in wanted:
        assert each.target is not None  # noqa: S101 - filtered above
        rivals = [other for other in wanted if other.target == each.target]
        best = max(rivals, key=lambda other: (other.confidence, -other.column))
        if each is not best and not (target_of(each.target).many and each.confidence >= SURE):
            columns[each.column] = ColumnMatch(each.column, each.header)
    return SheetMapping(tuple(columns), signature(grid.headers))


def _proposed(grid: Grid, column: int) -> ColumnMatch:
    header = grid.header(column)
    target, confidence = match_header(header) if header else (None, 0.0)
    if target is None:
        return ColumnMatch(column, header)
    texts = [line.text(column) for line in grid.rows if not line.skipped]
    told = [fit for text in texts if (fit := fits(target_of(target).kind, text)) is not None]
    if len(told) >= _ENOUGH_CELLS and sum(told) < len(told) * _ENOUGH_FIT:
        confidence = round(confidence * _DOUBT, 2)
    return ColumnMatch(column, header, target, confidence)


def _items_together(grid: Grid, columns: list[ColumnMatch]) -> list[ColumnMatch]:
    """食事 or 電話 alone may be anything; beside most of a judgement sheet they belong to it."""
    judged = [each for each in columns if (each.target or "").startswith("judgement.")]
    certain = len(judged) >= _A_JUDGEMENT_SHEET
    result = []
    for each in columns:
        item = item_names().get(header_key(each.header))
        if item is None or (each.target or "").startswith("checklist."):
            result.append(each)
        elif certain and _ratings(grid, each.column):
            result.append(replace(each, target=f"judgement.{item}.before", confidence=1.0))
        elif each in judged:
            result.append(ColumnMatch(each.column, each.header))
        else:
            result.append(each)
    return result


def _questions_together(grid: Grid, columns: list[ColumnMatch]) -> list[ColumnMatch]:
    """「バスや電車で外出」 means the checklist beside most of its other questions only."""
    asked = {each.column: question_in(each.header) for each in columns if each.header}
    numbers = [no for no in asked.values() if no is not None]
    if len(numbers) < _A_CHECKLIST or len(numbers) != len(set(numbers)):
        return columns
    return [
        replace(each, target=f"checklist.{no}", confidence=SURE)
        if (no := asked.get(each.column)) is not None and _all_fit(grid, each.column, "check")
        else each
        for each in columns
    ]


def _ratings(grid: Grid, column: int) -> bool:
    """Whether what stands in a column are ratings, as far as that can be told."""
    return _all_fit(grid, column, "rating")


def _all_fit(grid: Grid, column: int, kind: str) -> bool:
    texts = [line.text(column) for line in grid.rows if not line.skipped]
    return all(fits(kind, text) is not False for text in texts)


def with_target(mapping: SheetMapping, column: int, target: str | None) -> SheetMapping:
    """``mapping`` after a person chose the place of a column; a single place moves there."""
    columns = []
    for each in mapping.columns:
        if each.column == column:
            columns.append(ColumnMatch(column, each.header, target, 1.0 if target else 0.0))
        elif target is not None and each.target == target and not target_of(target).many:
            columns.append(ColumnMatch(each.column, each.header))
        else:
            columns.append(each)
    return replace(mapping, columns=tuple(columns))


def with_keep(mapping: SheetMapping, column: int, *, keep: bool) -> SheetMapping:
    """``mapping`` with an unmapped column kept in the case or left out."""
    columns = [
        replace(each, keep=keep and each.target is None) if each.column == column else each
        for each in mapping.columns
    ]
    return replace(mapping, columns=tuple(columns))


def as_memory(mapping: SheetMapping) -> list[dict[str, object]]:
    """What is kept of a mapping, as JSON values."""
    return [{"target": each.target, "keep": each.keep} for each in mapping.columns]


def from_memory(mapping: SheetMapping, memory: Sequence[Mapping[str, object]]) -> SheetMapping:
    """``mapping`` with what was kept; places this version doesn't know stay unmapped."""
    columns = []
    for each, kept in zip(mapping.columns, memory, strict=True):
        target = kept.get("target")
        known = isinstance(target, str) and is_target(target)
        columns.append(
            replace(
                each,
                target=str(target) if known else None,
                confidence=1.0 if known else 0.0,
                keep=bool(kept.get("keep")),
            )
        )
    return replace(mapping, columns=tuple(columns), remembered=True)

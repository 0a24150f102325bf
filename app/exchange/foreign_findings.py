"""What a person must look at before the rows of another town's sheet are read.

The program may see that a row would fit better when moved; it says so and moves nothing. Where
two readings are possible (自立 under 障別 or 認知症), only a person can tell (DOMAIN.md §1.2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from typing import Final

from app.care.scales import (
    parse_care_level,
    parse_dementia_independence,
    parse_disability_independence,
)
from app.exchange.foreign_cells import features
from app.exchange.foreign_fit import fitness, fits, kind_of, told_by
from app.exchange.foreign_grid import Grid, Mark, move_cell, shift, skip_row, split_cell
from app.exchange.foreign_headers import target_of, why_no_place
from app.exchange.foreign_mapping import SheetMapping, with_target
from app.i18n import tr

AS_IS: Final = "as_is"
"""The answer 「このままでよい」."""
NOT_USED: Final = "not_used"
"""The answer 「この列は使わない」."""
SKIP: Final = "skip"
"""The answer 「この行を取り込まない」."""
UPDATE: Final = "update"
"""The answer 「すでにある事例を更新する」."""
TAKE_IN: Final = "take_in"
"""The answer 「この行も事例として読む」."""
_WORTH_SAYING: Final = 1.75
"""A move must make so much of a row fit better: one misfit less and one code more."""
_FURTHEST: Final = 2  # columns
_LESS_LIKELY: Final = 0.25
"""A move that ends inside the row supposes a second slip, where the cells behind stayed."""


class FindingKind(StrEnum):
    """What was noticed."""

    MERGED = "merged"  # a cell that holds two columns
    AMBIGUOUS = "ambiguous"  # a value that fits its own and an empty neighbouring column
    SHIFT = "shift"  # the rest of the row would fit better elsewhere
    OVERFLOW = "overflow"  # a value that stands under no heading
    COLUMN = "column"  # a heading whose meaning is only a guess
    DUPLICATE = "duplicate"  # a new case that may be a person already here
    LEFT_OUT = "left_out"  # a row that looks like no case, a sheet that belongs to none


@dataclass(frozen=True, slots=True)
class FindingChoice:
    """One answer, applied at ``column`` of the finding's row.

    ``by`` moves the row from there on (up to ``end`` where it is given), or only that cell where
    ``alone``; ``at`` splits the cell before that character. With neither, the row stays as it is.
    """

    key: str
    label: str
    column: int = 0
    by: int = 0
    alone: bool = False
    at: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed at a cell of the grid. ``must_answer`` blocks the import until answered.

    ``id`` stays the same while the cell stays as it is. ``row`` and ``column`` are -1 where it is
    about a whole row or sheet.
    """

    id: str
    kind: FindingKind
    row: int
    column: int
    message: str
    must_answer: bool
    choices: tuple[FindingChoice, ...]


def findings(grid: Grid, mapping: SheetMapping) -> tuple[Finding, ...]:
    """Everything to look at, row by row."""
    kinds = {each.column: kind_of(each.target) for each in mapping.columns}
    found: list[Finding] = [_unused(name) for name in grid.unused]
    found += _guessed(grid, mapping)
    found += _other_tests(grid, mapping)
    for row, line in enumerate(grid.rows):
        if line.skipped:
            found.append(_left_out(grid, row))
            continue
        if grid.layout == "rows":  # in a form each value stands beside its own heading
            found += _merged(grid, row, kinds)
            found += _ambiguous(grid, row, mapping)
            found += _shift(grid, row, kinds)
        found += _overflow(grid, row, mapping)
    return tuple(found)


def answered_mapping(mapping: SheetMapping, finding: Finding, choice: str) -> SheetMapping:
    """``mapping`` after a person said what a guessed column is; else as it was."""
    if finding.kind is not FindingKind.COLUMN:
        return mapping
    target = mapping.columns[finding.column].target if choice == AS_IS else None
    return with_target(mapping, finding.column, target)


def answer(
    grid: Grid, finding: Finding, choice: str, answers: Mapping[str, str]
) -> tuple[Grid, Mapping[str, str]]:
    """The grid and the answers after a person chose; ``KeyError`` for no such choice."""
    chosen = {each.key: each for each in finding.choices}[choice]
    if chosen.at:
        grid = split_cell(grid, finding.row, chosen.column, chosen.at)
    elif chosen.alone:
        grid = move_cell(grid, finding.row, chosen.column, chosen.column + chosen.by)
    elif chosen.by:
        grid = shift(grid, finding.row, chosen.column, chosen.by, chosen.end)
    elif chosen.key == SKIP:
        grid = skip_row(grid, finding.row)
    elif chosen.key == TAKE_IN:
        grid = skip_row(grid, finding.row, skipped=False)
    return grid, {**answers, finding.id: choice}


def unanswered(found: Sequence[Finding], answers: Mapping[str, str]) -> tuple[Finding, ...]:
    """Those that still block the import."""
    return tuple(each for each in found if each.must_answer and each.id not in answers)


def _guessed(grid: Grid, mapping: SheetMapping) -> list[Finding]:
    """Columns that hold something and whose place is below ``SURE``: nobody has looked yet."""
    found = []
    for each in mapping.columns:
        row = next((r for r, line in enumerate(grid.rows) if line.text(each.column)), -1)
        if each.target is None or each.sure or row < 0:
            continue
        label = target_of(each.target).label()
        message = tr(
            "見出し「{header}」を「{label}」と読みました。見出しか中身が少し違うので、"
            "確かめてください。",
            header=each.header,
            label=label,
        )
        choices = (
            FindingChoice(AS_IS, tr("「{label}」として読む", label=label)),
            FindingChoice(NOT_USED, tr("この列は使わない（別の項目にするなら Ctrl+T）")),
        )
        name = f"{FindingKind.COLUMN}:{each.column}:{each.target}:{each.header}"
        found.append(Finding(name, FindingKind.COLUMN, row, each.column, message, True, choices))
    return found


def _other_tests(grid: Grid, mapping: SheetMapping) -> list[Finding]:
    """Columns of tests a case has no place for: left out, and it is said why."""
    found = []
    for each in mapping.columns:
        why = why_no_place(each.header) if each.target is None and each.header else None
        row = next((r for r, line in enumerate(grid.rows) if line.text(each.column)), -1)
        if why is None or row < 0:
            continue
        message = tr(
            "「{header}」は、{why}。欄がないため、この列は読みません。",
            header=each.header,
            why=why(),
        )
        name = f"{FindingKind.LEFT_OUT}:{each.column}:{each.header}"
        found.append(
            Finding(name, FindingKind.LEFT_OUT, row, each.column, message, False, (_as_is(),))
        )
    return found


def _as_is() -> FindingChoice:
    return FindingChoice(AS_IS, tr("このままでよい"))


def _id(grid: Grid, kind: FindingKind, row: int, column: int, text: str) -> str:
    line = grid.rows[row]
    return f"{kind}:{line.sheet}:{line.sheet_row}:{column}:{text}"


def _unused(name: str) -> Finding:
    message = tr(
        "シート「{name}」の判定表がどの事例のものか分かりません。このままでは読みません。",
        name=name,
    )
    key = f"{FindingKind.LEFT_OUT}:{name}"
    return Finding(key, FindingKind.LEFT_OUT, -1, -1, message, True, (_as_is(),))


def _left_out(grid: Grid, row: int) -> Finding:
    line = grid.rows[row]
    name = _id(grid, FindingKind.LEFT_OUT, row, -1, "".join(cell.text for cell in line.cells))
    return Finding(
        name,
        FindingKind.LEFT_OUT,
        row,
        -1,
        tr("事例ではない行として外しています。"),
        False,
        (_as_is(), FindingChoice(TAKE_IN, tr("この行も事例として読む"))),
    )


def _merged(grid: Grid, row: int, kinds: Mapping[int, str]) -> list[Finding]:
    """A cell over two columns, or 特徴 that goes on with what belongs under 住環境."""
    found = []
    cells = grid.rows[row].cells
    for column in range(len(cells) - 1):
        left, right = cells[column], cells[column + 1]
        if not left.text or left.mark is Mark.SPLIT:
            continue
        over_two = right.mark is Mark.COVERED and left.mark is not Mark.COVERED
        if not over_two and not _runs_on(left.text, right.text, kinds.get(column, "")):
            continue
        values = {"left": grid.header(column), "right": grid.header(column + 1)}
        message = (
            tr("「{left}」と「{right}」のセルがつながっています。分けるか、このままでよいか"
               "選んでください。", **values)
            if over_two
            else tr("「{left}」に「{right}」の内容が続いているようです。分けるか、このままでよいか"
                    "選んでください。", **values)
        )  # fmt: skip
        choices = [_as_is()]
        if at := _split_place(left.text, kinds.get(column, ""), kinds.get(column + 1, "")):
            label = tr("「{left}」と「{right}」に分ける", left=left.text[:at].strip(),
                       right=left.text[at:].strip())  # fmt: skip
            choices.append(FindingChoice("split", label, column, at=at))
        name = _id(grid, FindingKind.MERGED, row, column, left.text)
        found.append(Finding(name, FindingKind.MERGED, row, column, message, True, tuple(choices)))
    return found


def _runs_on(left: str, right: str, kind: str) -> bool:
    if right or kind != "features":
        return False
    codes, note = features(left)
    return bool(codes) and bool(note)


def _split_place(text: str, left: str, right: str) -> int:
    """Where a cell could be cut so that both halves fit; 0 where no place is good."""
    places = [match.start() for match in re.finditer(r"[\s　、/]", text)]
    for place in places:
        before, after = text[:place].strip(), text[place + 1 :].strip()
        if not before or not after or fits(left, before) is False or fits(right, after) is False:
            continue
        if fits(left, before) or fits(right, after):
            return place + (text[place] in "、/")
    return 0


_TWINS: Final = (
    ("disability_independence", "dementia_independence"),
    ("dementia_independence", "disability_independence"),
    ("previous_care_level", "care_level"),
)


def _ambiguous(grid: Grid, row: int, mapping: SheetMapping) -> list[Finding]:
    """A value that two columns know, while the other of them is empty."""
    line, found = grid.rows[row], []
    for own, other in _TWINS:
        columns = zip(mapping.columns_of(own), mapping.columns_of(other), strict=False)
        for column, neighbour in columns:
            text = line.text(column)
            if text and not line.text(neighbour) and _both_read(own, text):
                found.append(_which(grid, row, column, neighbour))
    return found


def _both_read(own: str, text: str) -> bool:
    if own == "previous_care_level":
        return parse_care_level(text) is not None
    known = parse_disability_independence(text), parse_dementia_independence(text)
    return all(each is not None for each in known)


def _which(grid: Grid, row: int, column: int, neighbour: int) -> Finding:
    text = grid.rows[row].text(column)
    here, there = grid.header(column), grid.header(neighbour)
    message = tr(
        "この値は「{left}」にも「{right}」にも読めます。どちらの値か選んでください。",
        left=here,
        right=there,
    )
    stay = FindingChoice(AS_IS, tr("「{column}」の値のまま", column=here))
    move = FindingChoice(
        "move", tr("「{column}」の値にする", column=there), column, neighbour - column, alone=True
    )
    pair = min(column, neighbour)  # the same question after the cell has moved
    name = _id(grid, FindingKind.AMBIGUOUS, row, pair, text)
    return Finding(name, FindingKind.AMBIGUOUS, row, column, message, True, (stay, move))


def _shift(grid: Grid, row: int, kinds: Mapping[int, str]) -> list[Finding]:
    """The move after which most of the row fits, where something doesn't fit now."""
    texts = [cell.text for cell in grid.rows[row].cells]
    scores = _Scores(texts, kinds)
    if not any(kinds.get(column) and scores.at(column) < 0 for column in range(len(texts))):
        return []
    best = scores.best()
    if best is None:
        return []
    column, end, by = best
    label = _shift_words(grid.header(column), grid.header(end - 1) if end else "", by)
    name = _id(grid, FindingKind.SHIFT, row, column, "\x1f".join(texts))
    choices = (FindingChoice("shift", label, column, by, end=end), _as_is())
    message = tr("この行は「{column}」からずれているようです。", column=grid.header(column))
    return [Finding(name, FindingKind.SHIFT, row, column, message, True, choices)]


def _shift_words(first: str, last: str, by: int) -> str:
    """The move in words; ``last`` is empty where all the rest of the row moves."""
    if last:
        return (
            tr("「{column}」から「{last}」までを{n}つ右へ動かす", column=first, last=last, n=by)
            if by > 0
            else tr(
                "「{column}」から「{last}」までを{n}つ左へ動かす", column=first, last=last, n=-by
            )
        )
    return (
        tr("「{column}」から右を{n}つ右へ動かす", column=first, n=by)
        if by > 0
        else tr("「{column}」から右を{n}つ左へ動かす", column=first, n=-by)
    )


class _Scores:
    """How well the cells of a row stand, and would stand elsewhere."""

    def __init__(self, texts: Sequence[str], kinds: Mapping[int, str]) -> None:
        self._texts = texts
        self._kinds = [kinds.get(column, "") for column in range(len(texts))]
        self._told = [cache(partial(told_by, text)) for text in texts]
        self._known: dict[tuple[str, str], float] = {}

    def at(self, column: int, by: int = 0) -> float:
        """The cell of ``column`` as it would stand ``by`` places further."""
        key = self._kinds[column + by], self._texts[column]
        if key not in self._known:
            self._known[key] = fitness(*key, self._told[column])
        return self._known[key]

    def best(self) -> tuple[int, int, int] | None:
        """First column, end (0: the rest of the row) and how far; ``None`` where none is better."""
        best: tuple[float, int, int, int] = (_WORTH_SAYING, 0, 0, 0)
        for by in (1, -1, _FURTHEST, -_FURTHEST):
            for column in range(len(self._texts)):
                gain, end = self._moved(column, by)
                if gain > best[0] or (best[3] == 0 and gain == best[0]):
                    best = (gain, column, end, by)
        return None if best[3] == 0 else best[1:]

    def _moved(self, column: int, by: int) -> tuple[float, int]:
        """The best gain of moving a block that begins at ``column``, and its end."""
        texts, last = self._texts, len(self._texts)
        if not texts[column] or any(texts[max(column + by, 0) : column]):
            return 0.0, 0
        filled = max(place for place, text in enumerate(texts, start=1) if text)
        gain, best = 0.0, (0.0, 0)
        for place in range(max(column, -by), last if by < 0 else last - by):
            gain += self.at(place, by) - self.at(place) if texts[place] else 0.0
            if any(texts[place + 1 : place + 1 + max(by, 0)]):
                continue  # the cell behind the block would be written over
            rest = place + 1 >= filled
            worth = gain if rest else gain - _LESS_LIKELY
            if worth >= best[0]:
                best = (worth, 0 if rest else place + 1)
        return best if column + by >= 0 else (0.0, 0)


def _overflow(grid: Grid, row: int, mapping: SheetMapping) -> list[Finding]:
    """A value under no heading: it would be left out unless somebody says where it belongs."""
    known = {each.column for each in mapping.columns if each.header or each.target or each.keep}
    for column, cell in enumerate(grid.rows[row].cells):
        if cell.text and column not in known:
            name = _id(grid, FindingKind.OVERFLOW, row, column, cell.text)
            message = tr("見出しのない列に文字があります。このままでは読みません。")
            return [Finding(name, FindingKind.OVERFLOW, row, column, message, True, (_as_is(),))]
    return []

"""Finding headings and rows in another town's file: a table, or one form per case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.exchange.foreign_form import Pair, labels, leftovers, pairs
from app.exchange.foreign_grid import Grid, GridCell, GridRow, Mark
from app.exchange.foreign_headers import SURE, exact_header, header_key
from app.exchange.foreign_judgement import Block, block_of
from app.exchange.foreign_view import View
from app.exchange.sheet_file import Sheet

_LOOK_FOR_HEADINGS: Final = 30  # rows
_TALLEST_HEADING: Final = 3  # rows
_LEAST_HEADINGS: Final = 3
_SHARE_OF_A_TABLE: Final = 0.6  # of all headings on a sheet stand in a table's heading rows


@dataclass(frozen=True, slots=True)
class Layouts:
    """What the sheets of a file are. ``tables`` are chosen one at a time, forms come together."""

    tables: tuple[str, ...]
    forms: tuple[str, ...]
    judgements: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What a person can choose from: each table, and all forms under the first one's name."""
        return (*self.tables, *self.forms[:1])


def layouts_of(sheets: Sequence[Sheet]) -> Layouts:
    """Sort the sheets of a file by what they are. A hidden one only counts as a table to choose."""
    kinds: dict[str, list[str]] = {"rows": [], "form": [], "judgement": []}
    for sheet in sorted(sheets, key=lambda each: each.hidden):
        kind = _kind(View(sheet))
        if kind == "rows" or (kind and not sheet.hidden):
            kinds[kind].append(sheet.name)
    return Layouts(tuple(kinds["rows"]), tuple(kinds["form"]), tuple(kinds["judgement"]))


def grid_of(sheets: Sequence[Sheet], layouts: Layouts, name: str) -> Grid:
    """The cases of the table called ``name``, or of all forms of the file."""
    views = {sheet.name: View(sheet) for sheet in sheets}
    if name in layouts.tables:
        grid = _table(views[name])
    else:
        grid = _forms([views[each] for each in layouts.forms])
    for each in layouts.judgements:
        grid = _with_judgements(grid, views[each])
    return grid


def _kind(view: View) -> str:
    block = block_of(view)
    known = len({view.label(*place) for place in labels(view, block)})
    top, height = _heading_rows(view)
    score = _score(headings(view, top, height)) if height else 0
    if score >= _LEAST_HEADINGS and score >= known * _SHARE_OF_A_TABLE:
        return "rows"
    told = {view.label(*pair.cells[0]) for pair in pairs(view, block) if pair.value.text}
    if len(told) >= _LEAST_HEADINGS:
        return "form"
    return "judgement" if block is not None else ""


def _heading_rows(view: View) -> tuple[int, int]:
    """The first heading row and how many there are; 0 where no row looks like one."""
    best = (_LEAST_HEADINGS - 1, 0, 0)  # score, minus height, minus top
    for top in range(min(_LOOK_FOR_HEADINGS, view.height)):
        for height in range(1, _TALLEST_HEADING + 1):
            found = (_score(headings(view, top, height)), -height, -top)
            if found[0] > best[0] or (found[0] == best[0] and best[1] and found > best):
                best = found
    return -best[2], -best[1]


def _score(headers: Sequence[str]) -> int:
    matches = [exact_header(text) for text in headers if text]
    return len({target for target, sure in matches if target and sure >= SURE})


def headings(view: View, top: int, height: int) -> tuple[str, ...]:
    """The heading of each column when ``height`` rows from ``top`` on are headings."""
    found = []
    for column in range(view.width):
        stack = [view.text(row, column) for row in range(top, top + height)]
        candidates = [stack, stack[-1:], _filled(view, stack, top, column)]
        texts = [" ".join(part for part in each if part) for each in candidates]
        found.append(max(texts, key=lambda text: exact_header(text)[1] if text else 0.0))
    return tuple(_divided(view, top, height, found))


def _filled(view: View, stack: list[str], top: int, column: int) -> list[str]:
    """A stack with its empty upper cells taken from the left: headings of a group."""
    if len(stack) < 2 or not stack[-1]:
        return []
    upper = []
    for row, text in enumerate(stack[:-1], start=top):
        left = column
        while not text and left > 0:
            left -= 1
            text = view.text(row, left)  # noqa: PLW2901 - looks for it to the left
        upper.append(text)
    return [*upper, stack[-1]]


def _divided(view: View, top: int, height: int, headers: list[str]) -> list[str]:
    """「身長 体重 (BMI)」 over three columns: a word for each, where each word is a heading."""
    for column, text in enumerate(headers):
        row, left = view.start(top + height - 1, column)
        words = text.replace("　", " ").split()
        span = range(column, view.end(row, left)[1] + 1)
        if left != column or len(words) < 2 or len(span) != len(words):
            continue
        if all(exact_header(word)[1] >= SURE for word in words):
            headers[column : column + len(words)] = words
    return headers


def _table(view: View) -> Grid:
    top, height = _heading_rows(view)
    headers = headings(view, top, height)
    rows = _rows(view, top + height, headers)
    known = {exact_header(text)[0] for text in headers}
    above = [
        pair
        for pair in pairs(view, None, range(top))
        if pair.value.text and view.label(*pair.cells[0]) not in known
    ]
    shared = tuple(replace(pair.value, mark=Mark.REPEATED) for pair in above)
    return Grid(
        "rows",
        (*headers, *(pair.header for pair in above)),
        tuple(replace(row, cells=(*row.cells, *shared)) for row in rows),
        tuple(range(top, top + height)),
    )


def _rows(view: View, first: int, headers: Sequence[str]) -> list[GridRow]:
    keys = [header_key(text) for text in headers]
    found: list[GridRow] = []
    for row in range(first, view.height):
        cells = tuple(view.cell(row, column) for column in range(len(headers)))
        filled = [cell for cell in cells if cell.text and cell.mark is not Mark.REPEATED]
        if not filled:
            continue
        if found and _same_case(cells):
            found[-1] = replace(found[-1], cells=_stacked(found[-1].cells, cells))
            continue
        again = sum(
            bool(cell.text) and header_key(cell.text) == key
            for cell, key in zip(cells, keys, strict=True)
        )
        no_case = len(filled) == 1 or again >= _LEAST_HEADINGS
        found.append(GridRow(view.name, row, cells, skipped=no_case))
    return found


def _same_case(cells: Sequence[GridCell]) -> bool:
    """Whether a row only goes on with the case above: most of it is merged with that."""
    repeated = sum(cell.mark is Mark.REPEATED for cell in cells)
    own = sum(bool(cell.text) and cell.mark is Mark.AS_FILED for cell in cells)
    return repeated >= _LEAST_HEADINGS and repeated > own


def _stacked(above: Sequence[GridCell], below: Sequence[GridCell]) -> tuple[GridCell, ...]:
    return tuple(
        replace(one, text="\n".join(filter(None, (one.text, two.text))))
        if two.mark is Mark.AS_FILED
        else one
        for one, two in zip(above, below, strict=True)
    )


def _forms(views: Sequence[View]) -> Grid:
    """One row per sheet; a heading that only some sheets have is empty in the others."""
    headers: list[str] = []
    rows = []
    for view in views:
        block = block_of(view)
        known = pairs(view, block)
        found = [*known, *_judged(block), *leftovers(view, block, known)]
        cells: dict[int, GridCell] = {}
        for pair in found:
            column = next(
                (
                    place
                    for place, text in enumerate(headers)
                    if place not in cells and header_key(text) == header_key(pair.header)
                ),
                len(headers),
            )
            if column == len(headers):
                headers.append(pair.header)
            cells[column] = pair.value
        rows.append((view.name, cells))
    return Grid(
        "form",
        tuple(headers),
        tuple(
            GridRow(name, 0, tuple(cells.get(c, GridCell()) for c in range(len(headers))))
            for name, cells in rows
        ),
    )


def _judged(block: Block | None) -> list[Pair]:
    if block is None:
        return []
    return [
        Pair(header, cell, ())
        for header, cell in zip(block.headers(), block.cells.values(), strict=True)
    ]


def _with_judgements(grid: Grid, view: View) -> Grid:
    """``grid`` with a judgement sheet of its own beside the case it belongs to.

    That is the only case there is, or the one whose number stands on the sheet.
    """
    block = block_of(view)
    row = _owner(grid, view, block)
    if block is None or row is None:
        return replace(grid, unused=(*grid.unused, view.name))
    headers, rows = list(grid.headers), [list(each.cells) for each in grid.rows]
    for header, cell in zip(block.headers(), block.cells.values(), strict=True):
        if header not in headers:
            headers.append(header)
        for each in rows:
            each.extend([GridCell()] * (len(headers) - len(each)))
        rows[row][headers.index(header)] = replace(cell, sheet=view.name)
    return replace(
        grid,
        headers=tuple(headers),
        rows=tuple(
            replace(one, cells=tuple(cells)) for one, cells in zip(grid.rows, rows, strict=True)
        ),
    )


def _owner(grid: Grid, view: View, block: Block | None) -> int | None:
    cases = [row for row, line in enumerate(grid.rows) if not line.skipped]
    if len(cases) == 1:
        return cases[0]
    numbers = {
        pair.value.text for pair in pairs(view, block) if view.label(*pair.cells[0]) == "case_no"
    }
    column = next(
        (c for c, text in enumerate(grid.headers) if exact_header(text)[0] == "case_no"), -1
    )
    owners = [row for row in cases if grid.rows[row].text(column) in numbers]
    return owners[0] if len(owners) == 1 else None

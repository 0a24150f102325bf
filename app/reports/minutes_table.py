"""The tables of the minutes, set from the top down over as many pages as they take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from app.conference.minutes import Line
from app.conference.minutes_view import MinutesRow
from app.i18n import tr
from app.reports.fonts import Face, width
from app.reports.job import A4
from app.reports.pen import BLACK, GREY, Pen
from app.reports.text import Style, single

BODY: Final = Style(Face.TEXT, 10.5, 14)
LABEL: Final = Style(Face.BOLD, 9.5, 13.5)
TIME: Final = Style(Face.TEXT, 10.5, 14)
COLUMN: Final = Style(Face.BOLD, 9.5, 12)
NAME: Final = Style(Face.BOLD, 14, 18)
PLAIN: Final = Style(Face.TEXT, 10.5, 14)
ORDER: Final = Style(Face.BOLD, 15, 18)

PAD_X: Final = 1.7
PAD_Y: Final = 1.2
HEAD_PAD: Final = 1.0
STAGE: Final = 38.6
OWNER: Final = 32.4
DUE: Final = 20.8
SQUARE: Final = 10.0
FACT: Final = 18.2  # or what the widest label takes
PALE: Final = 0.95
OUTER: Final = 0.5
_X: Final = A4.left
_WIDE: Final = A4.inner
_TEXT: Final = _WIDE - STAGE - OWNER - DUE

Draw = Callable[[Pen], None]


class Columns(Enum):
    """Whether a table has columns for owner and date, and their heads."""

    CASE = "case"
    MEETING = "meeting"


@dataclass(slots=True)
class MadePage:
    """What is drawn on one page."""

    acts: list[Draw] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)

    def draw(self, pen: Pen) -> None:
        """Draw all of it."""
        for act in self.acts:
            act(pen)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One ruled line of a row: its wrapped columns. ``wide`` has no owner and date."""

    text: tuple[tuple[float, str], ...]
    owner: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    wide: bool = False

    @property
    def count(self) -> int:
        return max(1, len(self.text), len(self.owner), len(self.due))

    @property
    def height(self) -> float:
        return self.count * BODY.line + 2 * PAD_Y

    def cut(self, lines: int) -> tuple[_Piece, _Piece]:
        """The first ``lines`` lines and the rest."""
        first = _Piece(self.text[:lines], self.owner[:lines], self.due[:lines], self.wide)
        rest = _Piece(self.text[lines:], self.owner[lines:], self.due[lines:], self.wide)
        return first, rest


class TableSetter:
    """Keeps the place on the page; begins another where one is full."""

    def __init__(self, first_top: float, other_top: float, end: float, lang: str) -> None:
        self.pages = [MadePage()]
        self.lang = lang
        self._other_top = other_top
        self._end = end
        self.y = first_top

    def gap(self, height: float) -> None:
        """Leave room below a table."""
        self.y += height

    def facts(self, rows: Sequence[Sequence[tuple[str, str]]]) -> None:
        """The table of label and text at the top; two pairs share a row, one takes it whole."""
        top = self.y
        labels = (label for pairs in rows for label, _ in pairs)
        fact = max(FACT, *(width(each, LABEL.face, LABEL.size) + 2 * PAD_X for each in labels))
        for pairs in rows:
            room = _WIDE / len(pairs) - fact - 2 * PAD_X
            cells = [(label, _wrapped(text, room)) for label, text in pairs]
            high = max(1, *(len(lines) for _, lines in cells)) * BODY.line + 2 * PAD_Y
            for place, (label, lines) in enumerate(cells):
                self._fact(_X + place * _WIDE / len(pairs), (fact, high), label, lines)
            self.y += high
            self.line(_X, self.y, _X + _WIDE, self.y)
        self.outer(top)

    def _fact(self, x: float, box: tuple[float, float], label: str, lines: tuple[str, ...]) -> None:
        wide, high = box
        self.fill(x, self.y, wide, high, GREY)
        self.line(x, self.y, x, self.y + high)
        self.line(x + wide, self.y, x + wide, self.y + high)
        middle = self.y + (high - LABEL.line) / 2
        self.text(x + PAD_X, middle, label, LABEL)
        top = self.y + (high - len(lines) * BODY.line) / 2
        for place, text in enumerate(lines):
            self.text(x + wide + PAD_X, top + place * BODY.line, text, BODY)

    def table(
        self, head: tuple[str, str, str, str], rows: Sequence[MinutesRow], columns: Columns
    ) -> None:
        """One table: its heading (number, name, words, time) and rows; goes on over pages."""
        table = _Table(self, head, columns)
        table.open(bookmark=True)
        for row in rows:
            table.row(row)
        table.close()

    # ---- for the tables ----

    def room(self) -> float:
        """Height left on this page."""
        return self._end - self.y

    def turn(self) -> None:
        """Begin another page."""
        self.pages.append(MadePage())
        self.y = self._other_top

    @property
    def page(self) -> MadePage:
        """The page now written on."""
        return self.pages[-1]

    def text(
        self, x: float, y: float, text: str, style: Style, *, align: str = "left",
        white: bool = False,
    ) -> None:  # fmt: skip
        """Set one line of text."""
        self.page.acts.append(lambda pen: pen.text(x, y, text, style, align=align, white=white))

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A thin rule."""
        self.page.acts.append(lambda pen: pen.line((x, y), (to_x, to_y)))

    def fill(self, x: float, y: float, wide: float, high: float, grey: float) -> None:
        """A filled box below everything: it must not cover a line of its neighbour."""
        self.page.acts.insert(0, lambda pen: pen.fill(x, y, wide, high, grey))

    def outer(self, top: float) -> None:
        """The thick frame from ``top`` down to here."""
        high, half = self.y - top, OUTER / 2
        self.page.acts.append(
            lambda pen: pen.frame(_X + half, top + half, _WIDE - OUTER, high - OUTER, OUTER)
        )


class _Table:
    """One table while it is set."""

    def __init__(
        self, setter: TableSetter, head: tuple[str, str, str, str], columns: Columns
    ) -> None:
        self.at = setter
        self.lang = setter.lang
        self.order, self.name, self.words, self.used = head
        self.columns = columns
        self.top = setter.y

    def open(self, *, bookmark: bool = False) -> None:
        """Draw the heading, on another page where no first row would fit below it."""
        least = self._head_height() + 3 * BODY.line + 4 * PAD_Y
        if bookmark and self.at.room() < least:
            self.at.turn()
        if bookmark:
            self.at.page.bookmarks.append(" ".join(filter(None, (self.order, self.name))))
        self.top = self.at.y
        self._heading(continued=not bookmark)
        if self.columns is Columns.CASE:
            self._column_heads()

    def close(self) -> None:
        """The frame around what stands on this page."""
        self.at.outer(self.top)

    def row(self, row: MinutesRow) -> None:
        """One row; it goes on on the next page where it must."""
        pieces = list(self._pieces(row))
        label = row.label
        while pieces:
            start = self.at.y
            pieces = self._fill_page(pieces, self._label_height(label, row.time))
            if self.at.y > start:
                self._label(label, row.time, start)
                label = tr("{label}（続き）", label=row.label, lang=self.lang)
            if pieces:
                self.close()
                self.at.turn()
                self.open()

    # ---- pieces ----

    def _pieces(self, row: MinutesRow) -> list[_Piece]:
        assigned = any(line.owner or line.due for line in row.lines)
        if not row.lines:
            return [_Piece((), wide=self.columns is Columns.MEETING)]
        if assigned:
            return [self._piece(line) for line in row.lines]
        # Stages keep their columns, also where nobody was named (design 10, ① 課題).
        wide = not row.time and row.label[:1] not in "①②③④"
        room = (_WIDE - STAGE if wide else _TEXT) - 2 * PAD_X
        texts = [line.text for line in row.lines]
        if len(texts) > 1:
            texts = [f"・{text}" for text in texts]
        lines = tuple(found for text in texts for found in _hung(text, room))
        return [_Piece(lines, wide=wide)]

    def _piece(self, line: Line) -> _Piece:
        return _Piece(
            _hung(line.text, _TEXT - 2 * PAD_X),
            _wrapped(line.owner, OWNER - 2 * PAD_X) if line.owner else (),
            _wrapped(line.due, DUE - 2 * PAD_X) if line.due else (),
        )

    def _fill_page(self, pieces: list[_Piece], least: float) -> list[_Piece]:
        """Set as many pieces as fit; gives back the rest."""
        first = True
        while pieces:
            piece = pieces[0]
            high = max(piece.height, least) if first else piece.height
            if high > self.at.room() + 0.01:
                lines = int((self.at.room() - 2 * PAD_Y) / BODY.line)
                if lines < 1 or least > self.at.room() or piece.count <= lines:
                    return pieces
                piece, rest = piece.cut(lines)
                self._draw(piece, piece.height)
                return [rest, *pieces[1:]]
            self._draw(piece, high)
            pieces = pieces[1:]
            first = False
        return []

    def _draw(self, piece: _Piece, high: float) -> None:
        at, y = self.at, self.at.y
        x = _X + STAGE
        down = y + (high - piece.count * BODY.line) / 2
        for place, (indent, text) in enumerate(piece.text):
            at.text(x + PAD_X + indent, down + place * BODY.line, text, BODY)
        if not piece.wide:
            x += _TEXT
            for place, text in enumerate(piece.owner):
                at.text(x + PAD_X, down + place * BODY.line, text, BODY)
            right = _X + _WIDE - PAD_X
            for place, text in enumerate(piece.due):
                top = down + place * BODY.line
                at.text(right, top, text, BODY, align="right")
            for edge in (x, x + OWNER):
                at.line(edge, y, edge, y + high)
        at.y += high
        at.line(_X + STAGE, at.y, _X + _WIDE, at.y)

    # ---- labels and headings ----

    def _label_lines(self, label: str, time: str) -> tuple[str, ...]:
        taken = width(time, TIME.face, TIME.size) + 1.0 if time else 0.0
        lines = single(label, LABEL.face).wrap(LABEL.size, STAGE - 2 * PAD_X - taken)
        return tuple(line.text for line in lines)

    def _label_height(self, label: str, time: str) -> float:
        return len(self._label_lines(label, time)) * LABEL.line + 2 * PAD_Y

    def _label(self, label: str, time: str, start: float) -> None:
        at, high = self.at, self.at.y - start
        at.fill(_X, start, STAGE, high, PALE)
        lines = self._label_lines(label, time)
        down = start + (high - len(lines) * LABEL.line) / 2
        for place, text in enumerate(lines):
            at.text(_X + PAD_X, down + place * LABEL.line, text, LABEL)
        if time:
            middle = start + (high - TIME.line) / 2
            right = _X + STAGE - PAD_X
            at.text(right, middle, time, TIME, align="right")
        at.line(_X + STAGE, start, _X + STAGE, at.y)
        at.line(_X, at.y, _X + STAGE, at.y)

    def _heading_lines(self, *, continued: bool) -> tuple[tuple[str, ...], str, float]:
        """The name in lines, the words beside or below it, and the left edge of the name."""
        left = _X + (SQUARE + 3.0 if self.order else PAD_X)
        name = self.name
        if continued:
            name = tr("{label}（続き）", label=self.name, lang=self.lang)
        room = _WIDE - (left - _X) - PAD_X
        return (
            tuple(line.text for line in single(name, NAME.face).wrap(NAME.size, room)),
            name,
            left,
        )

    def _head_height(self) -> float:
        names, _, _ = self._heading_lines(continued=True)
        return len(names) * NAME.line + 2 * HEAD_PAD + self._second_line(names) * PLAIN.line

    def _second_line(self, names: tuple[str, ...]) -> int:
        """How many further lines the words need that don't fit beside the name."""
        if not self.words and not self.used:
            return 0
        room = _WIDE - SQUARE - 3.0 - PAD_X
        taken = sum(width(text, PLAIN.face, PLAIN.size) + 4.0 for text in (self.words, self.used))
        beside = len(names) == 1 and width(names[0], NAME.face, NAME.size) + taken <= room
        return 0 if beside else 1 if taken <= room else 2

    def _heading(self, *, continued: bool) -> None:
        at = self.at
        names, _, left = self._heading_lines(continued=continued)
        more = self._second_line(names)
        high = len(names) * NAME.line + 2 * HEAD_PAD + more * PLAIN.line
        y = at.y + HEAD_PAD
        if self.order:
            at.fill(_X, at.y, SQUARE, high, BLACK)
            down = at.y + (high - ORDER.line) / 2
            middle = _X + SQUARE / 2
            at.text(middle, down, self.order, ORDER, align="centre", white=True)
        for place, text in enumerate(names):
            at.text(left, y + place * NAME.line, text, NAME)
        words_x = left + width(names[0], NAME.face, NAME.size) + 4.0
        words_y = y + (NAME.line - PLAIN.line) * 0.7
        if more:
            words_x, words_y = left, y + len(names) * NAME.line
        at.text(words_x, words_y, self.words, PLAIN)
        used_y = words_y + PLAIN.line if more == 2 else words_y
        at.text(_X + _WIDE - PAD_X, used_y, self.used, PLAIN, align="right")
        at.y += high
        at.line(_X, at.y, _X + _WIDE, at.y)

    def _column_heads(self) -> None:
        at, high = self.at, COLUMN.line + 2 * 0.8
        heads = (
            (_X, tr("段階（時間）", lang=self.lang)),
            (_X + STAGE, tr("確認したこと・決めたこと", lang=self.lang)),
            (_X + STAGE + _TEXT, tr("担当者", lang=self.lang)),
            (_X + STAGE + _TEXT + OWNER, tr("期限", lang=self.lang)),
        )
        at.fill(_X, at.y, _WIDE, high, GREY)
        for x, text in heads:
            at.text(x + PAD_X, at.y + 0.8, text, COLUMN)
            if x > _X:
                at.line(x, at.y, x, at.y + high)
        at.y += high
        at.line(_X, at.y, _X + _WIDE, at.y)


def _wrapped(text: str, room: float) -> tuple[str, ...]:
    """A short text in lines, none for an empty one."""
    if not text:
        return ()
    return tuple(line.text for line in single(text).wrap(BODY.size, room))


def _hung(text: str, room: float) -> tuple[tuple[float, str], ...]:
    """Lines with their indent: what begins with a bullet hangs by it."""
    hang = 1000.0 if text.startswith("・") else 0.0
    return tuple((line.indent, line.text) for line in single(text, hang=hang).wrap(BODY.size, room))

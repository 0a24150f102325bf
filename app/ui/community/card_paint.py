"""How a card looks and where its buttons are (design 08-community)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.i18n import language, tr
from app.ui import theme
from app.ui.community.cards import INBOX, MAIN_TYPES, BoardCard, CardKind
from app.ui.widgets.rows import ROW_ROLE, AnyIndex, paint_words

if TYPE_CHECKING:
    from app.ui.community.column import CardList

MERGE: Final = "merge"
_MARGIN, _SIDE, _TOP, _GAP = 8, 12, 10, 7
_TITLE, _TITLE_LINE, _MOST_LINES = 15, 22, 3
_COUNT, _LADDER, _WORDS, _BUTTON = 21, 20, 18, 26
_BLOCK: Final = (9, 14, 2)  # width, height, gap
_RUNG: Final = (17, 8, 2)
_RUNGS: Final = 5
_MORE: Final = 40


@dataclass(frozen=True, slots=True)
class CardButton:
    """A button painted on a card: what it does, its word and its place."""

    action: str
    label: str
    area: QRectF


def short_type(code: str) -> str:
    """The word on the button that sorts to a main type."""
    return {
        "連携強化": tr("連携"),
        "公的制度化": tr("制度"),
        "資源発掘": tr("資源"),
    }[code]


class CardDelegate(QStyledItemDelegate):
    """Paints cards; the list it serves says which one is chosen and has the keyboard."""

    @property
    def _view(self) -> CardList:
        return cast("CardList", self.parent())

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, theme.px(_MARGIN) + _card_height(index.data(ROW_ROLE), width))

    def buttons(self, card: BoardCard, item: QRectF) -> list[CardButton]:
        """The buttons of a card that is painted into ``item``."""
        box = _box(item)
        top = box.bottom() - theme.px(_TOP) - _buttons_height(card, item.width())
        return list(_placed_buttons(card, box.left() + theme.px(_SIDE), top, _inner(item.width())))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        card: BoardCard = index.data(ROW_ROLE)
        item = QRectF(option.rect)
        chosen = self._view.shows_choice() and index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = _box(item)
        _paint_box(painter, box, card, chosen=chosen)
        if card.kind is CardKind.MORE:
            painter.setFont(theme.font(13))
            painter.setPen(QColor(theme.AI))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, card.title)
        else:
            self._paint_card(painter, box, card, item)
        if chosen and self._view.hasFocus():
            ring = box.adjusted(-2, -2, 2, 2)
            painter.setPen(QPen(QColor(theme.KAKI), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring, theme.px(8), theme.px(8))
        painter.restore()

    def _paint_card(self, painter: QPainter, box: QRectF, card: BoardCard, item: QRectF) -> None:
        left, width = box.left() + theme.px(_SIDE), _inner(item.width())
        top = _paint_title(painter, QPointF(left, box.top() + theme.px(_TOP)), card.title, width)
        top += theme.px(_GAP)
        _paint_count(painter, QRectF(left, top, width, theme.px(_COUNT)), card)
        top += theme.px(_COUNT + _GAP)
        if card.column != INBOX:
            _paint_ladder(painter, QRectF(left, top, width, theme.px(_LADDER)), card)
            top += theme.px(_LADDER + 4)
        for text in _lines(card):
            painter.setFont(theme.font(13))
            painter.setPen(QColor(theme.NIBI))
            paint_words(painter, QRectF(left, top, width, theme.px(_WORDS)), text)
            top += _line_step(card)
        for button in self.buttons(card, item):
            _paint_button(painter, button)


def _box(item: QRectF) -> QRectF:
    margin = theme.px(_MARGIN)
    return item.adjusted(margin + 0.5, margin + 0.5, -margin - 0.5, -0.5)


def _inner(width: float) -> float:
    return width - 2 * theme.px(_MARGIN) - 2 * theme.px(_SIDE) - 1


def _lines(card: BoardCard) -> list[str]:
    """The quiet lines below: what is done now, whose words, which issue is alike."""
    if card.like_title:
        return [tr("にた課題：{title}", title=card.like_title)]
    if card.column == INBOX and card.kind is CardKind.ISSUE:
        return [card.line] if card.rung > 1 else []
    return [card.line] if card.line else []


def _line_step(card: BoardCard) -> int:
    return theme.px(_WORDS + (_GAP if card.column == INBOX else 4))


def _card_height(card: BoardCard, width: float) -> int:
    if card.kind is CardKind.MORE:
        return theme.px(_MORE)
    lines = len(_title_lines(card.title, round(_inner(width)), theme.text_size(), language()))
    height = theme.px(2 * _TOP + _GAP + _COUNT) + lines * theme.px(_TITLE_LINE)
    height += len(_lines(card)) * _line_step(card)
    if card.column != INBOX:
        return height + theme.px(_GAP + _LADDER)
    return height + theme.px(_GAP) + round(_buttons_height(card, width))


def _buttons_height(card: BoardCard, width: float) -> float:
    placed = list(_placed_buttons(card, 0, 0, _inner(width)))
    return placed[-1].area.bottom() if placed else 0.0


def _placed_buttons(card: BoardCard, left: float, top: float, width: float) -> Iterator[CardButton]:
    """One after the other; what doesn't fit goes to the next line."""
    if card.column != INBOX or card.kind is CardKind.MORE:
        return
    words = [(MERGE, tr("まとめる"))] if card.like else []
    words += [(f"sort {code}", short_type(code)) for code in MAIN_TYPES]
    height, gap, x, y = theme.px(_BUTTON), theme.px(6), left, top
    used = [theme.text_width(label, theme.font(13)) for _, label in words]
    loose = sum(used) + len(used) * theme.px(18) + (len(used) - 1) * gap <= width
    air = theme.px(18 if loose else 10)
    for (action, label), text in zip(words, used, strict=True):
        wide = text + air
        if x > left and x + wide > left + width:
            x, y = left, y + height + gap
        yield CardButton(action, label, QRectF(x, y, wide, height))
        x += wide + gap


def _paint_box(painter: QPainter, box: QRectF, card: BoardCard, *, chosen: bool) -> None:
    fill = theme.ZEBRA if card.column == INBOX else theme.SURFACE
    pen = QPen(QColor(theme.AI if chosen else theme.LINE), 2 if chosen else 1)
    if card.kind is CardKind.MORE:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(theme.AI_T if chosen else fill))
    painter.drawRoundedRect(box, theme.px(6), theme.px(6))


@lru_cache(maxsize=2048)
def _title_lines(text: str, width: int, _size: str, _lang: str) -> tuple[str, ...]:
    """The lines of a title; the last one that fits ends in an ellipsis."""
    used = theme.font(_TITLE, bold=True)
    layout = QTextLayout(text.replace("\n", " "), used)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    shown = layout.text()
    ends = [*starts[1:], len(shown)]
    lines = [shown[a:b].strip() for a, b in zip(starts, ends, strict=True)]
    if len(lines) <= _MOST_LINES:
        return tuple(lines) or ("",)
    return (*lines[: _MOST_LINES - 1], shown[starts[_MOST_LINES - 1] :])


def _paint_title(painter: QPainter, place: QPointF, text: str, width: float) -> float:
    """Paint the title and give the y below it."""
    painter.setFont(theme.font(_TITLE, bold=True))
    painter.setPen(QColor(theme.SUMI))
    top, step = place.y(), theme.px(_TITLE_LINE)
    for line in _title_lines(text, round(width), theme.text_size(), language()):
        paint_words(painter, QRectF(place.x(), top, width + 2, step), line)
        top += step
    return top


def _paint_count(painter: QPainter, area: QRectF, card: BoardCard) -> None:
    """Number, word, one block for each case, then the case numbers as far as they go."""
    left = area.left()
    for text, font, colour in (
        (str(card.cases), theme.font(16, bold=True, tabular=True), theme.SUMI),
        (_cases_word(card.cases), theme.font(13), theme.SUMI),
    ):
        painter.setFont(font)
        painter.setPen(QColor(colour))
        width = theme.text_width(text, font) + 1
        painter.drawText(
            QRectF(left, area.top(), width, area.height()), Qt.AlignmentFlag.AlignVCenter, text
        )
        left += width + theme.px(8)
    left = _paint_blocks(painter, left, area, card.cases) + theme.px(8)
    painter.setFont(theme.font(12, tabular=True))
    painter.setPen(QColor(theme.HAI))
    numbers = QRectF(left, area.top(), area.right() - left, area.height())
    if card.kind is CardKind.CANDIDATE:
        mark = theme.font(12, bold=True)
        painter.setFont(mark)
        numbers.setRight(numbers.right() - theme.text_width(card.step, mark) - theme.px(6))
        paint_words(painter, area, card.step, right=True)
        painter.setFont(theme.font(12, tabular=True))
    painter.drawText(numbers, Qt.AlignmentFlag.AlignVCenter, _as_many(card, numbers.width()))


def _cases_word(count: int) -> str:
    """事例, or case and cases."""
    return tr("{n}事例", n=count).replace(str(count), "", 1).strip()


def _as_many(card: BoardCard, width: float) -> str:
    """Three numbers and an ellipsis, fewer where there is no room."""
    font = theme.font(12, tabular=True)
    for count in (3, 2, 1):
        shown = [f"{number:03d}" for number in card.numbers[:count]]
        text = " ".join([*shown, *(["…"] if len(card.numbers) > count else [])])
        if theme.text_width(text, font) <= width:
            return text
    return ""


def _paint_blocks(painter: QPainter, left: float, area: QRectF, count: int) -> float:
    """One block for each case; many are narrower, so that all of them can be seen."""
    if not count:
        return left
    room = max(theme.px(60), area.right() - left - theme.px(84))
    wide, high, gap = (theme.px(each) for each in _BLOCK)
    if count * (wide + gap) > room:
        gap = 1
        wide = max(1, int(room / count) - gap)
    count = min(count, int(room / (wide + gap)))
    top = round(area.center().y() - high / 2)
    for number in range(count):
        painter.fillRect(round(left) + number * (wide + gap), top, wide, high, QColor(theme.AI))
    return left + count * (wide + gap) - gap


def _paint_ladder(painter: QPainter, area: QRectF, card: BoardCard) -> None:
    wide, high, gap = (theme.px(each) for each in _RUNG)
    top = round(area.center().y() - high / 2) + 0.5
    left = round(area.left()) + 0.5
    for number in range(1, _RUNGS + 1):
        done = number <= card.rung
        painter.setPen(QPen(QColor(theme.MOEGI if done else theme.LINE2), 1))
        painter.setBrush(QColor(theme.MOEGI if done else theme.SURFACE))
        painter.drawRect(QRectF(left, top, wide - 1, high - 1))
        left += wide + gap
    painter.setFont(theme.font(13, bold=True))
    painter.setPen(QColor(theme.SUMI))
    left += theme.px(5)
    paint_words(painter, QRectF(left, area.top(), area.right() - left, area.height()), card.step)


def _paint_button(painter: QPainter, button: CardButton) -> None:
    painter.setPen(QPen(QColor(theme.LINE2), 1))
    painter.setBrush(QColor(theme.SURFACE))
    box = button.area.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, theme.px(6), theme.px(6))
    painter.setFont(theme.font(13))
    painter.setPen(QColor(theme.SUMI))
    painter.drawText(button.area, Qt.AlignmentFlag.AlignCenter, button.label)

"""Where the cards stand: two rows of six parts, or pairs where the window is narrow (design 07)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.outcomes.card import OutcomeCard
from app.ui.widgets.scroll import ScrollColumn

# Which cards stand in a row, and how many of its parts each takes.
_WIDE: Final = ((2, 4), (2, 2, 2))
_NARROW: Final = ((1,), (1, 1), (1, 1))
_NARROW_ORDER: Final = (1, 0, 2, 3, 4)
_WIDE_FROM: Final = 1020  # design pixels


class CardsArea(ScrollColumn):
    """Fills the window and scrolls where it is too low: text of charts never shrinks (§4)."""

    def __init__(self, cards: Sequence[OutcomeCard]) -> None:
        super().__init__("outcome_cards")
        self._cards = tuple(cards)
        self._board = QWidget()
        for card in cards:
            card.setParent(self._board)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._board)

    def arrange(self) -> None:
        """Give each card its place for the present size and content."""
        width, gap = self.viewport().width(), theme.px(theme.GAP)
        wide = width >= theme.px(_WIDE_FROM)
        cards = self._cards if wide else tuple(self._cards[place] for place in _NARROW_ORDER)
        rows, places, at = _WIDE if wide else _NARROW, [], 0
        for parts in rows:
            places.append(
                list(zip(cards[at : at + len(parts)], _spans(parts, width, gap), strict=True))
            )
            at += len(parts)
        heights = [max(card.least_height(span[1]) for card, span in row) for row in places]
        heights = _filled(heights, self.viewport().height() - gap * (len(rows) - 1))
        top = 0
        for row, height in zip(places, heights, strict=True):
            for card, (left, span) in row:
                card.setGeometry(QRect(left, top, span, height))
            top += height + gap
        self._board.setFixedHeight(top - gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


def _filled(least: Sequence[int], room: int) -> list[int]:
    """Heights that fill ``room`` evenly; who needs more takes it from the others, then scrolls."""
    found = list(least)
    left = len(least)
    for place in sorted(range(len(least)), key=lambda each: -least[each]):
        found[place] = max(least[place], room // left)
        room, left = room - found[place], left - 1
    return found


def _spans(parts: Sequence[int], width: int, gap: int) -> list[tuple[int, int]]:
    """Left edge and width of each card of a row."""
    total = sum(parts)
    one = (width - gap * (total - 1)) / total
    found, left = [], 0.0
    for part in parts:
        span = one * part + gap * (part - 1)
        found.append((round(left), round(left + span) - round(left)))
        left += span + gap
    return found

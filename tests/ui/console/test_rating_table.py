"""The ADL tab and the predictions name each item so that no two look alike, however narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from app.care.case import Case, Judgement, TimePoint
from app.care.items import items
from app.i18n import set_language
from app.ui import theme
from app.ui.console.facts import Tab
from app.ui.console.facts_panel import FactsPanel
from app.ui.console.prediction_panel import PredictionModel, PredictionTable
from app.ui.console.rating_table import RatingTable, rating_name_room

COMPACT, USUAL = 236, 286  # the left column of ``layout.fit``
MIDDLE = 540  # the middle column in a window of 1280


def all_change() -> Case:
    """Every item gets better, so that each name is in bold."""
    return Case(
        judgements=tuple(
            Judgement(item=item.key, time_point=at, rating=code)
            for item in items()
            for at, code in ((TimePoint.BEFORE, "D1"), (TimePoint.PREDICTED, "O2"))
        )
    )


@pytest.mark.parametrize("size", ["standard", "large"])
@pytest.mark.parametrize("language", ["ja", "en", "pseudo"])
def test_every_two_items_can_be_told_apart(
    show: Callable[[QWidget], QWidget], language: str, size: str
) -> None:
    set_language(language)
    theme.set_text_size(size)
    panel = FactsPanel()
    panel.show_case(all_change())
    panel.tabs.setCurrentIndex(list(Tab).index(Tab.ADL))
    show(panel)
    table = panel.findChild(RatingTable)
    assert table is not None

    metrics = QFontMetrics(theme.font(14, bold=True))
    for width in (COMPACT, USUAL):
        panel.setFixedWidth(theme.px(width))
        QApplication.processEvents()
        broken = "" if language == "pseudo" else " "  # no word is torn apart in ja and en
        names = [broken.join(lines) for lines in table.names()]
        assert names == [item.label() for item in items()]
        assert len(set(names)) == len(names) == 18
        room = rating_name_room(table.width())
        assert all(
            metrics.horizontalAdvance(line) <= room + 1 for lines in table.names() for line in lines
        )
        assert table.height() >= table.heightForWidth(table.width())


@pytest.mark.parametrize("language", ["ja", "en", "pseudo"])
def test_the_predictions_tell_the_items_apart_in_the_smallest_window(
    show: Callable[[QWidget], QWidget], language: str
) -> None:
    set_language(language)
    table = PredictionTable(PredictionModel())
    table.resize(MIDDLE, 300)
    table.ratings.show_case(all_change())
    show(table)
    room = rating_name_room(table.columnWidth(1) - 2 * theme.px(12))
    metrics = QFontMetrics(theme.font(14, bold=True))
    painted = [
        metrics.elidedText(item.label(), Qt.TextElideMode.ElideRight, room) for item in items()
    ]

    assert len(set(painted)) == len(painted)

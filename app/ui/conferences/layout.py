"""How the page of the conferences is put together: the list at the left, its parts at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.conferences.segments import CASES, PEOPLE, PLAN, RECORD, ConferenceSegments
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Card
from app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from app.ui.conferences.page import ConferencesPage

LIST_WIDTH, LIST_NARROW = 424, 404
POINTS_WIDTH, POINTS_NARROW = 292, 232
NARROW = 1240


def lay_out(page: ConferencesPage) -> None:
    """The notice over list and parts, or over the plan of the year.

    From the outside in: Qt works through all of a part each time it gets another parent.
    """
    page.views = QStackedWidget()
    inner = QVBoxLayout()
    margin = theme.px(theme.PAGE_MARGIN)
    inner.setContentsMargins(margin, theme.px(16), margin, theme.px(16))
    inner.addWidget(page.views)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(page.year.notice)
    column.addLayout(inner, 1)
    one_by_one = QWidget()
    page.views.addWidget(one_by_one)
    row = QHBoxLayout(one_by_one)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(16))
    page.list_card = _list_card(page)
    row.addWidget(page.list_card)
    page.right = QStackedWidget()
    row.addWidget(page.right, 1)
    page.segments = ConferenceSegments(
        {
            PLAN: _column(page.meeting, _agenda_row(page)),
            CASES: page.preparation,
            PEOPLE: page.people,
            RECORD: page.record,
        },
        page.sharing.button,
        page.right,
    )
    page.right.addWidget(page.segments)
    page.right.addWidget(_nothing_yet(page))
    page.views.addWidget(page.year.view)


def fit(page: ConferencesPage) -> None:
    """Let list and points give way to a narrow window."""
    narrow = page.width() < theme.px(NARROW)
    page.points.setFixedWidth(theme.px(POINTS_NARROW if narrow else POINTS_WIDTH))
    page.list_card.setFixedWidth(theme.px(LIST_NARROW if narrow else LIST_WIDTH))


def _list_card(page: ConferencesPage) -> Card:
    plan_year = Button(tr("年間計画"), "plan_year", icon="calendar", size="small")
    plan_year.clicked.connect(lambda: page.show_year(shown=True))
    card = Card(
        tr("会議の一覧"), name="conference_list_card", padded=False, header_widgets=[plan_year]
    )
    card.add(page.table, 1)
    return card


def _nothing_yet(page: ConferencesPage) -> EmptyState:
    make = Button(tr("新しい会議"), "new_conference_here", kind="primary", icon="plus")
    make.clicked.connect(page.new_record)
    whole_year = Button(tr("年間計画"), "plan_year_here", icon="calendar")
    whole_year.clicked.connect(lambda: page.show_year(shown=True))
    return EmptyState(
        tr("まだ会議がありません。「新しい会議」で日付と事例を決めます。"),
        [make, whole_year],
        name="conferences_empty",
    )


def _agenda_row(page: ConferencesPage) -> QWidget:
    """The agenda with the points of its chosen case beside it."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(12))
    row.addWidget(page.agenda, 1)
    row.addWidget(page.points)
    both.setFocusProxy(page.agenda)
    return both


def _column(*cards: QWidget) -> QWidget:
    """Cards under each other; the last one takes the height."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(12))
    for card in cards:
        column.addWidget(card, 1 if card is cards[-1] else 0)
    whole.setFocusProxy(cards[-1])
    return whole

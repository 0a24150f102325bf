"""センターへの依頼: whom cases were asked of, by when, and who answered (DOMAIN.md §3.1, P0)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal

from app.care import wareki
from app.conference import preparation as prep
from app.conference.meeting import CaseRequest, Conference, ConferenceStatus
from app.i18n import tr
from app.ui import theme
from app.ui.cases.rows_model import RowColumn, RowsModel
from app.ui.cases.rows_table import RowsTable
from app.ui.conferences.words import day_name, type_name
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Card
from app.ui.widgets.clipboard import copy_cells
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.unit_field import normalised_number

_MOST = 99


class RequestsCard(Card):
    """A table to type over; one empty line at its end."""

    edited = Signal(object, str)

    def __init__(self, today: date) -> None:
        self.count = SafeLabel(size=13, colour=theme.NIBI, name="requests_count")
        self.copy_button = Button(
            tr("依頼の一覧をコピー"), "copy_requests", icon="copy", size="small"
        )
        self.copy_button.clicked.connect(self.copy_list)
        super().__init__(
            tr("センターへの依頼"),
            name="requests_card",
            padded=False,
            header_widgets=[self.count, self.copy_button],
        )
        self._today = today
        self._conference = Conference()
        self._centres: list[str] = []
        self.model = RowsModel(self._columns(), lambda: CaseRequest(centre=""))
        self.model.edited.connect(self._edited)
        self.table = RowsTable(self.model, "requests", accessible=tr("センターへの依頼"))
        scroller = ScrollColumn("requests_scroll")
        side = theme.px(12)
        scroller.column.setContentsMargins(side, theme.px(8), side, theme.px(8))
        scroller.column.addWidget(self.table)
        scroller.column.addStretch(1)
        self.add(scroller, 1)

    def _columns(self) -> list[RowColumn[CaseRequest]]:
        return [
            RowColumn(
                tr("センター・事業所"),
                lambda row: row.centre,
                lambda row, text: replace(row, centre=text),
                choices=self._centres,
            ),
            RowColumn(
                tr("件数"),
                lambda row: str(row.wanted) if row.centre else "",
                _put_wanted,
                width=58,
                key="wanted",
            ),
            self._day(tr("依頼した日"), "asked_on"),
            self._day(tr("回答の期日"), "due", self._late),
            self._day(tr("回答の日"), "answered_on"),
            RowColumn(tr("メモ"), lambda row: row.note, lambda row, text: replace(row, note=text)),
        ]

    def _day(
        self, heading: str, name: str, doubt: Callable[[CaseRequest], str] = lambda _row: ""
    ) -> RowColumn[CaseRequest]:
        def put(row: CaseRequest, text: str) -> CaseRequest | None:
            iso = _iso(text, self._today)
            return None if iso is None else replace(row, **{name: iso})  # type: ignore[arg-type]

        return RowColumn(
            heading,
            lambda row: _shown_day(getattr(row, name)),
            put,
            width=104,
            key=name,
            doubt=doubt,
        )

    def _late(self, row: CaseRequest) -> str:
        late = prep.overdue(row, self._today.isoformat())
        return tr("期日を過ぎましたが、回答がまだです") if late else ""

    def know_centres(self, centres: Sequence[str]) -> None:
        """What is offered while typing a centre."""
        self._centres[:] = centres

    def show_requests(self, conference: Conference) -> None:
        """Show the requests of a conference; what can't be read stays in its cell."""
        same = conference.uuid == self._conference.uuid
        self._conference = conference
        here = {row.uuid for row in conference.requests}
        unread = {
            place: text
            for place, text in self.model.unread_texts.items()
            if same and place.split("/")[0] in here
        }
        self.model.read_only = conference.status is ConferenceStatus.CLOSED
        self.model.show_rows(conference.requests, unread)
        counted = prep.count_requests(conference.requests)
        self.count.setText(
            tr("{sent}件依頼、{n}件回答", sent=counted.sent, n=counted.answered)
            if counted.sent
            else ""
        )
        self.copy_button.setEnabled(bool(conference.requests))

    def _edited(self, rows: tuple[CaseRequest, ...]) -> None:
        self.edited.emit(replace(self._conference, requests=rows), "")

    def copy_list(self) -> None:
        """Put the list on the clipboard as lines with tabs, for a mail or a sheet."""
        copy_cells(request_list(self._conference))


def request_list(conference: Conference) -> str:
    """The requests in words and columns; it knows no case and so nothing personal."""
    head = "　".join(
        part
        for part in (
            conference.title,
            type_name(conference.session_type),
            day_name(conference.date),
            conference.start_time,
            conference.venue,
        )
        if part
    )
    names = (tr("センター・事業所"), tr("件数"), tr("回答の期日"), tr("依頼した日"), tr("回答の日"))
    lines = [
        (row.centre, str(row.wanted), _shown_day(row.due), _shown_day(row.asked_on),
         _shown_day(row.answered_on))
        for row in conference.requests
    ]  # fmt: skip
    return "\n".join([head, *("\t".join(cells) for cells in (names, *lines))])


def _put_wanted(row: CaseRequest, text: str) -> CaseRequest | None:
    number = normalised_number(text)
    if not number:
        return replace(row, wanted=1)
    return replace(row, wanted=int(number)) if number.isdecimal() and int(number) <= _MOST else None


def _shown_day(iso: str) -> str:
    return wareki.format_wareki(iso, short=True) if iso else ""


def _iso(text: str, today: date) -> str | None:
    """A day as people write it; 6/20 is this year's, empty is none, ``None`` is unreadable."""
    if not text.strip():
        return ""
    day = wareki.to_date(wareki.parse_date(text))
    if day is None:
        day = wareki.to_date(wareki.parse_date(f"{today.year}/{text}"))
    return day.isoformat() if day else None

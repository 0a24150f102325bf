"""page_home: what comes next, per case what is still missing, and what is due (design 01)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from app.care.case import Case
from app.clock import today
from app.conference.meeting import Conference, ConferenceStatus
from app.i18n import tr
from app.services.afterwards import open_closings
from app.services.cases import new_case
from app.services.changes import ChangeSet
from app.services.home import HomeData, home_data
from app.ui import theme
from app.ui.context import UiContext
from app.ui.home.cards import FollowUpCard, QuickAction, QuickCard, RecentCard, YearCard
from app.ui.home.conference_card import ConferenceCard
from app.ui.home.preparation import has_points
from app.ui.home.words import day_and_month, day_with_weekday, iso_day, long_day, moment
from app.ui.page import KeyHelp, Page
from app.ui.widgets.buttons import Button
from app.ui.widgets.search_field import SearchField

_LOW = 700  # below this window height the year gives way (§4)
_QUICK = 5


class HomePage(Page):
    """The next conference dominates; below it recent cases, due follow-ups, quick actions."""

    page_name = "page_home"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.data: HomeData | None = None
        self._closings: Mapping[str, int] = {}
        self.search = SearchField(tr("事例・薬をさがす"), "search_all", key="Ctrl+K")
        self.search.returnPressed.connect(self._search)
        self.conference = ConferenceCard()
        self.recent = RecentCard()
        self.follow_ups = FollowUpCard()
        self.quick = QuickCard()
        self.year = YearCard()
        self._connect()
        self._build()

    # Building.

    def _connect(self) -> None:
        card = self.conference
        card.start.connect(self._start)
        card.open_case.connect(self._open_at_gap)
        card.change_order.connect(self._to_conference)
        card.points.connect(self._to_points)
        card.papers.connect(self.print_case_sheets)
        card.plan.connect(self._plan)
        card.rehearse.connect(self._rehearse)
        card.remind.connect(self.remind)
        self.recent.open_case.connect(self._open_case)
        self.recent.all_cases.connect(lambda: self.context.navigate("page_cases"))
        self.recent.new_case.connect(self.new_record)
        self.recent.take_in.connect(self._import)
        self.follow_ups.record.connect(self._record)

    def _build(self) -> None:
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.px(16))
        side.addWidget(self.quick, 1)
        side.addWidget(self.year)
        lower = QHBoxLayout()
        lower.setSpacing(theme.px(16))
        lower.addWidget(self.recent, 1)
        lower.addWidget(self.follow_ups)
        lower.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (20, 16, 20, 16)))
        column.setSpacing(theme.px(16))
        column.addWidget(self.conference)
        column.addLayout(lower, 1)

    # What the shell asks for.

    @property
    def title(self) -> str:
        return tr("ホーム")

    @property
    def subtitle(self) -> str:
        return long_day(today(self.context.clock))

    def header_widgets(self) -> list[QWidget]:
        self.search.setFixedWidth(theme.px(330))
        make = Button(tr("新しい事例"), "new_case", kind="primary", icon="plus", key="Ctrl+N")
        make.clicked.connect(self.new_record)
        return [self.search, make]

    def status_text(self) -> str:
        if self.data is None or not self.data.recent:
            return ""
        when = moment(max(one.at for one in self.data.recent), self.data.today)
        return tr("すべて保存済み　最後の保存 {time}", time=when)

    def keys(self) -> list[KeyHelp]:
        return [
            KeyHelp("Ctrl+K", tr("事例・薬をさがす")),
            KeyHelp("Ctrl+N", tr("新しい事例")),
            KeyHelp("Ctrl+P", tr("事例シートを印刷")),
            KeyHelp("Enter", tr("選んだ行を開く")),
        ]

    def opened(self, **params: object) -> None:
        del params
        self.refresh()
        self.setFocus()

    def changed(self, changes: ChangeSet) -> None:
        if changes.kinds & {"case", "conference", "handout", "recovery_sheet"}:
            self.refresh()

    def focus_search(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def find_here(self) -> bool:
        return self.focus_search()

    def new_record(self) -> bool:
        case = new_case(self.context.store)
        self.announce(ChangeSet(frozenset({"case"}), frozenset({case.uuid}), self))
        return self.context.navigate("page_case_editor", case_uuid=case.uuid)

    def print_here(self) -> bool:
        return self.print_case_sheets()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            focused, QAbstractButton
        ):
            focused.click()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        window = self.window()
        narrow = window.width() <= theme.px(theme.NARROW_WIDTH)
        self.conference.set_narrow(narrow)
        self.follow_ups.fit_width(narrow)
        self._side.setFixedWidth(theme.px(232 if narrow else 250))
        self.year.setVisible(window.height() >= theme.px(_LOW))

    # Showing.

    def refresh(self) -> None:
        """Read everything again; the focus stays on the row it was on."""
        focused = self.focusWidget()
        name = focused.objectName() if focused is not None else ""
        had_focus = focused is not None and focused.hasFocus()
        data = self.data = home_data(self.context.store)
        self._closings = open_closings(self.context.store)
        if data.next_conference is None:
            self.conference.show_nothing(_nothing_planned(data.last_held))
        else:
            self.conference.show_conference(data.next_conference, data.today)
        self.recent.show_data(data)
        self.follow_ups.show_data(data)
        self.quick.show_actions(self._actions(data))
        self.year.show_data(data)
        self._order_tabs()
        again = self.findChild(QWidget, name) if name and had_focus else None
        if again is not None:
            again.setFocus()
        self.header_changed.emit()
        self.status_changed.emit(self.status_text())

    def _order_tabs(self) -> None:
        """Rows are made anew and would all come last; Tab goes as the eye does."""
        card = self.conference
        walk = [
            card.panel.start_button, card.panel.rehearse_button, *card.open_buttons(),
            card.order_button, card.points_button, card.papers_button, card.remind_button, *self.recent.controls(), *self.follow_ups.controls(),
            *self.quick.controls(),
        ]  # fmt: skip
        for first, second in pairwise(walk):
            QWidget.setTabOrder(first, second)

    def _actions(self, data: HomeData) -> list[QuickAction]:
        following = data.next_conference
        actions = []
        store = self.context.store
        if not (store.practice or store.read_only or store.has_recovery()):
            actions.append(
                QuickAction("recovery_sheet", "print", tr("復旧用紙を作る"), self._recovery)
            )
        if following is not None and following.should_be_shared:
            words = tr("資料を事前共有する")
            actions.append(QuickAction("pre_share", "export", words, self._to_conference))
        if self._closings:
            actions.append(
                QuickAction(
                    "finish_meeting",
                    "check",
                    tr("会議のあとの確認"),
                    self._finish,
                    sum(self._closings.values()),
                )
            )
        if unrated := self._unrated():
            actions.append(
                QuickAction("rate_cases", "table", tr("ADL・IADLを判定"), self._rate, len(unrated))
            )
        if following is not None and following.cases:
            actions += [
                QuickAction(
                    "print_case_sheets", "print", tr("事例シートを印刷"), self.print_case_sheets
                ),
                QuickAction(
                    "print_judgement_sheets",
                    "print",
                    tr("判定シートを印刷"),
                    self.print_judgement_sheets,
                ),
            ]
        if following is not None:
            actions.append(QuickAction("plan_next", "calendar", tr("会議を計画する"), self._plan))
        actions.append(
            QuickAction("import_cases", "import", tr("ファイルから取り込む"), self._import)
        )
        return actions[:_QUICK]

    # Doing.

    def _recovery(self) -> None:
        from app.ui.recovery import open_recovery

        open_recovery(self.context, self)

    def _finish(self) -> None:
        """To the newest meeting whose closing checklist isn't done."""
        uuid = next(iter(self._closings), "")
        self.context.navigate("page_conferences", conference_uuid=uuid, segment="record")

    def _search(self) -> None:
        text = self.search.text().strip()
        if text and self.context.navigate("page_cases", search=text):
            self.search.clear()

    def _open_at_gap(self, uuid: str) -> None:
        """A case of the next meeting opens where something is still missing."""
        self.context.navigate("page_case_editor", case_uuid=uuid, gap=True)

    def _open_case(self, uuid: str) -> None:
        self.context.navigate("page_case_editor", case_uuid=uuid)

    def _record(self, case_uuid: str, months: int) -> None:
        self.context.navigate("page_judgement", case_uuid=case_uuid, months=months)

    def _plan(self) -> None:
        self.context.navigate("page_conferences", new=True)

    def _conference(self) -> Conference | None:
        following = self.data.next_conference if self.data is not None else None
        return following.conference if following is not None else None

    def _cases(self) -> list[Case]:
        following = self.data.next_conference if self.data is not None else None
        return [item.case for item in following.cases] if following is not None else []

    def _unrated(self) -> list[Case]:
        following = self.data.next_conference if self.data is not None else None
        items = following.cases if following is not None else ()
        return [
            item.case
            for item in items
            if any(part.key == "judgement" and part.done < part.total for part in item.sections)
        ]

    def _rate(self) -> None:
        if unrated := self._unrated():
            self.context.navigate("page_judgement", case_uuid=unrated[0].uuid)

    def _to_conference(self) -> None:
        conference = self._conference()
        if conference is not None:
            self.context.navigate("page_conferences", conference_uuid=conference.uuid)

    def _to_points(self) -> None:
        """The first case without a point to discuss, else the first one."""
        cases = self._cases()
        if cases:
            case = next((case for case in cases if not has_points(case)), cases[0])
            self.context.navigate("page_case_editor", case_uuid=case.uuid, section="meeting")

    def _start(self) -> None:
        conference = self._conference()
        if conference is None:
            return
        running = conference.status is ConferenceStatus.RUNNING
        on_time = iso_day(conference.date) == today(self.context.clock)
        if running or on_time or self._confirmed(conference):
            self.context.navigate("page_console", conference_uuid=conference.uuid)

    def _rehearse(self) -> None:
        """The whole console on any day: nothing of it is kept."""
        conference = self._conference()
        if conference is not None and conference.status is ConferenceStatus.PLANNED:
            self.context.navigate("page_console", conference_uuid=conference.uuid, rehearsal=True)

    def remind(self) -> None:
        """What is missing, as a text for each presenter."""
        following = self.data.next_conference if self.data is not None else None
        if following is None:
            return
        from app.ui.home.remind_dialog import remind

        remind(self, following)

    def _confirmed(self, conference: Conference) -> bool:
        """Ask when it is not the day: a meeting can't be begun twice."""
        day = iso_day(conference.date)
        box = QMessageBox(self)
        box.setObjectName("start_early")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(
            tr("この会議の予定は{day}です。", day=day_with_weekday(day))
            if day
            else tr("この会議の日はまだ決まっていません。")
        )
        box.setInformativeText(tr("いま始めますか。"))
        begin = box.addButton(tr("会議を始める"), QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(tr("やめる"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(leave)
        box.setEscapeButton(leave)
        box.exec()
        return box.clickedButton() is begin

    def _import(self) -> None:
        from app.ui.cases.file_dialogs import import_cases

        import_cases(self, self.context)

    def print_case_sheets(self) -> bool:
        """The case sheets of the next conference; False when there is none to print."""
        uuids, conference = [case.uuid for case in self._cases()], self._conference()
        if not uuids or conference is None:
            return False
        from app.ui.paper.preview import preview_case_sheet

        preview_case_sheet(self, self.context, uuids, conference_uuid=conference.uuid)
        return True

    def print_judgement_sheets(self) -> bool:
        """The judgement sheets of the next conference."""
        uuids, conference = [case.uuid for case in self._cases()], self._conference()
        if not uuids or conference is None:
            return False
        from app.ui.paper.preview import preview_judgement_sheet

        preview_judgement_sheet(self, self.context, uuids, conference_uuid=conference.uuid)
        return True


def _nothing_planned(last: Conference | None) -> str:
    day = iso_day(last.date) if last is not None else None
    if last is None or day is None:
        return tr("次の会議はまだ計画されていません。")
    return tr(
        "次の会議はまだ計画されていません。前回は{day}の「{title}」でした。",
        day=day_and_month(day),
        title=last.title,
    )

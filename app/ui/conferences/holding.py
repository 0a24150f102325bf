"""From a conference's page into the console: starting, rehearsing, reopening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QMessageBox, QVBoxLayout, QWidget

from app.clock import today
from app.conference.meeting import ConferenceStatus
from app.errors import UserFacingError
from app.i18n import tr
from app.services.conferences import reopen_conference
from app.ui import theme
from app.ui.conferences.words import day_name
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import FieldLabel, SafeLabel

if TYPE_CHECKING:
    from app.ui.conferences.page import ConferencesPage


def start(page: ConferencesPage) -> None:
    """Hold the meeting; on another day than planned it asks once (design 01)."""
    if page.conference is None or not page.leave():
        return
    if _is_its_day(page) or _confirmed(page):
        page.context.navigate("page_console", conference_uuid=page.conference.uuid)


def _is_its_day(page: ConferencesPage) -> bool:
    conference = page.conference
    return conference is not None and (
        conference.status is ConferenceStatus.RUNNING
        or conference.date == today(page.context.clock).isoformat()
    )


def _confirmed(page: ConferencesPage) -> bool:
    box = QMessageBox(page)
    box.setObjectName("confirm_start")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("会議の日は今日ではありません。始めますか？"))
    day = page.conference.date if page.conference else ""
    box.setInformativeText(tr("予定の日：{day}", day=day_name(day)))
    start = box.addButton(tr("今日始める"), QMessageBox.ButtonRole.AcceptRole)
    start.setObjectName("confirm_start_yes")
    back = box.addButton(tr("やめる"), QMessageBox.ButtonRole.RejectRole)
    back.setObjectName("confirm_start_no")
    box.setDefaultButton(back)
    box.exec()
    return box.clickedButton() is start


def rehearse(page: ConferencesPage) -> None:
    """The whole console with a save that leaves no trace; only for a meeting not held yet."""
    conference = page.conference
    if conference is None or conference.status is not ConferenceStatus.PLANNED or not page.leave():
        return
    page.context.navigate("page_console", conference_uuid=conference.uuid, rehearsal=True)


def reopen(page: ConferencesPage) -> None:
    """Ask why, then open the closed meeting with a stopped clock."""
    conference = page.conference
    if conference is None or conference.status is not ConferenceStatus.CLOSED or not page.leave():
        return
    dialog = ReopenDialog(page)
    dialog.accepted.connect(lambda: _reopened(page, dialog.reason.text()))
    dialog.open()


def _reopened(page: ConferencesPage, reason: str) -> None:
    conference = page.conference
    if conference is None:
        return
    try:
        saved = reopen_conference(page.context.store, conference, reason, source=page)
    except UserFacingError as error:
        page.failed.emit(error)
        return
    page.announce(saved.changes)
    page.context.navigate("page_console", conference_uuid=conference.uuid)


class ReopenDialog(QDialog):
    """Why a closed meeting is opened again; without a reason it stays closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reopen_dialog")
        self.setWindowTitle(tr("くらしカンファ"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.reason = QLineEdit()
        self.reason.setObjectName("reopen_reason")
        self.reason.setMaxLength(200)
        self.reason.setFont(theme.font(14))
        self.reason.setMinimumWidth(theme.px(440))
        self.go = Button(tr("会議を開き直す"), "reopen_yes", kind="primary")
        self.go.setDefault(True)
        self.go.setEnabled(False)
        back = Button(tr("やめる"), "reopen_no")
        self.go.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        self.reason.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addStretch(1)
        row.addWidget(back)
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        margin = theme.px(theme.PAGE_MARGIN)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(8))
        column.addWidget(SafeLabel(tr("終わった会議を開き直します"), size=16, bold=True))
        column.addWidget(
            SafeLabel(tr("時計は止まったまま始まります。理由は記録に残ります。"), size=14)
        )
        column.addWidget(FieldLabel(tr("理由（必ず書きます）"), self.reason))
        column.addWidget(self.reason)
        column.addSpacing(theme.px(8))
        column.addLayout(row)
        self.reason.setFocus()

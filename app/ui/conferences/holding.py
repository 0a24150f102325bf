"""From a conference's page into the console by the two rarer ways: rehearsing and reopening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.conference.meeting import ConferenceStatus
from app.errors import UserFacingError
from app.i18n import tr
from app.services.conferences import reopen_conference
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import FieldLabel, SafeLabel

if TYPE_CHECKING:
    from app.ui.conferences.page import ConferencesPage


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

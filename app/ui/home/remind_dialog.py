"""担当者に知らせる: the text for each presenter, to copy or to save; the program sends nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout

from app.clock import today
from app.conference.meeting import Conference
from app.conference.reminders import Reminder, Waiting, letter, reminders
from app.errors import UserFacingError
from app.i18n import tr
from app.services.home import NextConference
from app.services.reminders import write_reminder
from app.ui import theme
from app.ui.page import Page
from app.ui.widgets.buttons import Button
from app.ui.widgets.choice_field import ChoiceField
from app.ui.widgets.clipboard import FORGET_MS, copy_cells
from app.ui.widgets.labels import FieldLabel, Paragraph, SafeLabel
from app.ui.widgets.text_area import PlainTextArea

ALL = "all"


def remind(page: Page, following: NextConference) -> None:
    """Open the dialog on what the cases of the next meeting still lack."""
    waiting = [Waiting(n, one.case, one.doubts) for n, one in enumerate(following.cases, start=1)]
    found = reminders(waiting)
    if found:
        number = following.conference.number
        name = tr("担当者へ（第{n}回）.txt", n=number) if number else tr("担当者へ.txt")
        RemindDialog(page, following.conference, found, name).open()


class RemindDialog(QDialog):
    """All presenters at first; one of them by choice."""

    def __init__(
        self, page: Page, conference: Conference, found: Sequence[Reminder], file_name: str
    ) -> None:
        super().__init__(page)
        self.setObjectName("remind_dialog")
        self.setWindowTitle(tr("担当者に知らせる"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page, self._conference = page, conference
        self._found, self._file_name = tuple(found), file_name
        choices = [(ALL, tr("すべての担当者 {n}名", n=len(found)))] if len(found) > 1 else []
        choices += [
            (str(n), tr("{name}（{n}事例）", name=each.name(), n=len(each.cases)))
            for n, each in enumerate(found)
        ]
        self.who = ChoiceField(choices, "remind_who", accessible=tr("だれに"), empty=None)
        self.who.currentIndexChanged.connect(self._show)
        self.text = PlainTextArea(
            "remind_text", accessible=tr("知らせる文"), lines=13, most_lines=13
        )
        self.said = SafeLabel("", size=13, colour=theme.MOEGI, elide=True, name="remind_said")
        self.copy = Button(tr("コピーする"), "remind_copy", kind="primary")
        self.copy.setDefault(True)
        self.copy.clicked.connect(self._copy)
        self.save = Button(tr("ファイルに保存"), "remind_save", icon="export")
        self.save.clicked.connect(self._save)
        self._build()
        self._show()
        self.copy.setFocus()

    def _build(self) -> None:
        close = Button(tr("閉じる"), "remind_close", key="Esc")
        close.clicked.connect(self.reject)
        who = QHBoxLayout()
        who.setSpacing(theme.px(10))
        who.addWidget(FieldLabel(tr("だれに"), self.who))
        who.addWidget(self.who, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(close)
        buttons.addWidget(self.said, 1)
        buttons.addWidget(self.save)
        buttons.addWidget(self.copy)
        column = QVBoxLayout(self)
        margin = theme.px(theme.PAGE_MARGIN)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(theme.GAP))
        note = tr(
            "このアプリは何も送信しません。文をコピーするか保存して、いつもの方法で渡してください。"
            "対象者は事例番号だけで、氏名も仮名も入りません。"
        )
        column.addWidget(Paragraph(note, size=14, line=21, name="remind_note"))
        column.addLayout(who)
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.px(640))

    def _show(self) -> None:
        code = self.who.code()
        chosen = self._found if code == ALL else (self._found[int(code or 0)],)
        day = today(self._page.context.clock)
        self.text.set_text(letter(self._conference, chosen, today=day))
        self.said.setText("")

    def _copy(self) -> None:
        copy_cells(self.text.text())
        seconds = FORGET_MS // 1000
        self.said.setText(tr("コピーしました（{n}秒で消えます）", n=seconds))

    def _save(self) -> None:
        kind = tr("テキスト (*.txt)")
        name, _ = QFileDialog.getSaveFileName(self, tr("知らせる文を保存"), self._file_name, kind)
        if not name:
            return
        path = Path(name if name.lower().endswith(".txt") else f"{name}.txt")
        try:
            write_reminder(path, self.text.text())
        except UserFacingError as error:
            self.reject()
            self._page.failed.emit(error)
            return
        self.said.setText(tr("保存しました"))

"""The password of a PDF, typed twice before the file is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.i18n import tr
from app.reports.locking import MAX_PASSWORD, MIN_PASSWORD
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import FieldLabel, Paragraph, SafeLabel


class PasswordDialog(QDialog):
    """Two hidden fields; it can only be accepted when they agree and are long enough."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paper_password")
        self.setWindowTitle(tr("PDFにパスワードを付ける"))
        self.setAccessibleName(tr("PDFにパスワードを付ける"))
        words = tr(
            "開くときにパスワードが要るPDFになります。忘れると開けません。パスワードはどこにも残りません。"
        )
        self.first = _field("paper_password_first", tr("PDFのパスワード"))
        self.second = _field("paper_password_second", tr("パスワードをもう一度"))
        self.hint = SafeLabel("", size=13, colour=theme.NIBI, name="paper_password_hint")
        self.leave = Button(tr("やめる"), "paper_password_cancel")
        self.accept_button = Button(tr("保存先を選ぶ…"), "paper_password_ok", kind="primary")
        self.leave.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)
        self.leave.setAutoDefault(False)
        self.accept_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(8))
        text = Paragraph(words, size=14, line=22)
        text.setFixedWidth(theme.px(400))
        column.addWidget(text)
        for label, field in (
            (tr("PDFのパスワード"), self.first),
            (tr("パスワードをもう一度"), self.second),
        ):
            column.addWidget(FieldLabel(label, field))
            column.addWidget(field)
            field.textChanged.connect(self._judge)
        column.addWidget(self.hint)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.accept_button)
        column.addLayout(row)
        self._judge()

    def _judge(self) -> None:
        first, second = self.first.text(), self.second.text()
        right = len(first) >= MIN_PASSWORD and len(first.encode()) <= MAX_PASSWORD
        if not right:
            words = tr("{n}文字以上、半角で127文字まで", n=MIN_PASSWORD)
        else:
            words = "" if first == second else tr("2つがまだ同じではありません")
        self.hint.setText(words)
        self.accept_button.setEnabled(right and first == second)
        self.accept_button.setToolTip(words)


def _field(name: str, accessible: str) -> QLineEdit:
    """Hidden text; the IME stays off because it is typed blind."""
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(accessible)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setInputMethodHints(
        Qt.InputMethodHint.ImhHiddenText
        | Qt.InputMethodHint.ImhSensitiveData
        | Qt.InputMethodHint.ImhNoPredictiveText
    )
    field.setMinimumHeight(theme.px(36))
    return field


def ask_password(parent: QWidget) -> str | None:
    """The password for the file, or ``None`` where the person left."""
    dialog = PasswordDialog(parent)
    try:
        return dialog.first.text() if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()

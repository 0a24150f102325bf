"""Before the printer's own dialogue: which numbered copies, and what its settings must leave."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.paper.printing import PrintRun
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import FieldLabel, Paragraph, SafeLabel
from app.ui.widgets.unit_field import UnitField


class PrintChoice(QDialog):
    """From which copy to which; ``run`` is what is printed then."""

    def __init__(self, parent: QWidget, whole: PrintRun, copies: int) -> None:
        super().__init__(parent)
        self.setObjectName("print_choice")
        self.setWindowTitle(tr("何を印刷しますか"))
        self.setAccessibleName(tr("何を印刷しますか"))
        self._whole = whole
        self._copies = copies
        self.first = self._field("print_from", tr("印刷する最初の配付番号"), 1)
        self.last = self._field("print_to", tr("印刷する最後の配付番号"), copies)
        self.sheets = SafeLabel("", size=14, name="print_sheets")
        self.accept_button = Button(tr("プリンターを選ぶ…"), "print_go", kind="primary")
        self.leave = Button(tr("やめる"), "print_leave")
        self.accept_button.clicked.connect(self.accept)
        self.accept_button.setDefault(True)
        self.leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        if copies > 1:
            column.addLayout(self._numbers())
        column.addWidget(self.sheets)
        for words in self._notes():
            text = Paragraph(words, size=14, line=22, colour=theme.NIBI)
            text.setFixedWidth(theme.px(420))
            column.addWidget(text)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.accept_button)
        column.addLayout(row)
        self._judge()

    def run(self) -> PrintRun:
        """The pages of the copies chosen."""
        whole, (first, last) = self._whole, self._chosen() or (1, self._copies)
        sides = len(whole.pages) // self._copies  # every copy has as many, blank backs too
        pages = range((first - 1) * sides, last * sides)
        return replace(whole, pages=pages)

    def _field(self, name: str, accessible: str, value: int) -> UnitField:
        field = UnitField("", name, accessible=accessible, digits=3, lowest=1, highest=self._copies)
        field.set_number(value)
        field.setFixedWidth(field.minimumSizeHint().width() + theme.px(16))
        field.textChanged.connect(self._judge)
        return field

    def _numbers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(FieldLabel(tr("配付番号"), self.first))
        row.addWidget(self.first)
        row.addWidget(SafeLabel(tr("から"), size=14))
        row.addWidget(self.last)
        row.addWidget(SafeLabel(tr("まで（全{n}部）", n=self._copies), size=14))
        row.addStretch(1)
        return row

    def _notes(self) -> list[str]:
        words = []
        if self._copies > 1:
            words.append(
                tr("どの部にも番号が付いています。プリンターの部数は1のままにしてください。")
            )
        if len(self._whole.sheets()) > 1:
            words.append(
                tr("用紙が混ざります。プリンターの給紙は「自動」にし、両方の用紙を入れてください。")
            )
        if self._whole.duplex:
            words.append(tr("両面に、本のように開く向きで印刷します。"))
        elif self._copies > 1:
            words.append(tr("両面にするときは、見本の「両面」を選びます。"))
        return words

    def _chosen(self) -> tuple[int, int] | None:
        first, last = self.first.number(), self.last.number()
        valid = self.first.is_valid() and self.last.is_valid()
        if not valid or first is None or last is None or first > last:
            return None
        if not (first.is_integer() and last.is_integer()):
            return None
        return int(first), int(last)

    def _judge(self) -> None:
        good = self._chosen() is not None
        self.accept_button.setEnabled(good)
        wrong = tr("1から{n}までの番号を、小さい順に入れてください。", n=self._copies)
        self.accept_button.setToolTip("" if good else wrong)
        self.sheets.setText(_sheets_in_words(self.run()) if good else wrong)


def _sheets_in_words(run: PrintRun) -> str:
    """用紙　A4 156枚　A3 104枚."""
    parts = [tr("{paper} {n}枚", paper=name, n=n) for name, n in run.sheets().items()]
    return tr("用紙　{parts}", parts="　".join(parts))


def choose_run(parent: QWidget, whole: PrintRun, copies: int) -> PrintRun | None:
    """Ask where there is something to choose or to know; ``None`` where the person left."""
    if copies == 1 and len(whole.sheets()) == 1 and not whole.duplex:
        return whole
    dialog = PrintChoice(parent, whole, copies)
    try:
        return dialog.run() if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()


def question(parent: QWidget, name: str, text: str, more: str) -> QMessageBox:
    """A question in plain text, its buttons still to come."""
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    return box


def goes_on_without(parent: QWidget, words: str) -> bool:
    """Whether the person wants the paper although ``words`` say what no font has."""
    box = question(parent, "paper_missing", tr("印刷できない文字があります。"), words)
    leave = box.addButton(tr("やめる"), QMessageBox.ButtonRole.RejectRole)
    on = box.addButton(tr("このまま続ける"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(leave)
    box.setEscapeButton(leave)
    box.exec()
    return box.clickedButton() is on


def without_paper(parent: QWidget, names: list[str], *, smaller: bool) -> str:
    """The chosen printer lacks a paper: ``"small"`` for A4, ``"other"`` printer, or ``""``."""
    box = question(
        parent,
        "paper_not_there",
        tr("このプリンターは{paper}に印刷できません。", paper=tr("・").join(names)),
        tr("まだ何も印刷していません。"),
    )
    small = box.addButton(tr("A4で作り直す"), QMessageBox.ButtonRole.AcceptRole)
    other = box.addButton(tr("別のプリンター…"), QMessageBox.ButtonRole.ActionRole)
    leave = box.addButton(tr("やめる"), QMessageBox.ButtonRole.RejectRole)
    small.setVisible(smaller)
    box.setDefaultButton(small if smaller else other)
    box.setEscapeButton(leave)
    box.exec()
    if box.clickedButton() is small:
        return "small"
    return "other" if box.clickedButton() is other else ""

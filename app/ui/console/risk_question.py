"""Asked once per case before life support: which medical risks are open, and who decides.

It stands where the prompts are and blocks nothing: PageDown (a clicker too) goes on, PageUp
goes back to the risks, and every other key does what it always does.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.console.panel import IconMark, Panel
from app.ui.widgets.buttons import Button
from app.ui.widgets.choice_field import QuietCombo
from app.ui.widgets.labels import SafeLabel

LINES = 4


class RiskQuestion(Panel):
    """The open risks with their profession, who decided, and the two ways."""

    back_wanted = Signal()
    on_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(tr("まだ答えのない医学的リスク"), "risk_question")
        self.decided_by = QuietCombo("risk_decided_by", accessible=tr("だれが決めましたか"))
        self.decided_by.setFixedHeight(theme.px(28))
        self.header.addWidget(SafeLabel(tr("だれが決めましたか"), size=13, colour=theme.NIBI))
        self.header.addWidget(self.decided_by)
        self._lines = [_RiskLine(number) for number in range(LINES)]
        inside = QVBoxLayout()
        inside.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(8))
        inside.setSpacing(theme.px(4))
        for line in self._lines:
            inside.addWidget(line)
        self._more = SafeLabel(size=13, colour=theme.NIBI, name="risk_question_more")
        inside.addWidget(self._more)
        inside.addStretch(1)
        inside.addLayout(self._foot())
        self.body.addLayout(inside)
        self.hide()

    def _foot(self) -> QHBoxLayout:
        self.back = Button(tr("医学的リスクに戻る"), "back_to_risk", size="capture", key="PageUp")
        self.on = Button(
            tr("生活支援へ進む"), "on_to_support", kind="primary", size="capture", key="PageDown"
        )
        self.back.clicked.connect(self.back_wanted)
        self.on.clicked.connect(self.on_wanted)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.on)
        return foot

    def ask(self, risks: Sequence[tuple[str, str]], deciders: Sequence[str]) -> None:
        """Show title and profession of each risk; the first of ``deciders`` is chosen."""
        for number, line in enumerate(self._lines):
            line.show_risk(risks[number] if number < len(risks) else None)
        rest = len(risks) - LINES
        self._more.setVisible(rest > 0)
        self._more.setText(tr("ほか{n}件", n=rest))
        if [self.decided_by.itemText(n) for n in range(self.decided_by.count())] != [*deciders]:
            self.decided_by.clear()
            self.decided_by.addItems(list(deciders))
        self.show()

    def decider(self) -> str:
        """Who decided, as chosen."""
        return self.decided_by.currentText()

    def set_compact(self, *, compact: bool) -> None:
        """Key caps give way in small windows."""
        self.back.set_compact(compact)
        self.on.set_compact(compact)


class _RiskLine(QWidget):
    """``⚠ 低血糖　　薬剤師``."""

    def __init__(self, number: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self._title = SafeLabel(size=15, bold=True, name=f"open_risk_{number + 1}")
        self._who = SafeLabel(size=13, colour=theme.NIBI, elide=True)
        row.addWidget(IconMark("warn", 16, theme.YAMA))
        row.addWidget(self._title)
        row.addWidget(self._who, 1)
        self.setFixedHeight(theme.px(24))

    def show_risk(self, risk: tuple[str, str] | None) -> None:
        self.setVisible(risk is not None)
        if risk is not None:
            self._title.setText(risk[0])
            self._who.setText(risk[1])

"""このあと: the next case at a glance, and the one big button that goes on (design 05)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.care import completeness, scales
from app.care.case import Case
from app.i18n import tr
from app.ui import theme
from app.ui.console.facts import identity_line
from app.ui.console.panel import IconMark, Panel
from app.ui.widgets.card import Rule
from app.ui.widgets.labels import Paragraph, SafeLabel


@dataclass(frozen=True, slots=True)
class Peek:
    """What is said about the next case."""

    head: str
    identity: str
    trouble: str
    point: str
    speaker: str
    ready: bool
    kept_back: str = ""


def peek(case: Case, number: int, kept_back: str = "") -> Peek:
    """The next case in a few words: illness and feature, first point of discussion, who speaks,
    and whether its papers are whole or why it can't be shown."""
    illness = "、".join(condition.name for condition in case.conditions[:2])
    feature = "・".join(scales.feature_short(code) for code in case.feature_codes)
    point = case.agenda_points[0].text if case.agenda_points else ""
    return Peek(
        head=f"{number} {case.pseudonym}",
        identity=identity_line(case),
        trouble="　".join(part for part in (illness, feature) if part),
        point=tr("論点：{point}", point=point) if point else "",
        speaker=tr("発表：{staff}", staff=case.staff) if case.staff else "",
        ready=all(section.done == section.total for section in completeness.sections(case)),
        kept_back=kept_back,
    )


class NextPanel(Panel):
    """Name, illness, point of discussion, speaker and readiness of the next case."""

    def __init__(self) -> None:
        super().__init__(tr("このあと"), "next_panel")
        self._from = SafeLabel(size=13, colour=theme.NIBI, name="next_from")
        self.header.addWidget(self._from)
        self._peek: Peek | None = None
        inside = QVBoxLayout()
        inside.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), 0)
        inside.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(theme.px(10))
        self._head = SafeLabel(size=17, bold=True, name="next_head")
        self._identity = SafeLabel(size=17, elide=True)
        first.addWidget(self._head)
        first.addWidget(self._identity, 1)
        inside.addLayout(first)
        self._trouble = Paragraph(size=14, line=22, max_lines=1)
        self._point = Paragraph(size=14, line=22, max_lines=1)
        inside.addWidget(self._trouble)
        inside.addWidget(self._point)
        self._tail = QWidget()
        tail = QVBoxLayout(self._tail)
        tail.setContentsMargins(0, theme.px(6), 0, 0)
        tail.setSpacing(theme.px(6))
        tail.addWidget(Rule())
        tail.addLayout(self._readiness_row())
        inside.addWidget(self._tail)
        inside.addStretch(1)
        layout = self.layout()
        if layout is not None:
            layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.body.addLayout(inside, 1)

    def minimumSizeHint(self) -> QSize:
        """Down to the name; the rest gives way from below (DESIGN-SYSTEM §4)."""
        return QSize(0, theme.px(36 + 8 + 24 + 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.height() - self.minimumSizeHint().height()
        for widget, height, wanted in (
            (self._trouble, 22, bool(self._trouble.text())),
            (self._point, 22, bool(self._point.text())),
            (self._tail, 32, self._peek is not None),
        ):
            fits = room >= theme.px(height)
            widget.setVisible(wanted and fits)
            room -= theme.px(height) if wanted else 0

    def _readiness_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        self._speaker_mark = IconMark("check", 16)
        self._speaker = SafeLabel(size=14, elide=True)
        self._ready_mark = IconMark("check", 16)
        self._ready = SafeLabel(size=14)
        for widget in (self._speaker_mark, self._speaker, self._ready_mark, self._ready):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        return row

    def show_next(self, next_case: Peek | None, starts: str) -> None:
        """Show the next case and when it begins; ``None`` means the closing follows."""
        self._from.setText(starts)
        if next_case == self._peek and self._head.text():
            return
        self._peek = next_case
        self._head.setText(next_case.head if next_case else tr("まとめ"))
        self._identity.setText(next_case.identity if next_case else "")
        rest = tr("学びと地域課題をふり返る")
        self._trouble.setText(next_case.trouble if next_case else rest)
        self._point.setText(next_case.point if next_case else "")
        if next_case:
            self._show_readiness(next_case)
        self._fit()

    def _show_readiness(self, next_case: Peek) -> None:
        self._speaker.setText(next_case.speaker)
        self._speaker_mark.setVisible(bool(next_case.speaker))
        words = tr("資料の準備ができています") if next_case.ready else tr("資料に未入力あり")
        self._ready.setText(tr("まだ映せません") if next_case.kept_back else words)
        self._ready.setToolTip(next_case.kept_back)
        ready = next_case.ready and not next_case.kept_back
        self._ready_mark.set_icon("check" if ready else "warn", theme.SUMI if ready else theme.YAMA)
        self._ready.set_colour(theme.SUMI if ready else theme.YAMA)

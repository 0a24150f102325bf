"""医学的リスクの気づき: candidates with their evidence, accepted or dismissed by a person (§4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.care.case import AgendaPoint, Case, RiskDecision
from app.care.consistency import hints
from app.care.items import is_item, item_of
from app.care.medical_risk import Candidate, candidates, red_flags
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.icons import pixmap
from app.ui.widgets.labels import Caption, Paragraph, SafeLabel

_LATER_MS = 250


class LevelBox(QLabel):
    """高 filled, 中 and 低 as outline: shape and word before colour."""

    def __init__(self, candidate: Candidate) -> None:
        super().__init__(candidate.level())
        priority = candidate.priority
        self.setFont(theme.font(12, bold=True))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        colour = {"A": theme.AKANE, "B": theme.YAMA, "C": theme.NIBI}[priority]
        fill = theme.AKANE if priority == "A" else theme.SURFACE
        text_colour = theme.SURFACE if priority == "A" else colour
        self.setStyleSheet(
            f"border: 1px solid {colour}; border-radius: 3px; background: {fill};"
            f" color: {text_colour}; padding: 0 {theme.px(5)}px;"
        )
        self.setFixedHeight(theme.px(20))


class RiskCard(QFrame):
    """One candidate: level, name, evidence, the question as tooltip, two answers."""

    decided = Signal(str, str)  # rule id, new state

    def __init__(self, candidate: Candidate) -> None:
        super().__init__()
        self.candidate = candidate
        self.setObjectName(f"risk_{candidate.rule_id}")
        self.setProperty("card", "true")
        self.setAccessibleName(candidate.title())
        self.setAccessibleDescription(candidate.question())
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(9), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(4))
        head = QHBoxLayout()
        head.setSpacing(theme.px(7))
        head.addWidget(LevelBox(candidate))
        head.addWidget(SafeLabel(candidate.short_label(), size=15, bold=True, elide=True), 1)
        column.addLayout(head)
        text = Paragraph(candidate.because(), size=13, line=19, max_lines=3)
        text.setToolTip(f"{candidate.question()}\n{candidate.profession()}　{candidate.cites()}")
        column.addWidget(text)
        column.addLayout(self._answers(candidate))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A scroll area squeezes what has no least height; wrapped text only knows it now."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def _answers(self, candidate: Candidate) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.px(4), 0, 0)
        row.setSpacing(theme.px(6))
        if candidate.state == "open":
            self._button(row, tr("論点に入れる"), "agenda")
            self._button(row, tr("該当しない"), "not_applicable")
        else:
            mark = QLabel()
            mark.setPixmap(pixmap("check", theme.px(15), theme.AI, self.devicePixelRatioF()))
            row.addWidget(mark)
            words = {
                "agenda": tr("論点に入れました"),
                "checked": tr("確認済み"),
                "not_applicable": tr("該当しないとしました"),
            }.get(candidate.state, candidate.state)
            row.addWidget(SafeLabel(words, size=13, bold=True, colour=theme.AI))
            self._button(row, tr("外す"), "open")
        row.addStretch(1)
        return row

    def _button(self, row: QHBoxLayout, text: str, state: str) -> None:
        button = Button(
            text,
            f"risk_{self.candidate.rule_id}_{state}",
            size="small",
            accessible=f"{self.candidate.title()} {text}",
        )
        button.clicked.connect(lambda: self.decided.emit(self.candidate.rule_id, state))
        row.addWidget(button)


class RiskStrip(QFrame):
    """The whole strip, 292 wide. Candidates are worked out a moment after the last key."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("risk_strip")
        self.setStyleSheet(f"#risk_strip {{ border-left: 1px solid {theme.LINE}; }}")
        self._case = Case()
        self._shown: tuple[object, ...] | None = None
        self._actor = ""
        self._now: datetime | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self.refresh)
        self._count = SafeLabel("", size=13, colour=theme.NIBI, name="risk_count")
        head = QHBoxLayout()
        head.addWidget(SafeLabel(tr("医学的リスクの気づき"), size=16, bold=True, elide=True), 1)
        head.addWidget(self._count)
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(0, 0, theme.px(8), 0)
        self._list.setSpacing(theme.px(8))
        scroll = QScrollArea()
        scroll.setObjectName("risk_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(12), theme.px(6), theme.px(8))
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(scroll, 1)
        column.addWidget(
            Paragraph(
                tr(
                    "入力から自動で出る「気づき」です。診断や処方の判断ではありません。根拠は各項目に示しています。"
                ),
                size=12,
                line=17,
                colour=theme.NIBI,
            )
        )

    def show_case(self, case: Case, actor: str, now: datetime) -> None:
        """Take over a case; the list follows a moment later."""
        self._case, self._actor, self._now = case, actor, now
        self._later.start()

    def refresh(self) -> None:
        """Work out the candidates now; the list is rebuilt only if they changed."""
        self._later.stop()
        found = candidates(self._case)
        asked = hints(self._case)
        flags = red_flags(self._case)
        if (found, asked, flags) == self._shown:
            return
        self._shown = (found, asked, flags)
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._count.setText(tr("{n}件", n=len(found)))
        for flag in flags:
            box = Paragraph(flag.procedure(), size=13, line=19, colour=theme.AKANE)
            self._list.addWidget(box)
        for candidate in found:
            card = RiskCard(candidate)
            card.decided.connect(self._decide)
            self._list.addWidget(card)
        if asked:
            self._list.addWidget(SafeLabel(tr("確かめたいこと"), size=14, bold=True))
        for hint in asked:
            name = item_of(hint.item).label() if is_item(hint.item) else ""
            self._list.addWidget(Paragraph(f"{name}　{hint.question()}".strip(), size=13, line=19))
        if not found and not asked and not flags:
            self._list.addWidget(Caption(tr("いまのところ、ありません。")))
        self._list.addStretch(1)

    def _decide(self, rule_id: str, state: str) -> None:
        """Remember the answer; 論点に入れる also writes the point, 外す takes it back."""
        kept = tuple(d for d in self._case.risk_decisions if d.rule_id != rule_id)
        title = next(c.short_label() for c in candidates(self._case) if c.rule_id == rule_id)
        points = self._case.agenda_points
        if state == "agenda" and not any(point.text == title for point in points):
            points = (*points, AgendaPoint(text=title))
        if state == "open":
            points = tuple(point for point in points if point.text != title)
        else:
            at = self._now.isoformat(timespec="seconds") if self._now else ""
            kept = (
                *kept,
                RiskDecision(rule_id=rule_id, state=state, by=self._actor, decided_at=at),
            )
        self.edited.emit(replace(self._case, risk_decisions=kept, agenda_points=points))

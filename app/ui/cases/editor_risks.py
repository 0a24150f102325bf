"""医学的リスクの気づき: candidates with their evidence, accepted or dismissed by a person (§4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.care.case import AgendaPoint, Case, RiskDecision
from app.care.consistency import Hint, hints
from app.care.items import is_item, item_of
from app.care.medical_risk import Candidate, candidates, red_flags
from app.clock import Clock
from app.i18n import tr
from app.ui import theme
from app.ui.cases.form_line import plain
from app.ui.widgets.buttons import Button
from app.ui.widgets.icons import pixmap
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.scroll import ScrollArea

_LEFT, _FILL = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag(0)
LATER_MS = 200
"""Typing runs ahead of the rules by this much; choices and rows never wait."""


class LevelBox(QLabel):
    """高 filled, 中 and 低 as outline: shape and word before colour."""

    def __init__(self, candidate: Candidate) -> None:
        super().__init__(candidate.level())
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(12, bold=True))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("level", candidate.priority)
        self.setFixedHeight(theme.px(20))


class RiskCard(QFrame):
    """One candidate: level, name, evidence, the question as tooltip, two answers."""

    decided = Signal(str, str)  # rule id, new state
    noted = Signal(str, str)  # rule id, note

    def __init__(self, candidate: Candidate) -> None:
        super().__init__()
        self.candidate = candidate
        self.setObjectName(f"risk_{candidate.rule_id}")
        self.setProperty("card", "true")
        self.setAccessibleName(candidate.title())
        self.setAccessibleDescription(candidate.question())
        self.setToolTip(f"{candidate.question()}\n{candidate.profession()}　{candidate.cites()}")
        dismissed = candidate.state == "not_applicable"
        head = QHBoxLayout()
        head.setSpacing(theme.px(7))
        head.addWidget(LevelBox(candidate), 0, Qt.AlignmentFlag.AlignTop)
        colour = theme.NIBI if dismissed else theme.SUMI
        name = Paragraph(candidate.short_label(), size=15, line=20, bold=True, colour=colour)
        head.addWidget(name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(9), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        if not dismissed:
            column.addWidget(Paragraph(candidate.because(), size=13, line=19, max_lines=3))
        column.addSpacing(theme.px(1))
        column.addLayout(plain(*self._answers(), gap=6))
        if candidate.decision is not None:
            self._show_decision(column, candidate.decision)

    def _show_decision(self, column: QVBoxLayout, decision: RiskDecision) -> None:
        """Who answered when; what changed since; a note of one's own."""
        when = tr("{day} {who}", day=decision.decided_at[:10], who=decision.by).strip()
        if self.candidate.changed:
            earlier = _state_words()[decision.state]
            when = tr("根拠が変わりました。前回：{state}（{when}）", state=earlier, when=when)
        column.addWidget(Paragraph(when, size=12, line=17, colour=theme.NIBI, max_lines=2))
        rule = self.candidate.rule_id
        note = QLineEdit(decision.note)
        note.setObjectName(f"risk_{rule}_note")
        note.setPlaceholderText(tr("メモ（任意）"))
        note.setAccessibleName(f"{self.candidate.title()} {tr('メモ（任意）')}")
        note.setMaxLength(400)
        note.editingFinished.connect(lambda: self.noted.emit(rule, note.text().strip()))
        column.addWidget(note)

    def _answers(self) -> Iterable[QWidget]:
        """Open: two answers. Decided: what was decided, and the way back."""
        state = self.candidate.state
        if state == "open":
            yield self._button(tr("論点に入れる"), "agenda")
            yield self._button(tr("該当しない"), "not_applicable")
            yield self._button(tr("確認済みにする"), "checked")
            return
        yield _Decided(_state_words().get(state, state), state)
        yield self._button(tr("外す"), "open")

    def _button(self, text: str, state: str) -> Button:
        button = Button(
            text,
            f"risk_{self.candidate.rule_id}_{state}",
            size="small",
            accessible=f"{self.candidate.title()} {text}",
        )
        button.clicked.connect(lambda: self.decided.emit(self.candidate.rule_id, state))
        return button


def _state_words() -> dict[str, str]:
    return {
        "agenda": tr("論点に入れました"),
        "checked": tr("確認済み"),
        "not_applicable": tr("該当しません"),
    }


class _Decided(QWidget):
    """✓ 論点に入れました"""

    def __init__(self, words: str, state: str) -> None:
        super().__init__()
        colour = theme.NIBI if state == "not_applicable" else theme.AI
        mark = QLabel()
        mark.setPixmap(pixmap("check", theme.px(15), colour, self.devicePixelRatioF()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, theme.px(4), 0)
        row.setSpacing(theme.px(5))
        row.addWidget(mark)
        row.addWidget(SafeLabel(words, size=13, bold=True, colour=colour))
        self.setFixedHeight(theme.px(26))


class RiskStrip(QFrame):
    """The whole strip, 292 wide. Only cards whose candidate changed are made anew."""

    edited = Signal(object)
    cell_wanted = Signal(object)  # item and point of the rating somebody wants to see

    def __init__(self, clock: Clock, actor: str) -> None:
        super().__init__()
        self.setObjectName("risk_strip")
        self._clock, self._actor = clock, actor
        self._case = Case()
        self._cards: dict[str, RiskCard] = {}
        self._others: tuple[object, ...] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self.refresh)
        self._count = SafeLabel("", size=13, colour=theme.NIBI, name="risk_count")
        self._red = _Lines(theme.AKANE, "risk_red_flags")
        self._asked = _Hints()
        self._asked.cell_wanted.connect(self.cell_wanted)
        self._empty = Paragraph("", size=13, line=20, colour=theme.NIBI, name="risk_empty")
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(8))
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, theme.px(8), 0)
        head.addWidget(SafeLabel(tr("医学的リスクの気づき"), size=16, bold=True, elide=True), 1)
        head.addWidget(self._count)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, theme.px(8), 0)
        inside.setSpacing(theme.px(8))
        inside.addWidget(self._red)
        inside.addLayout(self._list)
        inside.addWidget(self._asked)
        inside.addWidget(self._empty)
        inside.addStretch(1)
        scroll = ScrollArea()
        scroll.setObjectName("risk_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        self._scroll, self._holder, self._inside = scroll, holder, inside
        rule = QFrame()
        rule.setProperty("rule", "line")
        rule.setFixedHeight(1)
        words = tr(
            "入力から自動で出る「気づき」です。診断や処方の判断ではありません。根拠は各項目に示しています。"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(12), theme.px(6), theme.px(10))
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(scroll, 1)
        column.addWidget(rule)
        column.addWidget(Paragraph(words, size=12, line=17, colour=theme.NIBI))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Room for every card at once; the scroll area alone squeezes them for a frame."""
        width = self._scroll.viewport().width()
        self._inside.invalidate()
        self._holder.setMinimumHeight(self._inside.totalHeightForWidth(width))

    def show_case(self, case: Case, *, typing: bool = False) -> None:
        """Take over a case; while somebody is typing the list follows a moment later."""
        self._case = case
        if typing:
            self._later.start()
        else:
            self.refresh()

    def refresh(self) -> None:
        """Work out the candidates now."""
        self._later.stop()
        found = candidates(self._case)
        self._show_cards(found)
        self._count.setText(tr("{n}件", n=len(found)))
        asked = tuple(hint for hint in hints(self._case) if hint.open)
        flags = red_flags(self._case)
        if (asked, flags) != self._others:
            self._others = (asked, flags)
            self._red.show_lines(flag.procedure() for flag in flags)
            self._asked.show_hints(asked)
        self._empty.setText(self._empty_words())
        self._empty.setVisible(not found and not asked and not flags)
        self._fit()

    def _show_cards(self, found: tuple[Candidate, ...]) -> None:
        kept = {candidate.rule_id: candidate for candidate in found}
        focus = self._focused_rule()
        self._inside.setEnabled(False)  # each card that comes would lay out all of them again
        for rule_id, card in list(self._cards.items()):
            if kept.get(rule_id) != card.candidate:
                del self._cards[rule_id]
                self._list.removeWidget(card)
                card.hide()
                card.deleteLater()
        for place, candidate in enumerate(found):
            card = self._cards.get(candidate.rule_id) or self._new_card(candidate)
            if self._list.indexOf(card) != place:
                self._list.removeWidget(card)
                self._list.insertWidget(place, card)
                card.show()  # now, or the first frame squeezes cards the layout can't see yet
        self._inside.setEnabled(True)
        if focus in self._cards and self._focused_rule() != focus:
            buttons = self._cards[focus].findChildren(Button)
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_card(self, candidate: Candidate) -> RiskCard:
        card = RiskCard(candidate)
        card.decided.connect(self._decide)
        card.noted.connect(self._note)
        self._cards[candidate.rule_id] = card
        return card

    def _focused_rule(self) -> str:
        """The rule whose button the person is on, so that answering by key stays there."""
        for rule_id, card in self._cards.items():
            focus = self.focusWidget()
            if focus is not None and focus.hasFocus() and card.isAncestorOf(focus):
                return rule_id
        return ""

    def _empty_words(self) -> str:
        case = self._case
        if not (case.conditions or case.medications or case.checklist or case.weight_kg):
            return tr("病名・薬・体重・チェックリストを入れると、ここに気づきが出ます。")
        return tr("いまのところ、ありません。")

    def _note(self, rule_id: str, note: str) -> None:
        """Keep what somebody wrote beside an answer; the answer stays as it was."""
        decisions = tuple(
            replace(known, note=note) if known.rule_id == rule_id else known
            for known in self._case.risk_decisions
        )
        if decisions != self._case.risk_decisions:
            self.edited.emit(replace(self._case, risk_decisions=decisions))

    def _decide(self, rule_id: str, state: str) -> None:
        """Remember the answer; 論点に入れる also writes the point, 外す takes it back."""
        kept = tuple(d for d in self._case.risk_decisions if d.rule_id != rule_id)
        point = self._cards[rule_id].candidate.short_label()
        points = self._case.agenda_points
        if state == "agenda" and all(known.text != point for known in points):
            points = (*points, AgendaPoint(text=point))
        if state == "open":
            points = tuple(known for known in points if known.text != point)
        else:
            at = self._clock.now().isoformat(timespec="seconds")
            candidate = self._cards[rule_id].candidate
            decision = RiskDecision(
                rule_id=rule_id,
                state=state,
                note=candidate.decision.note if candidate.decision else "",
                by=self._actor,
                decided_at=at,
                evidence=candidate.digest,
            )
            kept = (*kept, decision)
        self.edited.emit(replace(self._case, risk_decisions=kept, agenda_points=points))


class _Lines(QWidget):
    """A few plain lines; gone while there are none."""

    def __init__(self, colour: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._colour = colour
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.px(4), 0, 0)
        self._column.setSpacing(theme.px(6))
        self._lines: list[Paragraph] = []
        self.hide()

    def show_lines(self, texts: Iterable[str]) -> None:
        """Show other lines."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [Paragraph(t, size=13, line=19, colour=self._colour) for t in texts]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(self._lines))


class _Hints(QWidget):
    """確かめたいこと: each question with the way to the rating it asks about; gone without one."""

    cell_wanted = Signal(object)  # {"item": its key, "point": before or predicted}

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("risk_hints")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.px(4), 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addWidget(SafeLabel(tr("確かめたいこと"), size=14, bold=True))
        self._shown: list[QWidget] = []
        self.hide()

    def show_hints(self, found: Iterable[Hint]) -> None:
        """Show other questions."""
        for widget in self._shown:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = [widget for hint in found for widget in self._line(hint)]
        for widget in self._shown:
            self._column.addWidget(widget, 0, _LEFT if isinstance(widget, Button) else _FILL)
        self.setVisible(bool(self._shown))

    def _line(self, hint: Hint) -> tuple[QWidget, ...]:
        item = item_of(hint.item).label() if is_item(hint.item) else ""
        words = f"{item}　{hint.question()}".strip()
        button = Button(
            tr("判定の欄を見る"),
            f"risk_hint_{hint.rule_id}_{hint.item}",
            size="small",
            accessible=f"{words} {tr('判定の欄を見る')}",
        )
        place = {"item": hint.item, "point": hint.point}
        button.clicked.connect(lambda: self.cell_wanted.emit(place))
        return Paragraph(words, size=13, line=19, colour=theme.SUMI), button

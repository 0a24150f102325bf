"""論点: what the meeting will ask about the chosen case, with the prompts of preparation beside it.

The points are the case's own (they stand in the editor, in the console and on the sheet): this is a
second place to write them, not a second copy.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.care.case import AgendaPoint, Case
from app.care.completeness import readiness_steps
from app.care.prompts import group_of
from app.i18n import tr
from app.ui import theme
from app.ui.conferences.words import case_name
from app.ui.home.words import remaining_work
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Card, Rule
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.text_area import PlainTextArea

_PREPARATION = "P0"


class PointsCard(Card):
    """One line of the text is one point."""

    edited = Signal(str, object)
    """The case and its points."""
    open_wanted = Signal(str)
    """The case is to be opened where something is still missing."""

    def __init__(self) -> None:
        self.open_button = Button(
            tr("開く"),
            "open_case_at_gap",
            size="small",
            accessible=tr("事例の足りないところを開く"),
        )
        self.open_button.setToolTip(tr("事例の足りないところを開く"))
        super().__init__(
            tr("この事例の論点"),
            name="points_card",
            padded=False,
            header_widgets=[self.open_button],
        )
        self._case: Case | None = None
        self.who = SafeLabel(size=14, bold=True, elide=True, name="points_case")
        self.ready = Paragraph(
            "", size=12, line=18, colour=theme.NIBI, max_lines=2, name="points_ready"
        )
        self.text = PlainTextArea(
            "points_text",
            accessible=tr("論点"),
            placeholder=tr("1行に1つ、問いの形で書きます"),
            lines=3,
            most_lines=8,
        )
        self.setFocusProxy(self.text)
        self.text.typed.connect(self._typed)
        self.open_button.clicked.connect(self._open)
        scroller = ScrollColumn("points")
        scroller.column.setContentsMargins(*(theme.px(n) for n in (14, 8, 10, 8)))
        scroller.column.setSpacing(theme.px(6))
        for widget in (self.who, self.ready, self.text, Rule(), *_prompts()):
            scroller.column.addWidget(widget)
        scroller.column.addStretch(1)
        self.add(scroller, 1)

    def show_case(self, case: Case | None, *, locked: bool) -> None:
        """Show the points of a case; text being typed stays as it is while it says the same."""
        other = (case.uuid if case else "") != (self._case.uuid if self._case else "")
        self._case = case
        points = case.agenda_points if case else ()
        if other or read_points(self.text.text(), points) != points:
            self.text.set_text("\n".join(point.text for point in points))
        self.who.setText(case_name(case) if case else tr("事例を選ぶと、論点が出ます"))
        self.ready.setText(_readiness(case) if case else "")
        self.ready.setVisible(case is not None)
        self.text.setEnabled(case is not None and not locked)
        self.open_button.setEnabled(case is not None)

    def _typed(self, text: str) -> None:
        if self._case is not None:
            points = read_points(text, self._case.agenda_points)
            if points != self._case.agenda_points:
                self.edited.emit(self._case.uuid, points)

    def _open(self) -> None:
        if self._case is not None:
            self.open_wanted.emit(self._case.uuid)


def read_points(text: str, before: Sequence[AgendaPoint]) -> tuple[AgendaPoint, ...]:
    """The points of a text, one a line; a point keeps its key by its words, else by its place."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    by_words = {point.text: point for point in reversed(before)}
    taken = {by_words[line].uuid for line in lines if line in by_words}
    points: list[AgendaPoint] = []
    for place, line in enumerate(lines):
        known = by_words.pop(line, None)
        if known is None and place < len(before) and before[place].uuid not in taken:
            taken.add(before[place].uuid)
            known = AgendaPoint(uuid=before[place].uuid, text=line)
        points.append(known or AgendaPoint(text=line))
    return tuple(points)


def _readiness(case: Case) -> str:
    steps = readiness_steps(case)
    done = tr("準備 {n}/{total}", n=sum(step >= 1.0 for step in steps), total=len(steps))
    work, _urgent = remaining_work(case)
    return tr("{done}・残り：{work}", done=done, work=work) if work else done


def _prompts() -> list[QWidget]:
    """The questions of P0, to write points by."""
    group = group_of(_PREPARATION)
    head = SafeLabel(tr("書くときの手がかり"), size=12, bold=True, colour=theme.NIBI)
    lines: list[QWidget] = [head]
    for prompt in group.prompts:
        words = Paragraph(prompt.text(), size=12, line=18, colour=theme.NIBI)
        words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        lines.append(words)
    return lines

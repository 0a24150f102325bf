"""時間のふり返り: planned and used minutes of a held meeting, read only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.care.case import Case
from app.conference.meeting import STAGES, Conference
from app.conference.time_report import StepTime, TimeReport, time_report
from app.conference.timing import clock_text
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.card import Card
from app.ui.widgets.labels import Paragraph, SafeLabel


class TimeCard(Card):
    """One row for the opening, each case and the closing; what was decided under them.

    A meeting that was not held says only what will stand here.
    """

    def __init__(self) -> None:
        super().__init__(tr("時間のふり返り"), name="time_card")
        self._conference: Conference | None = None
        self._rows: QWidget | None = None
        self._told = Paragraph("", size=13, line=20, colour=theme.NIBI)
        self._told.setObjectName("time_told")
        self.body.addWidget(self._told)
        self.body.addStretch(1)

    def show_meeting(self, conference: Conference, cases: Mapping[str, Case]) -> None:
        """Show the report of a meeting; the same meeting again costs nothing."""
        if conference is self._conference:
            return
        self._conference = conference
        if self._rows is not None:
            self.body.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
            self._rows = None
        if not conference.transitions:
            self._told.setText(tr("会議を始めると、使った時間がここに出ます。"))
            return
        report = time_report(conference)
        self._rows = _table(report, cases)
        self.body.insertWidget(0, self._rows)
        self._told.setText("\n".join(_told(report, cases)))


def _table(report: TimeReport, cases: Mapping[str, Case]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(14))
    grid.setVerticalSpacing(theme.px(8))
    heads = ("", tr("課題"), tr("目標"), tr("リスク"), tr("支援"), tr("使った"), tr("予定"))
    for column, head in enumerate(heads):
        grid.addWidget(SafeLabel(head, size=12, colour=theme.NIBI), 0, column, _side(column))
    rows: list[tuple[str, tuple[StepTime, ...], int, int]] = [
        (tr("開会"), (), report.opening.used, report.opening.planned)
    ]
    for number, each in enumerate(report.cases, start=1):
        case = cases.get(each.case_uuid)
        name = f"{number} {case.pseudonym}" if case else f"{number}"
        rows.append((tr("{case} 次回へ", case=name) if each.put_off else name, each.stages,
                     each.used, each.planned))  # fmt: skip
    rows.append((tr("まとめ"), (), report.closing.used, report.closing.planned))
    rows.append((tr("会議"), (), report.used, report.planned))
    for line, (name, steps, used, planned) in enumerate(rows, start=1):
        grid.addWidget(SafeLabel(name, size=14), line, 0)
        for column, step in enumerate(steps, start=1):
            grid.addWidget(_time(step.used, step.planned, step.entered), line, column, _side(1))
        whole = len(STAGES) + 1
        grid.addWidget(_time(used, planned, known=True), line, whole, _side(1))
        plan = SafeLabel(tr("{n}分", n=planned // 60), size=13, colour=theme.NIBI)
        grid.addWidget(plan, line, whole + 1, _side(1))
    grid.setColumnStretch(0, 1)
    return table


def _time(used: int, planned: int, known: bool) -> SafeLabel:  # noqa: FBT001 - a private helper
    """``5:12``; in kaki where it took longer than planned, a dash where nobody came."""
    over = used > planned
    label = SafeLabel(
        clock_text(used) if known else "—",
        size=13,
        bold=over,
        colour=theme.KAKI if over else theme.SUMI if known else theme.NIBI,
    )
    label.setToolTip(tr("予定 {n}分", n=planned // 60))
    return label


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft


def _told(report: TimeReport, cases: Mapping[str, Case]) -> list[str]:
    """Re-divisions, pauses, decisions and reopenings, one line each."""
    lines = []
    if report.total != report.planned:
        lines.append(tr("会議を{n}分に変えました", n=report.total // 60))
    if report.divisions:
        times = tr("、").join(_clock(each) for each in report.divisions)
        lines.append(tr("時間の分け直し：{times}", times=times))
    if report.pauses:
        minutes = sum(each.seconds for each in report.pauses) // 60
        words = tr("時計を止めたのは{n}回、あわせて{m}分", n=len(report.pauses), m=minutes)
        lines.append(words)
    for each in report.decisions:
        case = cases.get(each.case_uuid)
        name = case.pseudonym if case else ""
        count = len(each.rules)
        by = each.decided_by
        words = tr("{case}：リスク{n}件を残して進むと{by}が決めた", case=name, n=count, by=by)
        lines.append(words)
    lines += [
        tr("{time}に開き直した理由：{reason}", time=_clock(again.wall_time), reason=again.reason)
        for again in report.reopenings
    ]
    return lines


def _clock(wall_time: str) -> str:
    moment = datetime.fromisoformat(wall_time)
    return f"{moment.hour}:{moment.minute:02d}"

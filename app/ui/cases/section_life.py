"""生活 and 見立てと支援: the person's words, the view, supports, monitoring, points (§1.1 no. 17–23)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.care.case import (
    AgendaPoint,
    Case,
    FormalService,
    GoalRow,
    InformalSupport,
    MonitoringNote,
    RoomFact,
)
from app.care.wareki import format_care_date, parse_date
from app.i18n import tr
from app.ui import theme
from app.ui.cases.form import FormSection, Put, with_field
from app.ui.cases.rows_model import RowColumn
from app.ui.widgets.labels import FieldLabel


class LifeSection(FormSection):
    """What life is like, what the person wants, before – now – in half a year."""

    def __init__(self) -> None:
        super().__init__("life", tr("生活"))
        issues = self.text(
            "life_issues", tr("生活課題"), lambda c: c.life_issues, put("life_issues"), lines=2
        )
        self.block(tr("生活課題"), issues, shown_box(self, "life_issues"))
        wish = self.text(
            "desired_life",
            tr("望む暮らし（目標とする生活）"),
            lambda c: c.desired_life,
            put("desired_life"),
            lines=2,
        )
        self.block(tr("望む暮らし（目標とする生活）"), wish, shown_box(self, "desired_life"))
        self._build_goals()
        trigger = self.text(
            "application_trigger",
            tr("申請のきっかけ"),
            lambda c: c.application_trigger,
            put("application_trigger"),
        )
        strengths = self.text(
            "strengths", tr("得意・昔の仕事・趣味"), lambda c: c.strengths, put("strengths")
        )
        self.grid((tr("申請のきっかけ"), trigger, 0), (tr("得意・昔の仕事・趣味"), strengths, 0))

    def _build_goals(self) -> None:
        goals = self.rows(
            "goal_rows",
            tr("目標の表"),
            [
                RowColumn(
                    tr("こと"), lambda r: r.topic, lambda r, t: replace(r, topic=t), width=110
                ),
                RowColumn(tr("以前"), lambda r: r.before, lambda r, t: replace(r, before=t)),
                RowColumn(tr("いま"), lambda r: r.now, lambda r, t: replace(r, now=t)),
                RowColumn(
                    tr("半年後の目標"), lambda r: r.target, lambda r, t: replace(r, target=t)
                ),
            ],
            make=GoalRow,
            get=lambda case: case.goal_rows,
            put=lambda case, rows: replace(case, goal_rows=rows),
        )
        self.block(tr("目標の表（会場②に出ます）"), goals)


class PlanSection(FormSection):
    """The care manager's view, formal and informal support, monitoring."""

    def __init__(self, today: date) -> None:
        super().__init__("plan", tr("見立てと支援"))
        self._today = today
        view = self.text(
            "cm_assessment",
            tr("ケアマネの見立て（総合的な課題）"),
            lambda c: c.cm_assessment,
            put("cm_assessment"),
            lines=2,
        )
        self.block(tr("ケアマネの見立て（総合的な課題）"), view)
        self._build_supports()
        self._build_monitoring()

    def _build_supports(self) -> None:
        formal = self.rows(
            "formal_services",
            tr("フォーマルサービス"),
            [
                RowColumn(tr("サービス"), lambda r: r.text, lambda r, t: replace(r, text=t)),
                RowColumn(
                    tr("頻度"),
                    lambda r: r.frequency,
                    lambda r, t: replace(r, frequency=t),
                    width=84,
                ),
                RowColumn(
                    tr("始まり"),
                    lambda r: format_care_date(r.start),
                    lambda r, t: replace(r, start=parse_date(t) if t else None),
                    width=104,
                ),
            ],
            make=FormalService,
            get=lambda case: case.formal_services,
            put=lambda case, rows: replace(case, formal_services=rows),
        )
        informal = self.rows(
            "informal_supports",
            tr("インフォーマルサービス"),
            [
                RowColumn(tr("だれが・何を"), lambda r: r.text, lambda r, t: replace(r, text=t)),
                RowColumn(
                    tr("頻度"),
                    lambda r: r.frequency,
                    lambda r, t: replace(r, frequency=t),
                    width=84,
                ),
            ],
            make=InformalSupport,
            get=lambda case: case.informal_supports,
            put=lambda case, rows: replace(case, informal_supports=rows),
        )
        self.column.addLayout(
            beside([(tr("フォーマルサービス"), formal), (tr("インフォーマルサービス"), informal)])
        )

    def _build_monitoring(self) -> None:
        day = self.wareki(
            "monitoring",
            tr("モニタリング評価の日"),
            lambda case: case.monitoring[0].date if case.monitoring else None,
            lambda case, when: _first_note(case, date=when),
            today=self._today,
        )
        status = self.text(
            "conference_time_status",
            tr("カンファレンス時の状況"),
            lambda case: case.monitoring[0].conference_time_status if case.monitoring else "",
            lambda case, text: _first_note(case, conference_time_status=text),
            lines=2,
        )
        self.grid((tr("モニタリング評価の日"), day, 158), (tr("カンファレンス時の状況"), status, 0))


class MeetingSection(FormSection):
    """会議で出すもの: points of discussion, facts for the wall, the question of stage ④."""

    def __init__(self) -> None:
        super().__init__("meeting", tr("会議で話すこと・会場に出すこと"))
        points = self.rows(
            "agenda_points",
            tr("論点"),
            [RowColumn(tr("論点"), lambda r: r.text, lambda r, t: replace(r, text=t))],
            make=AgendaPoint,
            get=lambda case: case.agenda_points,
            put=lambda case, rows: replace(case, agenda_points=rows),
            numbered=True,
        )
        facts = self.rows(
            "room_facts",
            tr("会場①に出す事実"),
            [
                RowColumn(
                    tr("短い事実（4つまで一度に映ります）"),
                    lambda r: r.text,
                    lambda r, t: replace(r, text=t),
                )
            ],
            make=RoomFact,
            get=lambda case: case.room_facts,
            put=lambda case, rows: replace(case, room_facts=rows),
            numbered=True,
        )
        self.column.addLayout(beside([(tr("論点"), points), (tr("会場①に出す事実"), facts)]))
        question = self.text(
            "support_question",
            tr("会場④の問い"),
            lambda c: c.support_question,
            put("support_question"),
        )
        note = self.text(
            "presenter_note",
            tr("担当からの一言（会場には出ません）"),
            lambda c: c.presenter_note,
            put("presenter_note"),
        )
        self.grid(
            (tr("会場④の問い（例：何があれば、また囲碁に通えるか？）"), question, 0),
            (tr("担当からの一言（会場には出ません）"), note, 0),
        )
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        for name, label in (
            ("judgement", tr("ADL・IADLの見込みを映す")),
            ("risks", tr("医学的リスクを映す")),
            ("supports", tr("資源を映す")),
        ):
            row.addWidget(shown_box(self, name, label))
        row.addStretch(1)
        self.column.addLayout(row)


def put(name: str) -> Put:
    """A setter for one text field of the case."""
    return lambda case, value: with_field(case, name, str(value))


def shown_box(section: FormSection, field: str, label: str = "") -> QCheckBox:
    """投影してよい: only marked fields reach the wall (DESIGN-SYSTEM §9)."""

    def change(case: Case, on: object) -> Case:
        fields = case.projected_fields | {field} if on else case.projected_fields - {field}
        return replace(case, projected_fields=fields)

    return section.check(
        f"projected_{field}",
        label or tr("投影してよい"),
        lambda case: field in case.projected_fields,
        change,
    )


def beside(parts: list[tuple[str, QWidget]]) -> QHBoxLayout:
    """Labelled tables side by side, aligned at the top."""
    line = QHBoxLayout()
    line.setSpacing(theme.px(12))
    for label, widget in parts:
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addWidget(FieldLabel(label, widget))
        column.addWidget(widget)
        column.addStretch(1)
        line.addLayout(column, 1)
    return line


def _first_note(case: Case, **values: Any) -> Case:
    first = case.monitoring[0] if case.monitoring else MonitoringNote()
    changed = replace(first, **values)
    if changed.date is not None and changed.date != first.date and changed.date.iso:
        month = changed.date.iso[5:7]
        changed = replace(changed, month_label=f"{int(month)}月" if month else "")
    return replace(case, monitoring=(changed, *case.monitoring[1:]))

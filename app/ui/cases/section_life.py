"""生活: what life is like and what the person wants (DOMAIN.md §1.1 no. 17–18, §1.8)."""

from __future__ import annotations

from dataclasses import replace

from app.care.case import GoalRow
from app.i18n import tr
from app.ui.cases.form import FormSection, Put, with_field
from app.ui.cases.form_line import Cell
from app.ui.cases.rows_model import RowColumn
from app.ui.cases.shown_box import shown_box


class LifeSection(FormSection):
    """What life is like, what the person wants, before – now – in half a year."""

    def __init__(self) -> None:
        super().__init__("life", tr("生活"))
        issues = self.text(
            "life_issues",
            tr("生活課題"),
            lambda c: c.life_issues,
            put_text("life_issues"),
            lines=2,
            example=tr("いま困っていること。いつから、何があってからか"),
        )
        self.block(tr("生活課題"), issues, shown_box(self, "life_issues"))
        wish = self.text(
            "desired_life",
            tr("望む暮らし（目標とする生活）"),
            lambda c: c.desired_life,
            put_text("desired_life"),
            lines=2,
            example=tr("本人の言葉のまま。前の趣味や役割も"),
        )
        self.block(tr("望む暮らし（目標とする生活）"), wish, shown_box(self, "desired_life"))
        self._build_goals()
        trigger = self.text(
            "application_trigger",
            tr("申請のきっかけ"),
            lambda c: c.application_trigger,
            put_text("application_trigger"),
        )
        strengths = self.text(
            "strengths", tr("得意・昔の仕事・趣味"), lambda c: c.strengths, put_text("strengths")
        )
        self.line(
            Cell(tr("申請のきっかけ"), trigger, least=240),
            Cell(tr("得意・昔の仕事・趣味"), strengths, least=240),
        )

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


def put_text(name: str) -> Put:
    """A setter for one text field of the case."""
    return lambda case, value: with_field(case, name, str(value))

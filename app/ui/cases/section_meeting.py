"""会議で話すこと・会場に出すこと: points, facts for the wall, the question of stage ④."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.care.case import AgendaPoint, CaseCommunityIssue, RoomFact
from app.i18n import tr
from app.ui.cases.form import FormSection
from app.ui.cases.form_line import Cell, plain
from app.ui.cases.rows_model import RowColumn
from app.ui.cases.section_life import put_text
from app.ui.cases.shown_box import shown_box

_STAGES = {"issue": "①", "goal": "②", "risk": "③", "support": "④"}


class MeetingSection(FormSection):
    """What the care manager brings to the meeting and lets the wall show."""

    def __init__(self) -> None:
        super().__init__("meeting", tr("会議で話すこと・会場に出すこと"))
        self.line(
            Cell(tr("論点"), self._points(), least=250),
            Cell(tr("会場に出す短い事実"), self._facts(), least=250),
        )
        question = self.text(
            "support_question",
            tr("会場④の問い"),
            lambda c: c.support_question,
            put_text("support_question"),
            example=tr("例：何があれば、また囲碁に通えるか？"),
        )
        note = self.text(
            "presenter_note",
            tr("担当からの一言（会場には出ません）"),
            lambda c: c.presenter_note,
            put_text("presenter_note"),
        )
        self.line(
            Cell(tr("会場④の問い"), question, least=250),
            Cell(tr("担当からの一言（会場には出ません）"), note, least=250),
        )
        boxes = [
            shown_box(self, part, label)
            for part, label in (
                ("body", tr("体格の変化を映す")),
                ("judgement", tr("ADL・IADLの見込みを映す")),
                ("risks", tr("医学的リスクを映す")),
                ("supports", tr("資源を映す")),
            )
        ]
        self.column.addLayout(plain(*boxes, gap=16))
        self.block(tr("気づいた地域課題（会場には出ません）"), self._community())

    def _points(self) -> QWidget:
        return self.rows(
            "agenda_points",
            tr("論点"),
            [RowColumn(tr("論点"), lambda r: r.text, lambda r, t: replace(r, text=t))],
            make=AgendaPoint,
            get=lambda case: case.agenda_points,
            put=lambda case, rows: replace(case, agenda_points=rows),
            numbered=True,
        )

    def _facts(self) -> QWidget:
        return self.rows(
            "room_facts",
            tr("会場に出す短い事実"),
            [
                RowColumn(
                    tr("短い事実（4つまで一度に映ります）"),
                    lambda r: r.text,
                    lambda r, t: replace(r, text=t),
                ),
                RowColumn(
                    tr("段階"),
                    lambda r: _STAGES.get(r.stage, r.stage) if r.text else "",
                    _put_stage,
                    width=48,
                    choices=tuple(_STAGES.values()),
                    key="stage",
                ),
            ],
            make=RoomFact,
            get=lambda case: case.room_facts,
            put=lambda case, rows: replace(case, room_facts=rows),
            numbered=True,
        )

    def _community(self) -> QWidget:
        return self.rows(
            "community_issues",
            tr("気づいた地域課題"),
            [
                RowColumn(
                    tr("この事例から見えた、地域に足りないもの"),
                    lambda r: r.text,
                    lambda r, t: replace(r, text=t),
                )
            ],
            make=CaseCommunityIssue,
            get=lambda case: case.community_issues,
            put=lambda case, rows: replace(case, community_issues=rows),
        )


def _put_stage(row: RoomFact, text: str) -> RoomFact | None:
    """① or 1 … ④ or 4; emptied, a fact belongs to the first stage."""
    number = unicodedata.normalize("NFKC", text) or "1"
    stages = {str(place): stage for place, stage in enumerate(_STAGES, start=1)}
    return replace(row, stage=stages[number]) if number in stages else None

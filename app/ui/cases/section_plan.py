"""見立てと支援: the view, supports and monitoring (DOMAIN.md §1.1 no. 19–23, §1.8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.care.case import (
    CareDate,
    Case,
    FormalService,
    InformalSupport,
    MonitoringNote,
    ShortTermProgram,
)
from app.care.wareki import format_care_date, parse_date
from app.i18n import tr
from app.ui.cases.figure_field import Limits
from app.ui.cases.form import FormSection, Get, Put, date_column, date_doubt
from app.ui.cases.form_line import Cell
from app.ui.cases.rows_model import RowColumn
from app.ui.cases.section_life import put_text

DATE_WIDTH = 150
KINDS = (
    "訪問", "通所", "短期入所", "短期集中", "福祉用具", "住宅改修", "配食・見守り", "医療",
)  # fmt: skip
SESSIONS = Limits(lowest=1, highest=200, digits=3)


class PlanSection(FormSection):
    """The care manager's view, formal and informal support, monitoring."""

    def __init__(self, today: date) -> None:
        super().__init__("plan", tr("見立てと支援"))
        self._today = today
        view = self.text(
            "cm_assessment",
            tr("ケアマネの見立て（総合的な課題）"),
            lambda c: c.cm_assessment,
            put_text("cm_assessment"),
            lines=2,
            example=tr("なぜ暮らしが狭くなったか、何があれば元の暮らしに戻れるか"),
        )
        self.block(tr("ケアマネの見立て（総合的な課題）"), view)
        self.block(tr("フォーマルサービス"), self._formal())
        self.block(tr("インフォーマルサービス"), self._informal())
        self._build_program()
        self._build_monitoring()

    def _formal(self) -> QWidget:
        return self.rows(
            "formal_services",
            tr("フォーマルサービス"),
            [
                RowColumn(tr("サービス"), lambda r: r.text, lambda r, t: replace(r, text=t)),
                RowColumn(
                    tr("種類"),
                    lambda r: r.kind,
                    lambda r, t: replace(r, kind=t),
                    width=96,
                    choices=KINDS,
                ),
                RowColumn(
                    tr("頻度"),
                    lambda r: r.frequency,
                    lambda r, t: replace(r, frequency=t),
                    width=84,
                ),
                date_column(tr("始まり"), "start", width=108),
                date_column(tr("終わり"), "end", width=108),
            ],
            make=FormalService,
            get=lambda case: case.formal_services,
            put=lambda case, rows: replace(case, formal_services=rows),
        )

    def _informal(self) -> QWidget:
        return self.rows(
            "informal_supports",
            tr("インフォーマルサービス"),
            [
                RowColumn(tr("だれが"), lambda r: r.who, lambda r, t: replace(r, who=t), width=150),
                RowColumn(tr("何を"), lambda r: r.text, lambda r, t: replace(r, text=t)),
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

    def _build_program(self) -> None:
        """短期集中予防サービス: an emptied programme is no programme."""
        kind = self.text(
            "program_type",
            tr("短期集中予防サービス"),
            lambda c: c.short_term_program.type if c.short_term_program else "",
            lambda c, v: _program(c, type=str(v)),
        )
        start, end = (
            self.wareki(
                f"program_{part}",
                label,
                _get(part),
                _put(part),
                today=self._today,
            )
            for part, label in (
                ("start", tr("短期集中の始まり")), ("end", tr("短期集中の終わり")),
            )
        )  # fmt: skip
        sessions = self.number(
            "program_sessions",
            tr("回数"),
            tr("回"),
            lambda c: c.short_term_program.sessions if c.short_term_program else None,
            lambda c, v: _program(c, sessions=None if v is None else int(v)),
            limits=SESSIONS,
        )
        self.line(
            Cell(tr("短期集中予防サービス"), kind),
            Cell(tr("短期集中の始まり"), start, DATE_WIDTH),
            Cell(tr("短期集中の終わり"), end, DATE_WIDTH),
            Cell(tr("回数"), sessions, 70),
        )

    def _build_monitoring(self) -> None:
        day = self.wareki(
            "monitoring",
            tr("モニタリング評価の日"),
            _monitored,
            lambda case, when: _first_note(case, date=when),
            today=self._today,
        )
        status = self.text(
            "conference_time_status",
            tr("カンファレンス時の状況"),
            lambda case: case.monitoring[0].conference_time_status if case.monitoring else "",
            lambda case, text: _first_note(case, conference_time_status=text),
            lines=2,
            example=tr("計画を始めてから変わったこと。本人が気づいていない変化も"),
        )
        self.line(
            Cell(tr("モニタリング評価の日"), day, DATE_WIDTH),
            Cell(tr("カンファレンス時の状況"), status, least=300),
        )
        earlier = self.rows(
            "earlier_monitoring",
            tr("これまでのモニタリング"),
            [
                RowColumn(
                    tr("日"),
                    lambda r: format_care_date(r.date) or r.month_label,
                    lambda r, t: _dated(r, date=parse_date(t) if t else None),
                    width=140,
                    doubt=lambda r: date_doubt(r.date),
                ),
                RowColumn(
                    tr("状況"),
                    lambda r: r.conference_time_status,
                    lambda r, t: replace(r, conference_time_status=t),
                ),
            ],
            make=MonitoringNote,
            get=lambda case: case.monitoring[1:],
            put=_put_earlier,
        )
        self.block(tr("これまでのモニタリング"), earlier)


def _get(part: str) -> Get:
    return lambda case: getattr(case.short_term_program, part, None)


def _put(part: str) -> Put:
    return lambda case, value: _program(case, **{part: value})


def _program(case: Case, **values: Any) -> Case:
    program = replace(case.short_term_program or ShortTermProgram(), **values)
    return replace(case, short_term_program=None if program == ShortTermProgram() else program)


def _monitored(case: Case) -> CareDate | None:
    """The date of the newest note; an imported one may only name its month."""
    note = case.monitoring[0] if case.monitoring else MonitoringNote()
    return note.date or (parse_date(note.month_label) if note.month_label else None)


def _dated(note: MonitoringNote, **values: Any) -> MonitoringNote:
    """``note`` changed; a new date brings the month of モニタリング評価 〇月 with it."""
    changed: MonitoringNote = replace(note, **values)
    if changed.date != note.date:
        month = changed.date.iso[5:7] if changed.date and changed.date.iso else ""
        changed = replace(changed, month_label=f"{int(month)}月" if month else "")
    return changed


def _first_note(case: Case, **values: Any) -> Case:
    """The note of this conference changed; one that is emptied goes, unless others follow it."""
    first = _dated(case.monitoring[0] if case.monitoring else MonitoringNote(), **values)
    rest = case.monitoring[1:]
    empty = first.date is None and not first.month_label and not first.conference_time_status
    return replace(case, monitoring=() if empty and not rest else (first, *rest))


def _put_earlier(case: Case, rows: tuple[MonitoringNote, ...]) -> Case:
    first = case.monitoring[:1] or ((MonitoringNote(),) if rows else ())
    return replace(case, monitoring=(*first, *rows))

"""同意 and 本人の情報. The identity is edited here, stored apart, and never leaves (§9.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.care.case import Case, Consent, PrivateIdentity
from app.care.disclosure import consent_missing
from app.care.text import separated
from app.i18n import tr
from app.ui import theme
from app.ui.cases.form import FormSection, Get, Put
from app.ui.cases.form_line import Cell
from app.ui.widgets.labels import Paragraph
from app.ui.widgets.note import InlineNote
from app.ui.widgets.wareki_field import WarekiField

DATE_WIDTH = 150


class ConsentSection(FormSection):
    """Who agreed to what, how and when; withdrawal."""

    def __init__(self, today: date) -> None:
        super().__init__("consent", tr("同意"))
        self._today = today
        person = self.check(
            "consent",
            tr("本人の同意がある"),
            lambda c: c.consent.person,
            lambda c, v: _consent(c, person=bool(v)),
        )
        family = self.check(
            "consent_family",
            tr("家族の同意がある（ないときは家族の記載を会場と紙に出しません）"),
            lambda c: c.consent.family,
            lambda c, v: _consent(c, family=bool(v)),
        )
        for box in (person, family):
            box.setFixedHeight(theme.px(24))
            self.column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        missing = InlineNote("", name="consent_note_missing")
        self.column.addWidget(missing)
        self.on_show("consent_missing", _why_no_consent, lambda why: _show_note(missing, why))
        self._build_lines()

    def _build_lines(self) -> None:
        texts = {
            name: self.text(
                f"consent_{name}",
                label,
                _get(name),
                _put(name),
                example=example,
            )
            for name, label, example in (
                ("method", tr("方法"), tr("書面・口頭・電話")),
                ("scope", tr("同意の範囲"), tr("例：会議と配付資料、地域課題の統計")),
                ("note", tr("補足"), ""),
            )
        }
        dates = {
            name: self.wareki(
                f"consent_{name}",
                label,
                _get(name),
                _put(name),
                today=self._today,
            )
            for name, label in (("date", tr("同意の日")), ("withdrawn", tr("撤回の日")))
        }
        self.line(
            Cell(tr("方法"), texts["method"], 124),
            Cell(tr("同意の日"), dates["date"], DATE_WIDTH),
            Cell(tr("同意の範囲"), texts["scope"], least=180),
            Cell(tr("撤回の日"), dates["withdrawn"], DATE_WIDTH),
        )
        self.line(Cell(tr("補足"), texts["note"]))


def _why_no_consent(case: Case) -> str | None:
    missing = consent_missing(case)
    return missing.reason if missing else None


def _show_note(note: InlineNote, text: str | None) -> None:
    note.set_note(text or "")
    note.setVisible(bool(text))


def _get(name: str) -> Get:
    return lambda case: getattr(case.consent, name)


def _put(name: str) -> Put:
    return lambda case, value: _consent(case, **{name: value})


def _consent(case: Case, **values: Any) -> Case:
    consent: Consent = replace(case.consent, **values)
    return replace(case, consent=consent)


class IdentitySection(FormSection):
    """Name, address and the rest: a record of its own that only this section reads.

    ``typed`` carries the new identity and the name of the part that was changed.
    """

    typed = Signal(object, str)

    def __init__(self, today: date) -> None:
        super().__init__("identity", tr("本人の情報（この端末の外に出ません）"))
        self._identity = PrivateIdentity(case_uuid="")
        self._lines: dict[str, QLineEdit] = {}
        words = tr(
            "会場・印刷・書き出しには使いません。文章の中に本人の名前などが残っていないかを確かめるためだけに使います。"
        )
        self.column.addWidget(Paragraph(words, size=13, line=20, colour=theme.NIBI))
        self._birth = WarekiField("identity_birth_date", accessible=tr("生年月日"), today=today)
        self._birth.line.setProperty("dense", "true")
        self._birth.committed.connect(lambda when: self._take("birth_date", when))
        self.line(
            self._cell("name", tr("氏名")),
            self._cell("kana", tr("ふりがな")),
            Cell(tr("生年月日"), self._birth, DATE_WIDTH),
            self._cell("insured_number", tr("被保険者番号"), least=110),
        )
        self.line(
            self._cell("address", tr("住所"), least=260, grow=2),
            self._cell("phone", tr("電話"), least=120),
            self._cell("emergency_contacts", tr("緊急連絡先"), least=160),
        )
        self.line(
            self._cell("relatives", tr("家族の名前（、で区切る）"), least=240),
            self._cell("facilities", tr("利用する施設の名前（、で区切る）"), least=240),
        )

    def _cell(self, name: str, label: str, *, least: int = 140, grow: int = 1) -> Cell:
        line = QLineEdit()
        line.setObjectName(f"identity_{name}")
        line.setProperty("dense", "true")
        line.textEdited.connect(lambda text: self._typed(name, text))
        self._lines[name] = line
        self.fields[f"identity_{name}"] = line
        return Cell(label, line, least=least, grow=grow)

    def show_identity(self, identity: PrivateIdentity) -> None:
        """Show an identity, stored or not; nothing is emitted."""
        self._identity = identity
        for name, line in self._lines.items():
            value = getattr(identity, name)
            if (
                separated(line.text()) != value
                if isinstance(value, tuple)
                else line.text() != value
            ):
                line.setText("、".join(value) if isinstance(value, tuple) else str(value))
                line.setCursorPosition(0)
        if self._birth.value() != identity.birth_date:
            self._birth.set_value(identity.birth_date)

    def first_identity_difference(
        self, before: PrivateIdentity, after: PrivateIdentity
    ) -> QWidget | None:
        """The first field that shows the two differently, for undo to lead there."""
        parts: dict[str, QWidget] = {**self._lines, "birth_date": self._birth}
        differing = (part for part in parts if getattr(before, part) != getattr(after, part))
        return next((parts[part] for part in differing), None)

    def _typed(self, name: str, text: str) -> None:
        several = name in ("relatives", "facilities")
        self._take(name, separated(text) if several else text)

    def _take(self, name: str, value: object) -> None:
        values: dict[str, Any] = {name: value}
        changed = replace(self._identity, **values)
        if changed != self._identity:
            self._identity = changed
            self.typed.emit(changed, name)

"""同意 and 本人の情報. The identity is edited here, stored apart, and never leaves (§9.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit

from app.care.case import Case, Consent, PrivateIdentity
from app.i18n import tr
from app.ui import theme
from app.ui.cases.form import FormSection
from app.ui.widgets.labels import FieldLabel, Paragraph
from app.ui.widgets.wareki_field import WarekiField

METHODS = ("書面", "口頭", "電話")


class ConsentSection(FormSection):
    """Who agreed to what, how and when; withdrawal."""

    def __init__(self, today: date) -> None:
        super().__init__("consent", tr("同意"))
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
        method = self.text(
            "consent_method",
            tr("方法"),
            lambda c: c.consent.method,
            lambda c, v: _consent(c, method=str(v)),
        )
        scope = self.text(
            "consent_scope",
            tr("同意の範囲"),
            lambda c: c.consent.scope,
            lambda c, v: _consent(c, scope=str(v)),
        )
        note = self.text(
            "consent_note",
            tr("補足"),
            lambda c: c.consent.note,
            lambda c, v: _consent(c, note=str(v)),
        )
        day = self.wareki(
            "consent_date",
            tr("同意の日"),
            lambda c: c.consent.date,
            lambda c, v: _consent(c, date=v),
            today=today,
        )
        withdrawn = self.wareki(
            "consent_withdrawn",
            tr("撤回の日"),
            lambda c: c.consent.withdrawn,
            lambda c, v: _consent(c, withdrawn=v),
            today=today,
        )
        self.column.addWidget(person, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(family, 0, Qt.AlignmentFlag.AlignLeft)
        self.grid(
            (tr("方法"), method, 90),
            (tr("同意の日"), day, 158),
            (tr("同意の範囲"), scope, 0),
            (tr("撤回の日"), withdrawn, 158),
        )
        self.grid((tr("補足"), note, 0))


def _consent(case: Case, **values: Any) -> Case:
    consent: Consent = replace(case.consent, **values)
    return replace(case, consent=consent)


class IdentitySection(FormSection):
    """Name, address and the rest: a record of its own that only this section reads."""

    identity_edited = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__("identity", tr("本人の情報（この端末の外に出ません）"))
        self._identity = PrivateIdentity(case_uuid="")
        self._lines: dict[str, QLineEdit] = {}
        words = Paragraph(
            tr(
                "会場・印刷・書き出しには使いません。文章の中に本人の名前などが残っていないかを確かめるためだけに使います。"
            ),
            size=13,
            line=20,
            colour=theme.NIBI,
        )
        self.column.addWidget(words)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(2))
        labels = (
            ("name", tr("氏名")),
            ("kana", tr("ふりがな")),
            ("phone", tr("電話")),
            ("insured_number", tr("被保険者番号")),
            ("address", tr("住所")),
            ("relatives", tr("家族の名前（、で区切る）")),
            ("facilities", tr("利用する施設の名前（、で区切る）")),
            ("emergency_contacts", tr("緊急連絡先")),
        )
        for place, (name, label) in enumerate(labels):
            line = QLineEdit()
            line.setObjectName(f"identity_{name}")
            line.textEdited.connect(lambda text, n=name: self._typed(n, text))
            row, column = divmod(place, 4)
            grid.addWidget(FieldLabel(label, line), row * 2, column)
            grid.addWidget(line, row * 2 + 1, column)
            self._lines[name] = line
        self._birth = WarekiField("identity_birth_date", accessible=tr("生年月日"), today=today)
        self._birth.committed.connect(lambda when: self._take(birth_date=when))
        grid.addWidget(FieldLabel(tr("生年月日"), self._birth), 4, 0)
        grid.addWidget(self._birth, 5, 0)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        self.column.addLayout(grid)

    def show_identity(self, identity: PrivateIdentity) -> None:
        """Show a stored identity; nothing is emitted."""
        self._identity = identity
        for name, line in self._lines.items():
            value = getattr(identity, name)
            text = "、".join(value) if isinstance(value, tuple) else str(value)
            if line.text() != text and not line.hasFocus():
                line.setText(text)
                line.setCursorPosition(0)
        if not self._birth.line.hasFocus():
            self._birth.set_value(identity.birth_date)

    def _typed(self, name: str, text: str) -> None:
        value: object = text
        if name in ("relatives", "facilities"):
            value = tuple(
                part.strip() for part in text.replace(",", "、").split("、") if part.strip()
            )
        self._take(**{name: value})

    def _take(self, **values: Any) -> None:
        changed = replace(self._identity, **values)
        if changed != self._identity:
            self._identity = changed
            self.identity_edited.emit(changed)

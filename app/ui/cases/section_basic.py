"""基本情報: who presents, levels, home and household (DOMAIN.md §1.1 no. 1–13, §1.8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from app.care.case import Case, CaseStatus, SessionType, Sex
from app.care.scales import (
    care_level_label,
    care_levels,
    case_status_label,
    dementia_label,
    dementia_meaning,
    dementia_scale,
    disability_label,
    disability_meaning,
    disability_scale,
    household_label,
    household_types,
    nearby_family_choices,
    nearby_family_label,
    session_type_label,
    sex_label,
)
from app.i18n import tr
from app.ui import theme
from app.ui.cases.form import FormSection, Put, with_field
from app.ui.widgets.choice_field import ChoiceField
from app.ui.widgets.segmented import Segmented

NEW = "new"


class BasicSection(FormSection):
    """Identity of the case, scales with their official meaning, home, family, certification."""

    def __init__(self, today: date) -> None:
        super().__init__("basic", tr("基本情報"))
        self._today = today
        self._build_first_line()
        self._build_home()
        self._build_meeting()
        self._build_family()
        self._build_certification()

    def _build_first_line(self) -> None:
        first_visit = self.wareki(
            "first_visit_date",
            tr("初回訪問日"),
            lambda c: c.first_visit_date,
            lambda c, v: replace(c, first_visit_date=v),
            today=self._today,
        )
        age = self.number(
            "age",
            tr("年齢"),
            tr("歳"),
            lambda c: c.age,
            lambda c, v: replace(c, age=None if v is None else int(v)),
            lowest=40,
            highest=120,
        )
        disability = self._scale(
            "disability_independence",
            tr("障害自立"),
            [
                (code, disability_label(code), disability_meaning(code))
                for code in disability_scale()
            ],
        )
        dementia = self._scale(
            "dementia_independence",
            tr("認知症"),
            [(code, dementia_label(code), dementia_meaning(code)) for code in dementia_scale()],
        )
        levels = [(code, care_level_label(code)) for code in care_levels()]
        previous = self.choice(
            "previous_care_level",
            tr("前回の区分"),
            [(NEW, tr("新規")), *levels],
            lambda c: NEW if c.newly_certified else c.previous_care_level,
            _put_previous,
        )
        level = self.choice(
            "care_level",
            tr("介護区分"),
            levels,
            lambda c: c.care_level,
            lambda c, v: replace(c, care_level=v),
        )
        self.grid(
            (tr("初回訪問日"), first_visit, 0),
            (tr("年齢"), age, 64),
            (tr("性別"), self._sex(), 84),
            (tr("障害自立"), disability, 72),
            (tr("認知症"), dementia, 76),
            (tr("前回の区分"), previous, 96),
            (tr("介護区分"), level, 104),
        )

    def _sex(self) -> Segmented:
        sex = Segmented(
            [(s.value, sex_label(s)) for s in (Sex.MALE, Sex.FEMALE)],
            "sex",
            accessible=tr("性別"),
            clearable=True,
            padding=9,
        )
        sex.chosen.connect(
            lambda code: self.edit("sex", replace(self.case, sex=Sex(code) if code else None))
        )
        self.on_show(lambda case: sex.set_value(case.sex.value if case.sex else ""))
        self.fields["sex"] = sex
        return sex

    def _scale(self, name: str, label: str, steps: list[tuple[str, str, str]]) -> ChoiceField:
        """A scale whose official meaning stands beside each step and in the tooltip."""
        field = self.choice(
            name,
            label,
            [(code, short) for code, short, _ in steps],
            lambda c: getattr(c, name),
            lambda c, v: with_field(c, name, v),
        )
        for place, (_, short, meaning) in enumerate(steps, start=1):
            field.setItemData(place, f"{short}：{meaning}", Qt.ItemDataRole.ToolTipRole)
        meanings = {code: f"{short}：{meaning}" for code, short, meaning in steps}
        self.on_show(lambda case: field.setToolTip(meanings.get(getattr(case, name) or "", label)))
        field.view().setMinimumWidth(theme.px(90))
        return field

    def _build_home(self) -> None:
        housing = self.text(
            "housing", tr("住環境"), lambda c: c.housing, _put_text("housing"), lines=2
        )
        family = self.text(
            "family_note",
            tr("世帯・家族"),
            lambda c: c.household.family_note,
            lambda c, v: _put_household(c, "family_note", v),
            lines=2,
        )
        self.grid((tr("住環境"), housing, 0), (tr("世帯・家族"), family, 0))

    def _build_meeting(self) -> None:
        session = self.choice(
            "session_type",
            tr("会議の版"),
            [(kind.value, session_type_label(kind)) for kind in SessionType],
            lambda c: c.session_type,
            lambda c, v: replace(c, session_type=SessionType(str(v)) if v else None),
        )
        status = self.choice(
            "status",
            tr("状態"),
            [(s.value, case_status_label(s)) for s in CaseStatus],
            lambda c: c.status,
            lambda c, v: replace(c, status=CaseStatus(str(v))),
            empty=None,
        )
        number = self.number(
            "case_no",
            tr("No"),
            "",
            lambda c: c.case_no,
            lambda c, v: replace(c, case_no=None if v is None else int(v)),
            lowest=1,
        )
        pseudonym = self.text(
            "pseudonym", tr("仮名"), lambda c: c.pseudonym, _put_text("pseudonym")
        )
        district = self.text("district", tr("地区"), lambda c: c.district, _put_text("district"))
        staff = self.text("staff", tr("担当"), lambda c: c.staff, _put_text("staff"))
        self.grid(
            (tr("No"), number, 66),
            (tr("仮名"), pseudonym, 96),
            (tr("会議の版"), session, 146),
            (tr("状態"), status, 108),
            (tr("担当"), staff, 0),
            (tr("地区"), district, 110),
        )

    def _build_family(self) -> None:
        alone = self.check(
            "daytime_alone",
            tr("日中は一人"),
            lambda c: bool(c.household.daytime_alone),
            lambda c, v: _put_household(c, "daytime_alone", v),
        )
        near = self.choice(
            "nearby_family",
            tr("近くの家族"),
            [(code, nearby_family_label(code)) for code in nearby_family_choices()],
            lambda c: c.household.nearby_family,
            lambda c, v: _put_household(c, "nearby_family", v or ""),
        )
        fields = [
            self.text(
                name,
                label,
                _get_household(name),
                _set_household(name),
            )
            for name, label in (
                ("key_person", tr("キーパーソン")),
                ("caregiver_note", tr("介護者の年齢・健康")),
                ("work_of_family", tr("家族の仕事")),
            )
        ]
        household = self.choice(
            "household",
            tr("世帯構成"),
            [(code, household_label(code)) for code in household_types()],
            lambda c: c.household.type,
            lambda c, v: _put_household(c, "type", v or ""),
        )
        self.grid(
            (tr("世帯構成"), household, 128),
            (tr("日中"), alone, 102),
            (tr("近くの家族"), near, 96),
            (tr("キーパーソン"), fields[0], 0),
            (tr("介護者の年齢・健康"), fields[1], 0),
            (tr("家族の仕事"), fields[2], 0),
        )

    def _build_certification(self) -> None:
        dates = [
            self.wareki(
                name,
                label,
                _get(name),
                _set(name),
                today=self._today,
            )
            for name, label in (
                ("baseline_date", tr("基準日")),
                ("certification_from", tr("認定の始まり")),
                ("certification_to", tr("認定の終わり")),
            )
        ]
        self.grid(
            (tr("基準日"), dates[0], 158),
            (tr("認定の始まり"), dates[1], 158),
            (tr("認定の終わり"), dates[2], 158),
        )


def _put_previous(case: Case, value: object) -> Case:
    if value == NEW:
        return replace(case, newly_certified=True, previous_care_level=None)
    return replace(
        case,
        newly_certified=False if value else None,
        previous_care_level=str(value) if value else None,
    )


def _put_household(case: Case, name: str, value: object) -> Case:
    values: dict[str, Any] = {name: value}
    return replace(case, household=replace(case.household, **values))


def _put_text(name: str) -> Put:
    return lambda case, value: with_field(case, name, str(value))


def _get(name: str) -> Callable[[Case], Any]:
    return lambda case: getattr(case, name)


def _set(name: str) -> Put:
    return lambda case, value: with_field(case, name, value)


def _get_household(name: str) -> Callable[[Case], Any]:
    return lambda case: getattr(case.household, name)


def _set_household(name: str) -> Put:
    return lambda case, value: _put_household(case, name, value)

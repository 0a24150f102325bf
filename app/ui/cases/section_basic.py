"""基本情報: who presents, levels, home and household (DOMAIN.md §1.1 no. 1–13, §1.8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.care.case import Case, CaseStatus, SessionType, Sex
from app.care.scales import (
    care_level_label,
    care_level_meaning,
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
from app.ui.cases.figure_field import Limits
from app.ui.cases.form import FIELD_HEIGHT, FormSection, Get, Put, with_field
from app.ui.cases.form_line import Cell
from app.ui.cases.scale_field import MeaningLine, ScaleField, Step
from app.ui.widgets.note import InlineNote
from app.ui.widgets.segmented import Segmented

NEW = "new"
AGE = Limits(lowest=40, highest=120, digits=3)
CASE_NUMBER = Limits(lowest=1, highest=999_999, digits=4)
DATE_WIDTH = 150


class BasicSection(FormSection):
    """Identity of the case, scales with their official meaning, home, family, certification."""

    def __init__(self, today: date) -> None:
        super().__init__("basic", tr("基本情報"))
        self._today = today
        self._build_first_line()
        self._build_home()
        self._build_family()
        self._build_meeting()
        self._build_certification()

    def _build_first_line(self) -> None:
        visit = self._date("first_visit_date", tr("初回訪問日"))  # first: the rail leads to it
        age = self.number(
            "age",
            tr("年齢"),
            tr("歳"),
            lambda c: c.age,
            lambda c, v: replace(c, age=None if v is None else int(v)),
            limits=AGE,
        )
        disability = self._scale(
            "disability_independence", tr("障害自立"),
            _steps(disability_scale(), disability_label, disability_meaning),
        )  # fmt: skip
        dementia = self._scale(
            "dementia_independence", tr("認知症"),
            _steps(dementia_scale(), dementia_label, dementia_meaning),
        )  # fmt: skip
        levels = _steps(care_levels(), care_level_label, care_level_meaning)
        previous = self._scale(
            "previous_care_level",
            tr("前回の区分"),
            [Step(NEW, tr("新規"), ""), *levels],
            lambda c: NEW if c.newly_certified else c.previous_care_level,
            _put_previous,
        )
        level = self._scale("care_level", tr("介護区分"), levels)
        usual = care_level_label("要支援2")
        self.line(
            Cell(tr("初回訪問日"), visit, DATE_WIDTH),
            Cell(tr("年齢"), age, 64),
            Cell(tr("性別"), self._sex(), 84),
            Cell(tr("障害自立"), disability, 76, fits=disability_label("自立")),
            Cell(tr("認知症"), dementia, 76, fits=dementia_label("自立")),
            Cell(tr("前回の区分"), previous, 100, fits=usual),
            Cell(tr("介護区分"), level, 100, fits=usual),
        )
        self.column.addWidget(MeaningLine((disability, dementia, level, previous), "scale_meaning"))

    def _date(self, name: str, label: str) -> Any:
        return self.wareki(name, label, _get(name), _set(name), today=self._today)

    def _sex(self) -> Segmented:
        sex = Segmented(
            [(s.value, sex_label(s)) for s in (Sex.MALE, Sex.FEMALE)],
            "sex",
            accessible=tr("性別"),
            clearable=True,
            padding=11,
        )
        for code in (Sex.MALE.value, Sex.FEMALE.value):
            sex.button(code).setFixedHeight(theme.px(FIELD_HEIGHT))
        sex.chosen.connect(
            lambda code: self.edit("sex", replace(self.case, sex=Sex(code) if code else None))
        )
        self.bind("sex", sex, lambda c: c.sex, lambda s: sex.set_value(s.value if s else ""))
        return sex

    def _scale(
        self,
        name: str,
        label: str,
        steps: Sequence[Step],
        get: Get | None = None,
        put: Put | None = None,
    ) -> ScaleField:
        """A scale; its official meaning stands in the line below and in the open list."""
        field = ScaleField(label, steps, name)
        self.choice(name, label, (), get or _get(name), put or _set(name), field=field)
        return field

    def _build_home(self) -> None:
        housing = self.text(
            "housing",
            tr("住環境"),
            lambda c: c.housing,
            _put_text("housing"),
            lines=2,
            example=tr("例：2階建ての戸建て。玄関に石段3段"),
        )
        family = self.text(
            "family_note",
            tr("世帯・家族"),
            lambda c: c.household.family_note,
            lambda c, v: _put_household(c, "family_note", v),
            lines=2,
            example=tr("例：長男の家族と同居。日中は一人"),
        )
        self.line(Cell(tr("住環境"), housing, least=260), Cell(tr("世帯・家族"), family, least=260))
        hidden = InlineNote(
            tr("家族の同意がないので、家族についての欄は会場と紙に出ません。"),
            name="family_hidden_note",
        )
        hidden.hide()
        self.column.addWidget(hidden)
        self.on_show(
            "family_hidden",
            lambda c: c.consent.person and not c.consent.family,
            hidden.setVisible,
        )

    def _build_family(self) -> None:
        household = self.choice(
            "household",
            tr("世帯構成"),
            [(code, household_label(code)) for code in household_types()],
            lambda c: c.household.type,
            lambda c, v: _put_household(c, "type", v or ""),
        )
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
        texts = [
            Cell(label, self.text(name, label, _get_household(name), _set_household(name)))
            for name, label in (
                ("key_person", tr("キーパーソン")),
                ("caregiver_note", tr("介護者の年齢・健康")),
                ("work_of_family", tr("家族の仕事")),
                ("family_professional", tr("家族の中の専門職")),
            )
        ]
        self.line(
            Cell(tr("世帯構成"), household, 140),
            Cell(tr("日中"), alone, 100),
            Cell(tr("近くの家族"), near, 90),
            *texts,
        )

    def _build_meeting(self) -> None:
        staff = self.text(
            "staff", tr("担当"), lambda c: c.staff, _put_text("staff"),
            example=tr("事業所と職種"),
        )  # fmt: skip
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
        district = self.text("district", tr("地区"), lambda c: c.district, _put_text("district"))
        self.line(
            Cell(tr("担当"), staff, least=190),
            Cell(tr("会議の版"), session, 142, fits=session_type_label(SessionType.COMPREHENSIVE)),
            Cell(
                tr("カンファレンス日"),
                self._date("conference_date", tr("カンファレンス日")),
                DATE_WIDTH,
            ),
            Cell(tr("状態"), status, 106, fits=case_status_label(CaseStatus.PREPARING)),
            Cell(tr("地区"), district, 110),
        )

    def _build_certification(self) -> None:
        number = self.number(
            "case_no",
            tr("No"),
            "",
            lambda c: c.case_no,
            lambda c, v: replace(c, case_no=None if v is None else int(v)),
            limits=CASE_NUMBER,
        )
        pseudonym = self.text(
            "pseudonym", tr("仮名"), lambda c: c.pseudonym, _put_text("pseudonym")
        )
        self.line(
            *(
                Cell(label, self._date(name, label), DATE_WIDTH)
                for name, label in (
                    ("baseline_date", tr("基準日")),
                    ("certification_from", tr("認定の始まり")),
                    ("certification_to", tr("認定の終わり")),
                )
            ),
            Cell(tr("No"), number, 66),
            Cell(tr("仮名"), pseudonym, least=96),
            name="case_no",
        )


def _steps(
    codes: Sequence[str], label: Callable[[str], str], meaning: Callable[[str], str]
) -> list[Step]:
    return [Step(code, label(code), meaning(code)) for code in codes]


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


def _get(name: str) -> Get:
    return lambda case: getattr(case, name)


def _set(name: str) -> Put:
    return lambda case, value: with_field(case, name, value)


def _get_household(name: str) -> Get:
    return lambda case: getattr(case.household, name)


def _set_household(name: str) -> Put:
    return lambda case, value: _put_household(case, name, value)

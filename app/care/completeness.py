"""How much of a case is written and what is still missing (design 01, 03).

The fields are those a meeting needs: the sheet's columns (DOMAIN.md §1.1), what the wall shows
and what the risk rules ask for. Nothing here blocks anybody; it names the next thing to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from app.care.case import Case, TimePoint
from app.care.items import items
from app.care.scales import is_care_level
from app.i18n import tr

SECTION_KEYS: Final = ("basic", "medical", "life", "plan", "judgement")


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the editor: ``missing`` are names for people, ``fields`` keys to jump to."""

    key: str
    done: int
    total: int
    missing: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def share(self) -> float:
        """0 untouched, 0.5 begun, 1 complete."""
        if self.done == self.total:
            return 1.0
        return 0.5 if self.done else 0.0


def section_name(key: str, *, lang: str | None = None) -> str:
    """Heading of a section."""
    return {
        "basic": tr("基本情報", lang=lang),
        "medical": tr("心身・医療", lang=lang),
        "life": tr("生活", lang=lang),
        "plan": tr("見立てと支援", lang=lang),
        "judgement": tr("ADL・IADL", lang=lang),
        "consent": tr("同意", lang=lang),
    }[key]


def sections(case: Case) -> tuple[Section, ...]:
    """The five sections in the editor's order with what is missing in each."""
    return (
        _section("basic", _basic(case)),
        _section("medical", _medical(case)),
        _section("life", _life(case)),
        _section("plan", _plan(case)),
        _judgement(case),
    )


def remaining(case: Case) -> int:
    """How many entries are still missing, the judgement's two columns counted as entries."""
    return sum(len(section.missing) for section in sections(case))


def remaining_text(case: Case) -> str:
    """「見立てと支援3項目、心身・医療1項目」: the most open section first; empty when complete."""
    open_sections = [section for section in sections(case) if section.missing]
    open_sections.sort(key=lambda section: -len(section.missing))
    return tr("、").join(
        tr("{section}{n}項目", section=section_name(s.key), n=len(s.missing)) for s in open_sections
    )


def readiness_steps(case: Case) -> tuple[float, ...]:
    """Six cells of 準備 on the home page: the five sections, then the person's consent.

    Without consent nothing reaches room or paper (§9.2), so it has a cell of its own; half
    of it is filled while the way or the day of consent isn't written down.
    """
    consent = case.consent
    agreed = 0.0
    if consent.person and consent.withdrawn is None:
        agreed = 1.0 if consent.method and consent.date else 0.5
    return (*(section.share for section in sections(case)), agreed)


def readiness_names() -> tuple[str, ...]:
    """Names of the six cells."""
    return tuple(section_name(key) for key in (*SECTION_KEYS, "consent"))


_Check = tuple[str, bool, str]  # field, whether it is written, name for people


def _section(key: str, checks: tuple[_Check, ...]) -> Section:
    return Section(
        key=key,
        done=sum(written for _, written, _ in checks),
        total=len(checks),
        missing=tuple(name for _, written, name in checks if not written),
        fields=tuple(field for field, written, _ in checks if not written),
    )


def _basic(case: Case) -> tuple[_Check, ...]:
    house = case.household
    previous = case.previous_care_level is not None or bool(case.newly_certified)
    agreed = case.consent.person and case.consent.withdrawn is None
    return (
        ("session_type", case.session_type is not None, tr("会議の版")),
        ("first_visit_date", case.first_visit_date is not None, tr("初回訪問日")),
        ("staff", bool(case.staff.strip()), tr("担当")),
        ("age", case.age is not None, tr("年齢")),
        ("sex", case.sex is not None, tr("性別")),
        ("disability_independence", case.disability_independence is not None, tr("障害自立")),
        ("dementia_independence", case.dementia_independence is not None, tr("認知症")),
        ("previous_care_level", previous, tr("前回の区分")),
        ("care_level", case.care_level is not None, tr("介護区分")),
        ("baseline_date", case.baseline_date is not None, tr("基準日")),
        ("housing", bool(case.housing.strip()), tr("住環境")),
        ("household", bool(house.type.strip()), tr("世帯")),
        ("family_note", bool(house.family_note.strip()), tr("家族")),
        ("consent", agreed, tr("本人の同意")),
    )


def _medical(case: Case) -> tuple[_Check, ...]:
    conditions = [c for c in case.conditions if c.name.strip()]
    medications = [m for m in case.medications if m.sheet_text.strip() or m.generic.strip()]
    no_onset = sum(c.onset is None or not (c.onset.text or c.onset.iso) for c in conditions)
    no_usage = sum(not m.usage.strip() for m in medications)
    answers = [answer for answer in case.checklist if answer is not None]
    # People with a care level aren't screened with the checklist (§5.1).
    screened = is_care_level(case.care_level) or len(answers) == 25
    return (
        ("feature_codes", bool(case.feature_codes), tr("特徴")),
        ("feature_note", bool(case.feature_note.strip()), tr("特徴の補足")),
        ("height_cm", case.height_cm is not None, tr("身長")),
        ("weight_kg", case.weight_kg is not None, tr("体重")),
        ("weights", any(w.kg is not None for w in case.weights), tr("半年前の体重")),
        ("conditions", bool(conditions), tr("病名・既往")),
        ("onset", bool(conditions) and not no_onset, _counted_onset(no_onset)),
        ("medications", bool(medications), tr("薬")),
        ("usage", bool(medications) and not no_usage, _counted_usage(no_usage)),
        ("checklist", screened, tr("基本チェックリスト")),
        ("physical_tests", bool(case.physical_tests), tr("体力測定")),
    )


def _counted_onset(n: int) -> str:
    return tr("発症の時期 {n}件", n=n) if n else tr("発症の時期")


def _counted_usage(n: int) -> str:
    return tr("薬の用法 {n}件", n=n) if n else tr("薬の用法")


def _life(case: Case) -> tuple[_Check, ...]:
    goals = any(row.topic.strip() and row.target.strip() for row in case.goal_rows)
    return (
        ("application_trigger", bool(case.application_trigger.strip()), tr("申請のきっかけ")),
        ("life_issues", bool(case.life_issues.strip()), tr("生活課題")),
        ("desired_life", bool(case.desired_life.strip()), tr("望む暮らし")),
        ("strengths", bool(case.strengths.strip()), tr("得意・強み")),
        ("goal_rows", goals, tr("目標の表")),
    )


def _plan(case: Case) -> tuple[_Check, ...]:
    monitored = any(note.date is not None or note.month_label for note in case.monitoring)
    status = any(note.conference_time_status.strip() for note in case.monitoring)
    return (
        ("cm_assessment", bool(case.cm_assessment.strip()), tr("見立て")),
        (
            "formal_services",
            any(s.text.strip() or s.kind.strip() for s in case.formal_services),
            tr("フォーマルサービス"),
        ),
        (
            "informal_supports",
            any(s.text.strip() or s.who.strip() for s in case.informal_supports),
            tr("インフォーマルサービス"),
        ),
        ("monitoring", monitored, tr("モニタリングの時期")),
        ("conference_time_status", status, tr("カンファレンス時の状況")),
        ("agenda_points", any(p.text.strip() for p in case.agenda_points), tr("論点")),
    )


def _judgement(case: Case) -> Section:
    """Two cells for each item, 36 by default: each item before and predicted; a reason for a missing rating fills its cell."""
    filled: Mapping[TimePoint, set[str]] = {TimePoint.BEFORE: set(), TimePoint.PREDICTED: set()}
    for cell in case.judgements:
        if cell.time_point in filled and (cell.rating or cell.missing_reason):
            filled[cell.time_point].add(cell.item)
    keys = {item.key for item in items()}
    names: Mapping[TimePoint, Callable[[int], str]] = {
        TimePoint.BEFORE: lambda n: tr("事前判定 {n}項目", n=n),
        TimePoint.PREDICTED: lambda n: tr("事後予測 {n}項目", n=n),
    }
    missing = {point: len(keys - filled[point]) for point in filled}
    return Section(
        key="judgement",
        done=2 * len(keys) - sum(missing.values()),
        total=2 * len(keys),
        missing=tuple(names[point](n) for point, n in missing.items() if n),
        fields=tuple(point.value for point, n in missing.items() if n),
    )

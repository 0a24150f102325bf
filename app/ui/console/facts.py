"""手元の事実: what the facilitator reads beside the meeting, as plain values (design 05).

These facts never reach the wall, so they may name the member of staff and the exact age. The
private identity is not among them: the console never asks for one (DOMAIN.md §9.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app import i18n
from app.care import body, interests, ratings, scales, wareki
from app.care.case import Case, Condition, Medication, TimePoint, judgement_of
from app.care.items import items
from app.care.medical_risk import Candidate, candidates
from app.care.support_words import service_words, support_words
from app.conference.meeting import Part
from app.i18n import tr


class Tab(StrEnum):
    """The tabs of the panel."""

    MEDICAL = "medical"
    LIVING = "living"
    FAMILY = "family"
    ADL = "adl"


TAB_OF_PART = {
    Part.PRESENTATION: Tab.LIVING,
    Part.ISSUE: Tab.LIVING,
    Part.GOAL: Tab.LIVING,
    Part.RISK: Tab.MEDICAL,
    Part.DISCUSSION: Tab.LIVING,
    Part.RESOURCES: Tab.LIVING,
    Part.WRAP_UP: Tab.ADL,
}

MOST_NAMED = 3
_KILOGRAMS = re.compile(r"([−+±][0-9.]+ ?kg)")

Line = tuple[tuple[str, bool], ...]
"""One line: pieces of text, each plain or bold."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A heading and what is known."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RatingFact:
    """One row of the ADL tab: codes of DOMAIN.md §2.2."""

    label: str
    before: str
    predicted: str
    arrow: str
    factors: str
    item: str


def identity_line(case: Case) -> str:
    """``81歳 男・要支援1・独居``: what the conference bar says beside the plant name."""
    age = tr("{age}歳", age=case.age) if case.age is not None else ""
    sex = scales.sex_label(case.sex) if case.sex else ""
    level = scales.care_level_label(case.care_level) if case.care_level else ""
    household = scales.household_short(case.household.type) if case.household.type else ""
    person = " ".join(part for part in (age, sex) if part)
    dot = ", " if i18n.language() == "en" else "・"
    return dot.join(part for part in (person, level, household) if part)


def facts(case: Case, tab: Tab, part: Part | None = None) -> tuple[Fact, ...]:
    """The facts of one tab, only those that say something.

    What ``part`` needs stands first: open risks while they are dealt with, what a person likes,
    can do and has around them while support and resources are looked for (§3.5 P6, P7).
    """
    makers = {Tab.MEDICAL: _medical, Tab.LIVING: _living, Tab.FAMILY: _family}
    found = makers[tab](case) if tab in makers else ()
    first: tuple[Fact, ...] = ()
    if tab is Tab.MEDICAL and part is Part.RISK:
        first = (_open_questions(case),)
    elif tab is Tab.LIVING and part in (Part.DISCUSSION, Part.RESOURCES):
        first = _can_and_likes(case)
    headings = {fact.heading for fact in first}
    found = (*first, *(fact for fact in found if fact.heading not in headings))
    return tuple(fact for fact in found if fact.lines)


def rating_facts(case: Case) -> tuple[RatingFact, ...]:
    """All items of the judgement sheet, before → predicted, with the factors as one text."""
    rows = []
    for item in items():
        before = judgement_of(case, item.key, TimePoint.BEFORE)
        predicted = judgement_of(case, item.key, TimePoint.PREDICTED)
        factors = (before.personal_factor, before.environment_factor)
        rows.append(
            RatingFact(
                label=item.label(),
                before=before.rating or "",
                predicted=predicted.rating or "",
                arrow=ratings.arrow(before.rating, predicted.rating),
                factors="\n".join(part for part in factors if part),
                item=item.key,
            )
        )
    return tuple(rows)


def _plain(*texts: str) -> tuple[Line, ...]:
    return tuple(((text, False),) for text in texts if text)


def _list(texts: Iterable[str]) -> tuple[Line, ...]:
    """Several things under one heading get a dot each."""
    found = [text for text in texts if text]
    return _plain(*(f"・{text}" for text in found)) if len(found) > 1 else _plain(*found)


def _medical(case: Case) -> tuple[Fact, ...]:
    heading = tr("服薬 {n}剤", n=len(case.medications)) if case.medications else tr("服薬")
    whose = (
        tr("担当からの一言（{staff}）", staff=case.staff) if case.staff else tr("担当からの一言")
    )
    return (
        Fact(tr("病名"), _conditions(case)),
        Fact(tr("からだ"), _body(case)),
        Fact(heading, _medications(case)),
        Fact(whose, _plain(case.presenter_note)),
        Fact(tr("医学的リスクの候補"), _risks(case)),
    )


def _conditions(case: Case) -> tuple[Line, ...]:
    return _plain("、".join(_condition(condition) for condition in case.conditions))


def _condition(condition: Condition) -> str:
    onset = wareki.format_care_date(condition.onset) if condition.onset else ""
    return f"{condition.name}（{onset}）" if onset else condition.name


def _body(case: Case) -> tuple[Line, ...]:
    first: list[tuple[str, bool]] = []
    bmi = body.bmi(case.height_cm, case.weight_kg)
    if bmi is not None:
        first += [("BMI ", False), (f"{bmi:.1f}", True)]
    change = body.weight_change(case)
    if change is not None:
        before, kilograms, after = _KILOGRAMS.split(change.text(), maxsplit=1)
        gap = "　" if first else ""
        first += [(f"{gap}{before}", False), (kilograms, True), (after, False)]
    lines = [tuple(first)] if first else []
    if case.hba1c is not None:
        lines.append((("HbA1c ", False), (f"{case.hba1c:.1f}%", True)))
    return tuple(lines)


def _medications(case: Case) -> tuple[Line, ...]:
    """Bold is what raised a question that is still open."""
    raised = "\n".join(name for each in _open_risks(case) for name in _medicines_of(each))
    return tuple(_medication(line, raised) for line in case.medications)


def _medicines_of(candidate: Candidate) -> list[str]:
    """The medicines a question is about; one about how many there are names none."""
    found = (e.snippet for e in candidate.evidence if e.field.startswith("medications"))
    names = [name for snippet in found for name in snippet.split("、")]
    return names if len(names) <= MOST_NAMED else []


def _medication(medication: Medication, raised: str) -> Line:
    name = medication.sheet_text or medication.generic
    usage = f"　{medication.usage}" if medication.usage else ""
    asked = any(word and word in raised for word in (name, medication.generic))
    return ((name, asked), (usage, False))


def _open_risks(case: Case) -> list[Candidate]:
    return [each for each in candidates(case) if each.state in {"open", "agenda"}]


def _risks(case: Case) -> tuple[Line, ...]:
    return tuple(
        ((f"{candidate.priority} ", True), (candidate.title(), False))
        for candidate in _open_risks(case)
    )


def _open_questions(case: Case) -> Fact:
    """The open candidates, each with what in the sheet raised it."""
    lines: list[Line] = []
    for candidate in _open_risks(case):
        lines.append(((f"{candidate.priority} ", True), (candidate.title(), True)))
        lines += _plain(*dict.fromkeys(e.line() for e in candidate.evidence))
    return Fact(tr("医学的リスクの候補"), tuple(lines))


def _can_and_likes(case: Case) -> tuple[Fact, ...]:
    likes = "、".join(map(interests.entry_label, case.interest_codes))
    return (
        Fact(tr("好き・得意"), _plain(likes)),
        Fact(tr("強み・できていること"), _plain(case.strengths)),
        Fact(tr("身近な支え"), _list(map(support_words, case.informal_supports))),
    )


def _living(case: Case) -> tuple[Fact, ...]:
    place = (case.district, case.housing)
    return (
        Fact(tr("望む暮らし"), _plain(case.desired_life)),
        Fact(tr("生活の困りごと"), _plain(case.life_issues)),
        Fact(tr("論点"), _list(point.text for point in case.agenda_points)),
        Fact(tr("強み・できていること"), _plain(case.strengths)),
        Fact(tr("住まい"), _plain("　".join(part for part in place if part))),
        Fact(tr("担当の見立て"), _plain(case.cm_assessment)),
        Fact(tr("サービス"), _list(map(service_words, case.formal_services))),
    )


def _family(case: Case) -> tuple[Fact, ...]:
    home = case.household
    alone = {None: "", True: tr("日中は一人"), False: tr("日中も家族がいる")}[home.daytime_alone]
    kind = scales.household_label(home.type) if home.type else ""
    near = scales.nearby_family_label(home.nearby_family) if home.nearby_family else ""
    return (
        Fact(tr("世帯"), _plain("　".join(part for part in (kind, alone) if part))),
        Fact(tr("家族"), _plain(home.family_note, near)),
        Fact(tr("キーパーソン"), _plain(home.key_person)),
        Fact(tr("介護している人"), _plain(home.caregiver_note, home.work_of_family)),
        Fact(tr("家族に関わる専門職"), _plain(home.family_professional)),
        Fact(tr("身近な支え"), _list(map(support_words, case.informal_supports))),
    )

"""What the wall may know of a case, before it is cut into frames (DESIGN-SYSTEM §9).

``room_case`` is the only maker. A frame adds what people said in the meeting
(``conference.frame``); everything about the person comes from here: coarse, masked, only from
fields marked 投影してよい, with no medicine named unless somebody wrote it for the wall.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.care import body, ratings, scales
from app.care.case import Case, TimePoint, judgement_of
from app.care.disclosure.coarse import age_band, household_word, sex_word
from app.care.disclosure.family import sentences
from app.care.disclosure.gate import require_open_way
from app.care.disclosure.mask import Reader, mask_of
from app.care.disclosure.privacy_check import Checker
from app.care.disclosure.whitelist import opened
from app.care.items import item_of, items
from app.care.knowledge import load, words
from app.care.medical_risk import Candidate, Evidence, candidates
from app.care.medical_risk.drugs import known_drug_names
from app.care.support_words import service_words, support_words
from app.i18n import tr

_NONE = re.compile(r"^\s*(?:なし|無し|特になし|ない)(?:$|[\s　(（。、])")
_NAME_END = re.compile(r"[:：]|[\s　]|(?=[(（])")


@dataclass(frozen=True, slots=True)
class RoomGoal:
    """One prepared row of the goal table."""

    topic: str
    before: str
    now: str
    target: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class RoomRisk:
    """A risk for the wall: the rule that raised it and what is known, in plain sentences."""

    rule_id: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoomRating:
    """An item that is predicted to improve; ``weight`` sorts the important ones first."""

    label: str
    before: str
    predicted: str
    weight: int


@dataclass(frozen=True, slots=True)
class RoomItem:
    """A line of the judgement sheet: now and in half a year; ``arrow`` as in ``ratings.arrow``."""

    label: str
    before: str
    predicted: str
    arrow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomCase:
    """The case as the wall knows it. There is no field for a name, a number or a place."""

    language: str
    case_uuid: str
    pseudonym: str
    age_band: str
    sex: str
    care_level: str
    household: str
    practice: bool
    facts: Mapping[str, tuple[str, ...]]  # written for the wall, by stage
    issues: tuple[str, ...]
    wish: tuple[str, ...]
    goals: tuple[RoomGoal, ...]
    goal_month: int | None  # month of the goal, half a year after the meeting
    risks: tuple[RoomRisk, ...]
    ratings: tuple[RoomRating, ...]
    sheet: tuple[RoomItem, ...]  # the whole judgement sheet, in its order
    supports: tuple[tuple[str, str], ...]  # what helps now: name and detail
    support_question: str
    family_withheld: bool


def room_case(case: Case, checker: Checker, *, lang: str = "ja") -> RoomCase:
    """The case for the wall; ``InputRefused`` without the person's consent or with a doubt."""
    require_open_way(case, checker)
    reader = Reader(mask_of(case, "room", checker, lang=lang))
    shown = opened(case, "room")
    may = shown.projected_fields
    agreed = reader.mask.family_agreed
    facts = _facts(shown, reader)
    issues = _without_drugs(shown.life_issues, case, reader) if "life_issues" in may else ()
    wish = reader.sentences(shown.desired_life) if "desired_life" in may else ()
    goals = _goals(shown, reader)
    supports = _supports(shown, reader) if "supports" in may else ()
    question = reader.cell(shown.support_question)
    return RoomCase(
        language=lang,
        case_uuid=shown.uuid,
        pseudonym=reader.mask.text(shown.pseudonym),
        age_band=age_band(shown.age, lang),
        sex=sex_word(shown.sex, lang),
        care_level=_care_level(shown.care_level, lang),
        household=household_word(shown.household.type, lang, family_agreed=agreed),
        practice=shown.practice,
        facts=facts,
        issues=issues,
        wish=wish,
        goals=goals,
        goal_month=_goal_month(shown),
        risks=_risks(case, reader) if "risks" in may else (),
        ratings=_ratings(shown, lang) if "judgement" in may else (),
        sheet=_sheet(shown, lang) if "judgement" in may else (),
        supports=supports,
        support_question=question,
        family_withheld=reader.withheld,
    )


def _care_level(code: str | None, lang: str) -> str:
    """要支援1; in English the short form, because the strip has no room for more.

    Only a level of the scale: an imported cell could hold anything.
    """
    if not code or scales.parse_care_level(code) is None:
        return ""
    return (
        scales.care_level_short(code, lang) if lang == "en" else scales.care_level_label(code, lang)
    )


def _facts(case: Case, reader: Reader) -> dict[str, tuple[str, ...]]:
    stages = dict.fromkeys(fact.stage for fact in case.room_facts)
    return {
        stage: reader.cells(fact.text for fact in case.room_facts if fact.stage == stage)
        for stage in stages
    }


def _without_drugs(text: str, case: Case, reader: Reader) -> tuple[str, ...]:
    """Sentences of a text that was not written for the wall, with medicines called 薬."""
    names = {*known_drug_names()}
    for line in case.medications:
        names |= {line.generic, line.brand, line.sheet_text}
    longest_first = sorted((name for name in names if len(name) >= 3), key=len, reverse=True)
    found = re.compile("|".join(map(re.escape, longest_first)))
    return tuple(found.sub("薬", sentence) for sentence in reader.sentences(text))


def _goals(case: Case, reader: Reader) -> tuple[RoomGoal, ...]:
    rows = (
        RoomGoal(
            reader.cell(row.topic),
            reader.cell(row.before),
            reader.cell(row.now),
            reader.cell(row.target),
            row.agreed,
        )
        for row in case.goal_rows
    )
    return tuple(row for row in rows if row.topic or row.before or row.now or row.target)


def _goal_month(case: Case) -> int | None:
    day = case.conference_date
    if day is None or day.iso is None or len(day.iso) < 7:
        return None
    return (int(day.iso[5:7]) + 5) % 12 + 1


def _risks(case: Case, reader: Reader) -> tuple[RoomRisk, ...]:
    """Risks people took onto the agenda; before anybody chose, those of priority A."""
    found = candidates(case)
    chosen = [c for c in found if c.state == "agenda"]
    chosen = chosen or [c for c in found if c.priority == "A" and c.state == "open"]
    return tuple(RoomRisk(c.rule_id, _known(c, case, reader)) for c in chosen)


def _known(candidate: Candidate, case: Case, reader: Reader) -> tuple[str, ...]:
    """Evidence in plain words, only from what the wall may show anyway.

    Medicines and diseases are named where somebody marked them 投影してよい; the exact age, the
    checklist and all that stands in other fields stay on the console.
    """
    said = (text for piece in candidate.evidence for text in _said(piece, case, reader))
    return tuple(dict.fromkeys(filter(None, said)))


def _said(evidence: Evidence, case: Case, reader: Reader) -> tuple[str, ...]:
    """What the wall says of one piece of evidence; nothing from a field it may not show."""
    may, lang = case.projected_fields, reader.mask.lang
    head, *rest = evidence.field.split(".")
    said = ""
    if head == "life_issues" and head in may:
        core = evidence.snippet.strip("…")
        whole = next((s for s in sentences(case.life_issues) if core in s), "")
        return _without_drugs(whole, case, reader)
    if head == "bmi" and "body" in may:
        said = f"BMI {body.bmi(case.height_cm, case.weight_kg)}"
    elif head == "weights" and "body" in may:
        said = evidence.line(lang)
    elif head == "judgements" and len(rest) == 1 and "judgement" in may:
        said = _said_of_item(rest[0], case, lang)
    elif evidence.field == "household.type":
        agreed = reader.mask.family_agreed
        said = household_word(case.household.type, lang, family_agreed=agreed)
    elif head in {"conditions", "medications"} and head in may:
        said = reader.cell(evidence.snippet.strip("…"))
    return (said,)


def _said_of_item(key: str, case: Case, lang: str) -> str:
    """服薬：一部介助."""
    rating = judgement_of(case, key, TimePoint.BEFORE).rating
    if rating not in load("disclosure")["help"]:
        return ""
    help_words = words(load("disclosure")["help"][rating])
    return tr("{item}：{help}", lang=lang, item=item_of(key).label(lang), help=help_words(lang))


def _ratings(case: Case, lang: str) -> tuple[RoomRating, ...]:
    """Items predicted to improve, in the sheet's order."""
    found = []
    for item in items():
        before = judgement_of(case, item.key, TimePoint.BEFORE).rating
        predicted = judgement_of(case, item.key, TimePoint.PREDICTED).rating
        if before and predicted and ratings.arrow(before, predicted) == "up":
            weight = _weight(before, predicted)
            found.append(RoomRating(item.label(lang), before, predicted, weight))
    return tuple(found)


def _sheet(case: Case, lang: str) -> tuple[RoomItem, ...]:
    """Every rated item; one without a prediction keeps its place."""
    lines = (
        RoomItem(
            item.label(lang),
            before := _code(case, item.key, TimePoint.BEFORE),
            predicted := _code(case, item.key, TimePoint.PREDICTED),
            ratings.arrow(before, predicted),
        )
        for item in items()
    )
    return tuple(line for line in lines if line.before)


def _code(case: Case, key: str, at: TimePoint) -> str:
    """Only a code of the scale: an imported cell could hold anything."""
    rating = judgement_of(case, key, at).rating
    return rating if rating and rating in load("disclosure")["help"] else ""


def _weight(before: str, predicted: str) -> int:
    """Doing it alone again weighs most, then needing less help, then doing it more easily."""
    if ratings.help_group(before) == ratings.help_group(predicted):
        return 1
    return 3 if ratings.help_group(predicted) == "O" else 2


def _supports(case: Case, reader: Reader) -> tuple[tuple[str, str], ...]:
    lines = [
        *map(service_words, case.formal_services),
        *map(support_words, case.informal_supports),
    ]
    kept = reader.cells(line for line in lines if not _NONE.match(line))
    return tuple(_name_and_detail(line) for line in kept)


def _name_and_detail(line: str) -> tuple[str, str]:
    """長女:毎晩の電話 → 長女 / 毎晩の電話; 訪問看護 週2回 → 訪問看護 / 週2回."""
    match = _NAME_END.search(line)
    if match is None or match.start() == 0:
        return line, ""
    detail = line[match.end() :].strip()
    whole = re.fullmatch(r"[(（]([^()（）]*)[)）]", detail)
    return line[: match.start()].strip(), whole[1] if whole else detail

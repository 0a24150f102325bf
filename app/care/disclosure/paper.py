"""Make the two papers of a case from what paper may know (design 09, DOMAIN.md §9.2).

The exact age is on the sheet, its town is not; staff stands there as office and role; whatever
looks like an identifier is masked, whatever speaks of a family that did not agree is left out
with a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.care import body, ratings, scales, wareki
from app.care.case import (
    CareDate,
    Case,
    MonitoringNote,
    TimePoint,
    judgement_of,
)
from app.care.disclosure.coarse import coarse_housing, household_word, staff_role
from app.care.disclosure.gate import require_open_way
from app.care.disclosure.mask import Reader, mask_of
from app.care.disclosure.privacy_check import Checker
from app.care.disclosure.sheet import (
    DatedLine,
    JudgementRow,
    JudgementView,
    MedicationLine,
    SheetHead,
    SheetView,
)
from app.care.disclosure.whitelist import opened
from app.care.items import items
from app.care.medical_risk.drugs import drug
from app.care.support_words import service_words, support_words
from app.i18n import tr

_SHORT_NOTE = 12  # a note this short replaces その他 in the list of features (design 09-handout-p1)


def sheet(
    case: Case,
    checker: Checker,
    *,
    order: int = 1,
    lang: str = "ja",
    session_line: str = "",
) -> SheetView:
    """The case sheet; ``InputRefused`` without the person's consent or with an open doubt."""
    require_open_way(case, checker)
    reader = Reader(mask_of(case, "paper", checker, lang=lang))
    shown = opened(case, "paper")
    monitoring, conference_time = _monitoring(shown, reader)
    view = SheetView(
        head=_head(shown, reader, order, session_line),
        independence=_independence(shown, lang),
        features=_features(shown, reader),
        feature_note="" if _is_short(shown) else reader.cell(shown.feature_note),
        body=_body(shown, lang),
        first_visit=_day(shown.first_visit_date, lang),
        housing=reader.cell(coarse_housing(shown.housing)),
        family=_family(shown, reader),
        conditions=tuple(_conditions(shown, reader)),
        medications=tuple(_medications(shown, reader)),
        medication_count=sum(drug(line).systemic_regular for line in shown.medications),
        issues=_issues(shown, reader),
        wish="\n".join(reader.lines(shown.desired_life)),
        assessment="\n".join(reader.lines(shown.cm_assessment)),
        formal=reader.cells(map(service_words, shown.formal_services)),
        informal=reader.cells(map(support_words, shown.informal_supports)),
        monitoring=monitoring,
        conference_time=conference_time,
        points=reader.cells(point.text for point in shown.agenda_points),
        notes=(),
    )
    return replace(view, notes=_notes(reader))  # known only when every text has been read


def judgement_sheet(
    case: Case,
    checker: Checker,
    *,
    order: int = 1,
    lang: str = "ja",
    session_line: str = "",
) -> JudgementView:
    """The judgement sheet; ``InputRefused`` as above."""
    require_open_way(case, checker)
    reader = Reader(mask_of(case, "paper", checker, lang=lang))
    shown = opened(case, "paper")
    rows = tuple(_rows(shown, reader))
    agreed = reader.mask.family_agreed
    return JudgementView(
        head=_head(shown, reader, order, session_line),
        household=household_word(shown.household.type, lang, family_agreed=agreed),
        rows=rows,
        improved_count=sum(row.improved for row in rows),
        total_count=len(rows),
        notes=_notes(reader),
    )


def session_of(case: Case, lang: str | None = None) -> str:
    """The meeting as the case itself knows it: kind and date."""
    kind = scales.session_type_short(case.session_type, lang) if case.session_type else ""
    title = (
        tr("多職種合同カンファレンス（{kind}）", lang=lang, kind=kind)
        if kind
        else tr("多職種合同カンファレンス", lang=lang)
    )
    day = wareki.to_date(case.conference_date)
    when = wareki.format_with_weekday(day, lang=lang) if day else _day(case.conference_date, lang)
    return f"{title}　{when}".strip("　")


def _head(case: Case, reader: Reader, order: int, session_line: str) -> SheetHead:
    lang = reader.mask.lang
    return SheetHead(
        language=lang,
        order=order,
        case_no=tr("No.{no}（仮名）", lang=lang, no="－" if case.case_no is None else case.case_no),
        pseudonym=reader.mask.text(case.pseudonym),
        age_sex=_age_sex(case, lang),
        care_level=_care_level(case, lang),
        staff=reader.mask.text(staff_role(case.staff)),
        session_line=session_line or session_of(case, lang),
    )


def _age_sex(case: Case, lang: str) -> str:
    age = "" if case.age is None else tr("{age}歳", lang=lang, age=case.age)
    sex = scales.sex_label(case.sex, lang) if case.sex else ""
    return f"{age} {sex}".strip()


def _care_level(case: Case, lang: str) -> str:
    now = scales.care_level_label(case.care_level, lang) if case.care_level else ""
    before = ""
    if case.newly_certified:
        before = tr("新規", lang=lang).lower()  # in brackets, after the level
    elif case.previous_care_level:
        before = scales.care_level_label(case.previous_care_level, lang)
    return tr("{now}（{before}）", lang=lang, now=now, before=before) if before else now


def _independence(case: Case, lang: str) -> str:
    physical, dementia = case.disability_independence, case.dementia_independence
    return " ・ ".join(
        (
            scales.disability_label(physical, lang) if physical else "－",
            scales.dementia_label(dementia, lang) if dementia else "－",
        )
    )


def _is_short(case: Case) -> bool:
    note = case.feature_note.strip()
    return 5 in case.feature_codes and 0 < len(note) <= _SHORT_NOTE and "。" not in note


def _features(case: Case, reader: Reader) -> str:
    """``1 意欲低下　2 筋力低下``; その他 says what it is where a short note does."""
    words = []
    for code in case.feature_codes:
        own = reader.cell(case.feature_note) if code == 5 and _is_short(case) else ""
        words.append(f"{code} {own or scales.feature_short(code, reader.mask.lang)}")
    return "　".join(words)


def _body(case: Case, lang: str) -> str:
    parts = []
    if case.height_cm is not None:
        parts.append(f"{case.height_cm:.1f}cm")
    if case.weight_kg is not None:
        parts.append(f"{case.weight_kg:.1f}kg")
    value = body.bmi(case.height_cm, case.weight_kg)
    if value is None:
        return "　".join(parts)
    estimated = case.height_method not in {"", "実測"}
    shown = tr("参考 {bmi}", lang=lang, bmi=value) if estimated else f"{value}"
    return tr("{size}（{bmi}）", lang=lang, size="　".join(parts), bmi=shown)


def _day(when: CareDate | None, lang: str | None) -> str:
    """The calendar of the language where the date can be read, else the text as typed."""
    if when is None:
        return ""
    return wareki.format_wareki(when.iso, lang=lang) if when.iso else when.text


def _family(case: Case, reader: Reader) -> str:
    lang, agreed = reader.mask.lang, reader.mask.family_agreed
    kind = scales.household_label(case.household.type, lang) if agreed else ""
    kind = kind or household_word(case.household.type, lang, family_agreed=agreed)
    note = "\n".join(reader.lines(case.household.family_note))
    alone = ""
    if case.household.daytime_alone and "日中" not in note:
        alone = tr("日中は一人。", lang=lang)
    first = tr("{household}。", lang=lang, household=reader.mask.text(kind)) if kind else ""
    return f"{first}{note}{alone}"


def _issues(case: Case, reader: Reader) -> tuple[str, ...]:
    """The issues as typed in lines; one running text is read sentence by sentence."""
    found = reader.lines(case.life_issues)
    return found if len(found) > 1 else reader.sentences(case.life_issues)


def _conditions(case: Case, reader: Reader) -> Iterator[DatedLine]:
    lang = reader.mask.lang
    for line in case.conditions:
        name, note = reader.cell(line.name), reader.cell(line.note)
        text = tr("{name}（{note}）", lang=lang, name=name, note=note) if note else name
        if text:
            yield DatedLine(reader.cell(wareki.format_care_date(line.onset, lang=lang)), text)


def _medications(case: Case, reader: Reader) -> Iterator[MedicationLine]:
    for line in case.medications:
        text = reader.cell(line.sheet_text or f"{line.generic or line.brand}{line.amount}")
        if text:
            yield MedicationLine(text, reader.cell(line.usage))


def _monitoring(case: Case, reader: Reader) -> tuple[tuple[DatedLine, ...], str]:
    """Notes in their order; the newest one's text stands under 会議のときの状況 (§1.1 no. 23)."""
    said = [
        DatedLine(_note_day(note, reader), "".join(reader.lines(note.conference_time_status)))
        for note in sorted(case.monitoring, key=_note_key)
    ]
    if not said:
        return (), ""
    newest = said[-1]
    return (*said[:-1], DatedLine(newest.when, "")), newest.text


def _note_key(note: MonitoringNote) -> str:
    return (note.date.iso or "") if note.date else ""


def _note_day(note: MonitoringNote, reader: Reader) -> str:
    day = wareki.to_date(note.date)
    if day is None:
        return reader.cell(note.month_label or wareki.format_care_date(note.date))
    return tr("{month}月{day}日", lang=reader.mask.lang, month=day.month, day=day.day)


def _rows(case: Case, reader: Reader) -> Iterator[JudgementRow]:
    above = ("", "")
    for item in items():
        first = judgement_of(case, item.key, TimePoint.BEFORE)
        factors = (first.personal_factor.strip(), first.environment_factor.strip())
        before = _rating(first.rating)
        predicted = _rating(judgement_of(case, item.key, TimePoint.PREDICTED).rating)
        arrow = ratings.arrow(before, predicted)
        yield JudgementRow(
            domain=item.domain,
            label=item.label(reader.mask.lang),
            before=before,
            predicted=predicted,
            arrow=arrow,
            personal=_factor(factors[0], above[0], reader),
            environment=_factor(factors[1], above[1], reader),
            improved=arrow == "up",
        )
        above = factors


def _rating(code: str | None) -> str | None:
    """Only a code of the scale: paper paints it as a shape."""
    return code if code in ratings.RATINGS else None


def _factor(text: str, above: str, reader: Reader) -> str:
    """One factor; a withheld one says so, for an empty cell would look unwritten."""
    if not text:
        return ""
    if text == above:
        return ratings.DITTO
    return reader.cell(text) or tr("（伏せています）", lang=reader.mask.lang)


def _notes(reader: Reader) -> tuple[str, ...]:
    if not reader.withheld:
        return ()
    return (
        tr("ご家族の同意がないため、ご家族についての記載は載せていません。", lang=reader.mask.lang),
    )

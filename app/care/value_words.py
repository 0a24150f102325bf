"""A value of a case in people's words: labels for codes, the calendar for dates, rows as text.

For lists of what changed and for looking at an older value; forms show the fields themselves.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any

from app.care import case as values
from app.care import scales
from app.care.case import CareDate
from app.care.checklist import questions, said_yes
from app.care.codes import issue_label
from app.care.interests import entry_label
from app.care.items import is_item, item_of
from app.care.knowledge import load, words
from app.care.part_names import part_label
from app.care.ratings import RATINGS, symbol
from app.care.wareki import format_care_date, format_wareki
from app.i18n import tr

_UNITS = {"height_cm": "cm", "weight_kg": "kg", "kg": "kg", "hba1c": "%", "calf_cm": "cm"}
_UNSAID = ("uuid", "extra", "generic", "brand", "classes", "route")
"""Parts of a row that only repeat its title in the program's own words."""
_STAGES = {"issue": "①", "goal": "②", "risk": "③", "support": "④"}


def value_text(name: str, value: Any) -> str:
    """``value`` of the field or part called ``name``; nothing where it is empty."""
    if value is None or value in ("", ()):
        return ""
    if name in _CODED:
        return _coded_text(name, value)
    if isinstance(value, CareDate):
        return format_care_date(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return line_text(name, value)
    if isinstance(value, tuple | list | frozenset | Mapping):
        return _several_text(name, value)
    return _single_text(name, value)


def _single_text(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return tr("はい") if value else tr("いいえ")
    if isinstance(value, int | float):
        return f"{value:g}{_UNITS.get(name, '')}"
    return str(value.value if isinstance(value, Enum) else value)


def _several_text(name: str, value: Any) -> str:
    if name == "checklist":
        return answers_text(value)
    if isinstance(value, Mapping):
        return tr("{n}項目", n=len(value)) if value else ""
    texts = [
        value_text(name, item)
        for item in (sorted(value) if isinstance(value, frozenset) else value)
    ]
    rows = any(dataclasses.is_dataclass(item) and not isinstance(item, CareDate) for item in value)
    return ("\n" if rows else tr("、")).join(text for text in texts if text)


def line_text(field: str, line: Any) -> str:
    """A row as one line: its title, then its other filled parts."""
    title = line_title(line)
    parts = [title] if title else []
    for part in dataclasses.fields(line):
        value = getattr(line, part.name)
        if part.name in (*_UNSAID, *_TITLES.get(type(line), ())) or value == part.default:
            continue
        text = value_text(part.name, value)
        if text:
            label = part_label(field, part.name)
            parts.append(tr("{label}：{text}", label=label, text=text) if label else text)
    return "　".join(parts)


def line_title(line: Any) -> str:
    """What a person would call a row: the disease, the drug, the item and its time."""
    texts = [_title_part(name, getattr(line, name)) for name in _TITLES.get(type(line), ())]
    return " ".join(text for text in texts if text)


def answers_text(answers: Sequence[int | None], other: Sequence[int | None] = ()) -> str:
    """Answers of the checklist: 問3 はい. With ``other`` only those that differ from it."""
    parts = []
    for number in range(1, max(len(answers), len(other)) + 1):
        mine, theirs = (_answer(each, number) for each in (answers, other))
        if (mine != theirs) if other else mine is not None:
            parts.append(
                tr("問{number} {answer}", number=number, answer=_answer_word(number, mine))
            )
    return tr("、").join(parts)


def _answer(answers: Sequence[int | None], number: int) -> int | None:
    return answers[number - 1] if number <= len(answers) else None


def _answer_word(number: int, answer: int | None) -> str:
    if answer is None or number > len(questions()):
        return tr("未回答")
    return tr("はい") if said_yes(number, answer) else tr("いいえ")


_TITLES: Mapping[type, tuple[str, ...]] = {
    values.Condition: ("name",),
    values.Medication: ("sheet_text",),
    values.FormalService: ("text",),
    values.InformalSupport: ("text",),
    values.MonitoringNote: ("date", "month_label"),
    values.Weight: ("date", "kg"),
    values.PhysicalTest: ("measured",),
    values.AgendaPoint: ("text",),
    values.CaseCommunityIssue: ("text",),
    values.RoomFact: ("stage", "text"),
    values.GoalRow: ("topic",),
    values.Judgement: ("item", "time_point", "rating"),
    values.RiskDecision: ("rule_id", "state"),
    values.PrivacyDecision: ("snippet", "state"),
    values.FollowUp: ("months",),
}


def _title_part(name: str, value: Any) -> str:
    if name == "snippet" and str(value).startswith("rare:"):
        return tr("組み合わせの確認")
    if name == "months":
        return tr("{n}か月後", n=value)
    return value_text(name, value)


def _coded_text(name: str, value: Any) -> str:
    label = _CODED[name]
    if isinstance(value, tuple | frozenset):
        return tr("、").join(label(item) for item in sorted(value, key=str))
    return label(value)


def _rule_name(rule_id: str) -> str:
    row = next((row for row in load("risk_rules")["rule"] if row["id"] == rule_id), None)
    return words(row, "short")() if row else rule_id


def _state_name(state: str) -> str:
    return {
        "agenda": tr("論点に入れました"),
        "checked": tr("確認済み"),
        "not_applicable": tr("該当しません"),
        "not_a_name": tr("名前ではありません"),
        "replaced": tr("言いかえました"),
        "rare_kept": tr("このままでよい"),
    }.get(state, state)


def _projected_name(part: str) -> str:
    return {
        "life_issues": tr("生活課題"),
        "desired_life": tr("望む暮らし"),
        "agenda_points": tr("論点"),
        "judgement": tr("ADL・IADL"),
        "risks": tr("医学的リスク"),
        "body": tr("体格"),
        "supports": tr("資源"),
    }.get(part, part)


def _day(text: str) -> str:
    try:
        return format_wareki(text)
    except ValueError:
        return text


_CODED: Mapping[str, Callable[[Any], str]] = {
    "status": scales.case_status_label,
    "session_type": scales.session_type_label,
    "sex": scales.sex_label,
    "disability_independence": scales.disability_label,
    "dementia_independence": scales.dementia_label,
    "previous_care_level": scales.care_level_label,
    "care_level": scales.care_level_label,
    "feature_codes": lambda code: f"{code} {scales.feature_short(code)}",
    "type": scales.household_label,
    "nearby_family": scales.nearby_family_label,
    "height_method": scales.height_method_label,
    "interest_codes": entry_label,
    "codes": issue_label,
    "outcome_code": scales.outcome_label,
    "item": lambda key: item_of(key).label() if is_item(key) else str(key),
    "time_point": scales.time_point_label,
    "rating": lambda code: symbol(code) if code in RATINGS else str(code),
    "rule_id": _rule_name,
    "state": _state_name,
    "stage": lambda stage: _STAGES.get(stage, str(stage)),
    "projected_fields": _projected_name,
    "target_date": _day,
    "recorded_on": _day,
    "rated_on": _day,
    "decided_at": lambda text: _day(str(text)[:10]),
}
"""How the codes of a field are read; an unknown code is shown as it is."""

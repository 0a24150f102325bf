"""What each place of another town's sheet says about a case (sheet_headers.toml, ``key``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from app.care.body import bmi
from app.care.case import (
    AgendaPoint,
    Case,
    CaseCommunityIssue,
    Judgement,
    MonitoringNote,
    SessionType,
    judgement_of,
)
from app.care.scales import (
    parse_care_level,
    parse_dementia_independence,
    parse_disability_independence,
    parse_household,
    parse_session_type,
    parse_sex,
)
from app.exchange.foreign_cells import (
    CellRefused,
    agreed,
    body,
    coded,
    day,
    decimal,
    features,
    fold,
    month_of,
    whole,
)
from app.exchange.foreign_lists import conditions, entries, medications, services, supports
from app.exchange.foreign_measures import MERGED
from app.exchange.merge import aligned
from app.i18n import tr

SHARED: Final = frozenset({"conference_date", "staff", "session_type", "district"})
"""Places in which 〃 can only mean the row above: they are often the same for many people."""

_NEW: Final = frozenset({"新規", "新規申請", "新", "初回", "初回申請", "初めて", "新規認定"})
_LONGEST_TYPE: Final = 14  # characters


@dataclass(slots=True)
class Given:
    """Fields a sheet says something about. ``parts`` are fields inside household and consent."""

    values: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, other: Given) -> None:
        """Take what another place says."""
        self.values |= other.values
        for name, inside in other.parts.items():
            self.parts.setdefault(name, {}).update(inside)

    def on(self, case: Case) -> Case:
        """``case`` with what the sheet says."""
        inside = {name: replace(getattr(case, name), **parts) for name, parts in self.parts.items()}
        return replace(case, **self.values, **inside)

    def names(self) -> set[str]:
        """The fields, as ``life_issues`` and ``household.type``."""
        inside = {f"{name}.{part}" for name, parts in self.parts.items() for part in parts}
        return set(self.values) | inside


Reader = Callable[[str, int | None], Given]


def _value(name: str, read: Callable[[str], Any]) -> Reader:
    return lambda text, _: Given({name: read(text)})


def _day(name: str) -> Reader:
    return lambda text, fiscal_year: Given({name: day(text, fiscal_year)})


def _part(name: str, part: str, read: Callable[[str], Any]) -> Reader:
    return lambda text, _: Given({}, {name: {part: read(text)}})


def _previous(text: str, _: int | None) -> Given:
    """新規 is a flag, not a level (§1.1 no. 9)."""
    if re.sub(r"[()・\s]", "", fold(text)) in _NEW:
        return Given({"newly_certified": True, "previous_care_level": None})
    level = coded(text, parse_care_level, "要支援1・新規")
    return Given({"newly_certified": False, "previous_care_level": level})


def _features(text: str, _: int | None) -> Given:
    codes, note = features(text)
    given: dict[str, Any] = {"feature_codes": codes} if codes else {}
    return Given(given | ({"feature_note": note} if note else {}))


def _household(text: str, _: int | None) -> Given:
    """A type at the start, where the cell begins with one; the rest is about the family."""
    whole_cell = parse_household(text)
    if whole_cell is not None:
        return Given({}, {"household": {"type": whole_cell}})
    first = re.split(r"[\n\s　、,。/・:：(（]", text.strip(), maxsplit=1)[0]
    kind = parse_household(first) if 0 < len(first) <= _LONGEST_TYPE else None
    if kind is None:
        return Given({}, {"household": {"family_note": text.strip()}})
    rest = text.strip()[len(first) :].lstrip("\n 　、,。/・:：")
    if rest[:1] in "(（" and rest[-1:] in ")）":
        rest = rest[1:-1]
    return Given({}, {"household": {"type": kind, "family_note": rest}})


def _household_type(text: str) -> str:
    return parse_household(text) or text.strip()


def _session_type(text: str) -> SessionType:
    found = parse_session_type(text)
    if found is not None:
        return found
    for mark, kind in (("包括", SessionType.COMPREHENSIVE), ("居宅", SessionType.HOME_CARE)):
        if mark in text:
            return kind
    raise CellRefused(tr("読み取れない値です（読めるのは {known} など）。", known="包括版・居宅版"))


def _points(text: str) -> tuple[AgendaPoint, ...]:
    return tuple(AgendaPoint(text=line) for line in entries(text))


def _issues(text: str) -> tuple[CaseCommunityIssue, ...]:
    return tuple(CaseCommunityIssue(text=line) for line in entries(text))


_TEXTS: Final = (
    "staff", "housing", "life_issues", "desired_life", "cm_assessment", "strengths", "district",
    "application_trigger", "presenter_note", "support_question",
)  # fmt: skip
_DAYS: Final = (
    "conference_date", "first_visit_date", "baseline_date", "certification_from",
    "certification_to", "birth_year",
)  # fmt: skip

READERS: Final[Mapping[str, Reader]] = {
    **{name: _value(name, str.strip) for name in _TEXTS},
    **{name: _day(name) for name in _DAYS},
    "age": _value("age", lambda text: whole(text, 0, 150)),
    "sex": _value("sex", lambda text: coded(text, parse_sex, "男・女")),
    "disability_independence": _value(
        "disability_independence",
        lambda text: coded(text, parse_disability_independence, "自立・J1・A2"),
    ),
    "dementia_independence": _value(
        "dementia_independence",
        lambda text: coded(text, parse_dementia_independence, "自立・Ⅰ・Ⅱb・M"),
    ),
    "previous_care_level": _previous,
    "care_level": _value(
        "care_level", lambda text: coded(text, parse_care_level, "要支援2・要介護1")
    ),
    "features": _features,
    "household": _household,
    "household_type": _part("household", "type", _household_type),
    "family_note": _part("household", "family_note", str.strip),
    "key_person": _part("household", "key_person", str.strip),
    "conditions": _value("conditions", conditions),
    "medications": _value("medications", medications),
    "formal_services": _value("formal_services", services),
    "informal_supports": _value("informal_supports", supports),
    "agenda_points": _value("agenda_points", _points),
    "community_issues": _value("community_issues", _issues),
    "session_type": _value("session_type", _session_type),
    "hba1c": _value("hba1c", lambda text: decimal(text, "%")),
    "consent_person": _part("consent", "person", agreed),
    "consent_family": _part("consent", "family", agreed),
    "consent_date": lambda text, year: Given({}, {"consent": {"date": day(text, year)}}),
}
"""Readers of the places that stand alone; the others are read together below."""

Texts = Mapping[str, tuple[str, str]]
"""Place → its heading and its text."""


def read_body(target: str, texts: Texts, _: int | None) -> Given:
    """One place of height, weight and BMI. The printed BMI is kept where it isn't ours (§1.2)."""
    found: dict[str, Any] = {}
    if target == "body":
        value = body(texts[target][1])
        found = {"height_cm": value.height, "weight_kg": value.weight, "bmi": value.bmi}
    else:
        units = {"height_cm": "cm", "weight_kg": "kg", "bmi": ""}
        found[target] = decimal(texts[target][1], units[target])
    found = {name: number for name, number in found.items() if number is not None}
    printed = found.pop("bmi", None)
    if printed is not None:
        found["imported_bmi"] = printed
    return Given(found)


def with_own_bmi(case: Case) -> Case:
    """``case`` without a printed BMI that says no more than its height and weight."""
    same = case.imported_bmi is not None and case.imported_bmi == bmi(
        case.height_cm, case.weight_kg
    )
    return replace(case, imported_bmi=None) if same else case


def read_monitoring(target: str, texts: Texts, fiscal_year: int | None) -> Given:
    """Month, day and situation make one note; the month may stand in the heading only."""
    header, text = texts.get("monitoring_date", ("", ""))
    in_header = re.search(r"(\d{1,2})月", fold(header or texts[target][0]))
    label, when = month_of(text), None
    if text and not label:
        when = day(text, fiscal_year)
        if when.iso is not None and len(when.iso) > 4:
            label = f"{int(when.iso[5:7])}月"
    if not label and in_header:
        label = f"{int(in_header[1])}月"
    status = texts.get("monitoring_status", ("", ""))[1].strip()
    note = MonitoringNote(month_label=label, date=when, conference_time_status=status)
    return Given({"monitoring": (note,)})


def overlaid(existing: Case, case: Case, given: frozenset[str]) -> Case:
    """``existing`` with the ``given`` fields of ``case``.

    A silent cell or a missing column changes nothing.
    """
    changes: dict[str, Any] = {}
    parts: dict[str, dict[str, Any]] = {}
    for name in given:
        outer, _, inner = name.partition(".")
        new = getattr(case, outer)
        if inner:
            parts.setdefault(outer, {})[inner] = getattr(new, inner)
        elif name == "judgements":
            changes[name] = _judgements(existing, case)
        elif name in MERGED:
            changes[name] = MERGED[name](existing, case)
        elif name == "extra":
            changes[name] = {**existing.extra, **case.extra}
        elif isinstance(new, tuple) and new and hasattr(new[0], "uuid"):
            changes[name] = aligned(getattr(existing, name), new)
        else:
            changes[name] = new
    for outer, inside in parts.items():
        changes[outer] = replace(getattr(existing, outer), **inside)
    return with_own_bmi(replace(existing, **changes))


def _judgements(existing: Case, case: Case) -> tuple[Judgement, ...]:
    """The kept judgements with what the sheet says of each."""
    known = {(each.item, each.time_point): each for each in existing.judgements}
    for new in case.judgements:
        old = judgement_of(existing, new.item, new.time_point)
        known[new.item, new.time_point] = replace(
            old,
            rating=new.rating or old.rating,
            missing_reason="" if new.rating else old.missing_reason,
            personal_factor=new.personal_factor or old.personal_factor,
            environment_factor=new.environment_factor or old.environment_factor,
        )
    return tuple(known.values())

"""Any sample case, written as some other town might, comes back with the same values."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from app.care.case import CareDate, Case, TimePoint, judgement_of
from app.care.items import items
from app.care.knowledge import load
from app.care.ratings import symbol
from app.care.wareki import format_wareki
from app.exchange.case_json_read import read_cases
from app.exchange.foreign_findings import FindingKind, findings
from app.exchange.foreign_mapping import propose_mapping
from app.exchange.foreign_read import read_case_rows
from app.exchange.sheet_file import Sheet
from app.paths import resource
from tests.exchange.foreign_sheets import grid, table

Write = Callable[[Case, random.Random], str]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
LEVELS = {
    "要支援": ("要支援", "支援", "支", "要支援 "),
    "要介護": ("要介護", "介護", "介", "要介護度"),
}
ROMAN = {"1": "Ⅰ", "2": "Ⅱ", "3": "Ⅲ", "4": "Ⅳ", "5": "Ⅴ"}
GLYPHS = {"○": "○◯〇OＯ0", "△": "△▲Δ", "×": "×✕✖xＸ", "—": "—–ー－―-"}


@lru_cache
def samples() -> tuple[Case, ...]:
    """The sample cases with only what a foreign sheet can say."""
    text = resource("samples/sample_cases.json").read_text(encoding="utf-8")
    return tuple(
        replace(
            case,
            conditions=tuple(replace(each, note="", extra={}) for each in case.conditions),
            medications=tuple(
                replace(each, generic="", brand="", amount="", route="", classes=(), extra={})
                for each in case.medications
            ),
        )
        for case in read_cases(json.loads(text)).cases
    )


def digits(text: str, chance: random.Random) -> str:
    return text.translate(WIDE) if chance.random() < 0.3 else text


def written_day(when: CareDate | None, chance: random.Random) -> str:
    assert when is not None
    assert when.iso is not None
    year, month, of_month = (int(part) for part in when.iso.split("-"))
    return chance.choice(
        [
            when.iso,
            f"{when.iso} 00:00:00",
            digits(f"{year}/{month}/{of_month}", chance),
            digits(format_wareki(when.iso, lang="ja"), chance),
            format_wareki(when.iso, short=True, lang="ja"),
            f"R{year - 2018:02}{month:02}{of_month:02}",
        ]
    )


def level(code: str, chance: random.Random) -> str:
    if code[:3] not in LEVELS:
        return code
    step = chance.choice([code[3], code[3].translate(WIDE), ROMAN[code[3]]])
    return chance.choice(LEVELS[code[:3]]) + step


def dementia(code: str, chance: random.Random) -> str:
    if code in ("自立", "M"):
        return code
    rank, half = code.rstrip("ab"), code[len(code.rstrip("ab")) :]
    number = {"I": "1", "II": "2", "III": "3", "IV": "4"}[rank]
    return (
        chance.choice([rank, ROMAN[number], number])
        + chance.choice(["", " "]) * bool(half)
        + chance.choice([half, half.upper()])
    )


def rated(case: Case, item: str, point: TimePoint, chance: random.Random) -> str:
    sign = symbol(judgement_of(case, item, point).rating)
    if not sign:
        return ""
    return (
        chance.choice(GLYPHS[sign[0]])
        + digits(sign[1:], chance)
        + chance.choice(["", "↑"]) * (len(sign) > 1)
    )


def listed(lines: list[str], chance: random.Random) -> str:
    mark = chance.choice(["", "・", "●"])
    return "\n".join(f"{mark}{line}" for line in lines)


def built(case: Case, chance: random.Random) -> str:
    height, weight = case.height_cm, case.weight_kg
    return chance.choice(
        [f"{height}/{weight}", f"{height}cm　{weight}kg", f"体重{weight}kg 身長{height}cm"]
    )


COLUMNS: Mapping[str, Write] = {
    "case_no": lambda case, chance: digits(f"{case.case_no}", chance),
    "conference_date": lambda case, chance: written_day(case.conference_date, chance),
    "staff": lambda case, _: case.staff,
    "first_visit_date": lambda case, chance: written_day(case.first_visit_date, chance),
    "age": lambda case, chance: digits(f"{case.age}", chance) + chance.choice(["", "歳", "才"]),
    "sex": lambda case, chance: chance.choice(
        ["女", "女性", "F"] if case.sex == "female" else ["男", "男性", "M"]
    ),
    "disability_independence": lambda case, chance: digits(
        case.disability_independence or "", chance
    ),
    "dementia_independence": lambda case, chance: dementia(
        case.dementia_independence or "", chance
    ),
    "previous_care_level": lambda case, chance: (
        "新規" if case.newly_certified else level(case.previous_care_level or "", chance)
    ),
    "care_level": lambda case, chance: level(case.care_level or "", chance),
    "features": lambda case, chance: (
        chance.choice(["、", "・", " "]).join(
            chance.choice([str(code), "０①②③④⑤"[code], str(code).translate(WIDE)])
            for code in case.feature_codes
        )
        + f"　{case.feature_note}"
    ),
    "housing": lambda case, _: case.housing,
    "household": lambda case, chance: (
        case.household.type + chance.choice(["\n", "　", "、"]) + case.household.family_note
    ),
    "body": built,
    "conditions": lambda case, chance: listed(
        [f"{each.name} {each.onset.text if each.onset else ''}" for each in case.conditions], chance
    ),
    "medications": lambda case, chance: listed(
        [f"{each.sheet_text} {each.usage}" for each in case.medications], chance
    ),
    "life_issues": lambda case, _: case.life_issues,
    "desired_life": lambda case, _: case.desired_life,
    "cm_assessment": lambda case, _: case.cm_assessment,
    "formal_services": lambda case, chance: listed(
        [each.text for each in case.formal_services], chance
    ),
    "informal_supports": lambda case, chance: listed(
        [each.text for each in case.informal_supports], chance
    ),
    "monitoring_date": lambda case, chance: written_day(case.monitoring[0].date, chance),
    "monitoring_status": lambda case, _: case.monitoring[0].conference_time_status,
}


def heading(target: str, chance: random.Random) -> str:
    """Some spelling of a heading, with the decoration sheets give it."""
    row = next(each for each in load("sheet_headers")["column"] if each["key"] == target)
    name = chance.choice([row["ja"], *row["also"]])
    middle = len(name) // 2
    broken = f"{name[:middle]}\n{name[middle:]}" if chance.random() < 0.3 and middle else name
    return chance.choice(["", "", "※", "①", "3．", "(2)"]) + broken


def judged(chance: random.Random) -> dict[str, Write]:
    """36 columns of ratings under headings of two words."""
    data = load("sheet_headers")
    words = {part["key"]: [part["ja"], *part["also"]] for part in data["part"]}
    points = {"before": TimePoint.BEFORE, "predicted": TimePoint.PREDICTED}
    chosen = {key: chance.choice(words[key]) for key in points}
    mark = chance.choice(["（", "\n", " "])

    def column(item: str, point: TimePoint) -> Write:
        return lambda case, chance: rated(case, item, point, chance)

    return {
        f"{item.label('ja')}{mark}{chosen[key]}": column(item.key, point)
        for item in items()
        for key, point in points.items()
    }


def sheets(cases: list[Case], chance: random.Random) -> list[Sheet]:
    """The cases as a table, or as a form each."""
    columns = {heading(target, chance): write for target, write in COLUMNS.items()}
    if chance.random() < 0.5:
        columns |= judged(chance)
    order = list(columns)
    chance.shuffle(order)
    values = [[columns[name](case, chance) for name in order] for case in cases]
    title = chance.choice([(), ((f"{len(cases)}事例の一覧",),), (("様式1",), ("",))])
    if chance.random() < 0.5:
        return [table(*title, tuple(order), *(tuple(row) for row in values))]
    return [
        table(*zip(order, row, strict=True), name=f"事例{place}")
        for place, row in enumerate(values)
    ]


def without_keys(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(without_keys(each) for each in value)
    if isinstance(value, CareDate):
        return value.iso, value.approximate, value.ongoing
    if hasattr(value, "__dataclass_fields__"):
        return {
            f.name: without_keys(getattr(value, f.name))
            for f in fields(value)  # type: ignore[arg-type]
            if f.name != "uuid"
        }
    return value


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(range(10)), min_size=1, max_size=3, unique=True), st.integers(0))
def test_what_was_written_is_read(places: list[int], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - only draws spellings
    cases = [samples()[place] for place in places]
    pages = sheets(cases, chance)
    rows = grid(*pages)
    read = read_case_rows(rows, propose_mapping(rows))

    assert read.problems == ()
    assert len(read.cases) == len(cases)
    for wanted, found in zip(cases, read.cases, strict=True):
        for name in {each.split(".")[0] for each in found.given} - {"judgements"}:
            assert without_keys(getattr(found.case, name)) == without_keys(getattr(wanted, name))
        assert len(found.given) >= len(COLUMNS)
        for judgement in found.case.judgements:
            known = judgement_of(wanted, judgement.item, judgement.time_point)
            assert judgement.rating == known.rating


def test_no_sample_seems_out_of_line_in_any_order_of_columns() -> None:
    asked = []
    for seed in range(2):
        chance = random.Random(seed)  # noqa: S311 - only draws spellings
        columns = {heading(target, chance): write for target, write in COLUMNS.items()}
        order = list(columns)
        chance.shuffle(order)
        rows = grid(
            table(tuple(order), *(tuple(columns[n](c, chance) for n in order) for c in samples()))
        )
        found = findings(rows, propose_mapping(rows))
        asked += [each for each in found if each.kind is FindingKind.SHIFT]
    assert asked == []

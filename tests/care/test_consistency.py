"""Gentle questions where a sheet doesn't agree with itself (DOMAIN.md §2.5)."""

from __future__ import annotations

from typing import Any

import pytest

from app.care.case import (
    Case,
    Condition,
    FormalService,
    InformalSupport,
    Judgement,
    ShortTermProgram,
    TimePoint,
)
from app.care.consistency import hints
from app.care.medical_risk import lint_rule_texts
from app.exchange.case_json_read import read_cases

BEFORE, PREDICTED = TimePoint.BEFORE, TimePoint.PREDICTED


def row(
    item: str, rating: str, personal: str = "", environment: str = "", to: str = ""
) -> tuple[Judgement, ...]:
    before = Judgement(
        item=item,
        time_point=BEFORE,
        rating=rating,
        personal_factor=personal,
        environment_factor=environment,
    )
    after = Judgement(item=item, time_point=PREDICTED, rating=to)
    return (before, after) if to else (before,)


def case(*rows: tuple[Judgement, ...], **fields: Any) -> Case:
    return Case(judgements=tuple(j for r in rows for j in r), **fields)


HELPER = (FormalService(text="訪問介護 週1回"),)
PARKINSON = (Condition(name="パーキンソン病"),)

# rule, item, raises it, doesn't
TABLE: list[tuple[str, str, Case, Case]] = [
    (
        "H1", "medication",
        case(row("medication", "O2", environment="長男の嫁が管理している")),
        case(row("medication", "D1", environment="長男の嫁が管理している")),
    ),
    (
        "H1", "money",
        case(row("money", "O1", "もの忘れがある", "家族が管理")),
        case(row("money", "O1", "もの忘れがある", "通帳は自分で管理")),
    ),
    ("H1", "bathing", case(row("bathing", "O2", "妻の見守りで入る")), case(row("bathing", "O2", "介助なし"))),
    (
        "H2", "cooking",
        case(row("cooking", "D1", "自立", "自立。")),
        case(row("cooking", "D1", "自立", "妻が作る")),
    ),
    ("H2", "cooking", case(row("cooking", "X2", "自立", "自立")), case(row("cooking", "O2", "自立", "自立"))),
    (
        "H3", "outing_frequency",
        case(row("outing_frequency", "O1"), row("social_participation", "D1")),
        case(row("outing_frequency", "O2"), row("social_participation", "D1")),
    ),
    (
        "H3", "outing_frequency",
        case(row("outing_frequency", "X1"), row("social_participation", "O1")),
        case(row("outing_frequency", "X1"), row("social_participation", "NA")),
    ),
    (
        "H4", "medication",
        case(row("medication", "O2"), dementia_independence="IIb"),
        case(row("medication", "O2"), dementia_independence="IIa"),
    ),
    (
        "H4", "medication",
        case(row("medication", "O1"), dementia_independence="IIIa"),
        case(row("medication", "D1"), dementia_independence="IIIa"),
    ),
    (
        "H5", "bathing",
        case(row("bathing", "D1", "不安", "", "O2")),
        case(row("bathing", "D1", "不安", "", "O2"), formal_services=HELPER),
    ),
    (
        "H5", "bathing",
        case(row("bathing", "D1", "不安", "", "O2"), formal_services=(FormalService(text="なし(希望なし)"),)),
        case(row("bathing", "D1", "不安", "手すりを付ける", "O2")),
    ),
    (
        "H5", "bathing",
        case(row("bathing", "O2", "", "自立", "O1")),
        case(row("bathing", "D1", "", "自立", "D1")),
    ),
    (
        "H5", "bathing",
        case(row("bathing", "D1", to="O1")),
        case(row("bathing", "D1", to="O1"), informal_supports=(InformalSupport(text="妻の声かけ"),)),
    ),
    (
        "H5", "bathing",
        case(row("bathing", "D1", to="O1")),
        case(row("bathing", "D1", to="O1"), short_term_program=ShortTermProgram(type="通所型")),
    ),
    (
        "H6", "dressing",
        case(row("dressing", "O2", to="O1"), row("eating", "O1", to="O1"), conditions=PARKINSON, formal_services=HELPER),
        case(row("dressing", "O2", to="O1"), row("eating", "O2", to="O2"), conditions=PARKINSON, formal_services=HELPER),
    ),
    (
        "H6", "dressing",
        case(row("dressing", "D1", to="O2"), feature_note="進行性の神経疾患", formal_services=HELPER),
        case(row("dressing", "D1", to="O2"), feature_note="骨折後", formal_services=HELPER),
    ),
    (
        "H7", "laundry",
        case(row("laundry", "NA", "自分で干す日もある。自分で行っている")),
        case(row("laundry", "NA", "以前から妻が担当", "—")),
    ),
    (
        "H8", "outing_frequency",
        case(row("outing_frequency", "D1"), disability_independence="J2"),
        case(row("outing_frequency", "D1"), disability_independence="A1"),
    ),
    (
        "H8", "outing_frequency",
        case(row("outing_frequency", "O1"), disability_independence="A2"),
        case(row("outing_frequency", "O1"), disability_independence="J1"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule_id", "item", "raises", "quiet"), TABLE)
def test_a_hint_is_raised_by_its_contradiction_alone(
    rule_id: str, item: str, raises: Case, quiet: Case
) -> None:
    assert (rule_id, item) in {(hint.rule_id, hint.item) for hint in hints(raises)}
    assert rule_id not in {hint.rule_id for hint in hints(quiet)}


def test_the_table_holds_every_hint() -> None:
    assert sorted({line[0] for line in TABLE}) == [f"H{n}" for n in range(1, 9)]


def test_an_empty_sheet_raises_nothing() -> None:
    assert hints(Case()) == ()


def test_a_hint_asks_in_both_languages_and_quotes() -> None:
    (hint,) = hints(case(row("medication", "O2", environment="長男の嫁が管理")))

    assert hint.question("ja") == "判定と記述のどちらが実際に近いですか"
    assert hint.question("en") == "Which is closer to daily life, the rating or the text?"
    assert [(e.field, e.snippet) for e in hint.evidence] == [
        ("judgements.medication", "○2"),
        ("judgements.medication.environment_factor", "長男の嫁が管理"),
    ]


def test_samples_contradict_themselves_only_where_going_out_is_meant_to(
    sample_file: dict[str, Any],
) -> None:
    """Four people of rank J2 hardly go out; that is what their meeting is about."""
    found = {
        read.case_no: [(hint.rule_id, hint.item) for hint in hints(read)]
        for read in read_cases(sample_file).cases
    }

    outing = [("H8", "outing_frequency")]
    assert {no: raised for no, raised in found.items() if raised} == dict.fromkeys(
        (101, 105, 106, 110), outing
    )


def test_hint_texts_hold_no_forbidden_word() -> None:
    assert lint_rule_texts() == ()

"""The ten samples raise exactly what DOMAIN.md §10 lists, and only for as long as the evidence stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.care.case import Case, Condition, TimePoint
from app.care.medical_risk import Candidate, Evidence, candidates, red_flags
from tests.care.medical_risk.conftest import Expected

NUMBERS = range(101, 111)


def fired(case: Case) -> set[str]:
    return {candidate.rule_id for candidate in candidates(case)}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_sample_raises_exactly_the_expected_candidates(number: int, samples: Expected) -> None:
    case, expected = samples[number]

    assert fired(case) == expected


@pytest.mark.parametrize("number", NUMBERS)
def test_classes_read_from_the_sheet_raise_the_same(number: int, samples: Expected) -> None:
    case, expected = samples[number]
    untyped = tuple(replace(line, classes=(), route="") for line in case.medications)

    assert fired(replace(case, medications=untyped)) == expected


@pytest.mark.parametrize("number", NUMBERS)
def test_brand_names_alone_raise_the_same(number: int, samples: Expected) -> None:
    """Only the strength, which tells weekly from daily tablets, is left of the generic name."""
    case, expected = samples[number]
    branded = tuple(
        replace(line, classes=(), generic="", sheet_text=line.brand, amount=line.sheet_text[-5:])
        for line in case.medications
    )

    assert fired(replace(case, medications=branded)) == expected


@pytest.mark.parametrize("number", NUMBERS)
def test_a_candidate_goes_with_its_evidence(number: int, samples: Expected) -> None:
    case, _ = samples[number]
    found = candidates(case)
    assert found

    for candidate in found:
        bare = case
        for evidence in candidate.evidence:
            bare = without(bare, evidence)

        assert candidate.rule_id not in fired(bare), candidate


@pytest.mark.parametrize("number", NUMBERS)
def test_every_quotation_stands_in_the_field_it_names(number: int, samples: Expected) -> None:
    case, _ = samples[number]

    for candidate in candidates(case):
        for evidence in candidate.evidence:
            assert evidence.snippet
            assert evidence.field_label("ja")
            assert evidence.field_label("en").isascii()
            assert evidence.line("ja")
            assert without(case, evidence) != case, evidence


@pytest.mark.parametrize("number", NUMBERS)
def test_questions_are_filled_in_both_languages(number: int, samples: Expected) -> None:
    for candidate in candidates(samples[number][0]):
        for text in (candidate.question("ja"), candidate.question("en")):
            assert text
            assert "{" not in text
        assert candidate.question("en").endswith("?")
        assert candidate.title("en").isascii()
        assert candidate.profession("en").isascii()


def test_samples_hold_no_red_flag(samples: Expected) -> None:
    assert [red_flags(case) for case, _ in samples.values()] == [()] * 10


# One piece of evidence whose loss is enough, because the rule needs it together with others.
NEEDED = [
    (101, "R16", "medications", "ドネペジル塩酸塩OD錠5mg"),
    (101, "R13", "medications", "酸化マグネシウム錠330mg"),
    (101, "R27", "dementia_independence", "IIb"),
    (102, "R15", "monitoring", "風呂上がりに立ちくらみが1回あった"),
    (103, "R14", "medications", "グリメピリド錠1mg"),
    (104, "R08", "medications", "ゾルピデム錠5mg"),
    (104, "R11", "medications", "アレンドロン酸錠35mg"),
    (105, "R07", "conditions", "慢性心不全"),
    (106, "R09", "medications", "ソリフェナシン錠5mg"),
    (107, "R04", "medications", "クロピドグレル錠75mg"),
    (108, "R21", "medications", "補中益気湯エキス顆粒2.5g"),
    (109, "R10", "medications", "ロキソプロフェン錠60mg"),
    (110, "R18", "medications", "メトトレキサートカプセル2mg"),
    (110, "R19", "medications", "プレドニゾロン錠1mg"),
]


@pytest.mark.parametrize(("number", "rule_id", "field", "snippet"), NEEDED)
def test_one_missing_part_silences_a_rule_that_needs_it(
    number: int, rule_id: str, field: str, snippet: str, samples: Expected
) -> None:
    case, _ = samples[number]
    before = next(c for c in candidates(case) if c.rule_id == rule_id)
    assert (field, snippet) in {(line.field, line.snippet) for line in before.evidence}
    if rule_id == "R15":  # 102 says it twice
        case = replace(case, cm_assessment="")

    assert rule_id not in fired(without(case, Evidence(field, snippet)))


def test_order_is_priority_then_rule(samples: Expected) -> None:
    def place(candidate: Candidate) -> tuple[str, str]:
        return candidate.priority, candidate.rule_id

    for case, _ in samples.values():
        found = candidates(case)
        assert list(found) == sorted(found, key=place)


# ---- taking a piece of evidence off the sheet ----


def without(case: Case, evidence: Evidence) -> Case:  # noqa: PLR0911 - one line per kind of field
    """``case`` as if ``evidence`` had never been written."""
    head, *rest = evidence.field.split(".")
    core = evidence.snippet.strip("…")
    match head:
        case "age" | "dementia_independence" | "conference_date" | "hba1c":
            return replace(case, **{head: None})
        case "bmi":
            return replace(case, height_cm=None, imported_bmi=None)
        case "weights":
            return replace(case, weights=())
        case "feature_codes":
            kept = tuple(code for code in case.feature_codes if code != int(core[0]))
            return replace(case, feature_codes=kept)
        case "household" if rest:
            return replace(case, household=replace(case.household, type=""))
        case "household":
            note = case.household.family_note.replace(core, "")
            return replace(case, household=replace(case.household, family_note=note))
        case "checklist":
            answers = list(case.checklist)
            answers[int(rest[0]) - 1] = 0
            return replace(case, checklist=tuple(answers))
        case "physical_tests":
            days = tuple(replace(day, **{rest[0]: None}) for day in case.physical_tests)
            return replace(case, physical_tests=days)
        case "medications" | "conditions" | "monitoring" | "judgements":
            return without_in_rows(case, head, rest, core)
        case _:
            return replace(case, **{head: getattr(case, head).replace(core, "")})


def without_in_rows(case: Case, head: str, rest: list[str], core: str) -> Case:
    if head == "medications":
        names = core.split("、")
        lines = (line for line in case.medications if line.sheet_text not in names)
        kept = tuple(replace(line, usage=line.usage.replace(core, "")) for line in lines)
        return replace(case, medications=kept)
    if head == "conditions":
        return replace(
            case, conditions=tuple(_without_words(line, core) for line in case.conditions)
        )
    if head == "monitoring":
        notes = tuple(
            replace(note, conference_time_status=note.conference_time_status.replace(core, ""))
            for note in case.monitoring
        )
        return replace(case, monitoring=notes)
    changed = []
    for judgement in case.judgements:
        if judgement.item == rest[0] and judgement.time_point is TimePoint.BEFORE:
            if len(rest) == 1:
                judgement = replace(judgement, rating=None)  # noqa: PLW2901
            else:
                text = getattr(judgement, rest[1]).replace(core, "")
                judgement = replace(judgement, **{rest[1]: text})  # noqa: PLW2901
        changed.append(judgement)
    return replace(case, judgements=tuple(changed))


def _without_words(line: Condition, core: str) -> Condition:
    onset = line.onset and replace(line.onset, text=line.onset.text.replace(core, ""))
    return replace(
        line, name=line.name.replace(core, ""), note=line.note.replace(core, ""), onset=onset
    )

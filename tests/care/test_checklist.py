"""基本チェックリスト: totals, criteria and 判定不可 (DOMAIN.md §5.1)."""

from __future__ import annotations

from typing import Any

import pytest

from app.care.checklist import (
    answer_for,
    criteria,
    criterion_label,
    domain_label,
    domains,
    frailty_label,
    questions,
    said_yes,
    score,
)

NONE: list[int | None] = [0] * 25


def _with(*risky: int, missing: tuple[int, ...] = ()) -> list[int | None]:
    answers = list(NONE)
    for no in risky:
        answers[no - 1] = 1
    for no in missing:
        answers[no - 1] = None
    return answers


def test_the_scores_of_the_samples(sample_file: dict[str, Any]) -> None:
    scored = [case["kcl"] for case in sample_file["cases"] if case["kcl"]]
    assert len(scored) == 7
    for expected in scored:
        result = score(expected["answers"])
        assert result.domain_totals == expected["domain_totals"]
        assert result.subtotal_1_20 == expected["subtotal_1_20"]
        assert result.total_25 == expected["total_25"]
        assert list(result.criteria_met) == expected["criteria_met"]
        assert result.eligible is expected["jigyo_taishosha_criteria_met"]
        assert result.frailty_by_total == expected["frailty_by_total"]
        assert result.criteria_unknown == ()
        assert result.answered == 25


@pytest.mark.parametrize(
    ("risky", "met"),
    [
        ((), ()),
        ((6, 7, 8), ("motor",)),
        ((6, 7), ()),
        ((11,), ()),
        ((12,), ()),
        ((11, 12), ("nutrition",)),
        ((13,), ()),
        ((13, 15), ("oral",)),
        ((16,), ("homebound",)),
        ((17,), ()),
        ((20,), ("cognition",)),
        ((21,), ()),
        ((21, 25), ("depression",)),
        ((1, 2, 3, 4, 5, 6, 7, 11, 13), ()),
        ((1, 2, 3, 4, 5, 6, 7, 11, 13, 17), ("multi",)),
        ((1, 2, 3, 4, 5, 6, 7, 11, 13, 21), ()),
    ],
)
def test_each_criterion_at_its_threshold(risky: tuple[int, ...], met: tuple[str, ...]) -> None:
    result = score(_with(*risky))
    assert result.criteria_met == met
    assert result.eligible is bool(met)


def test_staying_in_with_fewer_outings_asks_for_particular_attention() -> None:
    assert score(_with(16, 17)).watch_homebound
    assert not score(_with(16)).watch_homebound
    assert not score(_with(17)).watch_homebound


@pytest.mark.parametrize(
    ("risky", "missing", "met", "unknown"),
    [
        ((6, 7, 8), (9, 10), ("motor",), ()),  # reached stays reached
        ((6, 7), (8,), (), ("motor",)),  # one more could reach it
        ((6,), (8,), (), ()),  # one more could not
        ((), (16,), (), ("homebound",)),
        ((), (17,), (), ()),
        ((11,), (12,), (), ("nutrition",)),
        ((), (12,), (), ()),
    ],
)
def test_missing_answers_are_never_made_up(
    risky: tuple[int, ...],
    missing: tuple[int, ...],
    met: tuple[str, ...],
    unknown: tuple[str, ...],
) -> None:
    result = score(_with(*risky, missing=missing))
    assert result.criteria_met == met
    assert result.criteria_unknown == unknown
    assert result.answered == 25 - len(missing)
    assert result.eligible is (True if met else None if unknown else False)


@pytest.mark.parametrize(
    ("risks", "missing", "expected"),
    [
        (3, 0, "robust"),
        (4, 0, "prefrail"),
        (7, 0, "prefrail"),
        (8, 0, "frail"),
        (3, 1, None),
        (2, 1, "robust"),
        (7, 1, None),
        (8, 5, "frail"),
        (0, 25, None),
    ],
)
def test_frailty_by_total_only_where_missing_answers_cannot_change_it(
    risks: int, missing: int, expected: str | None
) -> None:
    known = [1] * risks + [0] * (25 - risks - missing)
    assert score([*known, *[None] * missing]).frailty_by_total == expected


def test_an_empty_checklist_says_nothing() -> None:
    result = score(())
    assert (result.answered, result.total_25, result.eligible) == (0, 0, None)
    assert result.frailty_by_total is None


@pytest.mark.parametrize("answers", [[0] * 26, [2], [-1]])
def test_other_answers_are_a_mistake_of_the_caller(answers: list[int | None]) -> None:
    with pytest.raises(ValueError, match="25"):
        score(answers)


def test_which_answer_scores() -> None:
    no_scores = {1, 2, 3, 4, 5, 6, 7, 8, 16, 19}
    for question in questions():
        assert answer_for(question.no, yes=True) == (question.no not in no_scores)
        assert answer_for(question.no, yes=False) == (question.no in no_scores)
        for yes in (True, False):
            assert said_yes(question.no, answer_for(question.no, yes=yes)) is yes


def test_questions_domains_and_criteria_have_both_languages() -> None:
    assert [q.no for q in questions()] == list(range(1, 26))
    for question in questions():
        assert question.label("ja")
        assert question.label("en")
        span = next(d for d in domains() if d.key == question.domain)
        assert span.first <= question.no <= span.last
        assert domain_label(question.domain, "en").isascii()
    for criterion in criteria():
        assert criterion_label(criterion.key, "ja")
        assert criterion.rule("en")
    assert [frailty_label(k, "en") for k in ("robust", "prefrail", "frail")] == [
        "Robust range", "Pre-frail range", "Frail range",
    ]  # fmt: skip

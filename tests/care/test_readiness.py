"""準備完了 is true only while sheet, judgement, points, consent and privacy check are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.care.case import CareDate, Case, CaseStatus, PrivateIdentity, TimePoint, with_judgement
from app.care.disclosure import KnownNames, checker
from app.care.readiness import honest, open_points
from tests.care.whole_case import whole_case

NOBODY = checker(None, KnownNames((), (), ()))


def test_a_whole_case_has_nothing_open() -> None:
    assert open_points(whole_case(), NOBODY) == ()


@pytest.mark.parametrize(
    ("changes", "section", "field"),
    [
        ({"desired_life": " "}, "life", "desired_life"),
        ({"agenda_points": ()}, "plan", "agenda_points"),
        ({"medications": ()}, "medical", "medications"),
    ],
)
def test_what_is_missing_is_named_with_its_place(
    changes: dict[str, Any], section: str, field: str
) -> None:
    first = open_points(replace(whole_case(), **changes), NOBODY)[0]
    assert (first.section, first.field) == (section, field)


def test_a_missing_rating_is_open_in_its_column() -> None:
    case = with_judgement(whole_case(), "money", TimePoint.PREDICTED, rating=None)
    assert [(one.section, one.field) for one in open_points(case, NOBODY)] == [
        ("judgement", "predicted")
    ]


def test_a_withdrawn_consent_is_open() -> None:
    case = whole_case()
    case = replace(case, consent=replace(case.consent, withdrawn=CareDate("R8.6.1", "2026-06-01")))
    assert [one.field for one in open_points(case, NOBODY)] == ["consent"]


def test_a_name_in_the_text_is_open_and_comes_last() -> None:
    case = replace(whole_case(), life_issues="森山さんは買い物に行けない", strengths="")
    known = checker(PrivateIdentity(case_uuid=case.uuid, name="森山 節子"), KnownNames((), (), ()))
    points = open_points(case, known)
    assert [(one.section, one.field) for one in points] == [
        ("life", "strengths"),
        ("privacy", "life_issues"),
    ]
    assert "森山" not in points[-1].words


def test_ready_is_taken_back_where_it_is_not_true() -> None:
    ready = replace(whole_case(), status=CaseStatus.READY)
    assert honest(ready) is ready
    assert honest(ready, doubts=True).status is CaseStatus.PREPARING
    assert honest(replace(ready, housing="")).status is CaseStatus.PREPARING
    following = replace(Case(), status=CaseStatus.FOLLOWING)
    assert honest(following) is following

"""Words that can't wait for a meeting lead to a procedure (DOMAIN.md §4.1)."""

from __future__ import annotations

import pytest

from app.care.case import Case, Household
from app.care.medical_risk import red_flags
from tests.care.medical_risk.build import sheet

RAISES = [
    ("もう死にたいと話す", "suicide"),
    ("自殺をほのめかす", "suicide"),
    ("死にたいとは言わない", "suicide"),
    ("虐待の疑い", "abuse"),
    ("腕にあざ。長男が来るとおびえる", "abuse"),
    ("呼ぶと意識がない", "unconscious"),
    ("食後に意識を失った", "unconscious"),
    ("胸が締めつけられる感じ", "chest"),
    ("胸が締め付けられる", "chest"),
    ("急にろれつが回らない", "speech"),
    ("呂律が回らない。突然始まった", "speech"),
    ("下血で大量出血", "bleeding"),
]
QUIET = [
    "腕にあざ",
    "犬におびえる",
    "ろれつが回りにくい日がある",
    "虐待なし",
    "胸が痛む",
    "急に立つ",
]


@pytest.mark.parametrize(("text", "flag_id"), RAISES)
def test_a_red_flag_is_raised(text: str, flag_id: str) -> None:
    (flag,) = red_flags(sheet(text=text))

    assert flag.flag_id == flag_id
    assert flag.evidence[0].field == "life_issues"
    assert flag.evidence[0].snippet in text


@pytest.mark.parametrize("text", QUIET)
def test_half_of_a_pair_or_a_denial_is_none(text: str) -> None:
    assert red_flags(sheet(text=text)) == ()


@pytest.mark.parametrize(
    "case",
    [
        sheet(presenter_note="死にたいと漏らした"),
        sheet(desired_life="死にたい"),
        sheet(household=Household(caregiver_note="虐待を心配する声")),
        sheet(text="腕にあざがある", cm_assessment="長男の前でおびえる"),
    ],
)
def test_every_text_of_the_case_is_read(case: Case) -> None:
    assert len(red_flags(case)) == 1


def test_the_procedure_says_whom_to_call_in_both_languages() -> None:
    for text, _ in RAISES:
        (flag,) = red_flags(sheet(text=text))
        assert "119" in flag.procedure("ja")
        assert "119" in flag.procedure("en")
        assert flag.title("en").isascii()

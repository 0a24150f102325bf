"""Community issue codes, professions and interests (DOMAIN.md §3.3, §5.3, §7.2)."""

from __future__ import annotations

from typing import Any

import pytest

from app.care.codes import (
    interest_label,
    interests,
    issue_codes,
    issue_label,
    parse_profession,
    profession_label,
    profession_short,
    professions,
    response_label,
    response_types,
)


def test_issue_codes_are_those_of_the_samples(sample_file: dict[str, Any]) -> None:
    ours = {entry.code: entry.label("ja") for entry in issue_codes()}
    assert ours == sample_file["codebook"]["community_issue_codes"]
    used = {
        code
        for case in sample_file["cases"]
        for issue in case["community_issues"]
        for code in issue["codes"]
    }
    assert used <= set(ours)
    assert issue_label("MOB", "en") == "Getting around"
    assert issue_label("雪", "en") == "雪"


def test_response_types_begin_with_the_three_of_the_source_report() -> None:
    assert [r.code for r in response_types()][:3] == ["連携強化", "公的制度化", "資源発掘"]
    assert response_label("資源発掘", "en") == "Finding resources"


def test_interest_codes_count_in_tens() -> None:
    assert [i.code for i in interests()] == [f"{n * 10:03}" for n in range(1, 48)]
    assert interest_label("350", "ja") == "将棋・囲碁・麻雀・ゲーム"
    assert interest_label("470", "ja") == "その他"
    assert interest_label("440", "en") == "Growing vegetables"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("PT", "physical_therapist"),
        ("ｐｔ", "physical_therapist"),
        ("理学療法士", "physical_therapist"),
        ("包括", "hokatsu"),
        ("ケアマネ", "care_manager"),
        ("けあまね", "care_manager"),
        ("SC", "support_coordinator"),
        ("MSW", "msw"),
        ("Dentist", "dentist"),
        ("落語家", None),
        ("", None),
    ],
)
def test_a_short_word_finds_the_profession(text: str, code: str | None) -> None:
    assert parse_profession(text) == code


def test_profession_names_for_codes_names_and_free_text() -> None:
    assert profession_label("dietitian", "ja") == "管理栄養士"
    assert profession_label("管理栄養士", "en") == "Registered dietitian"
    assert profession_short("occupational_therapist", "ja") == "OT"
    assert profession_label("落語家", "en") == "落語家"
    assert profession_short("落語家") == "落語家"


def test_codes_are_unique_and_every_word_has_both_languages() -> None:
    for entries in (issue_codes(), response_types(), interests(), professions()):
        codes = [entry.code for entry in entries]
        assert len(codes) == len(set(codes))
        for entry in entries:
            assert entry.label("ja")
            assert entry.label("en").isascii()
    for profession in professions():
        assert profession.short("ja")
        assert profession.short("en").isascii()
        assert profession.gives("en").isascii()


def test_life_codes_of_the_professions() -> None:
    life = {p.code: p.life for p in professions()}
    assert life["physician"] == "010"
    assert life["dietitian"] == "190"
    assert life["care_manager"] == "150"
    assert life["support_coordinator"] is None

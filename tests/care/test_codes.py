"""Community issue codes, professions and interests (DOMAIN.md §3.3, §5.3, §7.2)."""

from __future__ import annotations

from typing import Any

from app.care.codes import (
    interest_label,
    interests,
    issue_codes,
    issue_label,
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


def test_codes_are_unique_and_every_word_has_both_languages() -> None:
    for entries in (issue_codes(), response_types(), interests()):
        codes = [entry.code for entry in entries]
        assert len(codes) == len(set(codes))
        for entry in entries:
            assert entry.label("ja")
            assert entry.label("en").isascii()

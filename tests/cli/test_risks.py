"""`kurashi risks NO --json` for the ten samples is the table of DOMAIN.md §10."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.care import knowledge
from tests.cli.conftest import SAMPLE, Kurashi

EXPECTED: dict[int, list[str]] = {
    case["case_no"]: case["expected_risk_candidates"]
    for case in json.loads(SAMPLE.read_text(encoding="utf-8"))["cases"]
}


@pytest.mark.usefixtures("full")
def test_every_sample_raises_its_candidates(kurashi: Kurashi) -> None:
    for number, expected in EXPECTED.items():
        answer: dict[str, Any] = kurashi("risks", str(number), "--json").json()
        found = answer["candidates"]
        assert sorted(c["rule_id"] for c in found) == sorted(expected), number
        for candidate in found:
            assert candidate["evidence"]
            assert candidate["question"]["ja"]
            assert candidate["question"]["en"]
            assert candidate["profession"]
            assert candidate["source"]
            assert candidate["priority"] in {"A", "B", "C"}
    assert len(EXPECTED) == 10


@pytest.fixture
def bundled_again() -> Iterator[None]:
    yield
    knowledge.use_bundled()


@pytest.mark.usefixtures("bundled_again")
def test_a_towns_own_knowledge_holds_on_the_command_line(kurashi: Kurashi, full: Path) -> None:
    (full / "knowledge").mkdir()
    (full / "knowledge" / "risk_rules.toml").write_text(
        '[[rule]]\nid = "R28"\noff = true\n[[rule]]\nid = "R14"\nquestion_ja = "異常?"\n',
        encoding="utf-8",
    )
    facts = kurashi("dev", "facts", "--json")
    assert facts.code == 0
    assert facts.json()["knowledge"] == {"risk_rules.toml": ["rule R28"]}
    (problem,) = facts.json()["knowledge_problems"]
    assert "R14" in problem
    assert facts.err.strip() == problem

    answer = kurashi("risks", "103", "--json")
    assert answer.code == 0
    rules = {candidate["rule_id"] for candidate in answer.json()["candidates"]}
    assert rules == set(EXPECTED[103]) - {"R28"}

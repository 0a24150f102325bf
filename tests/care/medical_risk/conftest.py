"""The ten sample cases as values, with the candidates DOMAIN.md §10 expects of each."""

from __future__ import annotations

from typing import Any

import pytest

from app.care.case import Case
from app.exchange.case_json_read import read_cases

Expected = dict[int, tuple[Case, frozenset[str]]]


@pytest.fixture(scope="session")
def samples(sample_file: dict[str, Any]) -> Expected:
    """Case number → the case and the rule ids it must raise."""
    read = read_cases(sample_file)
    assert read.problems == ()
    return {
        raw["case_no"]: (case, frozenset(raw["expected_risk_candidates"]))
        for raw, case in zip(sample_file["cases"], read.cases, strict=True)
    }

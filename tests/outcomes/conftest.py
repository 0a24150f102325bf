"""The ten sample cases as the indicators see them."""

from __future__ import annotations

import json
from datetime import date

import pytest

from app.exchange.case_json_read import read_cases
from app.outcomes.cohort import Entrant, entrant_of
from app.paths import resource

LATER = date(2026, 6, 15)
"""A day on which every follow-up of the samples is over."""


@pytest.fixture(scope="session")
def samples() -> tuple[Entrant, ...]:
    text = resource("samples/sample_cases.json").read_text(encoding="utf-8")
    return tuple(entrant_of(case) for case in read_cases(json.loads(text)).cases)

"""The sample cases as paper values, and a reader of finished PDFs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from app.care import disclosure
from app.care.case import Case
from app.care.disclosure import JudgementView, SheetView
from app.exchange.case_json_read import read_cases
from app.paths import resource
from app.reports.job import PrintJob
from tests.checkers import NOBODY

PLANTS = "けやき、つばき、さくら、かえで、すみれ、ききょう、あやめ、もみじ、やなぎ、ぼたん"
MADE_AT = datetime(2026, 6, 15, 9, 0, tzinfo=timezone(timedelta(hours=9)))


@pytest.fixture(scope="session")
def cases() -> tuple[Case, ...]:
    """The ten sample cases, with plant names as in a store."""
    text = resource("samples/sample_cases.json").read_text(encoding="utf-8")
    found = read_cases(json.loads(text)).cases
    return tuple(replace(c, pseudonym=p) for c, p in zip(found, PLANTS.split("、"), strict=True))


@pytest.fixture(scope="session")
def sheets(cases: tuple[Case, ...]) -> list[SheetView]:
    """Their case sheets in Japanese."""
    return [disclosure.sheet(case, NOBODY, order=place) for place, case in enumerate(cases, 1)]


@pytest.fixture(scope="session")
def judgements(cases: tuple[Case, ...]) -> list[JudgementView]:
    """Their judgement sheets in Japanese."""
    return [
        disclosure.judgement_sheet(case, NOBODY, order=place) for place, case in enumerate(cases, 1)
    ]


@pytest.fixture(scope="session")
def job() -> PrintJob:
    """One copy for the meeting of the design picture."""
    return PrintJob(
        made_at=MADE_AT,
        edition="第27回（包括版）",
        session="令和8年6月18日（木） 14:00〜15:30　花里市保健センター 2階 大会議室",
        maker="花里市 高齢福祉課",
        made_on="令和8年6月15日",
    )


JobMaker = Callable[..., PrintJob]


@pytest.fixture(scope="session")
def job_with(job: PrintJob) -> JobMaker:
    """The job with something changed."""
    return lambda **changes: replace(job, **changes)

"""Counting the indicators of 10,000 cases, and printing them: against opening the cases whole.

Real encrypted store. Every case has a start, two results and a sheet of ratings at three times, so
there are some half a million ratings. Compare the ratios: other work may share the processor.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import process_time

from sqlalchemy import String, cast, insert, text, update

from app.care.case import TimePoint
from app.care.items import items
from app.clock import SystemClock
from app.models.afterwards import follow_ups
from app.models.case import cases
from app.models.judgement import judgements
from app.services.cases import get_cases
from app.services.outcomes import evaluation
from app.services.papers import preview
from app.services.store import KdfCost, Store, create_store
from tests.bench.many_cases import fill_cases

CASES = int(os.environ.get("KURASHI_BENCH_CASES", "10000"))
WHOLE = 500
PASSPHRASE = "紫陽花 autobus 42 くもり"


def test_bench_outcomes(tmp_path: Path) -> None:
    cheap = KdfCost(time_cost=1, memory_kib=8, parallelism=1)
    store = create_store(tmp_path / "data", PASSPHRASE, clock=SystemClock(), kdf=cheap)
    fill_cases(store, CASES)
    uuids = _follow_up(store)
    whole = _seconds(lambda: get_cases(store, uuids[:WHOLE])) / WHOLE * CASES
    counted = _seconds(lambda: evaluation(store))
    first = _seconds(lambda: preview(store, "outcomes", []))
    printed = _seconds(lambda: preview(store, "outcomes", []))
    print(f"\nindicators of {CASES} cases, seconds of the processor")
    print(f"count {counted:.2f} · all cases opened whole {whole:.2f} · ratio {counted / whole:.2f}")
    print(f"count and print, first {first:.2f}, then {printed:.2f}")
    store.close()


def _seconds(deed: Callable[[], object]) -> float:
    start = process_time()
    deed()
    return process_time() - start


def _follow_up(store: Store) -> list[str]:
    """A start, two results and three columns of ratings for every case."""
    with store.write() as work:
        write = work.connection
        write.execute(text("DELETE FROM judgements"))
        keys = list(write.execute(cases.select().with_only_columns(cases.c.uuid)).scalars())
        day = cast(2022 + cases.c.case_no % 4, String) + "-07-01"
        write.execute(
            update(cases).values(
                newly_certified=True,
                care_level="要支援1",
                baseline_date_text=day,
                baseline_date_iso=day,
            )
        )
        for start in range(0, len(keys), 500):
            chunk = list(enumerate(keys[start : start + 500], start))
            write.execute(insert(follow_ups), [row for n, key in chunk for row in _results(n, key)])
            write.execute(insert(judgements), [row for n, key in chunk for row in _ratings(n, key)])
    return keys


def _results(number: int, key: str) -> list[dict[str, object]]:
    levels = ("要支援1", "要支援2", "要支援1", "事業対象者", "要介護1")
    return [
        {
            "uuid": f"f{months}-{key}", "row_version": 1, "case_uuid": key, "position": months,
            "months": months, "target_date": "", "outcome_code": "level_in_force",
            "care_level": levels[number % 5], "residence": "", "services_in_use": [], "note": "",
            "recorded_on": "",
        }
        for months in (6, 12)
    ]  # fmt: skip


def _ratings(number: int, key: str) -> list[dict[str, object]]:
    points = (TimePoint.BEFORE, TimePoint.PREDICTED, TimePoint.ACTUAL_6)
    return [
        {
            "uuid": f"{place}{item.no}-{key}", "row_version": 1, "case_uuid": key,
            "position": item.no * 3 + place, "item": item.key, "time_point": point,
            "rating": ("D1", "O2", "O1")[(number + place + item.no) % 3], "missing_reason": "",
            "personal_factor": "", "environment_factor": "", "rated_by": "", "rated_on": "",
        }
        for item in items()
        for place, point in enumerate(points)
    ]  # fmt: skip

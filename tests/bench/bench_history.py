"""The list of saves of a case with 1,000 saves against one with ten: pages keep them alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from app.care.case import Case
from app.clock import SystemClock
from app.services.cases import find_case, put_case
from app.services.history import case_at, case_versions
from app.services.store import Store, practice_store


def test_bench_a_thousand_saves(tmp_path: Path) -> None:
    """Print the first page and the oldest version, each as a ratio to the case with ten saves."""
    store = practice_store(tmp_path / "practice", clock=SystemClock())
    try:
        few, many = saved(store, 105, 10), saved(store, 104, 1000)
        first = [best(lambda case=case: case_versions(store, case.uuid)) for case in (few, many)]
        oldest = [best(lambda case=case: case_at(store, case.uuid, 1)) for case in (few, many)]
    finally:
        store.close()
    print(f"\nfirst page of saves: {first[1] * 1000:.1f} ms, {first[1] / first[0]:.1f} × ten saves")
    print(
        f"oldest of 1,000: {oldest[1] * 1000:.1f} ms, {oldest[1] / oldest[0]:.1f} × oldest of ten"
    )


def saved(store: Store, number: int, times: int) -> Case:
    """The case after so many saves of two fields."""
    case = find_case(store, number)
    with store.write() as work:
        for turn in range(times):
            case = put_case(work, replace(case, age=60 + turn % 30, life_issues=f"文{turn}" * 30))
    return case


def best(measured: Callable[[], object]) -> float:
    """The shortest of five runs, in seconds."""
    seconds = []
    for _ in range(5):
        start = perf_counter()
        measured()
        seconds.append(perf_counter() - start)
    return min(seconds)

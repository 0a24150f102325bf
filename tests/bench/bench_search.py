"""The search of the store at 100,000 cases: index against LIKE over the same texts.

Prints medians and the ratio the project asks for (at most 1/100 of a LIKE without a hit).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import func, select

from app.clock import SystemClock
from app.models.search import search_texts
from app.models.search_index import hits, words
from app.services.case_list import case_rows, find_cases
from app.services.store import KdfCost, create_store
from tests.bench.many_cases import WORDS, fill_cases

CASES = int(os.environ.get("KURASHI_BENCH_CASES", "100000"))
ROUNDS = 15
PASSPHRASE = "紫陽花 autobus 42 くもり"


def middle(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median milliseconds; the first round warms the pages and doesn't count."""
    run()
    times = []
    for _ in range(rounds):
        begun = perf_counter()
        run()
        times.append((perf_counter() - begun) * 1000)
    return median(times)


def test_bench_search(tmp_path: Path) -> None:
    cheap = KdfCost(time_cost=1, memory_kib=8, parallelism=1)
    store = create_store(tmp_path / "data", PASSPHRASE, clock=SystemClock(), kdf=cheap)
    fill_cases(store, CASES, lines=False)

    def like(word: str) -> object:
        with store.read() as connection:
            holds = search_texts.c.shown.contains(word, autoescape=True)
            return connection.execute(select(func.count()).where(holds)).scalar()

    def index(word: str) -> list[object]:
        with store.read() as connection:
            return list(connection.execute(hits(words(word))))

    slowest = middle(lambda: like(WORDS["none"]), 3)
    print(f"\nsearch among {CASES} cases; LIKE without a hit {slowest:.0f} ms")
    for name, word in WORDS.items():
        taken = middle(lambda: index(word))  # noqa: B023
        n = len(index(word))
        print(f"  {name:6} {n:6} cases: index {taken:7.2f} ms, 1/{slowest / taken:.0f} of LIKE")
        whole = middle(lambda: case_rows(store, find_cases(store, search=word).uuids[:40], word))  # noqa: B023
        print(f"         with order, count, average and 40 rows {whole:7.2f} ms")
    store.close()

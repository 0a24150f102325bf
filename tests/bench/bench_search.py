"""The search of the store at 100,000 cases: index against LIKE over the same texts.

Both answer the same question, how many texts hold the word; the project asks for at most 1/100
of a LIKE without a hit. Below it what a key costs besides: which cases these are, handed to
Python one by one, the list in order with its average, and the rows on screen. Prints medians of
processor time, for the machine may be shared.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from sqlalchemy import func, select

from app.clock import SystemClock
from app.models import fts
from app.models.search import search_texts
from app.models.search_index import expression, places, words
from app.services.case_list import case_rows, find_cases
from app.services.store import KdfCost, Store, create_store
from tests.bench.many_cases import WORDS, fill_cases

CASES = int(os.environ.get("KURASHI_BENCH_CASES", "100000"))
ROUNDS = 15
PASSPHRASE = "紫陽花 autobus 42 くもり"


def middle(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median milliseconds of the processor; the first round warms the pages and doesn't count."""
    run()
    times = []
    for _ in range(rounds):
        begun = process_time()
        run()
        times.append((process_time() - begun) * 1000)
    return median(times)


def test_bench_search(tmp_path: Path) -> None:
    cheap = KdfCost(time_cost=1, memory_kib=8, parallelism=1)
    store = create_store(tmp_path / "data", PASSPHRASE, clock=SystemClock(), kdf=cheap)
    begun = perf_counter()
    fill_cases(store, CASES, lines=False)
    print(f"\n{CASES} cases made in {perf_counter() - begun:.0f} s")

    def like(word: str) -> object:
        with store.read() as connection:
            holds = search_texts.c.shown.contains(word, autoescape=True)
            return connection.execute(select(func.count()).where(holds)).scalar()

    slowest = middle(lambda: like(WORDS["none"]), 3)
    print(f"  LIKE without a hit {slowest:.0f} ms")
    print(f"  the whole list in order, {first(lambda: find_cases(store)):.1f} ms once after a save")
    for name, word in WORDS.items():
        report(store, name, word, slowest)
    store.close()


def report(store: Store, name: str, word: str, slowest: float) -> None:
    (folded,) = words(word)

    def count() -> object:
        with store.read() as connection:
            return fts.count(connection, expression(folded))

    def which() -> object:
        with store.read() as connection:
            return places(connection, folded)

    counted = middle(count)
    found = find_cases(store, search=word)
    handed, again = middle(which, 5), middle(lambda: find_cases(store, search=word), 5)
    rows = middle(lambda: case_rows(store, found.uuids[:64], word))
    print(
        f"  {name:8} {len(found.uuids):6} cases: index {counted:6.2f} ms ="
        f" 1/{slowest / counted:.0f} of LIKE; which cases {handed:6.1f}, in order {again:6.1f},"
        f" 64 rows {rows:4.1f}"
    )


def first(run: Callable[[], object]) -> float:
    """Milliseconds of the processor for one run, cold."""
    begun = process_time()
    run()
    return (process_time() - begun) * 1000

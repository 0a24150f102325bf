"""A meeting killed 50 times at random points: it comes back each time with nothing recorded lost."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.clock import FixedClock
from app.conference.room import Output
from app.models.keyslots import KdfCost
from app.services.conferences import list_conferences
from app.services.practice import fill
from app.services.store import create_store
from tests.journeys.mortal_meeting import ACTS, MOVES, PASSPHRASE, Life, as_line

KILLS = 50
WITH_WINDOWS = frozenset({0, 12, 24, 36, 48})
AFTER_A_LONG_BREAK = frozenset({20, 40})
ROOT = Path(__file__).resolve().parents[2]

Told = dict[str, Any]
Live = Callable[[Life], list[Told]]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a life is a forked process")


@pytest.fixture
def live() -> Iterator[Live]:
    """One life of the meeting, from its start to its kill; what it said."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.mortal_meeting"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert server.stdin is not None
    assert server.stdout is not None
    ask, answer = server.stdin, server.stdout

    def one(life: Life) -> list[Told]:
        ask.write(as_line(life))
        ask.flush()
        end = json.loads(answer.readline())
        assert end["killed"], "the meeting ended by itself"
        *whole, _torn = end["said"].split("\n")
        return [json.loads(line) for line in whole]

    yield one
    ask.close()
    assert server.wait(60) == 0
    answer.close()


def test_a_meeting_killed_fifty_times_loses_nothing_recorded(
    live: Live, fixed_clock: FixedClock, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    uuid = _town(folder, fixed_clock)
    dice = random.Random(4)  # noqa: S311 - the same kills in every run
    now, last = fixed_clock.now(), None
    acknowledged: Counter[str] = Counter()
    for number in range(KILLS + 1):
        long_break = number in AFTER_A_LONG_BREAK
        gap = 2400 if long_break else dice.randint(1, 240)
        now += timedelta(seconds=gap)
        said = live(
            Life(
                str(folder), uuid, number, now.isoformat(), windows=number in WITH_WINDOWS,
                acts=dice.randint(0, 5), delay=dice.uniform(0, 0.04),
            )
        )  # fmt: skip
        if last is not None:
            _nothing_lost(last, said[0], long_break=long_break)
            _same_place_and_clock(last, said[0], gap, long_break=long_break)
        if len(said) > 1:
            assert said[1]["output"] == Output.SHOWING, "one key shows again"
            assert said[1]["on_wall"]
        acknowledged.update(told["act"] for told in said if told["word"] == "ack")
        last = said[-1]
        now = datetime.fromisoformat(last["now"])
    assert set(acknowledged) == set(ACTS), acknowledged


def _town(folder: Path, clock: FixedClock) -> str:
    """An encrypted data folder with the samples; the meeting of four cases."""
    cheap = KdfCost(time_cost=1, memory_kib=8, parallelism=1)
    store = create_store(folder, PASSPHRASE, clock=clock, kdf=cheap)
    fill(store)
    uuid = next(row.uuid for row in list_conferences(store) if row.case_count == 4)
    store.close()
    return uuid


def _nothing_lost(last: Told, up: Told, *, long_break: bool) -> None:
    """The store is whole and holds what was acknowledged once, and at most the act under way."""
    assert up["whole"], "the integrity check found something"
    more = 1 if last["word"] == "try" else 0
    for part, most in (("entries", more), ("moves", 2 * more + long_break), ("prompts", more)):
        assert up[part][: len(last[part])] == last[part], f"{part} that were recorded are lost"
        assert len(up[part]) <= len(last[part]) + most, f"{part} that nobody made"
    assert all(up["people"].get(who, 0) >= n for who, n in last["people"].items())
    assert sum(up["people"].values()) <= sum(last["people"].values()) + more
    texts = [entry[2] for entry in up["entries"]]
    assert len(set(texts)) == len(texts), "an entry is there twice"


def _same_place_and_clock(last: Told, up: Told, gap: int, *, long_break: bool) -> None:
    """Case, stage, part and time go on where they were, and the wall is dark."""
    assert up["output"] == Output.HIDDEN
    assert not up["on_wall"]
    if last["word"] == "try" and last["act"] in MOVES:  # whether it moved, only the store knows
        return
    stood = last["place"][3]
    assert up["place"][:3] == last["place"][:3]
    assert up["place"][3] == (stood or long_break)
    if stood or not long_break:
        assert up["at"] == last["at"] + gap, "the time line was broken"
    else:
        assert up["at"] <= last["at"], "a break counted as talking time"

"""The probes behind ``dev save-loop`` and ``dev verify``, killed in the middle of saving."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app.clock import FixedClock
from app.services.durability import save_probe, verify_probes
from app.services.store import Store, create_store, open_store
from tests.services.conftest import CHEAP, PASSPHRASE

LOOP = """
import itertools, sys
from pathlib import Path
from app.clock import SystemClock
from app.services.durability import save_probe
from app.services.store import open_store
store = open_store(Path(sys.argv[1]), sys.argv[2], clock=SystemClock())
for number in itertools.count():
    print(number % 7, save_probe(store, number % 7), flush=True)
"""


def test_probes_are_verified_row_by_row(store: Store) -> None:
    digests = {str(number): save_probe(store, number) for number in (1, 2, 3)}
    assert verify_probes(store) == {
        "integrity": "ok",
        "foreign_keys": 0,
        "half": 0,
        "rows": digests,
    }
    again = save_probe(store, 2)
    assert again != digests["2"]
    assert verify_probes(store)["rows"] == {**digests, "2": again}


def test_half_a_probe_is_noticed(store: Store) -> None:
    save_probe(store, 1)
    with store.write() as work:
        work.connection.exec_driver_sql("DELETE FROM agenda_points")
    assert verify_probes(store)["half"] == 1


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path, fixed_clock: FixedClock) -> None:
    folder = tmp_path / "data"
    create_store(folder, PASSPHRASE, clock=fixed_clock, kdf=CHEAP).close()
    rows: dict[str, str] = {}
    for acknowledged in (3, 11, 6):
        rows.update(_save_until_killed(folder, acknowledged))
        opened = open_store(folder, PASSPHRASE, clock=fixed_clock)
        found = verify_probes(opened)
        opened.close()
        assert (found["integrity"], found["foreign_keys"], found["half"]) == ("ok", 0, 0)
        stored = found["rows"]
        assert isinstance(stored, dict)
        # The save under way at the kill may be durable without having been acknowledged.
        differing = [number for number in rows if stored.get(number) != rows[number]]
        assert len(differing) <= 1
        assert set(rows) <= set(stored)
        rows = dict(stored)


def _save_until_killed(folder: Path, acknowledged: int) -> dict[str, str]:
    child = subprocess.Popen(  # noqa: S603 - our own code in our own interpreter
        [sys.executable, "-c", LOOP, str(folder), PASSPHRASE],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with child:
        assert child.stdout is not None
        lines = [child.stdout.readline().split() for _ in range(acknowledged)]
        child.kill()
    return dict(lines)

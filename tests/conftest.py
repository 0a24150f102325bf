"""What every test stands on: no screen, no home folder, no clock of this machine.

Everything up to the imports of pytest must run before Qt, matplotlib or the app are imported:
without a display Qt aborts the process, and a test must never see a person's data folder.
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path

_HOME = tempfile.mkdtemp(prefix="kurashi-test-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
for _name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
    os.environ[_name] = _HOME
for _name in ("CONFIG", "DATA", "CACHE", "STATE"):
    os.environ[f"XDG_{_name}_HOME"] = str(Path(_HOME, _name.lower()))
os.environ["KURASHI_DATA"] = str(Path(_HOME, "kurashi"))
os.environ.pop("KURASHI_PASSPHRASE_FILE", None)
# matplotlib looks through all fonts once per folder, which takes seconds: not in every run.
os.environ["MPLCONFIGDIR"] = str(Path(tempfile.gettempdir(), "kurashi-test-matplotlib"))
os.environ["TZ"] = "Asia/Tokyo"
if hasattr(time, "tzset"):
    time.tzset()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Workers and child processes must not each compile the whole program anew, whatever the shell
# says: that was a third of every start (tests and app are compiled in 10 s, read back in 0.3 s).
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

import pytest  # noqa: E402 - see the docstring
from hypothesis import HealthCheck, settings  # noqa: E402
from pytestqt.qtbot import QtBot  # noqa: E402

from app.clock import FixedClock  # noqa: E402
from app.i18n import set_language  # noqa: E402
from tests.compiled import share_compiled_statements  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
LONG_FIRST = ("tests/journeys", "tests/test_run.py")  # few tests, half a minute each
TWO_SCREENS = "offscreen:configfile=tests/ui/two_screens.json"

settings.register_profile(
    "kurashi",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is nobody's mistake
)
settings.load_profile("kurashi")
share_compiled_statements()
for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitActive, QtBot.waitExposed):
    # 5 s are over before a busy machine gets to it; a wait that is met ends at once.
    _wait.__kwdefaults__ = {**(_wait.__kwdefaults__ or {}), "timeout": 60_000}


@pytest.fixture
def fixed_clock() -> FixedClock:
    """The moment of the design pictures; it moves only by ``advance``."""
    return FixedClock(datetime(2024, 8, 6, 10, 42, tzinfo=timezone(timedelta(hours=9))))


@pytest.fixture(autouse=True)
def japanese_again() -> Iterator[None]:
    """A test may choose a language; the next one starts in Japanese."""
    set_language("ja")
    yield
    set_language("ja")


@pytest.fixture(autouse=True)
def no_window_left_open() -> Iterator[None]:
    """A window that outlives its test is a leak (pytest-qt has closed its own by now)."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    widgets.QToolTip.hideText()
    left = [window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]
    names = [f"{type(window).__name__} {window.objectName()!r}" for window in left]
    for window in left:
        window.close()
    assert not names, f"windows left open: {', '.join(names)}"


def pytest_runtest_teardown() -> None:
    """Where windows were tested nothing collects by itself any more (app/ui/garbage.py)."""
    if not gc.isenabled():
        from app.ui.garbage import collect_if_due

        collect_if_due()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Benchmarks run only when they are named: they measure, they don't check."""
    named = any("bench" in argument for argument in config.invocation_params.args)
    return True if collection_path == ROOT / "tests" / "bench" and not named else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, so that no worker is left with one while the others are done; tests
    marked ``two_screens`` run in a child, for Qt reads its screens once per process."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG_FIRST))
    if os.environ["QT_QPA_PLATFORM"] == TWO_SCREENS:
        return
    together: dict[Path, list[str]] = {}
    for item in items:
        if item.get_closest_marker("two_screens"):
            nodeids = together.setdefault(item.path, [])
            nodeids.append(item.nodeid)
            item.setup = lambda: None  # type: ignore[method-assign]
            item.runtest = partial(run_on_two_screens, item.nodeid, nodeids)  # type: ignore[method-assign]


_children: dict[str, str] = {}
"""What the child said that ran a test, by node id."""


def run_on_two_screens(nodeid: str, together: list[str]) -> None:
    """Run a test in a process with the two screens, with those of its file: a start costs more
    than a test. Safe under xdist, where each worker has its own child."""
    if nodeid not in _children:
        env = {name: text for name, text in os.environ.items() if not name.startswith("PYTEST_")}
        env["QT_QPA_PLATFORM"] = TWO_SCREENS
        plain = ["-p", "no:xdist", "-p", "no:cacheprovider", "-rA", "--color=no"]
        child = subprocess.run(  # noqa: S603 - our own tests in our own interpreter
            [sys.executable, "-m", "pytest", *plain, *together],
            cwd=ROOT, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        _children.update(dict.fromkeys(together, child.stdout + child.stderr))
    if f"PASSED {nodeid}" not in _children[nodeid].splitlines():
        pytest.fail(f"on two screens:\n{_children[nodeid]}", pytrace=False)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What collecting made lives to the end: looking through it again and again is a tenth of
    the suite."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)

"""Our own bugs: the work is kept, the log has nothing personal, the person hears one sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.ui.crash import CrashHandler

SECRET = "恵子さん 0566-12-3456"


@pytest.fixture
def handler(tmp_path: Path, fixed_clock: FixedClock) -> CrashHandler:
    return CrashHandler(tmp_path / "data", fixed_clock)


def crash_with_case_text(handler: CrashHandler) -> None:
    life_issues = SECRET
    try:
        read(life_issues)
    except ValueError as error:
        handler.handle(error)


def read(text: str) -> None:
    try:
        {}[text]
    except KeyError as error:
        raise ValueError(f"bad {text}") from error


def test_the_log_has_classes_and_lines_but_no_text(handler: CrashHandler) -> None:
    crash_with_case_text(handler)
    log = handler.log.read_text(encoding="utf-8")

    assert "ValueError" in log
    assert "KeyError" in log
    assert "test_crash.py:" in log
    assert "2024-08-06T10:42" in log
    assert "恵子" not in log
    assert "0566" not in log
    assert str(Path(__file__).parent) not in log


def test_the_work_is_kept_before_anything_is_said(handler: CrashHandler) -> None:
    order: list[str] = []
    handler.keepers.append(lambda: order.append("kept"))
    handler.tell = lambda sentence, _log: order.append(sentence)
    crash_with_case_text(handler)

    assert order == [
        "kept",
        "プログラムの不具合が起きました。入力は保存してあります。続けて使えます。",
    ]


def test_the_sentence_is_honest_when_keeping_fails(handler: CrashHandler) -> None:
    told: list[str] = []

    def broken() -> None:
        raise OSError("disk")

    handler.keepers.append(broken)
    handler.tell = lambda sentence, _log: told.append(sentence)
    crash_with_case_text(handler)

    assert "画面に残っています" in told[0]


def test_the_sentence_is_honest_when_a_page_could_not_save(handler: CrashHandler) -> None:
    told: list[str] = []
    handler.keepers.append(lambda: False)
    handler.tell = lambda sentence, _log: told.append(sentence)
    crash_with_case_text(handler)

    assert "画面に残っています" in told[0]


def test_a_crash_while_telling_does_not_loop(handler: CrashHandler) -> None:
    def tell(sentence: str, log: Path) -> None:
        handler.handle(RuntimeError())
        raise RuntimeError

    handler.tell = tell
    with pytest.raises(RuntimeError):
        crash_with_case_text(handler)

    assert handler.log.read_text(encoding="utf-8").count("RuntimeError") == 0


def test_a_log_that_cant_be_written_goes_to_standard_error(
    tmp_path: Path, fixed_clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    crash_with_case_text(CrashHandler(blocked, fixed_clock))

    assert "ValueError" in capsys.readouterr().err


def test_the_log_does_not_grow_for_ever(handler: CrashHandler) -> None:
    handler.log.parent.mkdir()
    handler.log.write_text("x" * 300_000, encoding="utf-8")
    crash_with_case_text(handler)

    assert handler.log.stat().st_size <= 200_000
    assert handler.log.read_text(encoding="utf-8").rstrip().endswith("read")


def test_an_installed_handler_hears_of_every_crash(
    handler: CrashHandler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.crash._installed", None)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    handler.install()
    error = ValueError(SECRET)
    sys.excepthook(ValueError, error, None)

    assert "ValueError" in handler.log.read_text(encoding="utf-8")

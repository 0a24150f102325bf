"""The computer stays awake while the room is shown, by the way of each system; never an error."""

from __future__ import annotations

import os
from typing import Any, cast

import pytest

from app.ui.console import awake
from app.ui.console.awake import Awake


def test_the_wish_is_held_once_and_taken_back() -> None:
    said: list[str] = []

    def hold() -> awake.Release:
        said.append("hold")
        return lambda: said.append("release")

    wish = Awake(hold)
    for on in (False, True, True, False, False, True):
        wish.keep(on)

    assert said == ["hold", "release", "hold"]


def test_a_system_that_fails_or_refuses_is_no_trouble() -> None:
    def broken() -> awake.Release:
        def release() -> None:
            raise OSError

        if not said:
            said.append("asked")
            raise OSError
        return release

    said: list[str] = []
    wish = Awake(broken)
    for on in (True, True, False, True, False):
        wish.keep(on)
    Awake(lambda: None).keep(True)


def test_windows_is_told_continuously_and_released() -> None:
    states: list[int] = []

    def set_state(state: int) -> int:
        states.append(state)
        return 1

    release = awake.windows(set_state)
    assert release is not None
    release()

    assert states == [0x80000003, 0x80000000]
    assert awake.windows(lambda _state: 0) is None


def test_on_a_mac_the_child_ends_with_us() -> None:
    asked: list[list[str]] = []
    ends: list[str] = []

    class Child:
        def terminate(self) -> None:
            ends.append("terminate")

        def wait(self, **_limit: float) -> None:
            ends.append("wait")

    def start(command: list[str]) -> Any:
        asked.append(command)
        return Child()

    release = awake.mac(start)
    assert release is not None
    assert asked[0][:5] == ["/usr/bin/caffeinate", "-d", "-i", "-w", str(os.getpid())]
    release()
    assert ends == ["terminate", "wait"]


def test_linux_asks_on_the_bus_and_leaves_it() -> None:
    said: list[Any] = []
    answer: list[object] = [7]

    def call(*words: object) -> object:
        said.append(words)
        return answer[0]

    release = awake.linux(call, lambda: said.append("left"))
    assert release is not None
    release()

    assert said == [("Inhibit", "kurashi", "projection"), "left"]
    answer[0] = "org.freedesktop.DBus.Error.ServiceUnknown"
    assert awake.linux(cast(Any, call)) is None


def test_linux_without_a_bus_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert awake.linux() is None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    assert awake.linux() is None

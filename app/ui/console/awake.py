"""Keeps the computer awake while the room is on the wall: no screen saver, no sleep.

A screen saver would put its own pictures on the wall, and a laptop that sleeps takes the wall
down in mid-sentence. Each system has its own way; where it is missing or fails, nothing happens,
because a meeting must not depend on it.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable

Release = Callable[[], object]
Hold = Callable[[], Release | None]
"""Asks the system to stay awake; gives what takes the wish back, ``None`` where it refused."""

# SetThreadExecutionState: the wish stands until it is changed; system and display stay on.
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x1, 0x2

_SERVICE, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_CONNECTION = "kurashi-awake"
_DBUS_MS = 500


class Awake:
    """Holds the wish at most once; every call is safe at any time."""

    def __init__(self, hold: Hold | None = None) -> None:
        self._hold = hold or _of_this_system()
        self._release: Release | None = None

    def keep(self, awake: bool) -> None:  # noqa: FBT001 - the one thing it is told
        """Ask for it, or take the wish back."""
        if awake == (self._release is not None):
            return
        release, self._release = self._release, None
        with contextlib.suppress(Exception):
            if awake:
                self._release = self._hold()
            elif release is not None:
                release()


def _of_this_system() -> Hold:
    if sys.platform == "win32":
        return windows
    return mac if sys.platform == "darwin" else linux


def windows(set_state: Callable[[int], int] | None = None) -> Release | None:
    """``SetThreadExecutionState``; it belongs to the thread, so call it from the UI thread."""
    if set_state is None:
        import ctypes

        set_state = ctypes.windll.kernel32.SetThreadExecutionState  # type: ignore[attr-defined,unused-ignore]
    assert set_state is not None  # noqa: S101 - for the type checker of another system
    state = set_state
    if not state(_CONTINUOUS | _SYSTEM | _DISPLAY):
        return None
    return lambda: state(_CONTINUOUS)


def mac(start: Callable[[list[str]], subprocess.Popen[bytes]] | None = None) -> Release | None:
    """``caffeinate`` as a child; ``-w`` ends it with us, even after a crash."""
    command = ["/usr/bin/caffeinate", "-d", "-i", "-w", str(os.getpid())]
    child = (start or _child)(command)

    def end() -> None:
        child.terminate()
        child.wait(timeout=1)

    return end


def _child(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - a fixed command


def linux(
    call: Callable[..., object] | None = None, leave: Callable[[], object] | None = None
) -> Release | None:
    """``org.freedesktop.ScreenSaver`` on the session bus; nothing where there is no bus.

    The wish ends with the connection, so leaving the bus takes it back: ``UnInhibit`` wants an
    unsigned number, which Python can't send through Qt.
    """
    cookie = (call or _on_the_bus)("Inhibit", "kurashi", "projection")
    return (leave or _leave_the_bus) if isinstance(cookie, int) else None


def _on_the_bus(method: str, *arguments: object) -> object:
    """The first value of the answer; ``None`` without a bus, a service or an answer in time."""
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return None  # libdbus would start a bus of its own to look for one
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)
    if not bus.isConnected():
        return None
    message = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, method)
    message.setArguments(list(arguments))
    answer = bus.call(message, QDBus.CallMode.Block, _DBUS_MS)
    return next(iter(answer.arguments()), None)


def _leave_the_bus() -> None:
    from PySide6.QtDBus import QDBusConnection

    QDBusConnection.disconnectFromBus(_CONNECTION)

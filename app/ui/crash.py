"""Our own bugs: keep the work, write a log without personal text, say it in one sentence.

The log has class names, file names and line numbers only; texts of exceptions may carry what
people typed (RELIABILITY §C). The window stays open, because the work is still in it.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from app.clock import Clock
from app.i18n import tr

LOG_NAME = "crash.log"
_LARGEST_LOG = 200_000  # bytes; older entries are dropped

Keeper = Callable[[], object]
"""Saves something; False where it could not be saved."""


class CrashHandler:
    """Installed once by the composition root; ``keepers`` save what is unsaved."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.log = folder / LOG_NAME
        self._clock = clock
        self._handling = False
        self.keepers: list[Keeper] = []
        self.tell: Callable[[str, Path], None] | None = None
        """Shows the sentence; the shell sets it to its message bar."""

    def install(self) -> None:
        """Take over from Python's own hook and from ``handle``."""
        global _installed
        _installed = self
        sys.excepthook = self._hook

    def handle(self, error: BaseException) -> None:
        """Keep the work, write the log, tell the person. Never raises."""
        if self._handling:
            return
        self._handling = True
        try:
            kept = self._keep()
            self._write(error)
            if self.tell is not None:
                self.tell(sentence(kept=kept), self.log)
        finally:
            self._handling = False

    def _hook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.handle(error)

    def _keep(self) -> bool:
        kept = True
        for keeper in self.keepers:
            try:
                kept = keeper() is not False and kept
            except Exception as error:  # noqa: BLE001 - the log is all that can be done here
                kept = False
                self._write(error)
        return kept

    def _write(self, error: BaseException) -> None:
        entry = f"{self._clock.now().isoformat(timespec='seconds')}\n{describe(error)}\n"
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            old = self.log.read_text(encoding="utf-8") if self.log.exists() else ""
            self.log.write_text((old + entry)[-_LARGEST_LOG:], encoding="utf-8")
        except OSError:
            sys.stderr.write(entry)


_installed: CrashHandler | None = None


def handle(error: BaseException) -> None:
    """Give ``error`` to the installed handler; without one it goes to Python's hook."""
    if _installed is not None:
        _installed.handle(error)
    else:
        sys.excepthook(type(error), error, error.__traceback__)


def describe(error: BaseException) -> str:
    """Class names, files and line numbers; no message, no value."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def sentence(*, kept: bool) -> str:
    """What the person is told."""
    if kept:
        return tr("プログラムの不具合が起きました。入力は保存してあります。続けて使えます。")
    return tr("プログラムの不具合が起きました。入力は画面に残っています。写しを取ってください。")

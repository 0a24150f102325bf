"""The unlock page after the screen was locked: nothing of a case, no other way in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QCloseEvent

from app.clock import Clock
from app.i18n import tr
from app.services.store import Store
from app.ui.start.window import StartWindow


class LockWindow(StartWindow):
    """``store_for`` answers the passphrase; ``may_close`` says whether ending now loses nothing."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        store_for: Callable[[str], Store],
        may_close: Callable[[], bool],
    ) -> None:
        self._ask = store_for
        self._may_close = may_close
        super().__init__(folder, clock)
        self.setObjectName("lock_window")
        self.unlock_practice.hide()

    def _is_known(self) -> bool:
        return True  # the folder may be unplugged just now

    def _unlock_note(self) -> str:
        return tr("画面をロックしています。パスフレーズを打つと、同じ所に戻ります。")

    def _store_for(self, phrase: str) -> Store:
        return self._ask(phrase)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What could not be saved is only behind this window."""
        if not self._may_close():
            self._say(
                self.unlock_problem,
                tr("まだ保存できていない入力があります。開いて、保存してから終えてください。"),
            )
            event.ignore()
            return
        super().closeEvent(event)

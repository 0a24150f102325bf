"""After a crash or a power cut: how far the saves reached, and the way back to the work."""

from __future__ import annotations

from app.i18n import tr
from app.services.sessions import Interrupted
from app.ui.shell import MainWindow
from app.ui.widgets.message_bar import Action


def sentence(interrupted: Interrupted) -> str:
    """What the bar says at the next start (RELIABILITY §C, crash recovery)."""
    until = interrupted.saved_until
    if until is None:
        return tr("前回は正常に終了しませんでした。保存した内容はすべて残っています。")
    return tr("前回は正常に終了しませんでした。{time} まで復元しました。", time=f"{until:%H:%M:%S}")


def actions(window: MainWindow, interrupted: Interrupted) -> list[Action]:
    """The case that was saved last, one press away."""
    uuid = interrupted.case_uuid
    if uuid is None:
        return []

    def go_on() -> None:
        bar = window.messages()
        if bar is not None:
            bar.clear()
        window.navigate("page_case_editor", case_uuid=uuid)

    return [Action(tr("最後の事例を開く"), "open_last_case", go_on)]

"""All keys of the console in one table (DESIGN-SYSTEM §8).

Ctrl+Z, Ctrl+Y, Alt+1…6 and F1 come through the shell, which owns them on every page. Plain
letters (B and ``.``) reach a shortcut only while nobody types.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.conference.meeting import STAGES
from app.i18n import tr
from app.ui.page import KeyHelp

if TYPE_CHECKING:
    from app.ui.console.page import ConsolePage


def bind(page: ConsolePage) -> list[QShortcut]:
    """Bind the keys; they work while the page is on screen."""
    table: dict[str, Callable[[], object]] = {
        "PgDown": page.moving.page_down,
        "PgUp": page.moving.back,
        "Alt+PgDown": page.moving.next_part,
        "Alt+PgUp": page.moving.previous_part,
        "F3": page.timing.toggle,
        "Ctrl+R": page.timing.answer,
        "Ctrl+Shift+R": page.timing.keep,
        "Ctrl+M": page.timing.open_menu,
        "F4": page.walling.freeze,
        "F5": page.walling.toggle,
        "B": page.walling.blank,
        ".": page.walling.blank,
        "Ctrl+B": page.walling.blank,
        "Ctrl+Return": lambda: page.writing.record(True),
        "Ctrl+Enter": lambda: page.writing.record(True),
        "Ctrl+Shift+Return": lambda: page.writing.record(False),
        "Ctrl+Shift+Enter": lambda: page.writing.record(False),
        "Ctrl+Down": page.prompts.tick_current,
        "Ctrl+PgDown": lambda: page.walling.turn_page(1),
        "Ctrl+PgUp": lambda: page.walling.turn_page(-1),
        "F11": page.room.swap,
        "Ctrl+L": page.room.change_language,
        "Ctrl+Shift+P": page.prompts.pin_current,
        "Ctrl+Shift+K": page.prompts.skip_current,
        "Ctrl+Shift+N": page.prompts.write_own,
        "Ctrl+H": lambda: page.panels.toggle(page.panels.carry),
        "Ctrl+U": page.panels.open_resources,
        "Ctrl+J": page.panels.open_predictions,
        "Ctrl+T": lambda: page.panels.toggle(page.panels.tally),
    }
    for number in (7, 8, 9):  # 1 to 6 come through the shell
        table[f"Alt+{number}"] = partial(page.number_key, number)
    for number, stage in enumerate(STAGES, start=1):
        table[f"Ctrl+{number}"] = partial(page.moving.go_to_stage, stage)
    return [_shortcut(page, key, run) for key, run in table.items()]


def bind_wall(page: ConsolePage, window: QWidget) -> None:
    """The keys of a presentation remote also work in the room's window, where it is a plain one."""
    for key, run in (
        ("PgDown", page.moving.page_down),
        ("PgUp", page.moving.back),
        ("B", page.walling.blank),
        (".", page.walling.blank),
        ("F4", page.walling.freeze),
        ("F5", page.walling.toggle),
    ):
        _shortcut(window, key, run)


def _shortcut(window: QWidget, key: str, run: Callable[[], object]) -> QShortcut:
    shortcut = QShortcut(QKeySequence(key), window)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(run)
    return shortcut


def key_helps() -> list[KeyHelp]:
    """The keys for the F1 list."""
    return [
        KeyHelp("PageDown", tr("次へ進む")),
        KeyHelp("PageUp", tr("前の段階")),
        KeyHelp("Ctrl+1…4", tr("段階を選ぶ")),
        KeyHelp("Alt+PageDown", tr("段階の中の次へ")),
        KeyHelp("Alt+PageUp", tr("段階の中の前へ")),
        KeyHelp("Alt+1…9", tr("記録の種類")),
        KeyHelp("Ctrl+Enter", tr("記録して会場に出す")),
        KeyHelp("Ctrl+Shift+Enter", tr("会場に出さず記録")),
        KeyHelp("Ctrl+↓", tr("問いに印をつけて次へ")),
        KeyHelp("Ctrl+Shift+P", tr("問いを固定する・はずす")),
        KeyHelp("Ctrl+Shift+K", tr("問いをとばす")),
        KeyHelp("Ctrl+Shift+N", tr("自分の問いを書く")),
        KeyHelp("Ctrl+H", tr("保留と持ち帰りを見る")),
        KeyHelp("Ctrl+U", tr("資源を挙げる")),
        KeyHelp("Ctrl+J", tr("予測を変える")),
        KeyHelp("Ctrl+T", tr("職種ごとの発言を数える")),
        KeyHelp("F2", tr("選んだ記録を直す")),
        KeyHelp("Space", tr("選んだ記録を会場に出す・下げる")),
        KeyHelp("Delete", tr("選んだ記録を外す")),
        KeyHelp("B", tr("画面を消す・戻す")),
        KeyHelp("Ctrl+B", tr("画面を消す・戻す（入力中）")),
        KeyHelp("F3", tr("時計を止める・動かす")),
        KeyHelp("Ctrl+R", tr("のこり時間を分け直す")),
        KeyHelp("Ctrl+Shift+R", tr("時間の計画をこのままにする")),
        KeyHelp("Ctrl+M", tr("事例の一覧：進む・次回へ回す")),
        KeyHelp("F4", tr("画面を止めておく（凍結）")),
        KeyHelp("F5", tr("会場に映す・隠す")),
        KeyHelp("Ctrl+PageDown", tr("会場の次のページ")),
        KeyHelp("Ctrl+PageUp", tr("会場の前のページ")),
        KeyHelp("F11", tr("操作画面と会場の画面を入れ替える")),
        KeyHelp("Ctrl+L", tr("会場の言語を切り替える")),
    ]

"""The keys of the board, for the list of F1."""

from __future__ import annotations

from app.i18n import tr
from app.ui.page import KeyHelp


def key_help() -> list[KeyHelp]:
    """All of them, in the order a person learns them."""
    return [
        KeyHelp("←", tr("左の列へ")),
        KeyHelp("→", tr("右の列へ")),
        KeyHelp("Enter", tr("カードを開く：もとの事例、根拠、施策")),
        KeyHelp("F2", tr("カードを開いて題を直す")),
        KeyHelp("Ctrl+→", tr("カードを右の列へ移す")),
        KeyHelp("Ctrl+←", tr("カードを左の列へ移す")),
        KeyHelp("1", tr("対応の型を選ぶ（1〜6、0は未分類）")),
        KeyHelp("Ctrl+↑", tr("候補を地域課題にする、段階を進める")),
        KeyHelp("Ctrl+↓", tr("段階をもどす")),
        KeyHelp("M", tr("にた課題にまとめる")),
        KeyHelp("U", tr("まとめを解く")),
        KeyHelp("Space", tr("このカードでできること")),
        KeyHelp("Delete", tr("ごみ箱へ入れる")),
        KeyHelp("Ctrl+N", tr("新しい地域課題")),
        KeyHelp("Ctrl+P", tr("会議資料にまとめる（施策シート）")),
        KeyHelp("Ctrl+Z", tr("元に戻す")),
        KeyHelp("Ctrl+Y", tr("やり直す")),
    ]

"""The keys of the editor, for the list of F1."""

from __future__ import annotations

from app.i18n import tr
from app.ui.cases.privacy_page import NEXT_KEY
from app.ui.page import KeyHelp


def key_helps() -> list[KeyHelp]:
    """All of them, in the order a person learns them."""
    return [
        KeyHelp("Enter", tr("次の欄")),
        KeyHelp("Shift+Enter", tr("前の欄")),
        KeyHelp("Alt+Enter", tr("文章の中で改行")),
        KeyHelp("Alt+↓", tr("段階の意味を見て選ぶ・日を選ぶ")),
        KeyHelp("Ctrl+↓", tr("次の節")),
        KeyHelp("Ctrl+↑", tr("前の節")),
        KeyHelp("Ctrl+D", tr("上と同じ")),
        KeyHelp(NEXT_KEY, tr("次の個人情報の確認")),
        KeyHelp("Ctrl+G", tr("ADL・IADLの判定")),
        KeyHelp("Ctrl+S", tr("いま保存する")),
        KeyHelp("Ctrl+H", tr("これまでの保存を見る・戻す")),
        KeyHelp("Ctrl+B", tr("前回の事例とならべる・閉じる")),
        KeyHelp("Ctrl+Shift+N", tr("次の会議のために複製")),
        KeyHelp("Ctrl+Z", tr("元に戻す")),
        KeyHelp("Ctrl+Y", tr("やり直す")),
    ]

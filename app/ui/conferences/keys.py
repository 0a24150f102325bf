"""The keys of the conference page, for the F1 list and the guide."""

from __future__ import annotations

from app.i18n import tr
from app.ui.page import KeyHelp


def key_help() -> list[KeyHelp]:
    """Key and what it does, in the order of the list."""
    return [
        KeyHelp("Ctrl+N", tr("新しい会議")),
        KeyHelp("Ctrl+1", tr("計画の画面")),
        KeyHelp("Ctrl+2", tr("事例の画面")),
        KeyHelp("Ctrl+3", tr("参加者の画面")),
        KeyHelp("Ctrl+4", tr("記録の画面")),
        KeyHelp("Ctrl+P", tr("資料の見本（記録の画面では会議録）")),
        KeyHelp("Alt+↑", tr("事例を上へ動かす")),
        KeyHelp("Alt+↓", tr("事例を下へ動かす")),
        KeyHelp("Ctrl+R", tr("分の合計を予定時間に合わせる")),
        KeyHelp("Ctrl+D", tr("この段階の分をすべての事例に")),
        KeyHelp("Delete", tr("事例を進行順から外す")),
        KeyHelp("Enter", tr("候補の事例を進行順へ、もう一度で外す")),
        KeyHelp("Ctrl+→", tr("候補を次回以降へ、見送りへ（Ctrl+← でもどす）")),
        KeyHelp("Space", tr("年間計画の日を作る・作らない")),
        KeyHelp("+", tr("年間計画の日を1日うしろへ（− で前へ）")),
        KeyHelp("F2", tr("分を直す")),
        KeyHelp("1…L", tr("参加者を1名ふやす（参加者の欄で）")),
        KeyHelp("-", tr("参加者を1名へらす（参加者の欄で）")),
        KeyHelp("Space", tr("誓約の印、やることの済（それぞれの一覧で）")),
        KeyHelp("H", tr("やることを引き継いだ（一覧で）")),
    ]

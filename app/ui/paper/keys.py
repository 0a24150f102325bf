"""The keys of the preview, for F1 and the guide."""

from __future__ import annotations

from app.i18n import tr
from app.ui.page import KeyHelp


def preview_keys() -> list[KeyHelp]:
    """In the order in which they are met."""
    return [
        KeyHelp("Ctrl+P", tr("プリンターを選んで印刷する")),
        KeyHelp("Ctrl+S", tr("PDFに保存する")),
        KeyHelp("Ctrl+Shift+S", tr("パスワード付きで保存する")),
        KeyHelp("Ctrl+O", tr("保存したPDFを開く")),
        KeyHelp("Ctrl+R", tr("見本をもう一度作る")),
        KeyHelp("Ctrl++", tr("見本を大きく")),
        KeyHelp("Ctrl+-", tr("見本を小さく")),
        KeyHelp("Ctrl+1", tr("紙と同じ大きさ")),
        KeyHelp("Ctrl+0", tr("幅に合わせる")),
        KeyHelp("Home", tr("最初のページ")),
        KeyHelp("End", tr("最後のページ")),
        KeyHelp("Esc", tr("中止する、または閉じる")),
    ]

"""What can be done with a card, as a menu: for hands that don't know the keys yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from app.care.codes import response_types
from app.care.community import CommunityIssue
from app.i18n import tr
from app.ui import theme
from app.ui.community.cards import INBOX, BoardCard, CardKind

if TYPE_CHECKING:
    from app.ui.community.page import CommunityPage

_MOST = 30  # issues offered to merge into


def card_menu(page: CommunityPage, card: BoardCard, parts: Sequence[CommunityIssue]) -> QMenu:
    """Open, sort, step, merge, print, bin; each with its key. ``parts`` were merged into it."""
    menu = QMenu(page)
    menu.setObjectName("card_menu")
    menu.setFont(theme.font(14))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def offer(words: str, what: str, key: str = "", *, possible: bool = True) -> None:
        action = menu.addAction(words.replace("&", "&&") + (f"\t{key}" if key else ""))
        action.setObjectName(f"card_{what.split(' ', maxsplit=1)[0]}")
        action.setEnabled(possible)
        action.triggered.connect(lambda _on=False: page.act(what, card))

    issue = card.kind is CardKind.ISSUE
    offer(tr("開く"), "open", "Enter")
    offer(tr("地域課題にする") if not issue else tr("段階を進める"), "rung up", "Ctrl+↑")
    if issue:
        offer(tr("段階をもどす"), "rung down", "Ctrl+↓", possible=card.rung > 1)
    menu.addSeparator()
    for number, kind in enumerate(response_types(), start=1):
        key = str(number) if number <= 6 else ""
        words = tr("{type}へ移す", type=kind.label())
        offer(words, f"sort {kind.code}", key, possible=kind.code != card.column)
    if issue:
        offer(tr("未分類へもどす"), "type 0", "0", possible=card.column != INBOX)
    menu.addSeparator()
    into = tr("「{title}」にまとめる", title=_short(card.like_title))
    offer(into if card.like else tr("にた課題にまとめる"), "merge", "M", possible=bool(card.like))
    others = [each for each in page.board.open_issues if each.uuid not in (card.key, card.like)]
    if others:
        more = menu.addMenu(tr("ほかの課題にまとめる"))
        more.setObjectName("card_merge_other")
        more.setFont(theme.font(14))
        for other in others[:_MOST]:
            action = more.addAction(_short(other.title).replace("&", "&&"))
            action.triggered.connect(
                lambda _on=False, into=other.uuid: page.act(f"merge {into}", card)
            )
    for part in parts:
        offer(
            tr("「{title}」のまとめを解く", title=_short(part.title)), f"unmerge {part.uuid}", "U"
        )
    menu.addSeparator()
    kept = issue or card.kind is CardKind.CANDIDATE
    offer(tr("この課題の施策シート"), "print", possible=kept)
    offer(tr("ごみ箱へ入れる"), "bin", "Delete", possible=issue)
    return menu


def _short(text: str) -> str:
    return text if len(text) <= 18 else text[:17] + "…"

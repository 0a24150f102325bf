"""page_community: from things noticed in cases to community issues and schemes (design 08).

The board is read anew after each deed: the rule that proposes candidates decides, not the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.care.codes import response_label, response_types
from app.care.community import CommunityIssue
from app.care.community_board import Board
from app.care.text import search_key
from app.errors import UserFacingError
from app.i18n import tr
from app.services import community as verbs
from app.services.changes import ChangeSet
from app.services.community import Done
from app.ui import theme
from app.ui.community.board_view import BoardView
from app.ui.community.card_menu import card_menu
from app.ui.community.cards import (
    INBOX,
    PAGE,
    BoardCard,
    CardKind,
    Shown,
    board_cards,
    path_of,
    waiting_count,
)
from app.ui.community.deeds import Deeds
from app.ui.community.keys import key_help
from app.ui.community.path_line import PathLine
from app.ui.community.work import BoardWork
from app.ui.context import UiContext
from app.ui.page import KeyHelp, Page
from app.ui.widgets.buttons import Button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.filter_button import FilterButton, FilterOption
from app.ui.widgets.message_bar import Action, MessageBar

if TYPE_CHECKING:
    from app.ui.community.issue_dialog import IssueDialog

_PERIODS = (12, 24, 36)
_WIDE = 1150
Deed = tuple[list[Done], str]
_OURS = frozenset({"case", "conference", "community_issue", "policy"})


class CommunityPage(Page):
    """Path, board, and the dialog of one issue."""

    page_name: ClassVar[str] = "page_community"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.board = Board({}, (), (), ())
        self.deeds = Deeds(context.store)
        self.work = BoardWork(context.store, self)
        self.dialog: IssueDialog | None = None
        self._shown = Shown(months=12)
        self._wide = True
        self.notice = MessageBar("community_notice")
        self.path = PathLine()
        self.view = BoardView()
        self.view.acted.connect(self.act)
        periods = [FilterOption(str(n), tr("直近{n}か月", n=n)) for n in _PERIODS]
        self.period = FilterButton(
            tr("期間"), periods, "community_period", width=176, exclusive=True
        )
        self.period.set_codes(frozenset({"12"}))
        self._period_width = theme.px(44) + max(
            theme.text_width(
                tr("{label}：", label=tr("期間")) + each.label, theme.font(14, bold=True)
            )
            for each in periods
        )
        self.district = FilterButton(tr("地区"), [], "community_district", width=136)
        for each in (self.period, self.district):
            each.changed.connect(self._filtered)
        self.print_button = Button(tr("会議資料にまとめる"), "community_print", key="Ctrl+P")
        self.print_button.clicked.connect(self.print_here)
        self.new_button = Button(
            tr("地域課題"),
            "community_new",
            kind="primary",
            icon="plus",
            key="Ctrl+N",
            accessible=tr("新しい地域課題"),
        )
        self.new_button.clicked.connect(self.new_record)
        self._lay_out()

    def _lay_out(self) -> None:
        cases = Button(tr("事例の一覧へ"), "community_to_cases")
        cases.clicked.connect(lambda: self.context.navigate("page_cases"))
        nothing = EmptyState(
            tr(
                "まだ気づきがありません。事例の「地域課題」の欄か、会議の「地域課題」の記録に書くと、"
                "ここに集まります。"
            ),
            [cases],
            name="community_empty",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(nothing)
        inner = QVBoxLayout()
        side = theme.px(theme.PAGE_MARGIN)
        inner.setContentsMargins(side, theme.px(10), side, theme.px(12))
        inner.setSpacing(theme.px(10))
        inner.addWidget(self.path)
        inner.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addLayout(inner, 1)

    # What the shell asks.

    @property
    def title(self) -> str:
        return tr("地域課題")

    @property
    def subtitle(self) -> str:
        return tr("個別の事例の積み重ねから、まちの課題と施策へ") if self._wide else ""

    def header_widgets(self) -> list[QWidget]:
        return [self.period, self.district, self.print_button, self.new_button]

    def status_text(self) -> str:
        return tr("列を移す Ctrl+←→　段階を進める Ctrl+↑　カードを開く Enter　できること Space")

    def keys(self) -> list[KeyHelp]:
        return key_help()

    def opened(self, **params: object) -> None:
        """Read the board; ``issue_uuid`` stands on that card."""
        self.reread(str(params.get("issue_uuid") or ""))
        self.view.take_focus()

    def changed(self, changes: ChangeSet) -> None:
        """Cases, meetings or issues changed elsewhere."""
        if changes.kinds & _OURS:
            self.reread()

    def leave(self) -> bool:
        """The dialog saves what is typed in it."""
        return self.dialog is None or self.dialog.flush()

    def new_record(self) -> bool:
        """Ctrl+N: an issue that no rule has proposed."""
        self._open_dialog(None, "title")
        return True

    def print_here(self) -> bool:
        """Ctrl+P: the overview and a sheet for each issue."""
        self._print(())
        return True

    def print_issue(self, key: str) -> None:
        """The sheet of one issue, or of a candidate by its code."""
        self._print((key,))

    def _print(self, issues: tuple[str, ...]) -> None:
        from app.ui.paper.preview import preview_paper

        if self.leave():
            preview_paper(self, self.context, "policy", issues=issues)

    def undo(self) -> bool:
        """Ctrl+Z: the last deed on the board or in the dialog."""
        return self._travel(self.deeds.undo)

    def redo(self) -> bool:
        """Ctrl+Y."""
        return self._travel(self.deeds.redo)

    def _travel(self, go: Callable[[], tuple[ChangeSet, str] | None]) -> bool:
        if not self.leave():
            return True
        try:
            came = go()
        except UserFacingError as error:
            self._fail(error)
            self.reread()
            return True
        self.notice.clear()
        if came is not None:
            changes, key = came
            self.announce(changes)
            self.reread(key)
        return came is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The period is read, so words after the title give way before it does."""
        super().resizeEvent(event)
        wide = self.width() > theme.px(_WIDE)
        self.period.setMinimumWidth(self._period_width if wide else 0)
        if wide != self._wide:
            self._wide = wide
            self.header_changed.emit()

    # Showing.

    def reread(self, key: str = "") -> None:
        """Read the board and stay on the card, or go to ``key``."""
        self.board = verbs.board(self.context.store)
        self._offer_districts()
        self._show(key)
        if self.dialog is not None:
            self.dialog.show_board(self.board)

    def _show(self, key: str = "") -> None:
        had_focus = self.view.columns != [] and self.view.active_list().hasFocus()
        current = self.view.chosen()
        cards = board_cards(self.board, self._shown)
        waiting = tr("行き先を待つものはありません。")
        if self._shown.districts:
            waiting = tr("この地区には、行き先を待つものがありません。")
        empty = tr("まだありません。カードを選んで Ctrl+→ で、ここへ移します。")
        self.view.show_cards(cards, waiting, empty)
        self.path.show_path(path_of(self.board, self._shown))
        some = bool(self.board.sightings or self.board.open_issues)
        self.stack.setCurrentIndex(0 if some else 1)
        self.print_button.setEnabled(bool(self.board.open_issues or self.board.candidates))
        wanted = key or (current.key if current else "")
        if wanted:
            self.view.choose(wanted)
        if (had_focus or key) and self.dialog is None:
            self.view.take_focus()
        self.waits.emit(waiting_count(cards[INBOX]))

    def _offer_districts(self) -> None:
        names: dict[str, str] = {}
        for case in self.board.cases.values():
            if key := search_key(case.district):
                names.setdefault(key, case.district)
        self.district.set_options([FilterOption(*each) for each in sorted(names.items())])
        self.district.setEnabled(bool(names))
        self.district.setToolTip("" if names else tr("地区の書かれた事例がありません。"))

    def _filtered(self) -> None:
        months = int(next(iter(self.period.codes()), "0"))
        self._shown = Shown(months, self.district.codes())
        self._show()

    def issue_of(self, card: BoardCard) -> CommunityIssue | None:
        """The issue of a card; ``None`` for what is none yet."""
        return next((each for each in self.board.issues if each.uuid == card.key), None)

    # Doing.

    def act(self, what: str, card: BoardCard) -> None:
        """Do with ``card`` what a key, a button or the menu asked for."""
        if card.kind is CardKind.MORE:
            if what == "open":
                self._shown = replace(self._shown, noticed=self._shown.noticed + PAGE)
                self._show()
            return
        name, _, rest = what.partition(" ")
        if name in ("open", "describe"):
            self._open_dialog(card, "title" if name == "describe" else "cases")
        elif name == "menu":
            self._show_menu(card)
        elif name == "print":
            self.print_issue(card.key)
        else:
            # Who empties the inbox goes on to its next card; who moves a card goes with it.
            stay = card.column == INBOX and name in ("sort", "type", "merge")
            self.do(lambda: self._verb(name, rest, card), stay=stay)

    def _verb(self, name: str, rest: str, card: BoardCard) -> Deed:
        """Carry out what a key named, such as ``column right`` or ``sort 資源発掘``."""
        kinds: dict[str, Callable[[], Deed]] = {
            "sort": lambda: self.work.sort(card, rest or None),
            "type": lambda: self._to_type(card, int(rest)),
            "column": lambda: self._to_column(card, 1 if rest == "right" else -1),
            "rung": lambda: self.work.step(card, self.issue_of(card), 1 if rest == "up" else -1),
            "merge": lambda: self.work.merge(replace(card, like=rest or card.like)),
            "unmerge": lambda: self._unmerge(card, rest),
            "bin": lambda: self.work.bin(card),
        }
        return kinds[name]()

    def _to_type(self, card: BoardCard, number: int) -> Deed:
        known = [None, *(each.code for each in response_types())]
        fits = number < len(known) and known[number] != (card.column or None)
        return self.work.sort(card, known[number]) if fits else ([], card.key)

    def _to_column(self, card: BoardCard, step: int) -> Deed:
        codes = self.view.codes()
        place = codes.index(card.column) + step
        fits = 0 <= place < len(codes)
        return self.work.sort(card, codes[place] or None) if fits else ([], card.key)

    def _unmerge(self, card: BoardCard, uuid: str) -> Deed:
        parts = [uuid] if uuid else [part.uuid for part in self.parts_of(card.key)]
        return self.work.unmerge(parts[-1]) if parts else ([], card.key)

    def parts_of(self, uuid: str) -> list[CommunityIssue]:
        """The issues merged into one."""
        return [each for each in self.board.issues if each.merged_into == uuid]

    def do(self, verb: Callable[[], Deed], *, stay: bool = False) -> bool:
        """Carry out a deed: kept for Ctrl+Z, told to the other pages, said in the bar.

        ``stay`` leaves the keyboard where it is, else it goes with the card.
        """
        try:
            dones, key = verb()
        except UserFacingError as error:
            self._fail(error)
            self.reread()
            return False
        if dones:
            self.failed.emit(None)
            current = self.view.chosen()
            self.deeds.did(dones, current.key if current is not None else key, key)
            for done in dones:
                self.announce(done.changes)
            self._say(dones)
            self.reread("" if stay else key)
        return True

    def _fail(self, error: UserFacingError) -> None:
        if self.dialog is not None:
            self.dialog.show_failure(error)
        else:
            self.failed.emit(error)

    def _say(self, dones: list[Done]) -> None:
        """What moved out of sight is said with the way back; a step on the ladder shows itself."""
        last = dones[-1]
        value, before = last.value, last.before
        if last.binned:
            words = tr("「{title}」をごみ箱へ入れました。", title=value.title)
        elif not (isinstance(value, CommunityIssue) and isinstance(before, CommunityIssue)):
            self.notice.clear()
            return
        elif value.merged_into and value.merged_into != before.merged_into:
            words = tr("「{title}」をまとめました。", title=value.title)
        elif value.response_type and value.response_type != before.response_type:
            name = response_label(value.response_type)
            words = tr("「{title}」を{type}へ移しました。", title=value.title, type=name)
        elif len(value.evidence) > len(before.evidence) and self.dialog is None:
            words = tr("「{title}」に気づきを加えました。", title=value.title)
        else:
            self.notice.clear()
            return
        undo = Action(tr("元に戻す"), "community_undo", self.undo)
        self.notice.show_message(words, [undo], calm=True)

    # The card's dialog and menu.

    def _open_dialog(self, card: BoardCard | None, part: str) -> None:
        """An issue as it is; anything else as the draft of one."""
        from app.ui.community.issue_dialog import IssueDialog

        if not self.leave():
            return
        self.notice.clear()
        dialog = IssueDialog(self, card)
        self.dialog = dialog
        dialog.finished.connect(self._dialog_closed)
        dialog.open()
        dialog.go_to(part)

    def _dialog_closed(self, _result: int) -> None:
        key = self.dialog.key if self.dialog is not None else ""
        self.dialog = None
        if self.isVisible():
            self.reread(key)
            self.view.take_focus()

    def _show_menu(self, card: BoardCard) -> None:
        menu = card_menu(self, card, self.parts_of(card.key))
        cards = self.view.active_list()
        area = cards.visualRect(cards.currentIndex())
        menu.popup(cards.viewport().mapToGlobal(area.center()))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])

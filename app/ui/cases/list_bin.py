"""Delete in the list: into the bin at once, and back again while the bar offers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.i18n import tr
from app.services.cases import bin_case, restore_case
from app.services.changes import ChangeSet
from app.ui.widgets.message_bar import Action, MessageBar

if TYPE_CHECKING:
    from app.ui.cases.list_page import CasesPage


class ListBin:
    """What the list page does with its bin. ``notice`` is the bar that offers the way back."""

    def __init__(self, page: CasesPage) -> None:
        self._page = page
        self._just_binned: list[str] = []
        self.notice = MessageBar("list_notice")

    def put_chosen(self) -> None:
        """Put the selected cases into the bin, without asking: nothing is lost."""
        from app.ui.cases.bin_dialog import binned_words

        page, chosen = self._page, self._page.table.chosen_cases()
        row = page.table.currentIndex().row()
        store = page.context.store
        if not chosen or not page.attempt(lambda: [bin_case(store, uuid) for uuid in chosen]):
            return
        words = binned_words(store, chosen)
        self._just_binned = chosen
        self._announce(chosen)
        if page.model.rowCount():
            page.table.go_to(min(row, page.model.rowCount() - 1))
        undo = Action(tr("元に戻す"), "undo_bin", self.undo)
        self.notice.show_message(words, [undo], calm=True)

    def undo(self) -> bool:
        """Take the cases just binned out again; False when there are none."""
        page, uuids = self._page, self._just_binned
        if not uuids or self.notice.isHidden():
            return False
        store = page.context.store
        if page.attempt(lambda: [restore_case(store, uuid) for uuid in uuids]):
            self._just_binned = []
            self.notice.clear()
            self._announce(uuids)
            page.table.select_case(uuids[0])
            page.table.setFocus()
        return True

    def open(self) -> None:
        """Show the bin itself."""
        from app.ui.cases.bin_dialog import BinDialog

        dialog = BinDialog(self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self._changed)
        dialog.open()

    def _changed(self, changes: ChangeSet) -> None:
        self.notice.clear()
        self._page.announce(changes)
        self._page.reread()

    def _announce(self, uuids: list[str]) -> None:
        self._page.announce(ChangeSet(frozenset({"case"}), frozenset(uuids), self._page))
        self._page.reread()

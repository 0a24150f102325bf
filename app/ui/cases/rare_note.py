"""The gentle question below the form: could this combination tell who it is?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.care.case import Case
from app.care.disclosure.rare import Rare, open_rare, with_kept
from app.i18n import tr
from app.ui.cases.privacy_watch import SOON_MS, converting
from app.ui.context import UiContext
from app.ui.widgets.message_bar import Action
from app.ui.widgets.note import InlineNote


class RareNote(InlineNote):
    """Hidden unless something rare is unanswered; asks about one at a time and keeps nothing in.

    ``edit`` takes the case with the answer, one step of undo like every edit.
    """

    def __init__(
        self, context: UiContext, edit: Callable[[Case], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            name="rare_note",
            kind="yama",
            actions=[Action(tr("このままでよい"), "rare_keep", self._keep)],
            parent=parent,
        )
        self._context = context
        self._edit = edit
        self._case = Case()
        self._asked: Rare | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SOON_MS)
        self._later.timeout.connect(self._look)
        self.hide()

    def show_case(self, case: Case, *, typing: bool) -> None:
        """Ask about ``case``, or say nothing; while somebody types, after a pause."""
        self._case = case
        if typing:
            self._later.start()
        else:
            self._look()

    def _look(self) -> None:
        self._later.stop()
        if converting():
            self._later.start()  # nothing may move under a conversion
            return
        found = open_rare(self._case)
        self._asked = found[0] if found else None
        if self._asked is not None:
            self.set_note(rare_words(self._asked))
        self.setVisible(self._asked is not None)

    def _keep(self) -> None:
        if self._asked is None:
            return
        now = self._context.clock.now().isoformat(timespec="seconds")
        actor = self._context.store.actor
        self._edit(with_kept(self._case, self._asked, by=actor, decided_at=now))


def rare_words(rare: Rare) -> str:
    """What could tell who it is, and what could be said instead."""
    return tr(
        "組み合わせると本人が分かるかもしれません：{what}。{todo}",
        what=rare.sentence(),
        todo=rare.todo(),
    )

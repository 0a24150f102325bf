"""The privacy check beside a draft: looks again soon after the last key, and keeps the answers.

One per case, shared by the editor and the judgement page. It reads the private identity of the
draft only to make the checker from it (DOMAIN.md §9.2).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QTextEdit

from app.care.case import Case, PrivateIdentity
from app.care.disclosure.fitting import fitted
from app.care.disclosure.gate import Blocked, doubts_open
from app.care.disclosure.privacy_check import (
    Checker,
    Doubt,
    KnownNames,
    checker,
    open_doubts,
    with_answer,
    with_replacement,
)
from app.services.privacy import known_names
from app.ui.cases.draft import CaseDraft
from app.ui.cases.grid_keys import CellView, TypedCell
from app.ui.context import UiContext

SOON_MS = 250
"""Typing runs ahead of the check by this much after the last key."""
AT_LATEST_MS = 1_000
"""Somebody who types without a pause sees what was found after this time."""


class PrivacyWatch(QObject):
    """``found`` tells the pages that the open doubts are other ones."""

    found = Signal()

    def __init__(self, context: UiContext, draft: CaseDraft) -> None:
        super().__init__(draft)
        self._context = context
        self._draft = draft
        self._identity = PrivateIdentity(case_uuid=draft.case.uuid)
        self._names = KnownNames()
        self._checker: Checker | None = None
        self._seen: Case | None = None
        self._doubts: tuple[Doubt, ...] = ()
        self._soon, self._latest = (self._timer(ms) for ms in (SOON_MS, AT_LATEST_MS))
        draft.changed.connect(self.look_soon)
        draft.identity_changed.connect(self.look_soon)

    def _timer(self, ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(self._look)
        return timer

    @property
    def case(self) -> Case:
        """The case the doubts are about; while somebody types it may be older than the draft."""
        return self._seen or self._draft.case

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What nobody has answered yet, as of the last look."""
        return self._doubts

    def kept_back(self) -> Blocked | None:
        """Why the open doubts keep the present case from room and paper, if there are any."""
        self.look()
        return doubts_open(self._draft.case, self._checker) if self._checker else None

    def reload(self) -> None:
        """Names may have changed in the store: ask for them anew, and look at once."""
        names = known_names(self._context.store)
        if names is not self._names:
            self._names, self._checker = names, None
        self.look()

    def look_soon(self) -> None:
        """After a short pause in typing."""
        self._soon.start()
        if not self._latest.isActive():
            self._latest.start()

    def look(self) -> tuple[Doubt, ...]:
        """Check the present case now."""
        self._soon.stop()
        self._latest.stop()
        case, identity = self._draft.case, self._draft.identity
        if self._checker is None or identity != self._identity:
            self._identity = identity  # as it is being typed; it needn't be saved to count
            self._checker = checker(self._identity, self._names)
        elif case is self._seen:
            return self._doubts
        self._seen = case
        self._doubts = tuple(open_doubts(case, self._checker))
        self.found.emit()
        return self._doubts

    def _look(self) -> None:
        if converting():
            self.look_soon()  # nothing on screen may move under a conversion
        else:
            self.look()

    # Answers: each is one step of undo.

    def replace(self, doubt: Doubt, words: str) -> Doubt | None:
        """Put ``words`` in place of what was found; the stretch they replaced, if it was there."""
        fresh = self._still_open(doubt)
        if fresh is None:
            return None
        whole = fitted(self._draft.case, fresh, words)
        self._answer(with_replacement(self._draft.case, whole, words))
        return whole

    def keep(self, doubt: Doubt) -> Doubt | None:
        """名前ではない: the words stay, and nobody is asked about them again."""
        fresh = self._still_open(doubt)
        if fresh is not None:
            actor, now = self._context.store.actor, self._context.clock.now()
            at = now.isoformat(timespec="seconds")
            self._answer(with_answer(self._draft.case, fresh, by=actor, decided_at=at))
        return fresh

    def _answer(self, case: Case) -> None:
        self._draft.edit(case)
        self.look()

    def _still_open(self, doubt: Doubt) -> Doubt | None:
        """The same doubt in the present case: people may have typed since it was shown."""
        same = [
            each
            for each in self.look()
            if (each.field, each.row, each.snippet) == (doubt.field, doubt.row, doubt.snippet)
        ]
        return min(same, key=lambda each: abs(each.start - doubt.start), default=None)


def watch_of(context: UiContext, draft: CaseDraft) -> PrivacyWatch:
    """The watch of a draft; the first page that asks has it made."""
    for watch in draft.findChildren(PrivacyWatch):
        return watch
    return PrivacyWatch(context, draft)


def converting() -> bool:
    """Whether an input method has a conversion open in the long text or cell with the focus."""
    focus = QApplication.focusWidget()
    if isinstance(focus, CellView | TypedCell):
        return focus.converting()
    if not isinstance(focus, QTextEdit):
        return False
    layout = focus.textCursor().block().layout()
    return bool(layout.preeditAreaText())

"""What the editor and the judgement page share about the privacy check: the count in the header,
the key to the next doubt, the way to the other page, and the refusal to print."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.care.disclosure.privacy_check import Doubt
from app.errors import InputRefused
from app.i18n import tr
from app.ui.cases.privacy_note import DoubtCount
from app.ui.cases.privacy_watch import PrivacyWatch
from app.ui.page import KeyHelp, Page
from app.ui.widgets.doubt_marks import Span
from app.ui.widgets.message_bar import Action

NEXT_KEY = "Ctrl+."
JUDGED = "judgements."
"""Fields of a case whose doubts the judgement page asks about; the editor has the others."""


class PagePrivacy(QObject):
    """Shows what a ``PrivacyWatch`` found on one page; ``other`` is the page with the rest.

    A subclass shows the doubts of its own fields and says which they are.
    """

    def __init__(self, page: Page, other: str) -> None:
        super().__init__(page)
        self._page = page
        self._other_page = other
        self._refusing = False
        self.watch: PrivacyWatch | None = None
        self.count = DoubtCount(f"{page.page_name.removeprefix('page_')}_doubts")
        self.count.clicked.connect(self.go_to_first)
        shortcut = QShortcut(QKeySequence(NEXT_KEY), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.go_on)

    # For the page.

    def follow(self, watch: PrivacyWatch) -> None:
        """Show what this watch finds from now on."""
        if watch is not self.watch:
            if self.watch is not None:
                self.watch.found.disconnect(self._found)
            self.watch = watch
            watch.found.connect(self._found)
        watch.reload()
        self._found()  # another page may have had it look already

    def reload(self) -> None:
        """Names or the case were changed in the store."""
        if self.watch is not None:
            self.watch.reload()

    def case_shown(self, *, typing: bool) -> None:
        """The page shows another value of the case: look at once, unless somebody is typing."""
        if self.watch is not None and not typing:
            self.watch.look()

    def key_help(self) -> KeyHelp:
        """For the list of F1."""
        return KeyHelp(NEXT_KEY, tr("次の個人情報の確認"))

    def refuses(self) -> bool:
        """Whether the case may not leave yet; the bar then says so and leads to the first doubt."""
        kept_back = self.watch.kept_back() if self.watch is not None else None
        if kept_back is None:
            return False
        self._refusing = True
        self._page.failed.emit(
            InputRefused(kept_back.reason, tr("何も印刷していません。"), kept_back.todo)
        )
        return True

    def actions(self) -> list[Action]:
        """The button of that bar."""
        if not self._refusing:
            return []
        return [Action(tr("確認する"), "privacy_first", self.go_to_first)]

    # Moving.

    def go_to_first(self) -> None:
        """To the first doubt of this page, or of the other one."""
        if self._amount():
            self._go_to(0)
        else:
            self._go_over()

    def go_on(self) -> None:
        """To the next doubt; past the last one of this page the other page goes on."""
        number = self._next()
        if number < self._amount():
            self._go_to(number)
        elif self._elsewhere():
            self._go_over()
        elif self._amount():
            self._go_to(0)

    def _go_over(self) -> None:
        if self.watch is not None and self._elsewhere():
            uuid = self.watch.case.uuid
            self._page.context.navigate(self._other_page, case_uuid=uuid, doubt=True)

    def _elsewhere(self) -> int:
        return len(self.watch.doubts) - self._amount() if self.watch is not None else 0

    def _found(self) -> None:
        self._show()
        if self.watch is not None:
            self.count.show_count(len(self.watch.doubts))
            if self._refusing and not self.watch.doubts:
                self._refusing = False
                self._page.failed.emit(None)

    # For the subclass.

    def _show(self) -> None:
        """Mark and ask about the doubts of this page."""
        raise NotImplementedError

    def _amount(self) -> int:
        """How many doubts this page shows."""
        raise NotImplementedError

    def _next(self) -> int:
        """The number of the doubt that follows the place of the focus."""
        raise NotImplementedError

    def _go_to(self, number: int) -> None:
        """Put the focus on the answers to a doubt of this page."""
        raise NotImplementedError


def span_in(text: str, doubt: Doubt) -> Span:
    """The stretch of a shown text that a doubt is about; all of it where that can't be told."""
    if text[doubt.start : doubt.end] == doubt.snippet:
        return doubt.start, doubt.end
    place = text.find(doubt.snippet)
    return (place, place + len(doubt.snippet)) if place >= 0 else (0, len(text))

"""Base of every page of the shell: what it is called, what stands in its header, how it is
opened, told of changes and left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.changes import ChangeSet
from app.ui.context import UiContext
from app.ui.hub import merged
from app.ui.widgets.message_bar import Action


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to a page, shown before its title: 事例 › No.108 けやき › …"""

    label: str
    page_name: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeyHelp:
    """One line of the list that F1 shows; ``key`` as in ``Ctrl+D``."""

    key: str
    action: str


class Page(QWidget):
    """A place of the program.

    A subclass sets ``page_name`` (CONTRACT "Names") and overrides what it needs. The shell
    calls ``title_widgets`` and ``header_widgets`` once, when it first shows the page; titles
    and breadcrumbs are read again whenever ``header_changed`` is emitted.
    """

    page_name: ClassVar[str] = ""
    section: ClassVar[str] = ""
    """``page_name`` of the rail button to light up, where it isn't the page's own."""
    full_window: ClassVar[bool] = False
    """The page takes the whole window: no rail, no header, no status bar (design 05)."""

    header_changed = Signal()
    status_changed = Signal(str)
    waits = Signal(int)
    """How many things wait on this page: the badge of its rail button."""
    failed = Signal(object)
    """A ``UserFacingError`` for the bar under the header; ``None`` clears the bar."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName(self.page_name)
        self._missed: ChangeSet | None = None
        context.hub.announced.connect(self._receive)

    # What the header shows.

    @property
    def title(self) -> str:
        """The heading, 20 px bold."""
        return ""

    @property
    def subtitle(self) -> str:
        """13 px words after the title, such as 全112件."""
        return ""

    def breadcrumbs(self) -> list[Crumb]:
        """The way here, without the page itself."""
        return []

    def title_widgets(self) -> list[QWidget]:
        """Chips right after the title."""
        return []

    def header_widgets(self) -> list[QWidget]:
        """Buttons, saved state and search at the right end of the header."""
        return []

    def status_text(self) -> str:
        """What the status bar says at the left, such as 編集中：No.108."""
        return ""

    # What the shell asks for.

    def opened(self, **params: object) -> None:
        """The page comes on screen; ``params`` are those of ``context.navigate``."""

    def changed(self, changes: ChangeSet) -> None:
        """Records changed elsewhere: refresh what is shown. Called only while visible, or with
        all that was missed just before ``opened``."""

    def leave(self) -> bool:
        """Save what is unsaved. False keeps the person here (saving failed)."""
        return True

    def keep(self) -> bool:
        """Save what is unsaved and go on: after a bug of ours, and before the screen locks.

        A page whose ``leave`` ends something says here how to save without ending it.
        """
        return self.leave()

    def place(self) -> Crumb | None:
        """Where to come back to after the screen was locked; ``None`` is the home page."""
        return Crumb("", self.page_name)

    def failure_actions(self) -> list[Action]:
        """Buttons of the bar while ``failed`` is shown: もう一度, 別の場所に保存."""
        return []

    def keys(self) -> list[KeyHelp]:
        """Keys of this page for the F1 list."""
        return []

    def focus_search(self) -> bool:
        """Ctrl+K: focus the search over everything; False when the page has none."""
        return False

    def find_here(self) -> bool:
        """Ctrl+F: find on this page; False when there is nothing to search."""
        return False

    def new_record(self) -> bool:
        """Ctrl+N: make what this page is about; False leaves it to the shell (a new case)."""
        return False

    def print_here(self) -> bool:
        """Ctrl+P: print or preview this page's paper; False when it has none."""
        return False

    def number_key(self, number: int) -> bool:
        """Alt+1…6 on a full-window page, which has no rail to go to; False when unused."""
        del number
        return False

    def undo(self) -> bool:
        """Ctrl+Z; False when there is nothing to take back."""
        return False

    def redo(self) -> bool:
        """Ctrl+Y; False when there is nothing to repeat."""
        return False

    # What pages need.

    def announce(self, changes: ChangeSet) -> None:
        """Tell the other pages; this page is skipped."""
        self.context.hub.announce(ChangeSet(kinds=changes.kinds, ids=changes.ids, source=self))

    def deliver_missed(self) -> None:
        """The shell calls this before ``opened``."""
        if self._missed is not None:
            missed, self._missed = self._missed, None
            self.changed(missed)

    def _receive(self, changes: ChangeSet) -> None:
        if changes.source is self:
            return
        if self.isVisible():
            self.changed(changes)
        else:
            self._missed = merged(self._missed, changes)

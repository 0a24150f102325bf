"""The main window: rail, page with its header, status bar (DESIGN-SYSTEM §4, §5).

The shell knows pages only through ``Page``. Pages are made when first opened, so that the
first paint waits for one page only.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserFacingError
from app.i18n import tr
from app.ui import theme
from app.ui.context import UiContext
from app.ui.header_bar import HeaderBar, practice_mark
from app.ui.keys_dialog import KeysDialog
from app.ui.lock_words import LOCK_KEY, LockMenu, LockNotice
from app.ui.page import Crumb, Page
from app.ui.rail import Rail
from app.ui.rescue import UnsavedDialog, read_only_bar
from app.ui.status_bar import StatusBar
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import Caption
from app.ui.widgets.message_bar import Action, MessageBar

PageFactory = Callable[[UiContext, QWidget], Page]
"""Builds a page inside its frame."""


@dataclass(frozen=True, slots=True)
class _Place:
    factory: PageFactory
    icon: str
    label: str


class PageFrame(QWidget):
    """A page with its header and message bar; a full-window page has only the bar.

    The page is built where it stays: Qt works through all of it each time it gets another parent.
    """

    def __init__(
        self,
        build: Callable[[QWidget], Page],
        go: Callable[[Crumb], None],
        parent: QWidget,
        *,
        practice: bool,
    ) -> None:
        super().__init__(parent)
        self.page = page = build(self)
        self.messages = MessageBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bars: list[QWidget] = [self.messages]
        if not page.full_window:
            bars.insert(0, HeaderBar(page, go, practice=practice))
        elif practice:
            bars.insert(0, _practice_ribbon())
        for bar in bars:
            column.addWidget(bar)
        column.addWidget(page, 1)
        _walk_first(bars, self)

    def show_failure(self, error: UserFacingError | None) -> None:
        """Say ``error`` with the page's own answers to it; ``None`` clears the bar."""
        if error is None:
            self.messages.clear()
        else:
            self.messages.show_message(error.sentence(), self.page.failure_actions())


def _walk_first(bars: Iterable[QWidget], frame: QWidget) -> None:
    """Tab goes from top to bottom, though the bars over the page were made after it."""
    made = [widget for bar in bars for widget in (bar, *bar.findChildren(QWidget))]
    last = frame.previousInFocusChain()
    while last is not None and last is not frame and not _takes_focus(last):
        last = last.previousInFocusChain()  # Qt puts nothing behind what takes no focus
    if last is None or last in made:
        return  # nothing else in the window: its circle begins anywhere
    for widget in filter(_takes_focus, made):
        QWidget.setTabOrder(last, widget)
        last = widget


def _takes_focus(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus


class UndoKeys(QObject):
    """Text fields answer Ctrl+Z and Ctrl+Y themselves; this lets the page answer first."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._field: weakref.ref[QWidget] | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        keys = QKeySequence.StandardKey
        if event.matches(keys.Undo) or event.matches(keys.Redo):
            event.ignore()
            return True
        return False

    def _moved(self) -> None:
        old = self._field() if self._field is not None else None
        if old is not None and shiboken6.isValid(old):
            old.removeEventFilter(self)
        self._field = None
        now = QApplication.focusWidget()
        if isinstance(now, QLineEdit | QTextEdit | QPlainTextEdit) and self._window is now.window():
            now.installEventFilter(self)
            self._field = weakref.ref(now)


class MainWindow(QMainWindow):
    """The one window of the program besides the room window."""

    page_shown = Signal(str)
    lock_wanted = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.context = context
        context.navigator = self.navigate
        self._unsaid = context.store.overrides.problems
        self._places: dict[str, _Place] = {}
        self._frames: dict[str, PageFrame] = {}
        self._close_unsaved = False
        self._lock_notice: LockNotice | None = None
        self._rail = Rail()
        self._rail.chosen.connect(self.navigate)
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        self._status = StatusBar(practice=context.store.practice, who=self._who())
        self.setCentralWidget(self._laid_out())
        self.setMinimumSize(QSize(theme.px(960), theme.px(560)))
        self._bind_keys()
        self._undo_keys = UndoKeys(self)
        self._name_window("")
        context.tasks.failed.connect(self.show_failure)

    # Pages.

    def register_page(
        self,
        name: str,
        icon: str,
        label: str,
        factory: PageFactory,
        *,
        rail: bool = True,
        at_foot: bool = False,
    ) -> None:
        """Make a page known; it is built when first opened."""
        self._places[name] = _Place(factory, icon, label)
        if rail:
            self._rail.add(name, icon, label, at_foot=at_foot)

    def has_page(self, name: str) -> bool:
        """Whether ``name`` was registered."""
        return name in self._places

    def navigate(self, name: str, /, **params: object) -> bool:
        """Leave the current page (which saves) and open ``name``; False if it can't be left."""
        if name not in self._places:
            raise KeyError(name)
        current = self.current_page()
        if current is not None and not current.leave():
            self._rail.show_current(current.section or current.page_name)
            return False
        frame = self._frame(name)
        page = frame.page
        self._rail.setVisible(not page.full_window)
        self._status.setVisible(not page.full_window)
        self._rail.show_current(page.section or page.page_name)
        self._stack.setCurrentWidget(frame)
        page.deliver_missed()
        page.opened(**params)
        page.header_changed.emit()
        self._status.show_page_text(page.status_text())
        self._name_window(self._rail.label(page.section or page.page_name))
        self._spread_compact()
        self.page_shown.emit(name)
        self._say_unused_knowledge(frame)
        return True

    def _say_unused_knowledge(self, frame: PageFrame) -> None:
        """Once, on the first page: what of the municipality's own knowledge isn't in use."""
        problems, self._unsaid = self._unsaid, ()
        if problems:
            frame.messages.show_message("\n".join(problems))

    def current_page(self) -> Page | None:
        """The page on screen."""
        frame = self._stack.currentWidget()
        return frame.page if isinstance(frame, PageFrame) else None

    def page(self, name: str) -> Page | None:
        """The page called ``name`` if it was opened before."""
        frame = self._frames.get(name)
        return frame.page if frame is not None else None

    def rail(self) -> Rail:
        """The rail, for badges."""
        return self._rail

    def status_bar(self) -> StatusBar:
        """The status bar, for the day of the last backup."""
        return self._status

    def messages(self) -> MessageBar | None:
        """The message bar of the page on screen."""
        frame = self._stack.currentWidget()
        return frame.messages if isinstance(frame, PageFrame) else None

    # The screen lock (ui.lock).

    def offer_lock(self) -> None:
        """Show the ways to lock by hand; without a passphrase there are none."""
        self._bind(LOCK_KEY, self.lock_wanted.emit)
        settings, sheet = self.context.settings, self._make_recovery_sheet
        self._status.offer_lock(LockMenu(settings, self.lock_wanted.emit, sheet, self))

    def _make_recovery_sheet(self) -> None:
        from app.ui.recovery import open_recovery

        open_recovery(self.context, self)

    def warn_of_lock(self, *, on: bool) -> None:
        """Say over the foot of the window that it is about to lock, or take that back."""
        if self._lock_notice is None:
            self._lock_notice = LockNotice(self)
        self._lock_notice.setVisible(on)

    # Failures.

    def show_failure(self, error: UserFacingError | None) -> None:
        """Say a failure in the bar of the page on screen; ``None`` clears it."""
        bar = self.messages()
        if bar is None:
            return
        if error is None:
            bar.clear()
        else:
            bar.show_message(error.sentence())

    def show_crash(self, sentence: str, log: Path) -> None:
        """Slot for ``CrashHandler.tell``."""
        bar = self.messages()
        if bar is not None:
            folder = QUrl.fromLocalFile(str(log.parent))
            bar.show_message(
                sentence,
                [
                    Action(
                        tr("記録のある場所を開く"),
                        "crash_folder",
                        lambda: QDesktopServices.openUrl(folder),
                    )
                ],
            )

    # Window.

    def closeEvent(self, event: QCloseEvent) -> None:
        page = self.current_page()
        if page is not None and not page.leave() and not self._close_unsaved:
            event.ignore()
            if page.failure_actions():
                UnsavedDialog(self, page, self._close_anyway).open()
            return
        self.remember_geometry()
        super().closeEvent(event)

    def remember_geometry(self) -> None:
        """Keep where the window stands, for the next one."""
        if not self.isMaximized():
            place = self.geometry()
            self.context.settings.window = [
                place.x(), place.y(), place.width(), place.height(),
            ]  # fmt: skip
        else:
            self.context.settings.window = []
        self.context.settings.save()

    def _close_anyway(self) -> None:
        """The person gives up what could not be saved."""
        self._close_unsaved = True
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.compact() != self.property("compact"):
            self._spread_compact()

    def compact(self) -> bool:
        """Whether the window is so narrow that key caps give way."""
        return self.width() <= theme.px(theme.NARROW_WIDTH)

    def show_keys(self) -> None:
        """F1."""
        page = self.current_page()
        dialog = KeysDialog(page.keys() if page is not None else [], self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # Inside.

    def _frame(self, name: str) -> PageFrame:
        known = self._frames.get(name)
        if known is not None:
            return known
        frame = PageFrame(
            lambda frame: self._places[name].factory(self.context, frame),
            self._follow,
            self._stack,
            practice=self.context.store.practice,
        )
        page = frame.page
        page.status_changed.connect(self._show_page_text)
        page.failed.connect(frame.show_failure)
        page.waits.connect(lambda count: self._show_waiting(name, count))
        self._frames[name] = frame
        self._stack.addWidget(frame)
        return frame

    def _show_waiting(self, name: str, count: int) -> None:
        button = self._rail.button(name)
        if button is not None:
            button.set_badge(count)

    def _show_page_text(self, text: str) -> None:
        if self.sender() is self.current_page():
            self._status.show_page_text(text)

    def _follow(self, crumb: Crumb) -> None:
        self.navigate(crumb.page_name, **crumb.params)

    def _laid_out(self) -> QWidget:
        right = QVBoxLayout()
        right.setSpacing(0)
        if self.context.store.read_only:
            right.addWidget(read_only_bar(self, self.context))
        right.addWidget(self._stack, 1)
        right.addWidget(self._status)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(right, 1)
        return body

    def _bind_keys(self) -> None:
        for number in range(1, 7):
            self._bind(f"Alt+{number}", partial(self._go_to_place, number))
        self._bind("Ctrl+K", self._search)
        self._bind("Ctrl+N", self._new)
        self._bind("Ctrl+F", lambda: self._ask(lambda page: page.find_here()))
        self._bind("Ctrl+P", lambda: self._ask(lambda page: page.print_here()))
        self._bind("Ctrl+Z", lambda: self._take_back(lambda page: page.undo(), "undo"))
        for key in ("Ctrl+Y", "Ctrl+Shift+Z"):
            self._bind(key, lambda: self._take_back(lambda page: page.redo(), "redo"))
        self._bind("F1", self.show_keys)

    def _bind(self, key: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setObjectName(f"key_{key.lower().replace('+', '_')}")
        shortcut.activated.connect(run)

    def _go_to_place(self, number: int) -> None:
        page = self.current_page()
        if page is not None and page.full_window:
            page.number_key(number)
            return
        name = self._rail.place(number)
        if name:
            self.navigate(name)

    def _search(self) -> None:
        if not self._ask(_searches) and self.navigate(self._rail.place(1)):
            self._ask(_searches)

    def _new(self) -> None:
        if not self._ask(lambda page: page.new_record()) and self.has_page("page_case_editor"):
            self.navigate("page_case_editor", new=True)

    def _ask(self, question: Callable[[Page], bool]) -> bool:
        page = self.current_page()
        return question(page) if page is not None else False

    def _take_back(self, question: Callable[[Page], bool], own: str) -> None:
        """The page's undo first; a lone field (search, passphrase) has its own."""
        if self._ask(question):
            return
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QTextEdit | QPlainTextEdit):
            getattr(field, own)()

    def _spread_compact(self) -> None:
        compact = self.compact()
        self.setProperty("compact", compact)
        for button in self.findChildren(Button):
            button.set_compact(compact)

    def _who(self) -> str:
        parts = (self.context.settings.organisation, self.context.store.actor)
        return "　".join(part for part in parts if part)

    def _name_window(self, place: str) -> None:
        """Place and program only: titles reach task bars and screen sharing."""
        name = tr("くらしカンファ")
        if self.context.store.practice:
            name = tr("{name}【練習用】", name=name)
        self.setWindowTitle(f"{place} — {name}" if place else name)


def _searches(page: Page) -> bool:
    return page.focus_search()


def _practice_ribbon() -> QFrame:
    """For pages without a header, which would carry the mark."""
    ribbon = QFrame()
    ribbon.setObjectName("practice_ribbon")
    ribbon.setFixedHeight(theme.px(24))
    row = QHBoxLayout(ribbon)
    row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
    row.setSpacing(theme.px(10))
    row.addWidget(practice_mark())
    words = tr("架空の事例です。自由に変えられます。本番のデータには触れません。")
    row.addWidget(Caption(words, colour=theme.YAMA, elide=True), 1)
    return ribbon

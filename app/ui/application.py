"""Starting the window: arguments → start window → main window, and closing in the right order."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.clock import Clock
from app.errors import UserFacingError
from app.i18n import LANGUAGES, set_language, tr
from app.paths import default_data_folder
from app.services.store import OPENING_NEEDS
from app.settings import Settings, load_settings, settings_path
from app.ui import theme
from app.ui.crash import CrashHandler
from app.ui.qt_language import translate_qt
from app.ui.quick_start import AfterPaint, collect_garbage_again
from app.ui.start.window import StartWindow

if TYPE_CHECKING:
    from app.services.store import Store
    from app.ui.lock import ScreenLock
    from app.ui.page import Crumb
    from app.ui.shell import MainWindow


# The home page, loaded while the person reads or types (TOOLCHAIN, start-up).
_HOME_NEEDS = ("app.services.home", "app.ui.main", "app.ui.home.page")


class NoDisplay(UserFacingError):
    """There is no screen to open a window on."""

    exit_code = 2


def run(args: argparse.Namespace, clock: Clock) -> int:
    """Open the window, the practice window, or drive the tour."""
    if args.verb == "tour":
        from app.ui.tour import run_tour

        return run_tour(args)
    _require_display()
    app = make_application(args.lang or _stored_language(args))
    session = Session(app, args, clock)
    session.start()
    return app.exec()


def make_application(language: str) -> QApplication:
    """The Qt application with language, fonts and theme; one per process."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("kurashi")
    app.setApplicationDisplayName("")
    set_language(language)
    translate_qt(app, language)
    theme.apply_theme(app)
    return app


def _require_display() -> None:
    """Qt aborts the process without a screen; say it in a sentence instead."""
    linux = sys.platform.startswith("linux")
    named = any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if linux and not named:
        raise NoDisplay(
            tr("画面が見つからないため、ウィンドウを開けません。"),
            todo=tr(
                "画面のある所で開くか、kurashi tour --out フォルダ で画面を書き出してください。"
            ),
        )


def _folder(args: argparse.Namespace) -> Path:
    if args.data is not None:
        return Path(args.data)
    named = os.environ.get("KURASHI_DATA")
    return Path(named) if named else default_data_folder()


def _settings(args: argparse.Namespace) -> Settings:
    if args.verb == "practice":
        return Settings()  # practice leaves no trace
    return load_settings(settings_path(_folder(args)))


def _stored_language(args: argparse.Namespace) -> str:
    language = _settings(args).language
    return language if language in LANGUAGES else "ja"


class Session(QObject):
    """One run of the program: the start window, then the main window on an open store."""

    def __init__(self, app: QApplication, args: argparse.Namespace, clock: Clock) -> None:
        super().__init__(app)
        self._app = app
        self._args = args
        self._clock = clock
        self._settings = _settings(args)
        theme.set_text_size(self._settings.text_size)
        self.start_window: StartWindow | None = None
        self.main_window: MainWindow | None = None
        self._store: Store | None = None
        self._crash: CrashHandler | None = None
        self.lock: ScreenLock | None = None
        app.aboutToQuit.connect(self.close)

    def start(self) -> None:
        """Show the first window; the database code loads once it is painted."""
        if self._args.verb == "practice":
            from app.services.store import practice_store

            self.open_store(practice_store(clock=self._clock))
            return
        self.start_window = StartWindow(_folder(self._args), self._clock)
        self.start_window.opened.connect(self.open_store)
        needed = (*OPENING_NEEDS, *_HOME_NEEDS)
        AfterPaint(self.start_window, needed, partial(collect_garbage_again, self._app))
        self.start_window.show()

    def open_store(self, store: Store, place: Crumb | None = None) -> None:
        """Build the main window on an open store and show it, at ``place`` after a lock."""
        from app.ui.main import build_main_window

        self._store = store
        self._crash = crash = CrashHandler(store.folder, self._clock)
        crash.install()
        window = build_main_window(store, self._clock, self._settings)
        crash.tell = window.show_crash
        crash.keepers += [_darken_the_wall, lambda: _keep(window)]
        self.main_window = window
        _go_to(window, place)
        if self._settings.window:
            window.setGeometry(*self._settings.window)
            window.show()
        else:
            window.resize(theme.px(1366), theme.px(768))
            window.showMaximized()
        if self.start_window is not None:
            self.start_window.close()
            self.start_window.deleteLater()
            self.start_window = None
        self._tell_interruption(window, store)
        if place is None:
            self._propose_meeting(window, store)
        if not store.practice:
            self._guard(window, store)
        collect_garbage_again(self._app)

    def _guard(self, window: MainWindow, store: Store) -> None:
        """Lock it when nobody is there."""
        if self.lock is None:
            from app.ui.lock import ScreenLock

            self.lock = ScreenLock(store.folder, self._clock, self._settings, self)
            self.lock.closed.connect(self._give_up_store)
            self.lock.opened.connect(self.open_store)
        self.lock.guard(window)

    def _tell_interruption(self, window: MainWindow, store: Store) -> None:
        """The last time ended without closing: say how far the work reached."""
        from app.services.sessions import begin_session

        interrupted = None if store.practice else begin_session(store)
        bar = window.messages()
        if interrupted is not None and bar is not None:
            from app.ui.interruption import actions, sentence

            bar.show_message(sentence(interrupted), actions(window, interrupted), calm=True)

    def _propose_meeting(self, window: MainWindow, store: Store) -> None:
        """A meeting that was running is one key away."""
        from app.ui.resume import propose_meeting

        propose_meeting(window, store)

    def close(self) -> None:
        """Close the store after the windows: practice data vanish here."""
        if self.lock is not None:
            self.lock.copied.forget()
        self._give_up_store()

    def _give_up_store(self) -> None:
        """The store is closed and nothing here names it or its window any more."""
        store, self._store = self._store, None
        if store is None:
            return
        self.main_window = None
        if self._crash is not None:
            self._crash.tell = None
            self._crash.keepers[:] = [_darken_the_wall]
        _darken_the_wall()
        if not store.practice:
            from app.services.sessions import end_session

            end_session(store)
        store.close()


def _darken_the_wall() -> None:
    """Nothing of a case stays in front of people after a bug, or without its store."""
    from app.ui.projection.window import take_rooms_down

    take_rooms_down()


def _keep(window: MainWindow) -> bool:
    """Save what the page on screen still holds; it stays there and goes on."""
    page = window.current_page()
    return page is None or page.keep()


def _go_to(window: MainWindow, place: Crumb | None) -> None:
    """The home page, or the place that was locked; what is gone by now gives way to home."""
    if place is not None:
        with contextlib.suppress(UserFacingError):
            window.navigate(place.page_name, **place.params)
            return
    window.navigate("page_home")

"""The main window with every page of the program registered."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.clock import Clock
from app.i18n import tr
from app.services.store import Store
from app.settings import Settings
from app.ui.context import UiContext
from app.ui.hub import ChangeHub
from app.ui.page import Page
from app.ui.shell import MainWindow
from app.ui.tasks import TaskRunner


def build_main_window(store: Store, clock: Clock, settings: Settings) -> MainWindow:
    """Shell and pages; a page is imported and built when it is first opened."""
    context = UiContext(
        store=store, clock=clock, settings=settings, hub=ChangeHub(), tasks=TaskRunner()
    )
    window = MainWindow(context)
    context.hub.setParent(window)
    context.tasks.setParent(window)
    window.register_page("page_home", "home", tr("ホーム"), _home)
    window.register_page("page_cases", "cases", tr("事例"), _cases)
    window.register_page("page_conferences", "conferences", tr("会議"), _conferences)
    window.register_page("page_community", "community", tr("地域課題"), _community)
    window.register_page("page_outcomes", "outcomes", tr("評価"), _outcomes)
    window.register_page("page_case_editor", "cases", tr("事例"), _editor, rail=False)
    window.register_page("page_judgement", "cases", tr("事例"), _judgement, rail=False)
    window.register_page("page_import", "cases", tr("事例"), _import, rail=False)
    window.register_page("page_console", "conferences", tr("会議"), _console, rail=False)
    return window


def _home(context: UiContext, frame: QWidget) -> Page:
    from app.ui.home.page import HomePage

    return HomePage(context, frame)


def _cases(context: UiContext, frame: QWidget) -> Page:
    from app.ui.cases.list_page import CasesPage

    return CasesPage(context, frame)


def _conferences(context: UiContext, frame: QWidget) -> Page:
    from app.ui.conferences.page import ConferencesPage

    return ConferencesPage(context, frame)


def _community(context: UiContext, frame: QWidget) -> Page:
    from app.ui.community.page import CommunityPage

    return CommunityPage(context, frame)


def _outcomes(context: UiContext, frame: QWidget) -> Page:
    from app.ui.outcomes.page import OutcomesPage

    return OutcomesPage(context, frame)


def _editor(context: UiContext, frame: QWidget) -> Page:
    from app.ui.cases.editor_page import CaseEditorPage

    return CaseEditorPage(context, frame)


def _judgement(context: UiContext, frame: QWidget) -> Page:
    from app.ui.cases.judgement_page import JudgementPage

    return JudgementPage(context, frame)


def _import(context: UiContext, frame: QWidget) -> Page:
    from app.ui.cases.import_page import ImportPage

    return ImportPage(context, frame)


def _console(context: UiContext, frame: QWidget) -> Page:
    from app.ui.console.page import ConsolePage

    return ConsolePage(context, frame)

"""Ctrl+Z and Ctrl+Y over everything a person can do to a case, on all its pages, 120 steps far."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.care.case import Case, PrivateIdentity
from app.clock import FixedClock
from app.services.cases import find_case, get_case, get_identity
from app.ui.cases.draft import draft_of
from app.ui.cases.editor_page import CaseEditorPage
from app.ui.cases.judgement_model import Column
from app.ui.cases.judgement_page import JudgementPage
from app.ui.cases.rows_table import RowsTable
from app.ui.context import UiContext
from app.ui.shell import MainWindow
from app.ui.widgets.buttons import Button
from tests.ui.cases.keys import ALT, CTRL, clipboard, compose, press, strike

KEY = Qt.Key
STEPS = 120
WORDS = ("歩く", "石段", "朝", "囲碁", "7月頃", "R6.4", "48.5", "約50", "なし")
LINES = ("key_person", "staff", "district", "consent_note", "presenter_note", "identity_name")
AREAS = ("housing", "life_issues", "desired_life", "cm_assessment", "conference_time_status")
FIGURES = ("age", "height_cm", "weight_kg", "hba1c", "program_sessions")
DATES = ("first_visit_date", "consent_date", "program_start", "identity_birth_date")
CHOICES = ("care_level", "household", "disability_independence", "nearby_family")
BOXES = ("daytime_alone", "consent_family", "projected_risks", "feature_3")
TABLES = ("conditions", "medications", "weights", "physical_tests", "goal_rows", "room_facts")


class Person:
    """Does one thing after another, chosen by a seeded die."""

    def __init__(self, window: MainWindow, uuid: str) -> None:
        self.window, self.uuid, self.die = window, uuid, random.Random(35)  # noqa: S311 - a die, no secret
        self.count = 0
        self.in_editor: tuple[Callable[[], None], ...] = (
            self.write, self.figure, self.day, self.choose, self.tick, self.cell, self.cell,
            self.block, self.rows, self.answer, self.decide,
        )  # fmt: skip
        self.in_grid: tuple[Callable[[], None], ...] = (self.rate, self.factor)

    def act(self) -> None:
        """One edit of the next kind; now and then a while on the judgement page."""
        self.count += 1
        kinds = self.in_grid if self.count % 45 > 35 else self.in_editor
        kinds[self.count % len(kinds)]()

    def word(self) -> str:
        return f"{self.die.choice(WORDS)}{self.count}"

    def editor(self) -> CaseEditorPage:
        page = self.window.current_page()
        if not isinstance(page, CaseEditorPage):
            self.window.navigate("page_case_editor", case_uuid=self.uuid)
            page = self.window.current_page()
        assert isinstance(page, CaseEditorPage)
        return page

    def grid(self) -> JudgementPage:
        page = self.window.current_page()
        if not isinstance(page, JudgementPage):
            self.window.navigate("page_judgement", case_uuid=self.uuid)
            page = self.window.current_page()
        assert isinstance(page, JudgementPage)
        return page

    def field(self, names: tuple[str, ...]) -> Any:
        field = self.editor().findChild(QWidget, self.die.choice(names))
        assert field is not None
        field.setFocus()
        return field

    def table(self) -> RowsTable:
        table: RowsTable = self.field(TABLES)
        row = self.die.randrange(table.rows.rowCount())
        column = self.die.randrange(table.rows.columnCount())
        table.setCurrentIndex(table.rows.index(row, column))
        return table

    def write(self) -> None:
        compose(self.field(LINES + AREAS), "", self.word())

    def figure(self) -> None:
        field = self.field(FIGURES)
        field.selectAll()
        compose(field, "", self.die.choice(("約", "４", "5", "x")))
        press(field, KEY.Key_Return)

    def day(self) -> None:
        line = self.field(DATES)
        line.selectAll()
        compose(line, "", f"令和{1 + self.count % 6}年{1 + self.count % 12}月頃")
        press(line, KEY.Key_Return)

    def choose(self) -> None:
        press(self.field(CHOICES), self.die.choice((KEY.Key_Down, KEY.Key_Up)))

    def tick(self) -> None:
        press(self.field(BOXES), KEY.Key_Space)

    def cell(self) -> None:
        table = self.table()
        compose(table, "", self.word())
        editor = table.open_cell()
        assert isinstance(editor, QLineEdit)
        press(editor, KEY.Key_Return)

    def block(self) -> None:
        table = self.table()
        table.setCurrentIndex(table.rows.index(table.currentIndex().row(), 0))
        line = "\t".join([self.word()] * table.rows.columnCount())
        clipboard(f"{line}\r\n{line}\r\n")
        press(table, KEY.Key_V, held=CTRL)

    def rows(self) -> None:
        key, held = self.die.choice(
            ((KEY.Key_D, CTRL), (KEY.Key_Delete, CTRL), (KEY.Key_Up, ALT), (KEY.Key_X, CTRL))
        )
        press(self.table(), key, held=held)

    def answer(self) -> None:
        QTest.keyClicks(self.field(("checklist",)), self.die.choice("yn"))

    def rate(self) -> None:
        page = self.grid()
        column = self.die.choice((Column.BEFORE, Column.PREDICTED))
        page.view.setCurrentIndex(page.model.index(self.die.randrange(18), column))
        strike(page.view, self.die.choice("123456ー"))

    def factor(self) -> None:
        page = self.grid()
        column = self.die.choice((Column.PERSONAL, Column.ENVIRONMENT))
        page.view.setCurrentIndex(page.model.index(self.die.randrange(18), column))
        compose(page.view, "", self.word())
        press(page.view.open_cell() or page.view, KEY.Key_Return)

    def decide(self) -> None:
        page = self.editor()
        page.risks.refresh()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        buttons = page.risks.findChildren(Button)
        if buttons:
            self.die.choice(buttons).click()


def plain(case: Case, identity: PrivateIdentity) -> tuple[Case, PrivateIdentity]:
    """What is written, whichever save it was born with."""
    return replace(case, row_version=0), replace(identity, row_version=0)


def test_120_edits_are_undone_and_done_again(
    window: MainWindow, context: UiContext, fixed_clock: FixedClock
) -> None:
    uuid = find_case(context.store, 105).uuid
    person = Person(window, uuid)
    person.editor()
    draft = draft_of(context, uuid)
    states = [plain(draft.case, draft.identity)]
    while len(states) <= STEPS:
        assert person.count < 4 * STEPS
        fixed_clock.advance(2)
        person.act()
        now = plain(draft.case, draft.identity)
        if now != states[-1]:
            states.append(now)

    for place in range(STEPS - 1, -1, -1):
        if place % 30 == 0:
            person.grid() if place % 60 else person.editor()
        QTest.keyClick(window, KEY.Key_Z, CTRL)
        assert plain(draft.case, draft.identity) == states[place], place
    for place in range(1, STEPS + 1):
        if place % 30 == 0:
            person.grid() if place % 60 else person.editor()
        QTest.keyClick(window, KEY.Key_Y, CTRL)
        assert plain(draft.case, draft.identity) == states[place], place

    page = person.editor()
    assert draft.flush()
    assert plain(get_case(context.store, uuid), get_identity(context.store, uuid)) == states[-1]
    for name in AREAS[:4]:
        field: Any = page.findChild(QWidget, name)
        assert field.text() == getattr(states[-1][0], name)

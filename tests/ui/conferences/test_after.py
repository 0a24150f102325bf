"""After a meeting: minutes, checklist, copies and names, with the real window and store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.conference import attendance, checks, minutes
from app.conference.meeting import Conference, ConferenceStatus, Entry, EntryKind, Stage
from app.conference.minutes import Section
from app.services import conferences as verbs
from app.services.afterwards import DONE, HANDED_OVER, Closing
from app.services.cases import get_case
from app.services.handouts import list_handouts, record_handout
from app.ui.conferences.after_copies import CopiesDialog
from app.ui.conferences.after_minutes import SectionField
from app.ui.conferences.after_people import Column
from app.ui.conferences.page import ConferencesPage
from app.ui.conferences.segments import PEOPLE, RECORD
from app.ui.context import UiContext
from app.ui.paper.preview import PaperPreview
from tests.ui.clipping import clipped_texts


@pytest.fixture
def held(page: ConferencesPage, context: UiContext) -> Conference:
    """The first meeting, closed, on screen at its record."""
    meeting = verbs.find_conference(context.store, 1)
    case = meeting.agenda[0].case_uuid

    def entry(kind: EntryKind, text: str, owner: str = "") -> Entry:
        return Entry(kind=kind, case_uuid=case, stage=Stage.GOAL, text=text, owner=owner)

    entries = (
        entry(EntryKind.GOAL, "湯船につかる"),
        entry(EntryKind.SUPPORT, "椅子を試す", "森本"),
        entry(EntryKind.FIRST_STEP, "下見に行く", "大西"),
    )
    closed = replace(meeting, status=ConferenceStatus.CLOSED, entries=entries)
    saved = verbs.save_conference(context.store, closed).conference
    page.refresh(saved.uuid)
    page.segments.go_to(RECORD)
    return saved


def stored(context: UiContext, page: ConferencesPage) -> Conference:
    assert page.conference is not None
    assert page.leave()
    return verbs.get_conference(context.store, page.conference.uuid)


def goal(page: ConferencesPage) -> SectionField:
    """The field of the goal of the first case, on screen."""
    page.record.show_view("minutes")
    page.record.minutes.where.setCurrentRow(1)
    fields = page.record.minutes.findChildren(SectionField)
    return next(f for f in fields if f.section is Section.GOAL and f.isVisible())


def test_minutes_are_written_over_undone_and_assembled_again(
    page: ConferencesPage, context: UiContext, held: Conference, qtbot: QtBot
) -> None:
    field = goal(page)
    assert field.area.text() == "湯船につかる"
    assert not field.again.isVisible()
    field.area.setFocus()
    field.area.selectAll()
    field.area.insertPlainText("毎晩、湯船へ｜森本｜9月")
    assert field.again.isVisible()
    case = held.agenda[0].case_uuid
    source = minutes.Source(stored(context, page))
    (line,) = minutes.block(source, Section.GOAL, case).lines
    assert (line.text, line.owner, line.due) == ("毎晩、湯船へ", "森本", "9月")
    qtbot.keyClick(page.window(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.area.text() == "湯船につかる"
    qtbot.keyClick(page.window(), Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    field.again.click()
    assert field.area.text() == "湯船につかる"
    assert stored(context, page).minutes == ()


def test_a_line_begun_is_not_taken_away_while_typing(
    page: ConferencesPage, context: UiContext, held: Conference, qtbot: QtBot
) -> None:
    field = goal(page)
    field.area.setFocus()
    field.area.moveCursor(field.area.textCursor().MoveOperation.End)
    qtbot.keyClick(field.area, Qt.Key.Key_Return)
    page.saver.flush()
    field.area.insertPlainText("体操")
    assert field.area.text() == "湯船につかる\n体操"
    assert stored(context, page).minutes[-1].text == "湯船につかる\n体操"


def test_final_minutes_are_read_only_until_taken_back(
    page: ConferencesPage, context: UiContext, held: Conference, qtbot: QtBot
) -> None:
    field = goal(page)
    page.record.minutes.final.click()
    assert minutes.is_final(stored(context, page))
    assert field.area.isReadOnly()
    qtbot.keyClicks(field.area, "x")
    assert field.area.text() == "湯船につかる"
    page.record.minutes.final.click()
    assert not field.area.isReadOnly()
    assert not minutes.is_final(stored(context, page))


def test_every_item_of_the_checklist_is_one_click_away(
    page: ConferencesPage, context: UiContext, held: Conference, qtbot: QtBot
) -> None:
    closing, store = page.record.closing, context.store
    closing.buttons[Closing.FOLLOW_UPS].click()
    case = held.agenda[0].case_uuid
    assert all(one.target_date for one in get_case(store, case).follow_ups)
    assert closing.buttons[Closing.FOLLOW_UPS].text() == "日付を元に戻す"
    closing.buttons[Closing.FOLLOW_UPS].click()
    assert not all(one.target_date for one in get_case(store, case).follow_ups) or (
        len(get_case(store, case).follow_ups) < 3
    )
    closing.buttons[Closing.TEMPORARY_FILES].click()
    assert checks.done_at(stored(context, page), checks.TEMPORARY_FILES)
    closing.buttons[Closing.ACTIONS].click()
    table = page.record.to_do.table
    assert table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_H)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    states = [entry.status for entry in stored(context, page).entries]
    assert states == ["open", HANDED_OVER, DONE]
    closing.buttons[Closing.MINUTES].click()
    assert page.record.minutes.isVisible()


def test_copies_are_ticked_off_by_typing_their_numbers(
    page: ConferencesPage, context: UiContext, held: Conference, qtbot: QtBot
) -> None:
    record_handout(
        context.store, kind="packet", case_uuids=[], sha256="0" * 64, copies=12,
        conference_uuid=held.uuid,
    )  # fmt: skip
    page.refresh(held.uuid)
    page.record.collect()
    dialog = page.findChild(CopiesDialog)
    assert dialog is not None
    for typed in ("１", "012", "13"):
        dialog.number.setText(typed)
        qtbot.keyClick(dialog.number, Qt.Key.Key_Return)
    assert list_handouts(context.store)[0].returned == (1, 12)
    assert dialog.number.text() == "13"  # there is no such copy: it stays to be corrected
    dialog.grid.setCurrentIndex(dialog.model.index(0, 0))
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Space)
    assert list_handouts(context.store)[0].returned == (12,)
    dialog.all.click()
    assert len(list_handouts(context.store)[0].returned) == 12
    assert clipped_texts(dialog) == []
    dialog.accept()


def test_a_name_is_one_persons_and_the_statement_has_its_time(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    page.segments.go_to(PEOPLE)
    for key in (Qt.Key.Key_6, Qt.Key.Key_6, Qt.Key.Key_6):
        qtbot.keyClick(page.attendance.list, key)
    table = page.people.people.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, Column.NAME))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    editor.setText("架空 花子")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    # Qt takes the text over when the key has been handled.
    qtbot.waitUntil(lambda: table.model().rowCount() == 2)
    table.setCurrentIndex(table.model().index(0, Column.PLEDGE))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    saved = stored(context, page)
    assert sorted((line.count, line.name) for line in saved.attendance) == [
        (1, ""), (1, ""), (1, "架空 花子"),
    ]  # fmt: skip
    assert (attendance.people(saved), attendance.pledged(saved)) == (3, 1)
    page.people.people.all.click()
    page.people.statement.read.click()
    saved = stored(context, page)
    assert attendance.pledged(saved) == 3
    assert checks.done_at(saved, checks.STATEMENT_READ).startswith("2024-08-06T10:42")
    assert "花子" not in page.people.statement.words.text()


def test_what_is_left_from_last_time_stands_in_the_next_plan(
    page: ConferencesPage, context: UiContext, held: Conference, qtbot: QtBot
) -> None:
    nxt = next(
        row for row in page.model.rows if row.session_type == held.session_type and row.number != 1
    )
    page.refresh(nxt.uuid)
    page.segments.go_to(RECORD)
    table = page.record.to_do.table
    assert table.model().rowCount() == 2
    assert not page.record.closing.isVisible()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    before = verbs.get_conference(context.store, held.uuid)
    assert [entry.status for entry in before.entries] == ["open", DONE, "open"]


def test_ctrl_p_in_the_record_previews_the_minutes(
    page: ConferencesPage, context: UiContext, held: Conference, qtbot: QtBot
) -> None:
    page.print_here()
    preview = page.window().findChild(PaperPreview)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.made is not None)
    assert preview.made is not None
    assert preview.made.kind == "minutes"
    preview.close()


@pytest.mark.parametrize("size", [(1366, 768), (1280, 640)])
def test_nothing_is_cut_off(
    page: ConferencesPage, held: Conference, qtbot: QtBot, size: tuple[int, int]
) -> None:
    page.window().resize(*size)
    for view in ("to_do", "minutes"):
        page.record.show_view(view)
        assert clipped_texts(page.window()) == []
    page.segments.go_to(PEOPLE)
    assert clipped_texts(page.window()) == []

"""The privacy check in the editor and on the judgement page, by key (design 03)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.care.case import (
    CareDate,
    Case,
    Condition,
    FollowUp,
    TimePoint,
    judgement_of,
    with_judgement,
)
from app.i18n import set_language
from app.services.cases import find_case, get_case, get_identity, save_case, save_identity
from app.ui import theme
from app.ui.cases import privacy_watch
from app.ui.cases.editor_page import CaseEditorPage
from app.ui.cases.form_area import FormTextArea
from app.ui.cases.judgement_model import Column
from app.ui.cases.judgement_page import JudgementPage
from app.ui.cases.privacy_note import PrivacyNote
from app.ui.cases.rows_table import RowsTable
from app.ui.context import UiContext
from app.ui.shell import MainWindow
from app.ui.widgets.doubt_marks import LineMarks
from tests.ui.cases.conftest import editor
from tests.ui.cases.keys import CTRL, compose, cut_off, press

KEY = Qt.Key
WISH = "花を植えたい。"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check waits for a pause in typing; here for the next turn of the event loop."""
    monkeypatch.setattr(privacy_watch, "SOON_MS", 0)


@pytest.fixture
def prepared(context: UiContext) -> Callable[..., str]:
    """Case 105 with a daughter in its identity and other texts."""

    def prepare(**values: object) -> str:
        case = find_case(context.store, 105)
        known = get_identity(context.store, case.uuid)
        named = replace(known, name="山本 五郎", relatives=("長女 恵子",), facilities=("花里病院",))
        save_identity(context.store, named, source=None)
        texts = {"life_issues": WISH, **values}
        save_case(context.store, replace(case, **texts), source=None)  # type: ignore[arg-type]
        return case.uuid

    return prepare


@pytest.fixture
def open_editor(window: MainWindow) -> Callable[..., CaseEditorPage]:
    def opened(uuid: str, **params: object) -> CaseEditorPage:
        window.navigate("page_case_editor", case_uuid=uuid, **params)
        settle()
        return cast("CaseEditorPage", window.current_page())

    return opened


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def note(page: QWidget, name: str) -> PrivacyNote:
    found = page.findChild(PrivacyNote, f"privacy_note_{name}")
    assert found is not None
    return found


def notes(page: QWidget) -> list[str]:
    """What every note on screen asks."""
    shown = (each for each in page.findChildren(PrivacyNote) if not each.isHidden())
    return [asked.doubt.snippet for each in shown for asked in each.asked()]


def area(page: CaseEditorPage, name: str = "life_issues") -> FormTextArea:
    return cast("FormTextArea", field(page, name))


def field(page: CaseEditorPage, name: str) -> QWidget:
    return next(s.fields[name] for s in page.sections.values() if name in s.fields)


def type_at_end(text: FormTextArea, words: str) -> None:
    """Typing in Japanese: what the input method commits."""
    text.setFocus()
    press(text, KEY.Key_End, held=CTRL)
    compose(text, "", words)
    settle()


def labels(page: QWidget, name: str) -> list[str]:
    return [button.text() for button in note(page, name).buttons()]


def test_a_name_that_is_typed_is_marked_and_replaced_by_one_key(
    prepared: Callable[..., str],
    open_editor: Callable[..., CaseEditorPage],
    window: MainWindow,
    context: UiContext,
    qtbot: QtBot,
) -> None:
    uuid = prepared()
    page = open_editor(uuid)
    text = area(page)
    assert notes(page) == []

    type_at_end(text, "長女の恵子さんが手伝う。")
    assert notes(page) == ["恵子さん"]
    assert labels(page, "life_issues") == [
        "「長女」だけにする", "「ご家族」にする", "消す", "名前ではない",
    ]  # fmt: skip
    press(text, KEY.Key_Tab)
    assert focus() is note(page, "life_issues").buttons()[0]
    press(focus(), KEY.Key_Return)

    assert text.text() == f"{WISH}長女が手伝う。"
    assert notes(page) == []
    assert focus() is text
    assert text.textCursor().position() == len(f"{WISH}長女")

    press(text, KEY.Key_Z, held=CTRL)
    assert text.text() == f"{WISH}長女の恵子さんが手伝う。"
    # Ctrl+Z may be held down, so the notes follow a moment later.
    qtbot.waitUntil(lambda: notes(page) == ["恵子さん"])
    press(text, KEY.Key_Y, held=CTRL)
    assert text.text() == f"{WISH}長女が手伝う。"
    qtbot.waitUntil(lambda: notes(page) == [])

    window.navigate("page_cases")
    assert get_case(context.store, uuid).life_issues == f"{WISH}長女が手伝う。"


def test_not_a_name_is_remembered_after_a_restart(
    prepared: Callable[..., str],
    open_editor: Callable[..., CaseEditorPage],
    window: MainWindow,
    context: UiContext,
    show: Callable[[QWidget], QWidget],
) -> None:
    page = open_editor(prepared(life_issues="恵子さんの店に通う。"))
    press(focus(), KEY.Key_Period, held=CTRL)
    keep = note(page, "life_issues").buttons()[-1]
    keep.setFocus()
    press(keep, KEY.Key_Return)

    assert notes(page) == []
    assert area(page).text() == "恵子さんの店に通う。"
    assert page.privacy.count.isHidden()
    page.undo()
    settle()
    assert notes(page) == ["恵子さん"]
    page.redo()
    window.navigate("page_cases")
    decided = find_case(context.store, 105).privacy_decisions
    assert [(each.snippet, each.state) for each in decided] == [("恵子さん", "not_a_name")]
    assert decided[0].by
    assert decided[0].decided_at

    again = MainWindow(context)
    again.register_page("page_case_editor", "cases", "編集", editor)
    show(again)
    again.navigate("page_case_editor", case_uuid=find_case(context.store, 105).uuid)
    settle()
    fresh = cast("CaseEditorPage", again.current_page())
    assert notes(fresh) == []
    type_at_end(area(fresh), "恵子さんと花里病院へ。")
    assert notes(fresh) == ["花里病院"]


def test_enter_walks_past_the_answers_and_escape_leaves_them(
    prepared: Callable[..., str], open_editor: Callable[..., CaseEditorPage]
) -> None:
    page = open_editor(prepared(life_issues="恵子さんと。"))
    text = area(page)
    text.setFocus()

    press(text, KEY.Key_Return)
    assert not note(page, "life_issues").isAncestorOf(focus())
    press(focus(), KEY.Key_Period, held=CTRL)  # wraps round to the only one
    assert note(page, "life_issues").isAncestorOf(focus())
    press(focus(), KEY.Key_Escape)

    assert focus() is text
    assert text.text() == "恵子さんと。"
    assert notes(page) == ["恵子さん"]


def test_marks_move_no_cursor_no_height_and_leave_no_step_to_undo(
    prepared: Callable[..., str], open_editor: Callable[..., CaseEditorPage]
) -> None:
    page = open_editor(prepared())
    text = area(page)
    type_at_end(text, "恵子さん")
    press(text, KEY.Key_Home, held=CTRL)
    height, place = text.height(), text.textCursor().position()
    marks = page.privacy.marks_of(text)

    assert marks == [(len(WISH), len(WISH) + 4)]
    compose(text, "", "春に")  # before the next check the mark has moved along
    assert page.privacy.marks_of(text) == [(len(WISH) + 2, len(WISH) + 6)]
    settle()
    assert page.privacy.marks_of(text) == [(len(WISH) + 2, len(WISH) + 6)]
    assert (text.height(), text.textCursor().position()) == (height, place + 2)
    assert not text.document().isUndoAvailable()
    page.undo()
    assert text.text() == WISH  # both were typed in one go; the marks were no step


def test_nothing_moves_while_the_input_method_converts(
    prepared: Callable[..., str], open_editor: Callable[..., CaseEditorPage]
) -> None:
    page = open_editor(prepared())
    text = area(page)
    text.setFocus()
    press(text, KEY.Key_End, held=CTRL)
    compose(text, "", "恵子さん")
    compose(text, "が")
    settle()
    assert notes(page) == []

    compose(text, "", "が")
    settle()

    assert notes(page) == ["恵子さん"]


def test_one_line_fields_are_marked_under_the_very_letters(
    prepared: Callable[..., str], open_editor: Callable[..., CaseEditorPage]
) -> None:
    page = open_editor(prepared(strengths="長女の恵子さんに習った編み物"))
    line = cast("QLineEdit", field(page, "strengths"))
    marks = line.findChild(LineMarks)
    assert marks is not None
    assert marks.isVisible()
    (box,) = marks.boxes()

    middle = int(box.center().y())
    assert line.cursorPositionAt(QPoint(int(box.left()) + 1, middle)) == 3
    assert line.cursorPositionAt(QPoint(int(box.right()) - 1, middle)) == 7
    line.setFocus()
    line.setCursorPosition(0)
    compose(line, "", "春")
    (moved,) = marks.spans()
    assert moved == (4, 8)
    assert note(page, "strengths").asked()[0].where == "得意・昔の仕事・趣味"


def test_a_name_typed_in_the_identity_marks_what_is_written_already(
    prepared: Callable[..., str], open_editor: Callable[..., CaseEditorPage]
) -> None:
    page = open_editor(prepared(life_issues="花沢さんと話す。"))
    assert notes(page) == []

    relatives = cast("QLineEdit", field(page, "identity_relatives"))
    relatives.setFocus()
    relatives.end(False)
    compose(relatives, "", "、妹 花沢みちる")
    settle()

    assert notes(page) == ["花沢さん"]
    page.undo()
    settle()
    assert notes(page) == []


def test_a_cell_is_asked_about_with_its_row_and_column(
    prepared: Callable[..., str], open_editor: Callable[..., CaseEditorPage]
) -> None:
    rows = (Condition(name="高血圧"), Condition(name="骨折（花里病院）"))
    page = open_editor(prepared(conditions=rows))
    table = cast("RowsTable", field(page, "conditions"))
    assert table.marked(table.rows.index(1, 1)) == ((3, 7),)
    assert table.marked(table.rows.index(0, 1)) == ()

    press(focus(), KEY.Key_Period, held=CTRL)
    (asked,) = note(page, "weights").asked()
    assert asked.where == "医療情報 2行目「病名・既往」"
    press(focus(), KEY.Key_Return)

    assert table.rows.rows[1].name == "骨折（近くの病院）"
    assert focus() is table
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 1)
    assert table.marked(table.rows.index(1, 1)) == ()


def test_the_way_goes_on_to_the_judgement_page_and_back(
    prepared: Callable[..., str],
    open_editor: Callable[..., CaseEditorPage],
    window: MainWindow,
    context: UiContext,
) -> None:
    uuid = prepared(life_issues="恵子さんと。")
    case = get_case(context.store, uuid)
    case = with_judgement(case, "bathing", TimePoint.BEFORE, personal_factor="恵子さんが手伝う")
    save_case(
        context.store,
        with_judgement(case, "bathing", TimePoint.ACTUAL_6, environment_factor="花里病院の浴室"),
        source=None,
    )
    page = open_editor(uuid)
    assert page.privacy.count.accessibleName() == "個人情報の確認 3件"

    press(focus(), KEY.Key_Period, held=CTRL)
    press(focus(), KEY.Key_Period, held=CTRL)
    settle()
    judged = cast("JudgementPage", window.current_page())
    assert isinstance(judged, JudgementPage)
    (first, second) = judged.privacy.note.asked()
    assert first.where == "入浴 › 個人因子"
    assert second.where == "入浴 › 環境因子 › 6か月後"
    row = judged.view.currentIndex().row()
    assert judged.view.marked(judged.model.index(row, Column.PERSONAL)) == ((0, 4),)
    press(focus(), KEY.Key_Return)
    settle()
    assert judged.model.factor(row, Column.PERSONAL) == "長女が手伝う"
    assert focus() is judged.view

    press(focus(), KEY.Key_Period, held=CTRL)  # the follow-up's own text, at its time point
    assert judged.model.actual is TimePoint.ACTUAL_6
    assert judged.view.marked(judged.view.currentIndex()) == ((0, 4),)
    press(focus(), KEY.Key_Period, held=CTRL)
    settle()
    assert window.current_page() is page
    assert note(page, "life_issues").isAncestorOf(focus())
    window.navigate("page_cases")
    kept = judgement_of(get_case(context.store, uuid), "bathing", TimePoint.BEFORE)
    assert kept.personal_factor == "長女が手伝う"


def test_a_name_typed_in_a_factor_is_asked_about_below_the_grid(
    prepared: Callable[..., str], window: MainWindow
) -> None:
    window.navigate("page_judgement", case_uuid=prepared())
    page = cast("JudgementPage", window.current_page())
    page.view.setCurrentIndex(page.model.index(5, Column.PERSONAL))
    page.view.setFocus()
    compose(page.view, "", "恵子さんと入る")
    press(focus(), KEY.Key_Return)
    settle()
    assert page.model.factor(5, Column.PERSONAL) == "恵子さんと入る"
    assert page.view.marked(page.model.index(5, Column.PERSONAL)) == ((0, 4),)
    assert notes(page) == ["恵子さん"]

    press(focus(), KEY.Key_Period, held=CTRL)
    assert (page.view.currentIndex().row(), page.view.currentIndex().column()) == (5, 5)
    press(focus(), KEY.Key_Return)
    assert page.model.factor(5, Column.PERSONAL) == "長女と入る"
    assert notes(page) == []
    press(page.view, KEY.Key_Z, held=CTRL)
    settle()
    assert page.model.factor(5, Column.PERSONAL) == "恵子さんと入る"
    assert notes(page) == ["恵子さん"]


def test_what_no_field_shows_is_asked_about_at_the_end_of_the_form(
    prepared: Callable[..., str], open_editor: Callable[..., CaseEditorPage]
) -> None:
    page = open_editor(prepared(follow_ups=(FollowUp(months=6, note="恵子さんと同居"),)))

    (asked,) = note(page, "other").asked()
    assert asked.where == "追跡評価"
    press(focus(), KEY.Key_Period, held=CTRL)
    press(focus(), KEY.Key_Return)

    assert notes(page) == []
    case = page.privacy.watch.case if page.privacy.watch else Case()
    assert case.follow_ups[0].note == "長女と同居"


def test_an_open_doubt_stops_the_print_and_leads_to_itself(
    prepared: Callable[..., str],
    open_editor: Callable[..., CaseEditorPage],
    window: MainWindow,
) -> None:
    page = open_editor(prepared(life_issues="恵子さんと。"))
    press(focus(), KEY.Key_P, held=CTRL)
    settle()

    bar = window.messages()
    assert bar is not None
    assert "個人情報の確認が1件残っています（生活課題）。" in bar.text()
    assert not [w for w in QApplication.topLevelWidgets() if w.objectName() == "paper_preview"]
    go = next(b for b in bar.findChildren(QWidget, "privacy_first"))
    QTest.mouseClick(go, Qt.MouseButton.LeftButton)
    assert note(page, "life_issues").isAncestorOf(focus())
    press(focus(), KEY.Key_Return)

    assert bar.text() == ""


def test_many_doubts_make_three_lines_and_a_rest(
    prepared: Callable[..., str], open_editor: Callable[..., CaseEditorPage]
) -> None:
    page = open_editor(prepared(life_issues="恵子さん、山本さん、花里病院、090-1234-5678、恵子"))
    asking = note(page, "life_issues")
    assert len(asking.asked()) == 5
    assert asking.findChild(QWidget, "privacy_note_life_issues_more").text() == "ほか 2 件"  # type: ignore[attr-defined]

    area(page).setFocus()
    for _ in range(4):
        press(focus(), KEY.Key_Period, held=CTRL)
    focused = asking.focused()

    assert focused is not None
    assert focused.kind == "phone"  # brought up though it had no line


@pytest.fixture
def in_language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[tuple[int, int]]:
    language, size, width, height = request.param
    set_language(language)
    theme.set_text_size(size)
    yield width, height
    theme.set_text_size("standard")


@pytest.mark.parametrize(
    "in_language",
    [
        ("en", "standard", 1280, 640),
        ("ja", "large", 1366, 768),
    ],
    indirect=True,
)
def test_nothing_is_cut_off(
    in_language: tuple[int, int],
    prepared: Callable[..., str],
    context: UiContext,
    show: Callable[[QWidget], QWidget],
    qtbot: QtBot,
) -> None:
    uuid = prepared(
        life_issues="恵子さん、山本さん、花里病院、090-1234-5678、恵子",
        conditions=(Condition(name="骨折（花里病院）", onset=CareDate("H30", "2018")),),
    )
    case = get_case(context.store, uuid)
    case = with_judgement(case, "bathing", TimePoint.BEFORE, personal_factor="恵子さんが手伝う")
    save_case(context.store, case, source=None)
    window = MainWindow(context)
    window.register_page("page_cases", "cases", "事例", editor)
    window.register_page("page_case_editor", "cases", "編集", editor, rail=False)
    window.register_page("page_judgement", "cases", "判定", JudgementPage, rail=False)
    window.resize(*in_language)
    show(window)
    window.navigate("page_case_editor", case_uuid=uuid)
    settle()
    page = cast("CaseEditorPage", window.current_page())

    for _ in range(6):
        press(focus(), KEY.Key_Period, held=CTRL)
        settle()
        asking = next(n for n in page.findChildren(PrivacyNote) if n.isAncestorOf(focus()))
        seen = asking.visibleRegion().boundingRect()
        assert seen.height() >= asking.height() - 2
        assert cut_off(window) == []
    press(focus(), KEY.Key_Period, held=CTRL)
    settle()
    judged = cast("JudgementPage", window.current_page())
    assert judged.privacy.note.isVisible()
    assert cut_off(window) == []
    last = judged.model.index(judged.model.rowCount() - 1, 1)
    assert judged.view.viewport().rect().contains(judged.view.visualRect(last))

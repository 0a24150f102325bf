"""The preview shows, saves and prints one and the same PDF; consent comes before paper."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import shiboken6
from PySide6.QtCore import QObject, QRect, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.care.case import Case
from app.conference.meeting import Conference
from app.i18n import set_language
from app.reports.preview import page_sizes
from app.services.cases import get_case, save_case
from app.services.handouts import list_handouts
from app.ui.context import UiContext
from app.ui.keys_dialog import KeysDialog
from app.ui.paper.password import PasswordDialog
from app.ui.paper.preview import PaperPreview
from app.ui.paper.printing import PrintRun, print_pages
from app.ui.widgets.labels import SafeLabel
from tests.ui.clipping import clipped_texts
from tests.ui.paper.conftest import answering, pdf_printer

OpenPreview = Callable[..., PaperPreview]
MM = 72 / 25.4


def in_mm(sizes: list[tuple[float, float]]) -> list[tuple[int, int]]:
    return [(round(width / MM), round(height / MM)) for width, height in sizes]


def withdraw(context: UiContext, case: Case) -> None:
    save_case(context.store, replace(case, consent=replace(case.consent, person=False)))


def set_copies(dialog: PaperPreview, qtbot: QtBot, copies: str, spare: str = "0") -> None:
    for name, text in (("paper_copies", copies), ("paper_spare", spare)):
        field = dialog.findChild(QLineEdit, name)
        field.setFocus()
        field.setText(text)
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_every_page_of_the_pdf_is_shown(preview: OpenPreview, conference: Conference) -> None:
    dialog = preview(4, conference=conference)
    assert dialog.made is not None
    sizes = page_sizes(dialog.made.pdf)
    assert len(sizes) == 52 * dialog.made.pages
    assert dialog.view.page_count() == dialog.thumbnails.page_count() == len(sizes)
    assert set(in_mm(sizes)) == {(420, 297)}
    assert dialog.status.text() == "2ページ × 52部 ＝ 全104ページ"


def test_the_page_on_screen_is_the_page_of_the_pdf(preview: OpenPreview, qtbot: QtBot) -> None:
    dialog = preview(2)
    area = dialog.view.page_area(0)

    def ink() -> int:
        shown = dialog.view.viewport().grab().toImage()
        band = QRect(area.left(), area.top(), area.width(), 120) & shown.rect()
        dark = (
            QColor(shown.pixel(x, y)).lightness() < 90
            for x in range(band.left(), band.right(), 2)
            for y in range(band.top(), band.bottom(), 2)
        )
        return sum(dark)

    qtbot.waitUntil(lambda: ink() > 200)


def test_copies_and_spare_copies_are_numbered_pages(preview: OpenPreview, qtbot: QtBot) -> None:
    dialog = preview(2)
    set_copies(dialog, qtbot, "3", spare="2")
    qtbot.waitUntil(lambda: dialog.thumbnails.page_count() == 5)
    assert dialog.status.text() == "1ページ × 5部 ＝ 全5ページ"


def test_an_unusable_number_of_copies_makes_nothing_new(preview: OpenPreview, qtbot: QtBot) -> None:
    dialog = preview(2)
    before = dialog.made
    set_copies(dialog, qtbot, "0")
    field = dialog.findChild(QLineEdit, "paper_copies")
    assert field.toolTip() == "1〜450の範囲で入力してください。"
    assert dialog.made is before


def test_small_paper_and_english_are_a_click_away(preview: OpenPreview, qtbot: QtBot) -> None:
    dialog = preview(2)
    dialog.options.findChild(object, "paper_size_A4").click()
    dialog.options.findChild(object, "paper_language_en").click()
    qtbot.waitUntil(lambda: dialog.made.paper == "A4" and dialog.made.order.lang == "en")
    assert set(in_mm(page_sizes(dialog.made.pdf))) == {(210, 297)}


def test_saving_writes_the_very_bytes_and_records_them(
    context: UiContext,
    preview: OpenPreview,
    few: Conference,
    qtbot: QtBot,
    saved_at: Path,
) -> None:
    heard: list[frozenset[str]] = []
    context.hub.announced.connect(lambda changes: heard.append(changes.kinds))

    dialog = preview(4, conference=few)
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.status.text().startswith("保存しました"))
    written = saved_at.read_bytes()
    assert written == dialog.made.pdf
    (handout,) = list_handouts(context.store, conference_uuid=few.uuid)
    assert (handout.sha256, handout.copies) == (hashlib.sha256(written).hexdigest(), 3)
    assert heard == [frozenset({"handout"})]


def test_a_click_on_save_while_the_document_is_made_anew_saves_the_new_one(
    preview: OpenPreview, qtbot: QtBot, saved_at: Path
) -> None:
    dialog = preview(2)
    dialog.findChild(QLineEdit, "paper_copies").setFocus()
    dialog.findChild(QLineEdit, "paper_copies").setText("4")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.status.text().startswith("保存しました"))
    assert len(page_sizes(saved_at.read_bytes())) == 4


def test_a_case_without_consent_is_refused_in_a_sentence(
    context: UiContext, preview: OpenPreview, cases: list[Case]
) -> None:
    withdraw(context, cases[1])
    dialog = preview(2)
    assert "事例104：本人の同意が記録されていないため" in dialog.note.text()
    assert dialog.view.page_count() == 0
    assert not dialog.save_button.isEnabled()
    assert not dialog.print_button.isEnabled()
    assert dialog.print_button.toolTip() == "見本ができていません。"


def test_a_refusal_leads_to_the_case_where_it_can_be_answered(
    context: UiContext, preview: OpenPreview, cases: list[Case], qtbot: QtBot
) -> None:
    went: list[tuple[str, dict[str, object]]] = []

    def navigator(page: str, **params: object) -> bool:
        went.append((page, params))
        return True

    context.navigator = navigator
    called = replace(cases[1], life_issues="電話は090-1234-5678。")
    save_case(context.store, called)
    dialog = preview(2)
    assert "個人情報の確認が1件残っています（生活課題）" in dialog.note.text()
    assert "090" not in dialog.note.text()
    assert dialog.way_button.text() == "確認する"

    dialog.way_button.click()

    assert went == [("page_case_editor", {"case_uuid": called.uuid, "doubt": True})]
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    withdraw(context, cases[0])
    second = preview(2)
    assert second.way_button.text() == "同意を開く"
    second.way_button.click()
    assert went[1][1] == {"case_uuid": cases[0].uuid, "section": "consent"}


def test_consent_withdrawn_meanwhile_stops_saving(
    context: UiContext,
    preview: OpenPreview,
    cases: list[Case],
    qtbot: QtBot,
    saved_at: Path,
) -> None:
    dialog = preview(2)
    withdraw(context, cases[0])
    dialog.save_button.click()
    qtbot.waitUntil(lambda: "本人の同意が記録されていない" in dialog.note.text())
    assert not saved_at.exists()
    assert list_handouts(context.store) == []


def test_a_place_that_cannot_take_the_file_is_told_and_the_preview_stays(
    context: UiContext, preview: OpenPreview, qtbot: QtBot, saved_at: Path
) -> None:
    dialog = preview(2)
    saved_at.parent.rmdir()
    dialog.save_button.click()
    qtbot.waitUntil(dialog.note.isVisible)
    assert "保存先のフォルダが見つかりません。" in dialog.note.text()
    assert dialog.save_button.isEnabled()
    assert list_handouts(context.store) == []


def test_printing_keeps_paper_and_pages_and_records_the_copies(
    context: UiContext,
    preview: OpenPreview,
    few: Conference,
    qtbot: QtBot,
    printed_at: Path,
) -> None:
    dialog = preview(4, conference=few)
    answering(dialog, lambda asked: asked.accept())
    qtbot.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.status.text() == "印刷に送りました。")
    assert in_mm(page_sizes(printed_at.read_bytes())) == [(420, 297)] * 6
    (handout,) = list_handouts(context.store)
    assert (handout.copies, handout.kind) == (3, "case_sheet")
    assert not dialog.stop_button.isVisible()


@pytest.mark.usefixtures("printed_at")
def test_stopping_the_printer_records_nothing(
    context: UiContext,
    preview: OpenPreview,
    few: Conference,
    qtbot: QtBot,
) -> None:
    dialog = preview(4, conference=few)
    answering(dialog, lambda asked: asked.accept())
    dialog.print_button.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.status.text() == "印刷を中止しました。")
    assert list_handouts(context.store) == []


def test_only_the_pages_chosen_in_the_dialogue_are_printed(
    preview: OpenPreview, tmp_path: Path
) -> None:
    dialog = preview(4, judgement=True)
    target = tmp_path / "printed.pdf"
    printer = pdf_printer(target)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    sizes = page_sizes(dialog.made.pdf)
    assert len(sizes) > 3
    run = PrintRun(dialog.made.pdf, sizes, range(len(sizes)))
    assert print_pages(printer, run, lambda _done, _total: None) == 2
    assert in_mm(page_sizes(target.read_bytes())) == [(210, 297)] * 2


def test_zoom_keys(preview: OpenPreview, qtbot: QtBot) -> None:
    dialog = preview(2)
    control = Qt.KeyboardModifier.ControlModifier
    fitting = dialog.view.zoom()
    qtbot.keyClick(dialog, Qt.Key.Key_1, control)
    assert dialog.zooms.label.text() == "100%"
    # 100 % has the size of the paper: A3 is 420 mm wide, at 96 dots to the inch.
    assert dialog.view.page_area(0).width() == round(420 / 25.4 * 96)
    qtbot.keyClick(dialog, Qt.Key.Key_Plus, control)
    assert dialog.view.zoom() == pytest.approx(1.1)
    qtbot.keyClick(dialog, Qt.Key.Key_Minus, control)
    assert dialog.view.zoom() == pytest.approx(1.0)
    qtbot.keyClick(dialog, Qt.Key.Key_0, control)
    assert dialog.view.zoom() == pytest.approx(fitting)
    width = dialog.view.page_area(0).width()
    assert dialog.view.viewport().width() - 34 <= width <= dialog.view.viewport().width()


def test_a_thumbnail_leads_to_its_page(preview: OpenPreview, qtbot: QtBot) -> None:
    dialog = preview(4, judgement=True)
    dialog.thumbnails.setFocus()
    qtbot.keyClick(dialog.thumbnails, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.thumbnails, Qt.Key.Key_Down)
    assert dialog.view.current_page() == 2
    dialog.view.setFocus()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Home)
    assert dialog.thumbnails.currentIndex().row() == 0


def test_files_are_proposed_under_numbers_never_names(
    preview: OpenPreview, few: Conference
) -> None:
    assert preview(4, conference=few).file_name() == "事例シート_第1回.pdf"
    assert preview(1, judgement=True).file_name() == "判定シート_No103.pdf"


def test_closing_while_pictures_are_made_harms_nothing(
    context: UiContext, preview: OpenPreview, few: Conference, qtbot: QtBot
) -> None:
    dialog = preview(4, conference=few)
    dialog.make()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    qtbot.waitUntil(lambda: not context.tasks.busy())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_is_cut_off(preview: OpenPreview, few: Conference, language: str) -> None:
    set_language(language)
    dialog = preview(4, conference=few)
    assert clipped_texts(dialog) == []


def test_a_rare_combination_is_asked_about_and_printed_all_the_same(
    context: UiContext, cases: list[Case], preview: OpenPreview
) -> None:
    save_case(context.store, replace(cases[0], age=101))
    dialog = preview(1)

    assert "100" in dialog.note.text()
    assert dialog.print_button.isEnabled()
    dialog.way_button.click()

    assert not dialog.note.isVisible()
    kept = get_case(context.store, cases[0].uuid)
    assert [each.state for each in kept.privacy_decisions] == ["rare_kept"]


def test_a_password_typed_twice_locks_the_saved_file(
    preview: OpenPreview, qtbot: QtBot, saved_at: Path
) -> None:
    dialog = preview(2)

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, PasswordDialog)
        assert clipped_texts(asked) == []
        qtbot.keyClicks(asked.first, "autobus-42")
        assert not asked.accept_button.isEnabled()
        qtbot.keyClicks(asked.second, "autobus-42")
        qtbot.keyClick(asked.second, Qt.Key.Key_Return)

    QTimer.singleShot(0, dialog, answer)
    dialog.lock_button.click()
    qtbot.waitUntil(lambda: dialog.status.text().startswith("保存しました"))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(saved_at)
    with pikepdf.open(saved_at, password="autobus-42") as pdf:
        assert len(pdf.pages) == dialog.made.pages


class Outside(QObject):
    """Stands for the system's own programs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def outside() -> Iterator[Outside]:
    """Hears of every file that is opened with another program."""
    programs = Outside()
    QDesktopServices.setUrlHandler("file", programs, "take")
    yield programs
    QDesktopServices.unsetUrlHandler("file")


def test_the_saved_file_itself_is_opened_and_no_copy(
    preview: OpenPreview, qtbot: QtBot, saved_at: Path, outside: Outside
) -> None:
    dialog = preview(1)
    dialog.open_saved()
    assert outside.opened == []
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.way_button.text() == "PDFを開く")
    assert clipped_texts(dialog) == []
    dialog.way_button.click()
    dialog.strip.buttons[1].click()
    assert outside.opened == [saved_at, saved_at.parent]
    assert list(saved_at.parent.iterdir()) == [saved_at]


def test_what_no_font_has_is_decided_before_it_is_on_paper(
    context: UiContext, cases: list[Case], preview: OpenPreview, qtbot: QtBot, saved_at: Path
) -> None:
    save_case(context.store, replace(cases[0], desired_life="猫😀と暮らす"))
    dialog = preview(1)
    assert "望む暮らし（目標）「😀」" in dialog.note.text()

    def answer(words: str) -> Callable[[QMessageBox], object]:
        def press(asked: QMessageBox) -> None:
            assert "望む暮らし（目標）「😀」" in asked.informativeText()
            next(b for b in asked.findChildren(QPushButton) if b.text() == words).click()

        return press

    answering(dialog, answer("やめる"))
    dialog.save_button.click()
    assert not dialog.sending.busy()
    answering(dialog, answer("このまま続ける"))
    dialog.save_button.click()
    qtbot.waitUntil(saved_at.exists)
    qtbot.waitUntil(lambda: not dialog.sending.busy())


def test_f1_lists_the_keys_of_the_preview_alone(preview: OpenPreview) -> None:
    dialog = preview(1)
    dialog._show_keys()
    keys = dialog.findChild(KeysDialog)
    assert clipped_texts(keys) == []
    said = [label.text() for label in keys.findChildren(SafeLabel)]
    assert "プリンターを選んで印刷する" in said
    assert "すべてからさがす" not in said
    keys.close()

"""page_outcomes: what it says is what was counted; from there to paper, file and people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.i18n import set_language
from app.outcomes import wording
from app.outcomes.cards import cards
from app.outcomes.evaluation import Evaluation
from app.outcomes.published import publish
from app.services.cases import find_case, get_case, save_case
from app.services.outcomes import overview
from app.ui.context import UiContext
from app.ui.outcomes.page import OutcomesPage
from tests.ui.clipping import clipped_texts
from tests.ui.outcomes.conftest import Judgement, OpenPage

CSV = "年度,総合事業費,予防給付費,75歳以上人口\nR4,100000000,80000000,9000\nR7,103000000,88000000,10080\n"


def numbers(page: OutcomesPage, key: str) -> list[tuple[str, ...]]:
    """The table of a card as it is on screen."""
    model = page.cards[key].numbers.model()
    return [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), ""))


def test_sentences_and_numbers_are_those_that_were_counted_and_the_charts_are_drawn(
    open_page: OpenPage, the_town: Evaluation, qtbot: QtBot
) -> None:
    page = open_page()
    wanted = publish(the_town, internal=True, lang="ja")
    card = page.cards["worsening"]

    assert card.sentence.text() == wording.worsening_sentence(wanted)
    assert page.cards["uptake"].sentence.text() == wording.uptake_sentence(wanted)
    target = wanted.target
    assert target is not None
    share = target.variant("primary")
    assert share is not None
    assert numbers(page, "worsening")[-1][3] == f"{share.numerator}/{share.denominator}"
    assert card.sentence.text() in card.chart.accessibleDescription()
    assert f"{share.numerator}/{share.denominator}" in card.chart.accessibleDescription()
    for each in page.cards.values():
        image = each.chart.image()
        assert image is not None
        assert image.deviceIndependentSize().toSize() == each.chart.size()
        colours = {
            image.pixel(x, y)
            for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)
        }
        assert len(colours) > 3, each.key

    card.chart.clear()
    page._drawn.clear()
    page.context.navigate("page_judgement")
    page.context.navigate("page_outcomes")
    qtbot.waitUntil(lambda: card.chart.image() is not None, timeout=30_000)

    page.filters.base.set_codes(frozenset({"none"}))
    page.filters.base.changed.emit(frozenset({"none"}))

    assert "令和4年度" not in card.sentence.text()
    assert len(page.cards["worsening"].model.heads()) == 3


@pytest.mark.usefixtures("undrawn")
def test_nothing_is_cut_off_and_all_can_be_reached_by_keys(
    open_page: OpenPage, the_town: Evaluation, qtbot: QtBot
) -> None:
    set_language("en")
    page = open_page(1280, 640)
    window = page.window()
    assert clipped_texts(window) == []
    assert QApplication.focusWidget() is page.filters.target

    reached = set()
    for _ in range(40):
        now = QApplication.focusWidget()
        assert now is not None
        reached.add(now.objectName())
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    wanted = {"outcomes_import", "outcomes_save", "outcomes_print", "outcomes_table"}
    wanted |= {"outcome_base", "outcome_district", *(f"outcome_{key}_chart" for key in page.cards)}
    assert wanted <= reached

    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: all(card.numbers.isVisible() for card in page.cards.values()))
    assert clipped_texts(window) == []


@pytest.mark.usefixtures("undrawn")
def test_few_people_give_counts_without_shares(open_page: OpenPage, context: UiContext) -> None:
    page = open_page()
    found = overview(context.store)
    published = publish(found.evaluation, internal=True, lang="ja")

    for content in cards(found.evaluation, published):
        assert page.cards[content.key].content.sentence == content.sentence == ""
    lines = numbers(page, "uptake")
    assert lines
    assert {line[-1] for line in lines} == {"—"}
    assert page.cards["uptake"].why.isVisible()


@pytest.mark.usefixtures("undrawn")
def test_missing_people_lead_to_their_case_and_are_counted_once_recorded(
    open_page: OpenPage, context: UiContext, fixed_clock: FixedClock, qtbot: QtBot
) -> None:
    fixed_clock.advance(2 * 365 * 86_400)  # everybody has come to 12 months
    case = _forget_the_year(context)
    page = open_page()
    page._recount.setInterval(0)  # nobody types here
    before = page.filters.completeness.text.text()
    page.filters.completeness.button.click()
    dialog = page.dialog
    assert dialog is not None
    person = dialog.chosen()
    assert person is not None
    assert person.case_uuid == case

    dialog.outcome.set_code("level_in_force")
    assert not dialog.record_button.isEnabled()  # the level is still to come
    dialog.level.set_code("要支援2")
    dialog.record_button.click()
    qtbot.waitUntil(page.settled, timeout=30_000)

    kept = next(each for each in get_case(context.store, case).follow_ups if each.months == 12)
    assert (kept.outcome_code, kept.care_level) == ("level_in_force", "要支援2")
    assert kept.note == "電話で聞いた"
    assert page.filters.completeness.text.text() != before
    assert page.missing() == ()

    dialog.take_back()
    qtbot.waitUntil(page.settled, timeout=30_000)
    assert page.filters.completeness.text.text() == before

    dialog.open_button.click()
    there = page.context.navigator.__self__.current_page()  # type: ignore[attr-defined]
    assert isinstance(there, Judgement)
    assert there.came == {"case_uuid": case, "months": 12}


def _forget_the_year(context: UiContext) -> str:
    """Take the result at 12 months from a newly certified case; its key."""
    case = find_case(context.store, 105)
    follow_ups = tuple(
        replace(each, outcome_code=None, care_level=None, note="電話で聞いた")
        if each.months == 12
        else each
        for each in case.follow_ups
    )
    save_case(context.store, replace(case, follow_ups=follow_ups))
    return case.uuid


def test_yearly_figures_are_read_or_refused_whole(
    open_page: OpenPage,
    context: UiContext,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    page = open_page()
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    bad.write_text(CSV + "R8,多い,1,1\n", encoding="utf-8")
    good.write_text(CSV, encoding="utf-8")
    said: list[object] = []
    page.failed.connect(said.append)

    choose_file(monkeypatch, bad)
    page.import_button.click()
    qtbot.waitUntil(lambda: len(said) == 2, timeout=30_000)  # cleared, then refused
    assert "4行目" in str(said[1])
    assert overview(context.store).evaluation.growth == ()

    choose_file(monkeypatch, good)
    page.import_button.click()
    qtbot.waitUntil(lambda: page.cards["growth"].chart.image() is not None, timeout=30_000)
    assert "12％" in page.cards["growth"].sentence.text()


@pytest.mark.usefixtures("undrawn")
def test_paper_and_workbook_hide_small_counts(
    open_page: OpenPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(
        "app.ui.paper.preview.preview_paper", lambda *given, **_: asked.append(given[2])
    )
    page = open_page()
    qtbot.keyClick(page.window(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["outcomes"]

    choose_file(monkeypatch, tmp_path / "指標")
    page.save_button.click()
    qtbot.waitUntil((tmp_path / "指標.xlsx").exists, timeout=30_000)
    qtbot.waitUntil(lambda: not page.context.tasks.busy(), timeout=30_000)
    sheet = load_workbook(tmp_path / "指標.xlsx").worksheets[0]
    assert "5人未満" in str(sheet["A1"].value)
    assert "5人未満" in page.status_text()

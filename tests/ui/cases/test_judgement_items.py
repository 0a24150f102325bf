"""Another list of judgement items: everything that says 18 or 36 follows it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.care import knowledge
from app.care.case import Case, TimePoint, judgement_of
from app.care.completeness import sections
from app.care.items import items
from app.care.overrides import apply_overrides
from app.services.cases import find_case
from app.services.conferences import list_conferences
from app.services.files import export_file, import_file
from app.services.papers import print_judgement_sheet
from app.ui.cases.judgement_model import Column
from app.ui.cases.judgement_page import JudgementPage
from app.ui.shell import MainWindow
from tests.ui.cases.conftest import OpenJudgement
from tests.ui.cases.keys import cut_off

ADDED = """
[[item]]
no = 19
key = "gardening"
domain = "IADL"
ja = "庭仕事"
en = "Gardening"
help_ja = "草取り、水やり。"
help_en = "Weeding, watering."
[[item]]
no = 20
key = "snow"
domain = "IADL"
ja = "雪かき"
en = "Snow"
help_ja = "玄関から道まで。"
help_en = "From the door to the road."
"""
HIDDEN = ("dressing", "tidying", "garbage", "money", "telephone", "eating")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    def used(text: str) -> None:
        (tmp_path / "judgement_items.toml").write_text(text, encoding="utf-8")
        assert apply_overrides(tmp_path).problems == ()

    yield used
    knowledge.use_bundled()


def hidden() -> str:
    return "\n".join(f'[[item]]\nkey = "{key}"\noff = true' for key in HIDDEN)


def done(page: JudgementPage) -> str:
    label = page.findChild(QWidget, "judgement_done")
    assert label is not None
    return str(label.property("text"))


def test_twenty_items_scroll_and_are_counted(
    own: Callable[[str], None], judgement: OpenJudgement, window: MainWindow
) -> None:
    own(ADDED)
    window.resize(1280, 640)
    page = judgement(105)
    view = page.view

    assert page.model.rowCount() == 20
    assert done(page) == "入力済み 36/40"
    assert view.verticalScrollBar().isVisible()
    view.setCurrentIndex(page.model.index(18, Column.BEFORE))
    QTest.keyClicks(view, "3")
    assert view.visualRect(page.model.index(19, Column.BEFORE)).bottom() <= view.viewport().height()
    QTest.keyClicks(view, "2")
    assert judgement_of(page.model.case, "gardening", TimePoint.BEFORE).rating == "D1"
    view.setCurrentIndex(page.model.index(18, Column.PREDICTED))
    QTest.keyClicks(view, "1")
    assert page.model.mark(18, Column.PREDICTED) == "up"
    assert done(page) == "入力済み 39/40"
    assert cut_off(window) == []


def test_twelve_items_are_larger_and_hidden_ratings_stay(
    own: Callable[[str], None], judgement: OpenJudgement, window: MainWindow
) -> None:
    usual = judgement(101).view.rowHeight(5)
    window.navigate("page_cases")
    own(hidden())
    page = judgement(101)

    assert page.model.rowCount() == 12
    assert done(page) == "入力済み 24/24"
    assert page.view.rowHeight(5) > usual
    assert not page.view.verticalScrollBar().isVisible()
    assert judgement_of(page.model.case, "money", TimePoint.BEFORE).rating is not None
    assert next(s for s in sections(page.model.case) if s.key == "judgement").total == 24

    judgement(101, months=6)
    assert page.model.rowCount() == 18
    names = [page.model.item(row).key for row in range(18)]
    assert names[:7].count("dressing") == 1
    assert set(HIDDEN) <= set(names)
    page.times.chosen.emit("sheet")
    assert page.model.rowCount() == 12
    assert cut_off(window) == []


@pytest.mark.parametrize(("text", "count"), [(ADDED, 20), (hidden(), 12)])
def test_json_carries_the_list_and_every_rating_comes_back(
    own: Callable[[str], None], window: MainWindow, tmp_path: Path, text: str, count: int
) -> None:
    store = window.context.store
    own(text)
    out = tmp_path / "out.json"
    export_file(store, out, case_nos=["101"])
    written: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    kept = max(count, 18)

    assert len(items()) == count
    assert len(written["adl_iadl_item_order"]) == kept
    assert len(written["cases"][0]["adl_iadl"]["items"]) == kept
    before = find_case(store, 101)
    import_file(store, out)
    assert find_case(store, 101).judgements == before.judgements


def test_ratings_of_another_list_are_kept_where_the_file_names_them(
    own: Callable[[str], None],
    judgement: OpenJudgement,
    window: MainWindow,
    stored: Callable[[int], Case],
    tmp_path: Path,
) -> None:
    own(ADDED)
    page = judgement(101)
    page.view.setCurrentIndex(page.model.index(18, Column.BEFORE))
    QTest.keyClicks(page.view, "4")
    window.navigate("page_cases")
    out = tmp_path / "out.json"
    export_file(window.context.store, out, case_nos=["101"])
    knowledge.use_bundled()

    report = import_file(window.context.store, out)
    assert report.refused == ()
    assert judgement_of(stored(101), "gardening", TimePoint.BEFORE).rating == "D2"


@pytest.mark.parametrize("text", [ADDED, hidden()])
def test_paper_follows_the_list(
    own: Callable[[str], None], window: MainWindow, tmp_path: Path, text: str
) -> None:
    import pypdfium2

    own(text)
    store = window.context.store
    case, out = find_case(store, 101), tmp_path / "sheet.pdf"
    meeting = next(c for c in list_conferences(store) if c.session_type == "kyotaku")
    print_judgement_sheet(store, [case.uuid], out, conference_uuid=meeting.uuid)

    document = pypdfium2.PdfDocument(str(out))
    said = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert [item.key for item in items() if item.label() not in said] == []
    assert ("庭仕事" in said) == (text is ADDED)
    assert ("金銭管理" in said) == (text is ADDED)

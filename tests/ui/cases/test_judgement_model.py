"""The judgement sheet as a model: what a cell shows, takes and refuses (DOMAIN.md §1.2, §2)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.care.case import Case, TimePoint, judgement_of, with_judgement
from app.care.items import items
from app.ui.cases.judgement_model import ARROW_ROLE, LOCKED_ROLE, Column, JudgementModel

WALKING, OUTDOORS, OUTINGS = (item.key for item in items()[:3])
LAST_ADL, FIRST_IADL = 6, 7


def sheet(*ratings: tuple[str, str], actual: str | None = None) -> Case:
    """A case with before and predicted ratings from the top."""
    case = Case()
    for item, (before, predicted) in zip(items(), ratings, strict=False):
        case = with_judgement(case, item.key, TimePoint.BEFORE, rating=before)
        case = with_judgement(case, item.key, TimePoint.PREDICTED, rating=predicted)
        case = with_judgement(case, item.key, TimePoint.ACTUAL_6, rating=actual)
    return case


def put(model: JudgementModel, row: int, column: Column, text: str) -> bool:
    return model.setData(model.index(row, column), text)


def shown(model: JudgementModel, row: int, column: Column) -> str:
    return str(model.index(row, column).data())


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = JudgementModel(sheet(("O2", "O1")))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)

    put(model, 3, Column.BEFORE, "△1")
    model.show_time(TimePoint.ACTUAL_6)
    put(model, 3, Column.ACTUAL, "○1")
    model.show_time(None)

    assert model.rowCount() == 18


@pytest.mark.parametrize(
    ("typed", "code"),
    [("○1", "O1"), ("〇２", "O2"), ("◯1", "O1"), ("△１", "D1"), ("▲2", "D2"), ("x1", "X1"),
     ("✕２", "X2"), ("－", "NA"), ("該当なし", "NA"), ("", None)],
)  # fmt: skip
def test_a_rating_is_read_in_every_spelling(typed: str, code: str | None) -> None:
    model = JudgementModel(sheet(("D2", "D2")))

    put(model, 0, Column.BEFORE, typed)

    assert model.rating(0, Column.BEFORE) == code


@pytest.mark.parametrize("typed", ["まあまあ", "○", "○3", "7"])
def test_what_is_no_rating_changes_nothing(typed: str) -> None:
    model = JudgementModel(sheet(("D2", "D2")))

    assert not put(model, 0, Column.BEFORE, typed)
    assert model.rating(0, Column.BEFORE) == "D2"


@pytest.mark.parametrize(
    ("before", "predicted", "arrow"),
    [("D1", "O2", "up"), ("O2", "O1", "up"), ("O1", "O2", "down"), ("O1", "D1", "down"),
     ("D2", "D1", ""), ("D1", "D2", ""), ("X1", "X2", ""), ("O1", "O1", ""),
     ("NA", "O1", ""), ("O1", "NA", "")],
)  # fmt: skip
def test_an_arrow_stands_only_where_the_help_changes(
    before: str, predicted: str, arrow: str
) -> None:
    model = JudgementModel(sheet((before, predicted)))

    assert model.index(0, Column.PREDICTED).data(ARROW_ROLE) == arrow


def test_the_arrow_of_the_actual_rating_looks_at_the_prediction() -> None:
    model = JudgementModel(sheet(("D1", "O2"), actual="D1"))
    model.show_time(TimePoint.ACTUAL_6)

    assert model.index(0, Column.ACTUAL).data(ARROW_ROLE) == "down"


def test_actual_is_locked_until_a_follow_up_is_chosen() -> None:
    model = JudgementModel(sheet(("O1", "O1")))
    cell = model.index(0, Column.ACTUAL)
    assert cell.data(LOCKED_ROLE)
    assert not cell.flags() & Qt.ItemFlag.ItemIsEnabled
    assert "3・6・12か月後" in str(cell.data(Qt.ItemDataRole.ToolTipRole))
    assert not model.setData(cell, "○1")

    model.show_time(TimePoint.ACTUAL_3)

    assert cell.flags() & Qt.ItemFlag.ItemIsSelectable
    assert model.setData(cell, "○1")
    assert judgement_of(model.case, WALKING, TimePoint.ACTUAL_3).rating == "O1"


def test_the_same_factor_as_above_shows_ditto_and_keeps_its_text() -> None:
    model = JudgementModel(Case())
    put(model, 0, Column.PERSONAL, "自立")
    put(model, 1, Column.PERSONAL, "〃")

    assert shown(model, 1, Column.PERSONAL) == "〃"
    assert model.factor(1, Column.PERSONAL) == "自立"
    put(model, 0, Column.PERSONAL, "ふらつく")
    assert shown(model, 1, Column.PERSONAL) == "自立"


def test_ditto_is_not_shown_across_adl_and_iadl() -> None:
    model = JudgementModel(Case())
    put(model, LAST_ADL, Column.ENVIRONMENT, "特になし")
    put(model, FIRST_IADL, Column.ENVIRONMENT, "〃")

    assert shown(model, FIRST_IADL, Column.ENVIRONMENT) == "特になし"


def test_ditto_stands_for_the_rating_above_too() -> None:
    model = JudgementModel(sheet(("X1", "D1")))

    put(model, 1, Column.BEFORE, "〃")

    assert model.rating(1, Column.BEFORE) == "X1"


def test_a_follow_up_shows_the_factors_of_the_sheet_until_it_has_its_own() -> None:
    case = with_judgement(Case(), WALKING, TimePoint.BEFORE, personal_factor="夜間にふらつく")
    model = JudgementModel(case)
    model.show_time(TimePoint.ACTUAL_6)
    assert model.factor(0, Column.PERSONAL) == "夜間にふらつく"

    put(model, 1, Column.PERSONAL, "〃")
    put(model, 0, Column.PERSONAL, "支えなく歩く")

    assert judgement_of(model.case, WALKING, TimePoint.BEFORE).personal_factor == "夜間にふらつく"
    assert judgement_of(model.case, WALKING, TimePoint.ACTUAL_6).personal_factor == "支えなく歩く"
    assert judgement_of(model.case, OUTDOORS, TimePoint.ACTUAL_6).personal_factor == (
        "夜間にふらつく"
    )


def test_an_edit_is_announced_once_and_an_equal_one_not_at_all(qtbot: QtBot) -> None:
    model = JudgementModel(sheet(("O1", "O1")))
    heard: list[Case] = []
    model.edited.connect(lambda case, _step: heard.append(case))

    put(model, 0, Column.BEFORE, "○1")
    put(model, 0, Column.BEFORE, "○2")

    assert [judgement_of(case, WALKING, TimePoint.BEFORE).rating for case in heard] == ["O2"]


def test_a_screen_reader_hears_item_value_and_direction() -> None:
    model = JudgementModel(sheet(("D1", "O2")))

    said = model.index(0, Column.PREDICTED).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said == "室内歩行 ○2 良くなる"


def test_other_values_of_the_case_are_untouched() -> None:
    case = replace(Case(), desired_life="囲碁を打ちたい")
    model = JudgementModel(case)

    put(model, 0, Column.BEFORE, "○1")

    assert model.case.desired_life == "囲碁を打ちたい"
    assert len(model.case.judgements) == 1

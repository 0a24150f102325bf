"""outcomes: the indicators from the command line, their workbook, the yearly figures."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from tests.cli.conftest import Kurashi

FIGURES = (
    "年度,総合事業サービス費,介護予防給付費,75歳以上人口,出典\n"
    '令和4年度,"100,000,000円",80000000,9000人,決算\n'
    "R5,110000000,84000000,9450,決算\n"
)


def one(rows: list[dict[str, Any]], **wanted: object) -> dict[str, Any]:
    found = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    assert len(found) == 1, found
    return found[0]


def test_the_check_values_are_answered(kurashi: Kurashi, full: Path) -> None:
    told = kurashi("outcomes", "--json").json()

    rows = told["indicators"]
    whole = {"indicator": "K4", "cohort": "all", "fiscal_year": None, "baseline_level": None}
    primary = one(rows, **whole, variant="primary")
    assert (primary["numerator"], primary["denominator"], primary["percent"]) == (2, 8, 25.0)
    assert primary["interval"] == [7.1, 59.1]
    assert (primary["exclusions"]["moved_out"], primary["exclusions"]["death"]) == (1, 1)
    assert one(rows, **whole, variant="strict")["percent"] == 40.0
    assert one(rows, **whole, variant="death_as_worse")["percent"] == 33.3
    new = one(rows, **{**whole, "cohort": "new"}, variant="death_as_worse")
    assert (new["numerator"], new["denominator"]) == (1, 5)
    women = one(told["strata"], cohort="all", by="sex", value="female")
    men = one(told["strata"], cohort="all", by="sex", value="male")
    assert women["numerator"] + men["numerator"] == 2
    assert women["denominator"] + men["denominator"] == 8
    ages = [row for row in told["strata"] if row["cohort"] == "all" and row["by"] == "age"]
    assert {row["value"] for row in ages} == {"65-74", "75-84", "85+"}
    assert told["growth"] == []
    assert told["predictions"]["shopping"]["unrecorded"] == 4
    assert told["definitions"]["K4"]["en"]["source"]


def test_people_read_lines_in_both_languages(kurashi: Kurashi, full: Path) -> None:
    japanese = kurashi("outcomes").out

    assert "2/8     25.0%   [7.1–59.1]" in japanese
    assert "K1・K2の年度の数字が入力されていません。" in japanese
    assert "Higher level" in kurashi("outcomes", "--lang", "en").out


def test_without_cases_it_says_what_is_missing(kurashi: Kurashi, empty: Path) -> None:
    answer = kurashi("outcomes")

    assert answer.code == 0
    assert "基準日と区分のある事例がありません。" in answer.out


def cells(path: Path) -> set[object]:
    book = openpyxl.load_workbook(path, read_only=True)
    return {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}


def test_a_workbook_hides_small_counts_unless_it_stays_inside(
    kurashi: Kurashi, full: Path, tmp_path: Path
) -> None:
    outside, inside = tmp_path / "out.xlsx", tmp_path / "in.xlsx"

    assert kurashi("outcomes", "--out", outside).code == 0
    assert kurashi("outcomes", "--out", inside, "--internal").code == 0

    assert "5未満" in cells(outside)
    assert not {1, 2, 3, 4} & cells(outside)
    assert 25.0 in cells(inside)
    assert "庁内限り：少ない人数も伏せていません。" in cells(inside)
    with zipfile.ZipFile(outside) as book:
        assert book.testzip() is None


def test_another_suffix_is_refused(kurashi: Kurashi, full: Path, tmp_path: Path) -> None:
    assert "Excel" in kurashi("outcomes", "--out", tmp_path / "out.csv").refusal(3)


def test_yearly_figures_are_taken_in_and_replaced(
    kurashi: Kurashi, full: Path, tmp_path: Path
) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(FIGURES, encoding="cp932")
    assert kurashi("outcomes", "--figures", file).code == 0
    file.write_text("年度,総合事業費\n2023,105000000\n", encoding="utf-8")

    told = kurashi("outcomes", "--figures", file, "--json").json()["growth"]

    cost = one(told, figure="programme_cost")
    assert cost["base_year"] == 2022
    assert [year["index"] for year in cost["years"]] == [100.0, 105.0]
    assert cost["years"][1]["per_person_75"] == 11111.11
    assert one(told, figure="population_75")["years"][1]["growth"] == 5.0
    assert one(told, figure="together")["years"][1]["value"] == 189_000_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("年度,総合事業費\n昔,1\n", "2行目：年度が読めません。"),
        ("年度,総合事業費\n2023,たくさん\n", "2行目：数字が読めません。"),
        ("年度,総合事業費\n2023,1\nR5,2\n", "令和5年度 が2回あります。"),
        ("年度,別の列\n2023,1\n", "数字のある行がありません。"),
        ("\n", "ファイルが空です。"),
    ],
)
def test_a_figure_that_cannot_be_read_stops_the_whole_file(
    kurashi: Kurashi, full: Path, tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(text, encoding="utf-8")

    refusal = kurashi("outcomes", "--figures", file).refusal(3)

    assert said in refusal
    assert "総合事業サービス費" in refusal, "it says what the first line has to be"
    assert kurashi("outcomes", "--json").json()["growth"] == []


def test_the_report_is_printed_for_outside_and_for_the_office(
    kurashi: Kurashi, full: Path, tmp_path: Path
) -> None:
    outside, inside = tmp_path / "out.pdf", tmp_path / "in.pdf"

    made = kurashi("print", "outcomes", "--out", outside, "--json").json()
    assert kurashi("print", "outcomes", "--internal", "--out", inside, "--lang", "en").code == 0

    assert (made["file"], made["cases"], made["missing"]) == ("out.pdf", 0, [])
    assert "5未満" in text(outside)
    assert "For the office only." in text(inside)
    assert kurashi("print", "blank", "--internal", "--out", outside).code == 2


def text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    found = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return found

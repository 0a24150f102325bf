"""The outcomes report: vectors, searchable text, everything it must say, with and without data."""

from __future__ import annotations

import io
from datetime import date
from functools import lru_cache

import pikepdf
import pypdfium2
import pytest

from app.outcomes.definitions import definition, guards
from app.outcomes.evaluation import Evaluation, evaluate
from app.outcomes.published import publish
from app.reports.outcomes_report import outcomes_report
from tests.outcomes.invented import town
from tests.reports.conftest import JobMaker


@lru_cache
def evaluation(people: int) -> Evaluation:
    return town(people) if people else evaluate((), date(2026, 6, 15))


@pytest.fixture(scope="module")
def made(job_with: JobMaker) -> dict[tuple[int, str], bytes]:
    """The report of a town and of nobody in both languages."""
    found = {}
    for people in (1000, 0):
        for lang in ("ja", "en"):
            counted = evaluation(people)
            published = publish(counted, internal=False, lang=lang)
            job = job_with(language=lang, edition="", session="")
            found[people, lang] = outcomes_report(counted, published, job).pdf
    return found


def text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    found = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return "".join(found.split())


def test_charts_are_lines_and_text_of_the_documents_own_fonts(
    made: dict[tuple[int, str], bytes],
) -> None:
    with pikepdf.open(io.BytesIO(made[1000, "ja"])) as document:
        kinds = {
            str(each.get("/Subtype"))
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream)
        }
        fonts = {
            str(each["/BaseFont"])
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
        }
    assert "/Image" not in kinds
    assert "/Type3" not in kinds
    assert all("+BIZUD" in name for name in fonts), "embedded as subsets"


def test_each_part_has_its_words_and_counts(made: dict[tuple[int, str], bytes]) -> None:
    japanese, english = text(made[1000, "ja"]), text(made[1000, "en"])

    for key in ("K3", "K4", "K5", "P1", "P2"):
        assert "".join(definition(key).name("ja").split()) in japanese
        assert all(word in english for word in definition(key).text("en").split())
    for _, guard in guards():
        assert "".join(guard("ja").split()) in japanese
    assert "12％の増" in japanese
    assert "予測どおり" in japanese
    assert "5未満" in japanese
    assert "under5" in english


def test_completeness_stands_first(made: dict[tuple[int, str], bytes]) -> None:
    found = text(made[1000, "ja"])

    assert found.index("12か月後の記録がある人") < found.index("K4")


def test_without_data_it_says_what_is_missing(made: dict[tuple[int, str], bytes]) -> None:
    found = text(made[0, "ja"])

    assert "基準日（認定の始まり）と区分のある事例がまだありません" in found
    assert "年度ごとの費用と75歳以上人口が入力されていません" in found
    assert "終わった会議の記録がありません" in found
    assert "Nocasehasabaselinedate" in text(made[0, "en"])


def test_nothing_stands_outside_the_margins(made: dict[tuple[int, str], bytes]) -> None:
    document = pypdfium2.PdfDocument(made[1000, "ja"])
    for page in document:
        textpage = page.get_textpage()
        for place in range(textpage.count_rects()):
            left, bottom, right, top = textpage.get_rect(place)
            assert left > 17 * 72 / 25.4
            assert right < (210 - 13) * 72 / 25.4
            assert bottom > 8 * 72 / 25.4
            assert top < (297 - 10) * 72 / 25.4
    document.close()

"""print: papers from the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from app.conference.meeting import Entry, EntryKind
from app.services.cases import find_case, save_case
from app.services.conferences import find_conference, save_conference
from app.services.store import open_store
from tests.cli.conftest import CLOCK, PASSPHRASE, Kurashi

pytestmark = pytest.mark.usefixtures("full")
A3, A4 = (1191, 842), (595, 842)


def pages(path: Path) -> list[tuple[int, int]]:
    """Page sizes in whole points."""
    document = pypdfium2.PdfDocument(path)
    sizes = [(round(page.get_width()), round(page.get_height())) for page in document]
    document.close()
    return sizes


def text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    found = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return found


def test_case_sheets_are_a3_unless_asked_otherwise(kurashi: Kurashi, tmp_path: Path) -> None:
    wide, tall = tmp_path / "wide.pdf", tmp_path / "tall.pdf"

    made = kurashi("print", "case-sheet", "--case", 101, 102, "--out", wide, "--json").json()
    assert kurashi("print", "case-sheet", "--case", 101, "--paper", "A4", "--out", tall).code == 0

    assert (made["file"], made["cases"], made["copies"]) == ("wide.pdf", 2, 1)
    assert made["missing"] == []
    assert set(pages(wide)) == {A3}
    assert set(pages(tall)) == {A4}
    assert "けやき" in text(wide)


def test_a_judgement_sheet_is_a4_and_speaks_english_where_asked(
    kurashi: Kurashi, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.pdf"

    assert (
        kurashi("print", "judgement-sheet", "--case", 101, "--out", path, "--lang", "en").code == 0
    )

    assert set(pages(path)) == {A4}
    assert "Shopping" in text(path)


def test_each_copy_has_pages_of_its_own(kurashi: Kurashi, tmp_path: Path) -> None:
    one, three = tmp_path / "one.pdf", tmp_path / "three.pdf"
    kurashi("print", "case-sheet", "--case", 103, "--out", one)

    kurashi("print", "case-sheet", "--case", 103, "--copies", 3, "--out", three)

    assert len(pages(three)) == 3 * len(pages(one))


def test_the_cases_of_a_conference_are_printed_together(kurashi: Kurashi, tmp_path: Path) -> None:
    number = next(
        row["number"] for row in kurashi("conferences", "--json").json() if row["case_count"] == 4
    )
    path = tmp_path / "meeting.pdf"

    made = kurashi("print", "judgement-sheet", "--conference", number, "--out", path, "--json")

    assert made.json()["cases"] == 4
    assert len(pages(path)) >= 4


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("--case", "101", "--copies", "0"), 2),
        (("--case", "101", "--paper", "B5"), 2),
        (("--case", "999"), 3),
        (("--conference", "999"), 3),
    ],
)
def test_a_wrong_call_prints_nothing(
    kurashi: Kurashi, tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    path = tmp_path / "out.pdf"

    kurashi("print", "case-sheet", "--out", path, *words).refusal(code)

    assert not path.exists()


def test_a_place_that_cannot_be_written_is_said(kurashi: Kurashi, tmp_path: Path) -> None:
    answer = kurashi("print", "case-sheet", "--case", 101, "--out", tmp_path / "no" / "out.pdf")

    assert answer.code in (3, 4)
    assert answer.err.count("\n") == 1
    assert not (tmp_path / "no").exists()


def test_minutes_need_a_meeting_that_was_held(kurashi: Kurashi, full: Path, tmp_path: Path) -> None:
    out = tmp_path / "minutes.pdf"
    assert "会議録" in kurashi("print", "minutes", "--case", 101, "--out", out).refusal(2)
    assert "記録" in kurashi("print", "minutes", "--conference", 1, "--out", out).refusal(3)
    store = open_store(full, PASSPHRASE, clock=CLOCK)
    meeting = find_conference(store, 1)
    goal = Entry(kind=EntryKind.GOAL, case_uuid=meeting.agenda[1].case_uuid, text="湯船につかる")
    save_conference(store, replace(meeting, entries=(goal,)))
    store.close()
    made = kurashi("print", "minutes", "--conference", 1, "--out", out, "--json").json()
    assert (made["file"], made["pages"], made["missing"]) == ("minutes.pdf", 1, [])
    assert set(pages(out)) == {A4}
    assert "湯船につかる" in text(out)


def test_a_password_from_a_file_locks_the_pdf(kurashi: Kurashi, tmp_path: Path) -> None:
    out, secret = tmp_path / "out.pdf", tmp_path / "password.txt"
    words = ("print", "case-sheet", "--case", 101, "--out", out, "--password-file", secret)
    secret.write_text("短い", encoding="utf-8")
    assert "8文字以上" in kurashi(*words).refusal(3)
    assert "--password-file" in kurashi(*words[:-2], "--password").refusal(2)
    assert not out.exists()
    secret.write_text("紫陽花 autobus 42\n", encoding="utf-8")
    assert kurashi(*words).code == 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out)
    with pikepdf.open(out, password="紫陽花 autobus 42") as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.docinfo["/Author"] == "くらしカンファ"
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        text(out)


def test_what_no_font_has_is_told_before_there_is_any_paper(
    kurashi: Kurashi, full: Path, tmp_path: Path
) -> None:
    store = open_store(full, PASSPHRASE, clock=CLOCK)
    case = replace(find_case(store, 101), desired_life="猫😀と暮らす")
    save_case(store, case)
    store.close()
    out = tmp_path / "sheet.pdf"
    words = ("print", "case-sheet", "--case", 101, "--out", out)
    told = kurashi(*words).refusal(3)
    assert f"{case.pseudonym} 望む暮らし（目標）「😀」" in told
    assert not out.exists()
    made = kurashi(*words, "--substitute", "--json").json()
    assert [gap["characters"] for gap in made["missing"]] == ["😀"]
    assert "猫〓と暮らす" in text(out)

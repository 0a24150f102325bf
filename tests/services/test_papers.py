"""Printing as a verb: consent, the file, the record of the handout."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from app.care.case import CareDate, Consent
from app.errors import InputRefused
from app.services.cases import get_case, list_cases, save_case
from app.services.conferences import get_conference, list_conferences, save_conference
from app.services.handouts import list_handouts
from app.services.papers import preview, print_case_sheet, print_judgement_sheet, save_paper
from app.services.store import Store


def text_of(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path.read_bytes())
    pages = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return pages


def uuids(store: Store, *numbers: int) -> list[str]:
    known = {row.case_no: row.uuid for row in list_cases(store)}
    return [known[number] for number in numbers]


def test_case_sheets_are_written_and_recorded(practice: Store, tmp_path: Path):
    out = tmp_path / "sheet.pdf"
    printed = print_case_sheet(practice, uuids(practice, 101, 102, 103), out, copies=2)
    pages = text_of(out)
    assert len(pages) == 4
    assert "No.101" in pages[0]
    assert "No.103" in pages[1]
    assert "練習用" in pages[0]
    assert "001/002" in pages[0]
    [handout] = list_handouts(practice)
    assert handout.uuid == printed.handout_uuid
    assert handout.kind == "case_sheet"
    assert handout.sha256 == printed.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert (handout.pages, handout.copies, handout.paper) == (2, 2, "A3")
    assert handout.case_uuids == tuple(uuids(practice, 101, 102, 103))


def test_judgement_sheets_of_a_conference(practice: Store, tmp_path: Path):
    row = next(row for row in list_conferences(practice) if row.case_count == 4)
    conference = get_conference(practice, row.uuid)
    save_conference(practice, replace(conference, venue="花里市保健センター 2階"))
    cases = [item.case_uuid for item in conference.agenda]
    out = tmp_path / "judgement.pdf"
    print_judgement_sheet(practice, [cases[2], cases[0]], out, conference_uuid=row.uuid)
    first, second = text_of(out)
    assert first.startswith("ADL・IADLの判定")
    assert f"第{row.number}回多職種合同カンファレンス（包括版）" in first
    assert f"3{get_case(practice, cases[2]).pseudonym}" in first
    assert f"1{get_case(practice, cases[0]).pseudonym}" in second
    [handout] = list_handouts(practice, conference_uuid=row.uuid)
    assert (handout.kind, handout.pages, handout.paper) == ("judgement_sheet", 2, "A4")


def test_the_sheet_names_meeting_time_and_place(practice: Store, tmp_path: Path):
    row = next(row for row in list_conferences(practice) if row.case_count == 4)
    conference = get_conference(practice, row.uuid)
    save_conference(
        practice, replace(conference, venue="花里市保健センター 2階", start_time="14:00")
    )
    out = tmp_path / "sheet.pdf"
    print_case_sheet(
        practice,
        [conference.agenda[0].case_uuid],
        out,
        conference_uuid=row.uuid,
        maker="花里市 高齢福祉課",
    )
    page = text_of(out)[0]
    assert f"事例シート第{row.number}回（包括版）" in page
    assert "14:00〜15:30花里市保健センター2階" in page
    assert "花里市高齢福祉課作成：令和6年8月6日" in page


def test_english_paper_from_a_japanese_screen(practice: Store, tmp_path: Path):
    row = next(row for row in list_conferences(practice) if row.case_count == 4)
    case = get_conference(practice, row.uuid).agenda[0].case_uuid
    out = tmp_path / "sheet.pdf"
    print_judgement_sheet(practice, [case], out, conference_uuid=row.uuid, lang="en")
    page = text_of(out)[0]
    assert f"Multi-professionalcareconferenceno.{row.number}" in page
    assert "取扱注意" not in page


def without_consent(store: Store, number: int, consent: Consent) -> str:
    case = get_case(store, uuids(store, number)[0])
    save_case(store, replace(case, consent=consent))
    return case.uuid


@pytest.mark.parametrize(
    "consent", [Consent(), Consent(person=True, withdrawn=CareDate("R8.6.1", "2026-06-01"))]
)
def test_no_consent_no_paper(practice: Store, tmp_path: Path, consent: Consent):
    refused = without_consent(practice, 104, consent)
    out = tmp_path / "sheet.pdf"
    with pytest.raises(InputRefused, match="事例104：本人の同意"):
        print_case_sheet(practice, [*uuids(practice, 101), refused], out)
    assert not out.exists()
    assert list_handouts(practice) == []


def test_a_place_that_takes_no_file_leaves_no_record(practice: Store, tmp_path: Path):
    with pytest.raises(InputRefused, match="フォルダが見つかりません"):
        print_case_sheet(practice, uuids(practice, 101), tmp_path / "none" / "sheet.pdf")
    assert list_handouts(practice) == []


def test_what_no_font_has_is_reported_by_place(practice: Store, tmp_path: Path):
    case = get_case(practice, uuids(practice, 101)[0])
    save_case(practice, replace(case, desired_life="猫😀と暮らす"))
    shown = preview(practice, "case_sheet", [case.uuid])
    assert [(m.place, m.characters) for m in shown.missing] == [
        (f"1 {case.pseudonym} 望む暮らし（目標）", "😀")
    ]
    assert shown.pdf.startswith(b"%PDF")
    assert list_handouts(practice) == []
    printed = print_case_sheet(practice, [case.uuid], tmp_path / "sheet.pdf")
    assert printed.missing == shown.missing


@pytest.mark.parametrize(("numbers", "copies"), [((), 1), ((101,), 0), ((101,), 501)])
def test_an_order_that_makes_no_sense_is_refused(
    practice: Store, tmp_path: Path, numbers: tuple[int, ...], copies: int
):
    with pytest.raises(InputRefused):
        print_case_sheet(practice, uuids(practice, *numbers), tmp_path / "sheet.pdf", copies=copies)
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_locked_file_is_recorded_as_it_was_written(practice: Store, tmp_path: Path):
    out = tmp_path / "sheet.pdf"
    shown = preview(practice, "case_sheet", uuids(practice, 101), maker="☑課")
    assert ("作成者", "☑") in [(gap.place, gap.characters) for gap in shown.missing]
    printed = save_paper(practice, shown, out, "紫陽花 autobus 42")
    written = out.read_bytes()
    assert written != shown.pdf
    assert list_handouts(practice)[0].sha256 == hashlib.sha256(written).hexdigest()
    assert printed.sha256 == list_handouts(practice)[0].sha256


def test_the_making_tells_how_far_it_is_and_stops_where_asked(practice: Store):
    row = next(row for row in list_conferences(practice) if row.case_count == 4)
    cases = [item.case_uuid for item in get_conference(practice, row.uuid).agenda]
    heard: list[tuple[str, int, int]] = []

    def told(stage: str, done: int, total: int) -> None:
        heard.append((stage, done, total))
        if (stage, done) == ("pages", 16):
            raise InterruptedError

    with pytest.raises(InterruptedError):
        preview(practice, "packet", cases, conference_uuid=row.uuid, copies=3, told=told)
    documents = [line[1:] for line in heard if line[0] == "documents" and line[2]]
    assert documents == [(n, 8) for n in range(8)]  # agenda, points, 2 sheets, 4 judgements
    pages = [line[1:] for line in heard if line[0] == "pages"]
    assert pages == [*((n, 24) for n in range(8)), (8, 24), (16, 24)]
    # Who stopped it holds nothing up: the next one is made.
    assert preview(practice, "packet", cases[:1], conference_uuid=row.uuid).pages

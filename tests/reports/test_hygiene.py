"""What a finished PDF carries besides its marks: nothing typed can act, everything is embedded.

All papers are put together in one place (``make_document``); a packet stands for them here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from app.care import disclosure
from app.conference.agenda import plan
from app.reports.agenda import AgendaCase, AgendaView
from app.reports.case_sheet import case_sheet
from app.reports.judgement_sheet import judgement_sheet
from app.reports.packet import packet
from tests.checkers import NOBODY
from tests.reports.conftest import JobMaker
from tests.reports.pdf_reading import fonts, squeezed, texts

HOSTILE = '<b>&"</b> <a href="https://example.org/">x</a> <img src="a.png"/> (\\) >> endstream'
ACTIVE = {
    "/JavaScript", "/JS", "/URI", "/Annots", "/EmbeddedFiles", "/AcroForm", "/OpenAction", "/AA",
    "/Launch", "/GoToR", "/SubmitForm", "/RichMedia", "/Filespec", "/Metadata",
}  # fmt: skip
EXACT = {(0, 0, 595.28, 841.89), (0, 0, 1190.55, 841.89)}


@pytest.fixture(scope="module", params=["ja", "en"])
def pdf(request, cases, job_with: JobMaker) -> Iterator[pikepdf.Pdf]:
    """A packet for two copies and both sides of the paper, full of markup."""
    lang = request.param
    sheets = [disclosure.sheet(c, NOBODY, order=n, lang=lang) for n, c in enumerate(cases[:2], 1)]
    sheets = [replace(sheet, wish=HOSTILE, housing=HOSTILE, points=(HOSTILE,)) for sheet in sheets]
    judged = [
        disclosure.judgement_sheet(c, NOBODY, order=n, lang=lang)
        for n, c in enumerate(cases[:2], 1)
    ]
    spent = plan(2)
    pairs = zip(sheets, spent.cases, strict=True)
    agenda = AgendaView(
        tuple(AgendaCase(sheet.head, minutes, sheet.points) for sheet, minutes in pairs),
        spent.opening,
        spent.closing,
        start=14 * 60,
    )
    job = job_with(language=lang, copies=2, duplex=True, edition=HOSTILE)
    with pikepdf.open(io.BytesIO(packet(agenda, sheets, judged, job).pdf)) as document:
        yield document


def things(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            yield item


def test_nothing_typed_can_act(pdf: pikepdf.Pdf):
    found = {str(key) for item in things(pdf) for key in item.keys()}  # noqa: SIM118
    kinds = {str(item.get("/Subtype", "")) for item in things(pdf)}
    assert not ACTIVE & (found | kinds)
    assert not {"/Image", "/Link", "/FileAttachment"} & kinds
    assert pdf.check_pdf_syntax() == []


def test_every_font_is_a_subset_that_leads_back_to_unicode(pdf: pikepdf.Pdf):
    fonts = [item for item in things(pdf) if item.get("/Subtype") == "/Type0"]
    others = {str(i.Subtype) for i in things(pdf) if i.get("/Type") == "/Font"}
    assert others == {"/Type0", "/CIDFontType2"}
    for font in fonts:
        assert str(font.BaseFont)[7] == "+"
        assert b"beginbfchar" in font.ToUnicode.read_bytes()
        program = font.DescendantFonts[0].FontDescriptor.FontFile2
        assert len(program.read_bytes()) == program.Length1


def test_another_subset_has_another_name(sheets, job):
    """Else a printer or a joined file would take the glyphs of one for those of the other."""
    first, second = (set(fonts(case_sheet([sheet], job).pdf)) for sheet in sheets[:2])
    assert len(first) == len(second) == 3
    assert all("BIZUDGothic" in name for name in first & second)  # the same figures in both


def test_readers_keep_the_paper_as_it_is(pdf: pikepdf.Pdf):
    wishes = pdf.Root.ViewerPreferences
    assert wishes.PrintScaling == "/None"
    assert wishes.Duplex == "/DuplexFlipLongEdge"
    assert wishes.PickTrayByPDFSize
    assert wishes.DisplayDocTitle
    sizes = {tuple(round(float(edge), 2) for edge in page.MediaBox) for page in pdf.pages}
    assert sizes == EXACT


def test_a_reader_meets_each_label_before_its_text_and_the_foot_last(sheets, judgements, job):
    sheet, judged = sheets[0], judgements[0]
    [page] = texts(case_sheet([sheet], job, "A4").pdf)
    in_order(page, "取扱注意", "住環境", sheet.housing, "世帯・家族", sheet.family, "医療情報")
    in_order(page, "フォーマル", sheet.formal[-1], "インフォーマル", sheet.informal[-1], "作成：")
    [page] = texts(judgement_sheet([judged], job).pdf)
    in_order(
        page, "項目", "課題", "個人因子", judged.rows[0].label, judged.rows[-1].label, "作成："
    )


def in_order(page: str, *parts: str) -> None:
    text, place = squeezed(page), 0
    for part in parts:
        place = text.index(squeezed(part), place) + 1

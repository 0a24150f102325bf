"""On a real printer (one that prints into a file): sizes, sides, copies and papers it lacks."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.conference.meeting import Conference
from app.reports.preview import page_images, page_sizes
from app.services.handouts import list_handouts
from app.ui.context import UiContext
from app.ui.paper import printing
from app.ui.paper.preview import PaperPreview
from app.ui.paper.print_choice import PrintChoice
from app.ui.paper.printing import PrintRun, Size, missing_papers, print_pages
from tests.ui.clipping import clipped_texts
from tests.ui.paper.conftest import answering, pdf_printer

DuplexMode = QPrinter.DuplexMode
OpenPreview = Callable[..., PaperPreview]
A3: Size = (1190.55, 841.89)
A4: Size = (595.28, 841.89)
# A packet of both papers on both sides: A4 front and blank back, A3 front and back, A4 front, back.
PACKET = [A4, A4, A3, A3, A4, A4]


def marked(sizes: list[Size]) -> bytes:
    """Pages with a black square in their lower left corner."""
    pdf = pikepdf.new()
    for size in sizes:
        pdf.add_blank_page(page_size=size)
        pdf.pages[-1].Contents = pdf.make_stream(b"0 0 200 200 re f")
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def dark_corner(page: tuple[int, int, bytes]) -> str:
    """Where the square is."""
    width, height, pixels = page

    def dark(x: int, y: int) -> bool:
        return pixels[4 * (y * width + x)] < 128

    corners = {
        "lower left": dark(5, height - 6), "upper right": dark(width - 6, 5),
        "upper left": dark(5, 5), "lower right": dark(width - 6, height - 6),
    }  # fmt: skip
    (found,) = [name for name, is_dark in corners.items() if is_dark]
    return found


def printed(tmp_path: Path, sizes: list[Size], *, duplex: bool) -> tuple[QPrinter, bytes]:
    target = tmp_path / "out.pdf"
    printer = pdf_printer(target)
    printer.setCopyCount(3)  # as if somebody had chosen so in the dialogue
    run = PrintRun(marked(sizes), sizes, range(len(sizes)), duplex)
    assert print_pages(printer, run, lambda _done, _total: None) == len(sizes)
    return printer, target.read_bytes()


def test_a_packet_of_both_papers_keeps_them_and_opens_like_a_book(tmp_path: Path) -> None:
    printer, pdf = printed(tmp_path, PACKET, duplex=True)
    assert [round(width) for width, _ in page_sizes(pdf)] == [595, 595, 1191, 1191, 595, 595]
    assert printer.copyCount() == 1
    # A file keeps no mode, so what a printer would be told is asked for.
    assert PrintRun(b"", PACKET, range(6), duplex=True).mode() is DuplexMode.DuplexLongSide
    # Turned at the long edge only the back of the wide sheet would stand on its head.
    wide_back = ["upper right" if n == 3 else "lower left" for n in range(6)]
    assert [dark_corner(page) for page in page_images(pdf, 20)] == wide_back


def test_wide_sheets_alone_are_turned_at_the_short_edge(tmp_path: Path) -> None:
    _, pdf = printed(tmp_path, [A3, A3], duplex=True)
    assert PrintRun(b"", [A3, A3], range(2), duplex=True).mode() is DuplexMode.DuplexShortSide
    assert [dark_corner(page) for page in page_images(pdf, 20)] == ["lower left"] * 2
    assert PrintRun(b"", [A4, A4], range(2)).mode() is DuplexMode.DuplexNone


def test_a_page_printed_in_bands_has_no_seams_and_keeps_its_colour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "_MOST_PIXELS", 4_000_000)  # two thirds of the printer's dots
    monkeypatch.setattr(printing, "_BAND_PIXELS", 300_000)
    pdf = pikepdf.new()
    for colour in (b"0 g", b"1 0 0 rg"):
        pdf.add_blank_page(page_size=A3)
        pdf.pages[-1].Contents = pdf.make_stream(colour + b" 100 0 300 842 re f")
    buffer = io.BytesIO()
    pdf.save(buffer)
    target = tmp_path / "out.pdf"
    printer = pdf_printer(target)
    printer.setResolution(216)
    print_pages(printer, PrintRun(buffer.getvalue(), [A3, A3], range(2)), lambda _d, _t: None)
    sizes = [tuple(round(side) for side in size) for size in page_sizes(target.read_bytes())]
    assert sizes == [(1191, 842)] * 2
    for (width, height, pixels), wanted in zip(
        page_images(target.read_bytes(), 100), ("black", "red"), strict=True
    ):
        for x, colour in ((250, wanted), (350, wanted), (100, "white")):
            at = [4 * (y * width + x) for y in range(2, height - 2)]
            column = {tuple(shade >> 2 for shade in pixels[n : n + 3]) for n in at}
            assert column == {{"black": (0, 0, 0), "red": (63, 0, 0), "white": (63,) * 3}[colour]}


def test_a_printer_without_the_paper_is_known_before_printing() -> None:
    run = PrintRun(b"", PACKET, range(6), duplex=True)
    small = [QPageSize(QPageSize.PageSizeId.A4), QPageSize(QPageSize.PageSizeId.B5)]
    assert missing_papers(small, run) == ["A3"]
    assert missing_papers([*small, QPageSize(QPageSize.PageSizeId.A3)], run) == []
    assert missing_papers([], run) == []  # it says nothing: a file, an old driver
    assert run.sheets() == {"A4": 2, "A3": 1}


def test_one_copy_is_printed_again_without_a_new_number_to_collect(
    context: UiContext,
    preview: OpenPreview,
    few: Conference,
    qtbot: QtBot,
    printed_at: Path,
) -> None:
    dialog = preview(1, conference=few)

    def second_copy(asked: PrintChoice) -> None:
        assert asked.sheets.text() == "用紙　A3 3枚"
        assert clipped_texts(asked) == []
        asked.first.setText("4")
        assert not asked.accept_button.isEnabled()
        asked.first.setText("２")
        asked.last.setText("2")
        assert asked.sheets.text() == "用紙　A3 1枚"
        asked.accept_button.click()

    for answer in (lambda asked: asked.accept(), second_copy):
        dialog.foot.say("")
        answering(dialog, answer)
        dialog.print_button.click()
        qtbot.waitUntil(lambda: dialog.status.text() == "印刷に送りました。")
    assert len(page_sizes(printed_at.read_bytes())) == 1
    (handout,) = list_handouts(context.store)
    with context.store.read() as connection:
        deeds = connection.exec_driver_sql(
            "SELECT action FROM audit_trail WHERE record_uuid = ? ORDER BY seq", (handout.uuid,)
        )
        assert list(deeds.scalars()) == ["printed", "reprinted"]


def test_a_printer_without_a3_is_told_and_a4_offered(
    preview: OpenPreview, qtbot: QtBot, printed_at: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        printing, "supported_papers", lambda _printer: [QPageSize(QPageSize.PageSizeId.A4)]
    )
    dialog = preview(1)

    def smaller(asked: QMessageBox) -> None:
        assert "このプリンターはA3に印刷できません。" in asked.text()
        button = next(b for b in asked.findChildren(QPushButton) if b.text() == "A4で作り直す")
        button.click()

    answering(dialog, smaller)
    dialog.print_button.click()
    qtbot.waitUntil(lambda: dialog.status.text() == "印刷に送りました。")
    assert {round(width) for width, _ in page_sizes(printed_at.read_bytes())} == {595}
    assert dialog.options.options().paper == "A4"

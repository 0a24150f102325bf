"""A finished PDF on a printer: every page as it is, at the printer's own resolution."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.errors import StorageTrouble
from app.i18n import tr
from app.reports.preview import page_image

_MOST_PIXELS: Final = 36_000_000
"""A4 at 600 dpi; A3 comes down to about 420 dpi, which a reader can't tell from 600."""

Size = tuple[float, float]


def ask_printer(parent: QWidget, sizes: list[Size]) -> QPrinter | None:
    """The print dialogue; the copies are in the document already, each with its own number."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(sizes[0]))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCollateCopies, False)
    dialog.setMinMax(1, len(sizes))
    dialog.setFromTo(1, len(sizes))
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def page_layout(size: Size) -> QPageLayout:
    """Paper of ``size`` points without margins: the document has its own."""
    width, height = size
    sheet = QPageSize(
        QSizeF(min(size), max(size)),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    orientation = (
        QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    )
    return QPageLayout(sheet, orientation, QMarginsF(0, 0, 0, 0))


def chosen_pages(printer: QPrinter, count: int) -> range:
    """The pages the person chose in the dialogue, from 0."""
    if printer.printRange() != QPrinter.PrintRange.PageRange or not printer.fromPage():
        return range(count)
    return range(printer.fromPage() - 1, min(count, printer.toPage() or count))


def print_pages(
    printer: QPrinter,
    pdf: bytes,
    sizes: list[Size],
    step: Callable[[int, int], None],
) -> int:
    """Print the chosen pages and return how many; ``step`` is told of each and may raise to stop.

    Pages come as pictures, so what is on paper is what was on screen, whatever the driver
    makes of fonts.
    """
    pages = chosen_pages(printer, len(sizes))
    painter = QPainter()
    printer.setFullPage(True)
    try:
        for done, page in enumerate(pages):
            step(done, len(pages))
            printer.setPageLayout(page_layout(sizes[page]))
            _require(painter.begin(printer) if done == 0 else printer.newPage())
            _paint(painter, printer, pdf, page, sizes[page])
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
    return len(pages)


def _require(started: bool) -> None:  # noqa: FBT001 - what Qt answered
    if not started:
        raise StorageTrouble(
            tr("プリンターに送れませんでした。"),
            tr("見本はそのままです。"),
            tr("プリンターを確かめるか、PDFに保存して印刷してください。"),
        )


def _paint(painter: QPainter, printer: QPrinter, pdf: bytes, page: int, size: Size) -> None:
    inches = size[0] * size[1] / 72 / 72
    dpi = min(float(printer.resolution()), (_MOST_PIXELS / inches) ** 0.5)
    width, height, pixels = page_image(pdf, page, dpi)
    image = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    dots = printer.resolution() / 72
    painter.drawImage(QRectF(0, 0, size[0] * dots, size[1] * dots), image)

"""A finished PDF on a printer: every page as it is, at the printer's own resolution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from app.errors import StorageTrouble
from app.i18n import tr
from app.reports.preview import print_picture

_MOST_PIXELS: Final = 36_000_000
"""A4 at 600 dpi; A3 comes down to 400 dpi, which a reader can't tell from 600."""
_PARTS: Final = tuple(Fraction(part) for part in ("1", "3/4", "2/3", "1/2", "1/3", "1/4", "1/6"))
_BAND_PIXELS: Final = 1_000_000

Size = tuple[float, float]
_PAPERS: Final = {"A3": QPageSize.PageSizeId.A3, "A4": QPageSize.PageSizeId.A4}


@dataclass(frozen=True, slots=True)
class PrintRun:
    """What goes to the printer: ``pages`` (from 0) of ``pdf``, whose sizes are in points.

    ``duplex``: the document was laid out for both sides, so every odd page is a back. ``several``:
    it holds more copies than one, which may not share a sheet.
    """

    pdf: bytes
    sizes: Sequence[Size]
    pages: range
    duplex: bool = False
    several: bool = False

    def mode(self) -> QPrinter.DuplexMode:
        """How sheets are turned so that they open like a book, the holes at the left.

        A wide sheet is bound at its short edge. Where wide and tall sheets come together one
        mode must do for both: the backs of the wide ones are turned round instead.
        """
        if not self.duplex:
            return QPrinter.DuplexMode.DuplexNone
        if all(_is_wide(self.sizes[page]) for page in self.pages):
            return QPrinter.DuplexMode.DuplexShortSide
        return QPrinter.DuplexMode.DuplexLongSide

    def turned_round(self, page: int) -> bool:
        """Whether a page is printed head down, to stand upright when its sheet is turned."""
        back = self.duplex and page % 2 == 1
        return (
            back
            and _is_wide(self.sizes[page])
            and self.mode() is QPrinter.DuplexMode.DuplexLongSide
        )

    def sheets(self) -> dict[str, int]:
        """How many sheets of each paper: ``{"A4": 3, "A3": 2}``, in the order of their use."""
        found: dict[str, int] = {}
        for page in self.pages:
            if not self.duplex or page % 2 == 0:
                name = paper_name(self.sizes[page])
                found[name] = found.get(name, 0) + 1
        return found


def paper_name(size: Size) -> str:
    """A3 or A4, whichever way it lies."""
    return "A3" if max(size) > 1000 else "A4"  # points


def _is_wide(size: Size) -> bool:
    return size[0] > size[1]


def ask_printer(parent: QWidget, run: PrintRun) -> QPrinter | None:
    """The print dialogue for ``run``.

    How many copies is ours, whatever is chosen there: each has its own number. So are the sides
    where copies would share a sheet or the document was laid out for both.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(tr("くらしカンファ"))  # spoolers show it to everybody
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(run.sizes[run.pages[0]]))
    printer.setDuplex(run.mode())
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCollateCopies, False)
    dialog.setMinMax(1, len(run.pages))
    dialog.setFromTo(1, len(run.pages))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return printer


def missing_papers(supported: Sequence[QPageSize], run: PrintRun) -> list[str]:
    """Papers of ``run`` that a printer which takes ``supported`` doesn't have.

    A printer that says nothing (a file, a driver without a list) is believed to have them all.
    """
    if not supported:
        return []
    known = {size.id() for size in supported}
    return [name for name in run.sheets() if _PAPERS[name] not in known]


def supported_papers(printer: QPrinter) -> list[QPageSize]:
    """What the chosen printer says it takes; nothing for a file."""
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        return []
    return list(QPrinterInfo(printer).supportedPageSizes())


def page_layout(size: Size) -> QPageLayout:
    """Paper of ``size`` points without margins: the document has its own."""
    sheet = QPageSize(
        QSizeF(min(size), max(size)),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    orientation = (
        QPageLayout.Orientation.Landscape if _is_wide(size) else QPageLayout.Orientation.Portrait
    )
    return QPageLayout(sheet, orientation, QMarginsF(0, 0, 0, 0))


def chosen_pages(printer: QPrinter, pages: range) -> range:
    """Those of ``pages`` the person chose in the dialogue."""
    if printer.printRange() != QPrinter.PrintRange.PageRange or not printer.fromPage():
        return pages
    return pages[printer.fromPage() - 1 : printer.toPage() or len(pages)]


def print_pages(printer: QPrinter, run: PrintRun, step: Callable[[int, int], None]) -> int:
    """Print the chosen pages and return how many; ``step`` is told of each and may raise to stop.

    Pages come as pictures, so what is on paper is what was on screen, whatever the driver
    makes of fonts.
    """
    pages = chosen_pages(printer, run.pages)
    printer.setCopyCount(1)
    if run.duplex or run.several:
        printer.setDuplex(run.mode())
    printer.setFullPage(True)
    painter = QPainter()
    try:
        for done, page in enumerate(pages):
            step(done, len(pages))
            printer.setPageLayout(page_layout(run.sizes[page]))
            _require(painter.begin(printer) if done == 0 else printer.newPage())
            _paint(painter, printer, run, page)
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


def _paint(painter: QPainter, printer: QPrinter, run: PrintRun, page: int) -> None:
    """In bands: Qt keeps every other thread waiting while it takes a picture in."""
    resolution = printer.resolution()
    part = _part_of(resolution, run.sizes[page])
    made = print_picture(run.pdf, page, float(resolution * part))
    kind = QImage.Format.Format_Grayscale8 if made.grey else QImage.Format.Format_RGBA8888
    image = QImage(made.pixels, made.width, made.height, made.row, kind)
    dots = float(1 / part)  # of the printer to a pixel
    painter.save()
    if run.turned_round(page):
        painter.translate(made.width * dots, made.height * dots)
        painter.rotate(180)
    # Whole dots at each edge, or a line would show between two bands.
    rows = max(1, _BAND_PIXELS // made.width // part.numerator) * part.numerator
    for top in range(0, made.height, rows):
        band = image.copy(0, top, made.width, min(rows, made.height - top))
        area = QRectF(0, top * dots, made.width * dots, band.height() * dots)
        painter.drawImage(area, band)
    painter.restore()


def _part_of(resolution: int, size: Size) -> Fraction:
    """The finest simple part of the printer's resolution that a page may have."""
    inches = size[0] * size[1] / 72 / 72
    fits = [part for part in _PARTS if (resolution * part) ** 2 * inches <= _MOST_PIXELS]
    return fits[0] if fits else _PARTS[-1]

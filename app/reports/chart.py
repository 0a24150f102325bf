"""A matplotlib figure drawn on paper: the very figure of the screen, as lines and text.

Its drawing calls go to the same ReportLab page as the rest of a document. So a chart is vectors,
its text is set in the document's own fonts and can be searched, and numbered copies share it like
everything else on the page (docs/decisions/071).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.reports.pen import Pen

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DPI: Final = 72  # so that matplotlib's pixels are points


def draw_figure(pen: Pen, x: float, y: float, figure: Figure) -> None:
    """Draw ``figure`` with its upper left corner at (x, y), millimetres from the page's corner."""
    from app.reports.figure_renderer import PaperRenderer

    figure.set_dpi(_DPI)
    figure.draw(PaperRenderer(pen, x, y, figure.get_figheight() * _DPI))

"""A figure as the pixels of a screen: sharp at any factor, since it is drawn for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def pixels(figure: Figure, dots_per_point: float) -> tuple[int, int, bytes]:
    """Width, height and RGBA of ``figure`` where a point is ``dots_per_point`` pixels.

    Loads matplotlib. Its fonts are shared by all figures: draw on one thread only.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure.set_dpi(72 * dots_per_point)
    canvas: Any = FigureCanvasAgg(figure)  # which is without types
    canvas.draw()
    wide, high = canvas.get_width_height(physical=True)
    return wide, high, bytes(canvas.buffer_rgba())

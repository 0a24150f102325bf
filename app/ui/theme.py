"""Tokens, fonts and sizes of the design system in one place (DESIGN-SYSTEM §2–§4).

Light theme only. Widgets ask for ``font(px)`` and ``px(n)``; nobody writes a colour or a pixel
of their own. The size setting (標準 / 大) and the screen's logical DPI act through ``px``.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QGuiApplication,
    QPalette,
    QScreen,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.paths import resource

# Desktop tokens, §2.
SUMI: Final = "#1E2429"
NIBI: Final = "#465059"
HAI: Final = "#5B646B"
MUTE: Final = "#8A9095"
PAPER: Final = "#F3F1EB"
SURFACE: Final = "#FFFFFF"
ZEBRA: Final = "#F9F8F4"
SUNK: Final = "#ECE9E1"
LINE: Final = "#D8D4CA"
LINE2: Final = "#85817A"
AI: Final = "#1F4E79"
AI_D: Final = "#173A5A"
AI_T: Final = "#E4EDF5"
AI_M: Final = "#B9CFE2"
KAKI: Final = "#A8420F"
KAKI_T: Final = "#FBEADF"
KAKI_M: Final = "#E9B796"
MOEGI: Final = "#2C6140"
MOEGI_T: Final = "#E5F0E6"
MOEGI_M: Final = "#A9CBB0"
YAMA: Final = "#6E4B00"
YAMA_T: Final = "#FFF2CF"
YAMA_M: Final = "#D9A92B"
AKANE: Final = "#A01C2C"
AKANE_T: Final = "#FBE7E6"
CROSS_T: Final = "#F6D9CF"  # ×1 ×2 cells
MARK: Final = "#FFE9A6"  # search match
SCROLL: Final = "#B9B5AB"
ON_AI_LINE: Final = "#9DB8CF"  # borders on ai and ai-d: key caps, quiet buttons
ON_AI_LINE2: Final = "#7E9BB4"  # dividers on ai-d
ON_AI_TEXT: Final = "#DCE7F1"  # secondary text on ai-d
BLACK: Final = "#16191D"  # the blank button of the console, the only black one

# Room tokens, §2: every text reaches 7:1.
ROOM_SUMI: Final = "#16191D"
ROOM_NIBI: Final = "#3D464E"
ROOM_AI: Final = "#173A5A"
ROOM_AI_T: Final = "#E4EDF5"
ROOM_KAKI: Final = "#8A3406"
ROOM_KAKI_T: Final = "#FBEADF"
ROOM_LINE: Final = "#C9C4B8"
ROOM_LINE2: Final = "#6E6B65"  # never text
ROOM_GROUND: Final = "#FFFFFF"
ROOM_PAPER: Final = "#FBFAF7"
ROOM_YAMA_T: Final = "#FFF2CF"
ROOM_BLANK: Final = "#000000"

# Space and shape, §4, before scaling.
RAIL_WIDTH: Final = 84
HEADER_HEIGHT: Final = 52
STATUS_HEIGHT: Final = 26
PAGE_MARGIN: Final = 20
CARD_PADDING: Final = 16
CARD_HEADER: Final = 42
GAP: Final = 12
FIELD_GAP: Final = 8
CONTROL_HEIGHT: Final = 32
TABLE_CONTROL_HEIGHT: Final = 26
ROW_LIST: Final = 30
ROW: Final = 32
ROW_HOME: Final = 34
RADIUS_FIELD: Final = 4
RADIUS_BUTTON: Final = 6
RADIUS_CARD: Final = 8
FORM_WIDTH: Final = 1100
NARROW_WIDTH: Final = 1340  # at or below this width key caps inside buttons give way
LINE_HEIGHT: Final = 1.5  # of several lines of text

TEXT_SIZES: Final = {"standard": 1.0, "large": 1.15}

_FONT_FILES: Final = (
    "BIZUDPGothic-Regular.ttf",
    "BIZUDPGothic-Bold.ttf",
    "BIZUDGothic-Regular.ttf",
    "BIZUDGothic-Bold.ttf",
    "NotoSansJP-Regular.ttf",
)
TEXT_FAMILY: Final = "BIZ UDPGothic"
FIGURE_FAMILY: Final = "BIZ UDGothic"
FALLBACK_FAMILY: Final = "Noto Sans JP"  # rare kanji such as 𠮷 𫝆

_text_size = "standard"


class FontMissing(RuntimeError):
    """A bundled font can't be loaded: the installation is damaged, which is our bug."""


@lru_cache(maxsize=1)
def load_fonts() -> tuple[str, ...]:
    """Register the bundled fonts once per process; returns their families."""
    families: list[str] = []
    for name in _FONT_FILES:
        number = QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))
        if number < 0:
            raise FontMissing(name)
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))


def set_text_size(size: str) -> None:
    """Choose ``standard`` or ``large`` for everything that is built from now on."""
    global _text_size
    if size not in TEXT_SIZES:
        raise ValueError(size)
    _text_size = size


def text_size() -> str:
    """The size now in use."""
    return _text_size


def scale() -> float:
    """Logical DPI factor times the person's text size.

    macOS counts 72 dots where others count 96, so its factor is left out. Where Qt scales the
    whole screen (150 % on Windows) the logical DPI stays 96 and the factor 1.
    """
    return (_dots() if QGuiApplication.instance() is not None else 1.0) * TEXT_SIZES[_text_size]


@lru_cache(maxsize=1)
def _dots() -> float:
    """Asked a hundred thousand times for one form, so it is kept until the screen changes."""
    screen = QGuiApplication.primaryScreen()
    if screen is None or sys.platform == "darwin":
        return 1.0
    return min(3.0, max(1.0, screen.logicalDotsPerInch() / 96))


def _follow_screen(screen: QScreen | None) -> None:
    """Forget the factor when another screen is the main one, or when its own changes."""
    _dots.cache_clear()
    if screen is not None:
        screen.logicalDotsPerInchChanged.connect(lambda _dots_now: _dots.cache_clear())


def px(n: float) -> int:
    """``n`` design pixels on this screen at the chosen text size; never rounds a line away."""
    scaled = round(n * scale())
    return scaled if scaled or not n else 1


def font(size: float, bold: bool = False, tabular: bool = False) -> QFont:  # noqa: FBT001, FBT002
    """The interface font at ``size`` design pixels; ``tabular`` for columns of figures."""
    return _font(px(size), bold, tabular)


@lru_cache(maxsize=128)
def _font(pixels: int, bold: bool, tabular: bool) -> QFont:  # noqa: FBT001
    made = QFont()
    made.setFamilies([FIGURE_FAMILY if tabular else TEXT_FAMILY, FALLBACK_FAMILY])
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return made


@lru_cache(maxsize=64)
def colour(token: str) -> QColor:
    """A token as a colour, made once: for what is painted hundreds of times. Don't change it."""
    return QColor(token)


def text_width(text: str, used: QFont) -> int:
    """Width of one line of ``text`` in device independent pixels."""
    return QFontMetrics(used).horizontalAdvance(text)


def set_colour(widget: QWidget, colour: str) -> None:
    """Give the text of one widget a token colour (palette, so style sheets stay few)."""
    palette = widget.palette()
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        palette.setColor(role, QColor(colour))
    widget.setPalette(palette)


def _palette() -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, colour in (
        (roles.Window, PAPER),
        (roles.WindowText, SUMI),
        (roles.Base, SURFACE),
        (roles.AlternateBase, ZEBRA),
        (roles.Text, SUMI),
        (roles.Button, SURFACE),
        (roles.ButtonText, SUMI),
        (roles.BrightText, SURFACE),
        (roles.Highlight, AI),
        (roles.HighlightedText, SURFACE),
        (roles.ToolTipBase, SURFACE),
        (roles.ToolTipText, SUMI),
        (roles.PlaceholderText, HAI),
        (roles.Link, AI),
        (roles.LinkVisited, AI),
        (roles.Mid, LINE),
        (roles.Dark, LINE2),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(MUTE))
    return palette


def tokens() -> dict[str, str]:
    """Every colour token by its style sheet name: ``AI_D`` is ``@ai-d``."""
    return {
        name.lower().replace("_", "-"): value
        for name, value in globals().items()
        if name.isupper() and isinstance(value, str) and value.startswith("#")
    }


def style_sheet() -> str:
    """``styles/desktop.qss`` with ``@token``, ``@px(n)`` and ``@icon(name)`` filled in."""
    sheet = resource("styles/desktop.qss").read_text(encoding="utf-8")
    sheet = re.sub(r"@px\((\d+)\)", lambda hit: f"{px(int(hit[1]))}px", sheet)
    known = tokens()
    sheet = re.sub(r"@([a-z0-9-]+)(?!\(|[a-z0-9-])", lambda hit: known[hit[1]], sheet)
    # Paths come last: a folder may be called me@work.
    return re.sub(
        r"@icon\((\w+)\)",
        lambda hit: f'url("{resource(f"icons/{hit[1]}.svg").as_posix()}")',
        sheet,
    )


def apply_theme(app: QApplication) -> None:
    """Fonts, palette and style sheet for the whole program, and the ring that shows the focus."""
    from app.ui.widgets.focus_ring import FocusRing

    load_fonts()
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    app.styleHints().setColorScheme(Qt.ColorScheme.Light)
    app.setFont(font(14))
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet())
    if app.findChild(QObject, "focus_follower") is None:
        FocusRing.follow(app)
        app.primaryScreenChanged.connect(_follow_screen)
        _follow_screen(app.primaryScreen())

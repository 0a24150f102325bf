"""Push buttons that paint themselves: icon, text and key cap in one box (DESIGN-SYSTEM §5, §7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeySequence, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets.icons import paint_icon
from app.ui.widgets.keycap import keycap_width, paint_keycap, shown_key

Kind = Literal["normal", "primary", "text", "link", "ghost", "light", "dark"]
Size = Literal["small", "normal", "capture", "big", "console"]


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of one kind of button in its states."""

    fill: str | None
    border: str | None
    text: str
    hover: str | None
    pressed: str | None
    bold: bool = False
    cap_line: str = theme.LINE2


LOOKS: Final[dict[Kind, Look]] = {
    "normal": Look(theme.SURFACE, theme.LINE2, theme.SUMI, theme.ZEBRA, theme.SUNK),
    "primary": Look(
        theme.AI, theme.AI, theme.SURFACE, theme.AI, theme.AI_D, bold=True,
        cap_line=theme.ON_AI_LINE,
    ),
    "text": Look(None, None, theme.AI, theme.ZEBRA, theme.SUNK),
    # A text button without side padding, for breadcrumbs and inside sentences.
    "link": Look(None, None, theme.AI, theme.ZEBRA, theme.SUNK),
    # On the ai-d ground of the conference card and the console bar.
    "ghost": Look(
        None, theme.ON_AI_LINE, theme.SURFACE, theme.AI, theme.AI, cap_line=theme.ON_AI_LINE
    ),
    "light": Look(theme.SURFACE, theme.SURFACE, theme.AI_D, theme.ZEBRA, theme.SUNK, bold=True),
    # The blank button of the console is the only dark one.
    "dark": Look(
        theme.BLACK, theme.BLACK, theme.SURFACE, theme.BLACK, theme.SUMI, bold=True,
        cap_line=theme.MUTE,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """Height, type size, side padding and icon size in design pixels."""

    height: int
    text: int
    padding: int
    icon: int


MEASURES: Final[dict[Size, Measure]] = {
    "small": Measure(26, 13, 10, 15),
    "normal": Measure(32, 14, 14, 16),
    "capture": Measure(36, 14, 12, 16),
    "big": Measure(44, 16, 20, 18),
    "console": Measure(52, 16, 20, 20),
}


class Button(QPushButton):
    """A button of the design.

    ``name`` becomes the object name. ``key`` is painted as a cap and, with ``shortcut=True``,
    also bound; keys that the shell owns (Ctrl+N, Ctrl+K, Ctrl+F, Ctrl+P, F1) are only painted.
    The cap gives way first where the button is too narrow or the window is (§4).
    """

    def __init__(
        self,
        text: str,
        name: str,
        *,
        kind: Kind = "normal",
        size: Size = "normal",
        icon: str = "",
        key: str = "",
        shortcut: bool = False,
        accessible: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible or text)
        self._kind: Kind = kind
        self._measure = MEASURES[size]
        self._icon = icon
        self._key = key
        self._compact = False
        self._named = bool(accessible)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if key and shortcut:
            self.setShortcut(QKeySequence(key))
        if key and not self.toolTip():
            self.setToolTip(f"{text}  {shown_key(key)}")
        self._refont()

    def kind(self) -> Kind:
        """The kind now shown."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Change the look, for example when another button becomes the primary one."""
        self._kind = kind
        self._refont()
        self.updateGeometry()
        self.update()

    def set_icon_name(self, icon: str) -> None:
        """Change the icon; an empty name removes it."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Drop the key cap while the window is narrow."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        if not self._named:
            self.setAccessibleName(text)
        if self._key:
            self.setToolTip(f"{text}  {shown_key(self._key)}")
        self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        self.set_compact(bool(self.window().property("compact")))
        super().showEvent(event)

    def sizeHint(self) -> QSize:
        wanted = self._content_width(with_cap=bool(self._key) and not self._compact)
        padding = {"text": 8, "link": 0}.get(self._kind, self._measure.padding)
        return QSize(wanted + 2 * theme.px(padding) + 2, theme.px(self._measure.height))

    def minimumSizeHint(self) -> QSize:
        full = self.sizeHint()
        if self._key and not self._compact:
            full.setWidth(full.width() - keycap_width(self._key) - theme.px(8))
        return full

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = LOOKS[self._kind]
        colour = self._paint_box(painter, look)
        has_cap = bool(self._key) and not self._compact
        edge = 0 if self._kind == "link" else theme.px(4)
        room = self.width() - 2 * edge
        if has_cap and self._content_width(with_cap=True) > room:
            has_cap = False
        width = self._content_width(with_cap=has_cap)
        left = max(float(edge), (self.width() - width) / 2)
        middle = self.height() / 2
        if self._icon:
            size = theme.px(self._measure.icon)
            paint_icon(painter, QRectF(left, middle - size / 2, size, size), self._icon, colour)
            left += size + theme.px(8)
        end = self.width() - edge - (keycap_width(self._key) if has_cap else 0)
        painter.setFont(self._drawn_font())
        painter.setPen(QColor(colour))
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, round(end - left) + 1
        )
        length = self.fontMetrics().horizontalAdvance(text)
        painter.drawText(
            QRectF(left, 0, length + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text
        )
        if has_cap:
            self._paint_cap(painter, left + length + theme.px(8), middle, look)

    def _paint_box(self, painter: QPainter, look: Look) -> str:
        """Fill and border for the state; returns the text colour."""
        fill, border, colour = look.fill, look.border, look.text
        if not self.isEnabled():
            fill = theme.ZEBRA if look.fill else None
            border = theme.LINE if look.border else None
            colour = theme.MUTE
        elif self.isDown() or self.isChecked():
            fill = look.pressed
        elif self.underMouse():
            fill = look.hover
        painter.setPen(QPen(QColor(border), 1) if border else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        radius = theme.px(theme.RADIUS_BUTTON)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        return colour

    def _paint_cap(self, painter: QPainter, left: float, middle: float, look: Look) -> None:
        dark = look.text == theme.SURFACE
        colour = theme.SURFACE if dark else theme.NIBI
        fill = None if dark else theme.SURFACE
        line = look.cap_line
        if not self.isEnabled():
            colour, line, fill = theme.MUTE, theme.LINE, None
        paint_keycap(painter, left, middle, self._key, colour=colour, border=line, fill=fill)

    def _content_width(self, *, with_cap: bool) -> int:
        width = self.fontMetrics().horizontalAdvance(self.text())
        if self._icon:
            width += theme.px(self._measure.icon + (8 if self.text() else 0))
        if with_cap:
            width += keycap_width(self._key) + theme.px(8)
        return width

    def _refont(self) -> None:
        self.setFont(theme.font(self._measure.text, bold=LOOKS[self._kind].bold))

    def _drawn_font(self) -> QFont:
        if self._kind not in ("text", "link"):
            return self.font()
        underlined = QFont(self.font())
        underlined.setUnderline(True)
        return underlined

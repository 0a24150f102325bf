"""List filters: a button that opens check boxes; an active filter is tinted and bold (§5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from app.i18n import tr
from app.ui import theme


class FilterOption(NamedTuple):
    """One check box; ``short`` is what the button says when it is chosen."""

    code: str
    label: str
    short: str = ""


class _LastingMenu(QMenu):
    """Stays open while several boxes are ticked; Esc or a click outside closes it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        ticks = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if ticks and action is not None and action.isCheckable():
            action.trigger()
            return
        super().keyPressEvent(event)


class FilterButton(QToolButton):
    """「介護度：すべて」; ``changed`` is emitted with the frozen set of chosen codes.

    ``exclusive``: one at most; ``required``: just one, so there is no すべて and nothing is hidden.
    """

    changed = Signal(object)

    def __init__(
        self,
        label: str,
        options: Sequence[FilterOption],
        name: str,
        *,
        width: int = 150,
        exclusive: bool = False,
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFont(theme.font(14))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._label = label
        self._width = width
        self._exclusive = exclusive or required
        self._required = required
        self._menu = _LastingMenu(self)
        self._menu.setObjectName(f"{name}_menu")
        self._menu.setFont(theme.font(14))
        self.setMenu(self._menu)
        self._options: dict[str, FilterOption] = {}
        self._actions: dict[str, QAction] = {}
        self.set_options(options)

    def set_options(self, options: Sequence[FilterOption]) -> None:
        """Replace the check boxes; choices that still exist stay."""
        chosen = self.codes()
        self._menu.clear()
        self._options = {option.code: option for option in options}
        self._actions = {}
        for option in options:
            action = self._menu.addAction(option.label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(option.code in chosen)
            action.triggered.connect(lambda on, code=option.code: self._ticked(code, on=on))
            self._actions[option.code] = action
        if not self._required:
            self._menu.addSeparator()
            everything = self._menu.addAction(tr("すべて"))
            everything.triggered.connect(lambda _on=False: self._choose(frozenset()))
        self._show_value()

    def codes(self) -> frozenset[str]:
        """The chosen codes; empty means すべて."""
        return frozenset(code for code, each in self._actions.items() if each.isChecked())

    def set_codes(self, codes: frozenset[str]) -> None:
        """Choose from code; nothing is emitted."""
        for code, action in self._actions.items():
            action.setChecked(code in codes)
        self._show_value()

    def active(self) -> bool:
        """Whether the filter hides anything."""
        return bool(self.codes()) and not self._required

    def value_text(self) -> str:
        """What follows the colon."""
        chosen = [self._options[code] for code in self._options if code in self.codes()]
        return ", ".join(each.short or each.label for each in chosen) or tr("すべて")

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._width), theme.px(theme.CONTROL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        least = theme.text_width(f"{self._label}：あ…", theme.font(14)) + theme.px(34)
        return QSize(min(least, theme.px(self._width)), theme.px(theme.CONTROL_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = self.active()
        fill = theme.AI_T if active else theme.ZEBRA if self.underMouse() else theme.SURFACE
        colour = theme.SUMI if self.isEnabled() else theme.MUTE
        painter.setPen(QPen(QColor(theme.AI if active else theme.LINE2), 1))
        painter.setBrush(QColor(fill))
        radius = theme.px(theme.RADIUS_FIELD)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        left, right = theme.px(10), self.width() - theme.px(28)
        painter.setPen(QColor(colour))
        painter.setFont(theme.font(14))
        label = tr("{label}：", label=self._label)
        width = theme.text_width(label, theme.font(14))
        area = QRectF(left, 0, right - left, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, label)
        painter.setFont(theme.font(14, bold=active or self._required))
        value = painter.fontMetrics().elidedText(
            self.value_text(), Qt.TextElideMode.ElideRight, round(area.width() - width)
        )
        painter.drawText(area.adjusted(width, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter, value)
        self._paint_arrow(painter)

    def _paint_arrow(self, painter: QPainter) -> None:
        x, y = self.width() - theme.px(18), self.height() / 2 - theme.px(2)
        wing = theme.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.NIBI if self.isEnabled() else theme.MUTE))
        painter.drawPolygon(
            QPolygonF([QPointF(x - wing, y), QPointF(x + wing, y), QPointF(x, y + theme.px(5))])
        )

    def _ticked(self, code: str, *, on: bool) -> None:
        if self._exclusive:
            self._menu.close()
            self._choose(frozenset({code}) if on or self._required else frozenset())
        else:
            self._choose(self.codes())

    def _choose(self, codes: frozenset[str]) -> None:
        self.set_codes(codes)
        self.changed.emit(codes)

    def _show_value(self) -> None:
        said = tr("{label}：", label=self._label) + self.value_text()
        self.setText(said)
        self.setAccessibleName(said)
        cut = theme.text_width(said, theme.font(14)) > theme.px(self._width - 38)
        self.setToolTip(said if self.active() or cut else "")
        self.update()

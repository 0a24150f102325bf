"""A figure with its unit inside the field: 164.0 cm (design 03)."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.widgets.restyle import set_property


def normalised_number(text: str) -> str:
    """Full-width figures, points and minus signs as ASCII; other text untouched."""
    folded = unicodedata.normalize("NFKC", text).strip().replace("、", ".")
    folded = folded.replace("ー", "-").replace("−", "-").replace("，", ",")
    try:
        float(folded)
    except ValueError:
        return text.strip()
    return folded


class UnitField(QLineEdit):
    """Accepts full-width figures and tidies them on commit; what can't be read is kept, marked
    and explained in the tooltip. The field never gets too narrow for ``digits`` figures."""

    committed = Signal(str)
    """The tidied text, when it differs from the last one committed or set."""

    def __init__(
        self,
        unit: str,
        name: str,
        *,
        accessible: str = "",
        digits: int = 5,
        lowest: float | None = None,
        highest: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(f"{accessible} {unit}".strip())
        self.setFont(theme.font(14))
        self._unit = unit
        self._digits = digits
        self._range = (lowest, highest)
        self._last = ""
        width = theme.text_width(unit, theme.font(14))
        self.setTextMargins(0, 0, width + theme.px(4) if unit else 0, 0)
        self.editingFinished.connect(self._commit)

    def set_text(self, text: str) -> None:
        """Show a stored value; nothing is emitted."""
        self._last = text
        self.setText(text)
        self._check()

    def set_number(self, value: float | None) -> None:
        """Show a stored figure without a superfluous .0."""
        self.set_text("" if value is None else f"{value:g}")

    def number(self) -> float | None:
        """The figure, or ``None`` when the field is empty or can't be read."""
        try:
            return float(normalised_number(self.text()))
        except ValueError:
            return None

    def is_valid(self) -> bool:
        """Empty, or a figure in range."""
        if not self.text().strip():
            return True
        value = self.number()
        lowest, highest = self._range
        return (
            value is not None
            and (lowest is None or value >= lowest)
            and (highest is None or value <= highest)
        )

    def minimumSizeHint(self) -> QSize:
        figures = theme.text_width("0" * self._digits, theme.font(14))
        unit = theme.text_width(self._unit, theme.font(14))
        height = super().minimumSizeHint().height()
        return QSize(figures + unit + theme.px(4 + 2 * 9) + 4, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(theme.font(14))
        painter.setPen(QColor(theme.HAI if self.isEnabled() else theme.MUTE))
        painter.drawText(
            QRectF(self.rect()).adjusted(0, 0, -theme.px(9), 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            self._unit,
        )

    def _commit(self) -> None:
        tidy = normalised_number(self.text())
        if tidy != self.text():
            self.setText(tidy)
        self._check()
        if tidy != self._last:
            self._last = tidy
            self.committed.emit(tidy)

    def _check(self) -> None:
        valid = self.is_valid()
        set_property(self, "invalid", "false" if valid else "true")
        self.setToolTip("" if valid else self._problem())

    def _problem(self) -> str:
        lowest, highest = self._range
        if self.number() is None:
            return tr("数字で入力してください。")
        return tr(
            "{low}〜{high}の範囲で入力してください。",
            low="" if lowest is None else f"{lowest:g}",
            high="" if highest is None else f"{highest:g}",
        )

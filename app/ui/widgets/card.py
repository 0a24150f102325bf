"""Cards: a white frame with a 42 px header row (DESIGN-SYSTEM §5)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.restyle import set_property


class Card(QFrame):
    """A card; put content into ``body``. Without a title there is no header row.

    ``header_widgets`` stand right of the title, pushed to the right edge; ``title_widgets``
    directly after it. ``padded=False`` lets tables reach the frame.
    """

    def __init__(
        self,
        title: str = "",
        *,
        name: str = "",
        title_widgets: Sequence[QWidget] = (),
        header_widgets: Sequence[QWidget] = (),
        header_height: int = theme.CARD_HEADER,
        title_size: int = 16,
        padded: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        if name:
            self.setObjectName(name)
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        # A bare table must not paint over the rounded corners at the bottom.
        outer.setContentsMargins(1, 1, 1, 1 if padded else theme.px(4))
        outer.setSpacing(0)
        self.title_label = SafeLabel(title, size=title_size, bold=True)
        self.header: QHBoxLayout | None = None
        if title:
            outer.addWidget(self._header_row(title_widgets, header_widgets, header_height))
        self.body = QVBoxLayout()
        side = theme.px(theme.CARD_PADDING) if padded else 0
        self.body.setContentsMargins(side, theme.px(12) if padded else 0, side, side)
        self.body.setSpacing(theme.px(theme.FIELD_GAP) if padded else 0)
        outer.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        """Change the words of the header row."""
        self.title_label.setText(title)
        self.setAccessibleName(title)

    def set_selected(self, selected: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """2 px ai border instead of the hairline."""
        set_property(self, "selected", "true" if selected else "false")

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Append to the body."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)

    def _header_row(
        self, after_title: Sequence[QWidget], right: Sequence[QWidget], height: int
    ) -> QFrame:
        row = QFrame()
        row.setProperty("card_header", "true")
        row.setFixedHeight(theme.px(height))
        self.header = QHBoxLayout(row)
        side = theme.px(theme.CARD_PADDING)
        self.header.setContentsMargins(side, 0, side, 0)
        self.header.setSpacing(theme.px(10))
        self.header.addWidget(self.title_label)
        for widget in after_title:
            self.header.addWidget(widget)
        self.header.addStretch(1)
        for widget in right:
            self.header.addWidget(widget)
        return row


class Rule(QFrame):
    """A 1 px line: horizontal by default."""

    def __init__(
        self, *, vertical: bool = False, strong: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("rule", "line2" if strong else "line")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

"""How large the pages are: buttons and the figure between them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.paper.page_view import PageView
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import SafeLabel


class ZoomBar(QWidget):
    """Works on ``view`` and follows it."""

    def __init__(self, view: PageView) -> None:
        super().__init__()
        self._view = view
        self.smaller = _button("−", "zoom_out", tr("小さく"), "Ctrl+-")
        self.larger = _button("＋", "zoom_in", tr("大きく"), "Ctrl++")
        self.whole = _button("100%", "zoom_paper", tr("紙と同じ大きさ"), "Ctrl+1")
        self.fit = _button(tr("幅に合わせる"), "zoom_fit", tr("幅に合わせる"), "Ctrl+0")
        self.label = SafeLabel("", size=13, tabular=True, name="paper_zoom")
        self.label.setFixedWidth(theme.px(44))
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.smaller.clicked.connect(lambda: view.step_zoom(-1))
        self.larger.clicked.connect(lambda: view.step_zoom(1))
        self.whole.clicked.connect(lambda: view.set_zoom(1.0))
        self.fit.clicked.connect(lambda: view.set_zoom(0))
        view.zoom_changed.connect(self.refresh)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for widget in (self.smaller, self.label, self.larger, self.whole, self.fit):
            row.addWidget(widget)

    def refresh(self) -> None:
        """Show the size now on screen."""
        shown = self._view.page_count() > 0
        self.label.setText(f"{self._view.zoom() * 100:.0f}%" if shown else "–")


def _button(text: str, name: str, words: str, key: str) -> Button:
    button = Button(text, name, size="small", accessible=words)
    button.setToolTip(f"{words}  {key}")
    return button

"""The header of a page: way here, title, chips, and the page's own controls (52 high)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.page import Crumb, Page
from app.ui.widgets.buttons import Button
from app.ui.widgets.chip import Chip
from app.ui.widgets.labels import SafeLabel

Go = Callable[[Crumb], None]


def practice_mark() -> Chip:
    """練習用, the same on every page."""
    mark = Chip(tr("練習用"), kind="yama", icon="warn", name="practice_mark")
    mark.setToolTip(tr("架空の事例です。自由に変えられます。本番のデータには触れません。"))
    return mark


class HeaderBar(QFrame):
    """Reads the page it belongs to; ``go`` follows a breadcrumb."""

    def __init__(
        self, page: Page, go: Go, *, practice: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("practice", "true" if practice else "false")
        self.setObjectName("header_bar")
        self.setFixedHeight(theme.px(theme.HEADER_HEIGHT))
        self._page = page
        self._go = go
        self._shown_crumbs: list[Crumb] = []
        self._title = SafeLabel("", size=20, bold=True, elide=True, name="page_title")
        self._subtitle = SafeLabel("", size=13, colour=theme.NIBI, elide=True)
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(theme.px(10))
        row = QHBoxLayout(self)
        side = theme.px(theme.PAGE_MARGIN)
        row.setContentsMargins(side, 0, side, 0)
        row.setSpacing(theme.px(12))
        if practice:
            row.addWidget(practice_mark())
        row.addLayout(self._crumbs)
        row.addWidget(self._title)
        row.addWidget(self._subtitle)
        for widget in page.title_widgets():
            row.addWidget(widget)
        row.addStretch(1)
        for widget in page.header_widgets():
            row.addWidget(widget)
        page.header_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read title, subtitle and way from the page again."""
        self._title.setText(self._page.title)
        self._subtitle.setText(self._page.subtitle)
        self._subtitle.setVisible(bool(self._page.subtitle))
        # Words after the title explain it, so they give way before it does.
        whole = self._title.sizeHint().width() if self._page.subtitle else 0
        self._title.setMinimumWidth(whole)
        crumbs = self._page.breadcrumbs()
        if crumbs != self._shown_crumbs:
            self._show_crumbs(crumbs)

    def _show_crumbs(self, crumbs: list[Crumb]) -> None:
        self._shown_crumbs = crumbs
        while (item := self._crumbs.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, crumb in enumerate(crumbs, 1):
            link = Button(crumb.label, f"crumb_{number}", kind="link", size="small")
            link.clicked.connect(lambda _on=False, to=crumb: self._go(to))
            self._crumbs.addWidget(link)
            self._crumbs.addWidget(SafeLabel("›", size=13, colour=theme.NIBI))

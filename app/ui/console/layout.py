"""How the parts of the console stand on the screen (design 05), and its one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QMessageBox, QVBoxLayout

from app.i18n import tr
from app.ui import theme

if TYPE_CHECKING:
    from app.ui.console.page import ConsolePage

LOW = 700  # below this height the parts give way as in a narrow window


def lay_out(page: ConsolePage) -> None:
    """Bar, stage row, three columns, footer."""
    left, middle, right = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
    for column in (middle, right):
        column.setSpacing(theme.px(10))
    middle.addWidget(page.question)
    middle.addWidget(page.prompts)
    middle.addWidget(page.capture, 1)
    for drawer in page.panels.middle:
        middle.addWidget(drawer, 1)
    right.addWidget(page.wall)
    right.addWidget(page.upcoming, 1)
    right.addWidget(page.go_on)
    grid = QGridLayout()
    grid.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(10))
    grid.setHorizontalSpacing(theme.px(12))
    for panel in (page.facts, *page.panels.left):
        left.addWidget(panel)
    grid.addLayout(left, 0, 0)
    grid.addLayout(middle, 0, 1)
    grid.addLayout(right, 0, 2)
    grid.setColumnStretch(1, 1)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(page.ribbon)
    whole.addWidget(page.bar)
    whole.addWidget(page.stages)
    whole.addWidget(page.clock_bar)
    whole.addLayout(grid, 1)
    whole.addWidget(page.footer)


def fit(page: ConsolePage) -> bool:
    """Let the parts give way to a small window; returns whether it is one (DESIGN-SYSTEM §4)."""
    compact = page.width() <= theme.px(theme.NARROW_WIDTH) or page.height() < theme.px(LOW)
    for part in (
        page.bar,
        page.stages,
        page.clock_bar,
        page.prompts,
        page.question,
        page.capture,
        page.wall,
    ):
        part.set_compact(compact=compact)
    for drawer in page.panels.all:
        drawer.set_compact(compact=compact)
    for panel in (page.facts, *page.panels.left):
        panel.setFixedWidth(theme.px(236 if compact else 286))
    for widget in (page.wall, page.upcoming, page.go_on):
        widget.setFixedWidth(theme.px(364 if compact else 392))
    page.go_on.setFixedHeight(theme.px(44 if compact else 56))
    page.footer.fit(page.width())
    return compact


def really_ends(page: ConsolePage) -> bool:
    """Ask before the meeting ends: the one act that a single wrong click must not do."""
    box = QMessageBox(page)
    box.setObjectName("confirm_close")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("会議を終えますか？"))
    box.setInformativeText(tr("時計を止め、会場の画面を消します。記録は残ります。"))
    end = box.addButton(tr("会議を終える"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(tr("続ける"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is end

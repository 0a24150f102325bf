"""映す内容を選ぶ: which facts of the case may reach the wall, and which page of them is up."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.care.case import Case
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Rule
from app.ui.widgets.labels import Paragraph, SafeLabel


def field_names() -> dict[str, str]:
    """What may be switched, in the order of the stages."""
    return {
        "life_issues": tr("生活の困りごと"),
        "agenda_points": tr("論点"),
        "desired_life": tr("望む暮らし"),
        "body": tr("からだの数値"),
        "risks": tr("医学的リスク"),
        "judgement": tr("ADL・IADLの見込み"),
        "supports": tr("支援と地域資源"),
    }


class ContentPanel(QFrame):
    """A bordered pop-up above its button. Each tick is saved with the case at once."""

    field_toggled = Signal(str, bool)
    page_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("content_panel")
        self.setAccessibleName(tr("映す内容を選ぶ"))
        self.setProperty("popup", "true")
        column = QVBoxLayout(self)
        margin = theme.px(theme.CARD_PADDING)
        column.setContentsMargins(margin, theme.px(12), margin, theme.px(12))
        column.setSpacing(theme.px(6))
        column.addWidget(SafeLabel(tr("この事例で会場に映すもの"), size=14, bold=True))
        self.boxes: dict[str, QCheckBox] = {}
        for key, name in field_names().items():
            box = QCheckBox(name)
            box.setObjectName(f"project_{key}")
            box.setAccessibleName(name)
            box.setMinimumHeight(theme.px(28))
            box.clicked.connect(lambda on, key=key: self.field_toggled.emit(key, on))
            column.addWidget(box)
            self.boxes[key] = box
        column.addWidget(Rule())
        column.addLayout(self._page_row())
        note = tr("名前・住所・正確な年齢は、選んでも映りません。")
        column.addWidget(Paragraph(note, size=12, line=18, colour=theme.NIBI))

    def _page_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.back = Button(tr("前のページ"), "wall_page_back", size="small")
        self.forth = Button(tr("次のページ"), "wall_page_forth", size="small")
        self._place = SafeLabel(size=13, colour=theme.NIBI, name="wall_page")
        self.back.clicked.connect(lambda: self.page_wanted.emit(-1))
        self.forth.clicked.connect(lambda: self.page_wanted.emit(1))
        row.addWidget(self.back)
        row.addWidget(self._place, 1, Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.forth)
        return row

    def show_content(self, case: Case | None, page: int, pages: int) -> None:
        """Show what is switched on and where the wall is."""
        for key, box in self.boxes.items():
            box.setEnabled(case is not None)
            box.setChecked(case is not None and key in case.projected_fields)
        self._place.setText(tr("{page} / {pages} ページ", page=page, pages=pages))
        self.back.setEnabled(page > 1)
        self.forth.setEnabled(page < pages)

    def open_above(self, button: QWidget) -> None:
        """Open with the lower right corner on the button's upper right one."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width(), 0))
        self.move(corner.x() - self.width(), corner.y() - self.height() - theme.px(4))
        self.show()
        self.boxes["life_issues"].setFocus(Qt.FocusReason.PopupFocusReason)

"""配分: the time budgets to choose from, and keeping the present one under a name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from app.conference import agenda
from app.conference.agenda import Template
from app.conference.meeting import Conference
from app.i18n import tr
from app.services import planning
from app.services.store import Store
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import FieldLabel

_LONGEST_NAME = 24


class BudgetButton(Button):
    """Opens the menu; what is chosen is offered as a new conference."""

    edited = Signal(object)

    def __init__(self, store: Store) -> None:
        super().__init__(tr("時間の配分"), "budget_button", icon="down", size="small")
        self._store = store
        self._conference = Conference()
        self.clicked.connect(self.open_menu)

    def show_meeting(self, conference: Conference) -> None:
        """The conference the menu is about."""
        self._conference = conference
        self.setEnabled(bool(conference.agenda))
        tip = tr("先に事例を加えてください")
        self.setToolTip("" if conference.agenda else tip)

    def open_menu(self) -> None:
        """Show the budgets under the button."""
        menu = self.menu_now()
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def menu_now(self) -> QMenu:
        """The menu as it reads now."""
        menu = QMenu(self)
        menu.setObjectName("budget_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        own = planning.own_templates(self._store)
        for template in (*agenda.templates(), *own):
            self._add(menu, _said(template), partial(self._use, template))
        menu.addSeparator()
        keep = self._add(menu, tr("今の配分に名前をつけて残す…"), self.ask_name)
        fits = agenda.template_of(self._conference, "x") is not None
        keep.setEnabled(fits)
        if not fits:
            keep.setText(tr("今の配分を残す（合計が合い、どの事例も同じ分のとき）"))
        for template in own:
            words = tr("「{name}」を消す", name=template.name())
            self._add(menu, words, partial(self._forget, template))
        return menu

    def _add(self, menu: QMenu, words: str, run: Callable[[], object]) -> QAction:
        action = menu.addAction(words.replace("&", "&&"))
        action.triggered.connect(lambda _on=False: run())
        return action

    def _use(self, template: Template) -> None:
        self.edited.emit(agenda.divided(self._conference, template))

    def _forget(self, template: Template) -> None:
        planning.forget_template(self._store, template.id)

    def ask_name(self) -> None:
        """Ask for a name and keep the present budget under it."""
        dialog = NameDialog(self.window())
        dialog.accepted.connect(lambda: self.keep(dialog.name.text()))
        dialog.open()

    def keep(self, name: str) -> None:
        """Keep the present budget; one of the same name is replaced."""
        template = agenda.template_of(self._conference, name)
        if template is not None:
            planning.save_template(self._store, template)


def _said(template: Template) -> str:
    """包括版 4事例　開会4・事例20×4・まとめ6＝90分."""
    return tr(
        "{name}　開会{opening}・事例{case}×{n}・まとめ{closing}＝{minutes}分",
        name=template.name(),
        opening=template.opening,
        case=sum(template.stages.values()),
        n=template.cases,
        closing=template.closing,
        minutes=template.minutes,
    )


class NameDialog(QDialog):
    """What a time budget is called."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("budget_name_dialog")
        self.setWindowTitle(tr("くらしカンファ"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = QLineEdit()
        self.name.setObjectName("budget_name")
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setFont(theme.font(14))
        self.name.setMinimumWidth(theme.px(320))
        self.keep = Button(tr("残す"), "budget_keep", kind="primary")
        self.keep.setDefault(True)
        self.keep.setEnabled(False)
        back = Button(tr("やめる"), "budget_cancel")
        self.keep.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        self.name.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(back)
        row.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.addWidget(FieldLabel(tr("配分の名前"), self.name))
        column.addWidget(self.name)
        column.addLayout(row)

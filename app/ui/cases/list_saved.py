"""Named lists beside the search: choose one, keep the present conditions, rename, delete."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserFacingError
from app.i18n import tr
from app.services.saved_lists import (
    LONGEST_NAME,
    SavedList,
    delete_list,
    rename_list,
    save_list,
    saved_lists,
)
from app.services.store import Store
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import FieldLabel, Paragraph

if TYPE_CHECKING:
    from app.ui.cases.list_page import CasesPage


class SavedListsButton(QToolButton):
    """Opens the menu of named lists; ``chosen`` carries the ``SavedList``."""

    chosen = Signal(object)

    def __init__(self, page: CasesPage) -> None:
        super().__init__(page)
        self._page = page
        self.setObjectName("saved_lists")
        self.setFont(theme.font(14))
        self.setText(tr("保存した一覧"))
        self.setAccessibleName(tr("保存した一覧"))
        self.setProperty("class", "menu_button")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFixedHeight(theme.px(theme.CONTROL_HEIGHT))
        menu = QMenu(self)
        menu.setObjectName("saved_lists_menu")
        menu.setFont(theme.font(14))
        self.setMenu(menu)
        self.show_lists([])

    def show_lists(self, lists: Sequence[SavedList]) -> None:
        """Fill the menu anew."""
        menu = self.menu()
        menu.clear()
        for one in lists:
            action = menu.addAction(one.name.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, wanted=one: self.chosen.emit(wanted))
        if lists:
            menu.addSeparator()
        keep = menu.addAction(tr("今の条件と並びを保存…"))
        keep.setObjectName("keep_list")
        keep.triggered.connect(lambda _on=False: self._keep())
        if lists:
            manage = menu.addAction(tr("名前を変える・消す…"))
            manage.setObjectName("manage_lists")
            manage.triggered.connect(lambda _on=False: self._manage())

    def _keep(self) -> None:
        self._open(NameDialog(self._page))

    def _manage(self) -> None:
        self._open(ManageDialog(self._page))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _code: self.refresh())
        dialog.open()

    def refresh(self) -> None:
        """Read the lists again."""
        try:
            self.show_lists(saved_lists(self._page.context.store))
        except UserFacingError as error:
            self._page.failed.emit(error)


class _Dialog(QDialog):
    """A small form with a place for what was refused."""

    def __init__(self, page: CasesPage, name: str, heading: str) -> None:
        super().__init__(page)
        self.setObjectName(name)
        self.setWindowTitle(heading)
        self.page = page
        self.refused = Paragraph("", size=13, line=19, colour=theme.AKANE)
        self.refused.setObjectName(f"{name}_refused")
        self.column = QVBoxLayout(self)
        margin = theme.px(theme.PAGE_MARGIN)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(theme.px(theme.GAP))
        self.resize(theme.px(420), self.sizeHint().height())

    @property
    def store(self) -> Store:
        """Where the lists are kept."""
        return self.page.context.store

    def name_field(self, name: str) -> QLineEdit:
        """A labelled field for the name of a list."""
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(tr("一覧の名前"))
        field.setMaxLength(LONGEST_NAME)
        field.setFont(theme.font(14))
        self.column.addWidget(FieldLabel(tr("一覧の名前"), field))
        self.column.addWidget(field)
        return field

    def foot(self, *buttons: QWidget) -> None:
        """The row of buttons at the right, below what was refused."""
        self.column.addWidget(self.refused)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        self.column.addLayout(row)

    def attempt(self, act: object) -> bool:
        """Do it; say below the field why it can't be done."""
        try:
            act()  # type: ignore[operator]
        except UserFacingError as error:
            self.refused.setText(error.sentence())
            return False
        self.refused.setText("")
        return True


class NameDialog(_Dialog):
    """Asks under which name the present list is kept."""

    def __init__(self, page: CasesPage) -> None:
        super().__init__(page, "name_list", tr("今の条件と並びを保存"))
        self.field = self.name_field("list_name")
        keep = Button(tr("保存"), "list_keep", kind="primary")
        keep.setDefault(True)
        keep.clicked.connect(self._keep)
        stop = Button(tr("やめる"), "list_keep_not")
        stop.clicked.connect(self.reject)
        self.foot(stop, keep)

    def _keep(self) -> None:
        wanted = self.page.current_list(self.field.text())
        if self.attempt(lambda: save_list(self.store, wanted)):
            self.accept()


class ManageDialog(_Dialog):
    """All named lists: give one another name, delete one."""

    def __init__(self, page: CasesPage) -> None:
        super().__init__(page, "manage_named_lists", tr("保存した一覧"))
        self._names = QStringListModel()
        self.view = QListView()
        self.view.setObjectName("named_lists")
        self.view.setAccessibleName(tr("保存した一覧"))
        self.view.setFont(theme.font(14))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setModel(self._names)
        self.view.setFixedHeight(theme.px(180))
        self.column.addWidget(self.view)
        self.field = self.name_field("list_new_name")
        self.view.selectionModel().currentChanged.connect(self._show)
        rename = Button(tr("名前を変える"), "list_rename", kind="primary")
        rename.setDefault(True)
        rename.clicked.connect(self._rename)
        drop = Button(tr("この一覧を消す"), "list_delete")
        drop.clicked.connect(self._delete)
        close = Button(tr("閉じる"), "list_close")
        close.clicked.connect(self.accept)
        self.foot(drop, rename, close)
        self._fill("")

    def _fill(self, wanted: str) -> None:
        names = [one.name for one in saved_lists(self.store)]
        self._names.setStringList(names)
        if not names:
            self.accept()
            return
        self.view.setCurrentIndex(self._names.index(names.index(wanted) if wanted in names else 0))

    def _show(self, index: QModelIndex) -> None:
        self.field.setText(str(index.data() or ""))

    def _rename(self) -> None:
        old, new = str(self.view.currentIndex().data()), self.field.text()
        if self.attempt(lambda: rename_list(self.store, old, new)):
            self._fill(" ".join(new.split()))

    def _delete(self) -> None:
        name = str(self.view.currentIndex().data())
        if self.attempt(lambda: delete_list(self.store, name)):
            self._fill("")

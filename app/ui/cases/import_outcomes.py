"""What taking a file in would do, case by case, and whose value stays where both were edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from app.exchange.conflicts import FieldConflict, Side
from app.i18n import tr
from app.services.file_twins import TWIN
from app.ui import theme
from app.ui.cases.import_state import ImportState, Outcome, Trial
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.table import dress_table

Index = QModelIndex | QPersistentModelIndex


def kind_word(kind: str) -> str:
    """What would happen to a case, in one word."""
    return {
        "created": tr("新しい事例"),
        "updated": tr("更新"),
        "unchanged": tr("変わらない"),
        "undecided": tr("決めてください"),
    }[kind]


class OutcomeModel(QAbstractTableModel):
    """One row per case: its number and what would happen."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Outcome] = []

    def show_rows(self, rows: Sequence[Outcome]) -> None:
        """Show other cases; those that need a person come first."""
        order = ["undecided", "updated", "created", "unchanged"]
        self.beginResetModel()
        self.rows = sorted(rows, key=lambda row: order.index(row.kind))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        row = self.rows[index.row()]
        return row.name if index.column() == 0 else kind_word(row.kind)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (tr("事例"), tr("取り込むと"))[section]


class ConflictModel(QAbstractTableModel):
    """One row per field of one case that was edited here and differs in the file."""

    def __init__(self) -> None:
        super().__init__()
        self.conflicts: list[FieldConflict] = []
        self._state = ImportState()

    def show_conflicts(self, found: Sequence[FieldConflict], state: ImportState) -> None:
        """Show the fields of one case and what was chosen for them."""
        same = list(found) == self.conflicts
        if not same:
            self.beginResetModel()
        self.conflicts, self._state = list(found), state
        if not same:
            self.endResetModel()
        elif found:
            self.dataChanged.emit(self.index(0, 0), self.index(len(found) - 1, 3))

    def side(self, row: int) -> Side | None:
        """What was chosen for a row."""
        return self._state.side_of(self.conflicts[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.conflicts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        conflict = self.conflicts[index.row()]
        texts = (conflict.label, conflict.here, conflict.in_file, self._chosen(index.row()))
        text = texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return text or None
        return text.replace("\n", " ") or tr("（空）")

    def _chosen(self, row: int) -> str:
        side = self.side(row)
        if side is None:
            return tr("― こちらのまま")
        return tr("1 こちら") if side is Side.HERE else tr("2 ファイル")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (tr("くい違う項目"), tr("こちら"), tr("ファイル"), tr("残すほう"))[section]


class _Table(QTableView):
    """Tells of the keys 1 and 2; all else as in every table."""

    side_wanted = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sides = {"1": Side.HERE, "１": Side.HERE, "2": Side.FILE, "２": Side.FILE}
        if event.text() in sides:
            self.side_wanted.emit(sides[event.text()])
            return
        super().keyPressEvent(event)


class ImportOutcomes(QWidget):
    """Cases at the left, the differing fields of the current one at the right."""

    sides_chosen = Signal(object, object)
    """The ``FieldConflict`` values and the ``Side`` a person chose for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trial = Trial()
        self._state = ImportState()
        self.outcomes, self.conflicts = OutcomeModel(), ConflictModel()
        self.cases = QTableView()
        self.cases.setModel(self.outcomes)
        dress_table(self.cases, "import_outcomes", accessible=tr("取り込む事例"), inset=20)
        self.cases.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.fields = _Table()
        self.fields.setModel(self.conflicts)
        dress_table(self.fields, "import_conflicts", accessible=tr("くい違う項目"), inset=16)
        self.fields.side_wanted.connect(self._choose_current)
        self._say = Paragraph("", size=14, line=21, colour=theme.NIBI)
        self._say.setObjectName("import_conflict_words")
        self._whole = Paragraph("", size=14, line=21)
        self._whole.setObjectName("import_conflict_whole")
        self._build()
        self.cases.selectionModel().currentRowChanged.connect(lambda *_: self._show_case())
        self.fields.selectionModel().currentRowChanged.connect(lambda *_: self._show_whole())

    def _build(self) -> None:
        self.cases.setColumnWidth(1, theme.px(150))
        right = QFrame()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(8))
        heading = QHBoxLayout()
        heading.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        heading.addWidget(SafeLabel(tr("くい違う項目"), size=16, bold=True))
        heading.addStretch(1)
        self._all: list[Button] = []
        for side, words, name in (
            (Side.HERE, tr("すべてこちら"), "import_all_here"),
            (Side.FILE, tr("すべてファイル"), "import_all_file"),
        ):
            button = Button(words, name, size="small")
            button.clicked.connect(lambda _on=False, chosen=side: self._choose_all(chosen))
            heading.addWidget(button)
            self._all.append(button)
        column.addLayout(heading)
        for paragraph in (self._say, self._whole):
            paragraph.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        column.addWidget(self._say)
        column.addWidget(self.fields, 1)
        column.addWidget(self._whole)
        column.addStretch(0)
        self._right = column
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.cases.setFixedWidth(theme.px(370))
        row.addWidget(self.cases)
        row.addWidget(right, 1)
        heads = self.fields.horizontalHeader()
        for place in (1, 2):
            heads.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.fields.setColumnWidth(0, theme.px(170))
        self.fields.setColumnWidth(3, theme.px(140))

    def show_trial(self, trial: Trial, state: ImportState) -> None:
        """Show what the dry run found; the current case stays."""
        current = self._current()
        self._trial, self._state = trial, state
        self.outcomes.show_rows(trial.outcomes)
        uuids = [row.case_uuid for row in self.outcomes.rows]
        place = uuids.index(current.case_uuid) if current and current.case_uuid in uuids else 0
        if uuids:
            self.cases.setCurrentIndex(self.outcomes.index(place, 0))
        self._show_case()

    def _current(self) -> Outcome | None:
        row = self.cases.currentIndex().row()
        return self.outcomes.rows[row] if 0 <= row < len(self.outcomes.rows) else None

    def _show_case(self) -> None:
        current = self._current()
        uuid = current.case_uuid if current else ""
        found = [each for each in self._trial.conflicts if each.case_uuid == uuid]
        self.conflicts.show_conflicts(found, self._state)
        for button in self._all:
            button.setEnabled(bool(found))
        self.fields.setVisible(bool(found))
        self._right.setStretch(self._right.count() - 1, 0 if found else 1)
        twin = any(each.field == TWIN for each in found)
        self._say.setText(
            tr("すでにある事例と同じ人かもしれません。選ぶまで、この事例は取り込みません。")
            if twin
            else tr(
                "この事例は、この端末で直したあとファイルとくい違っています。"
                "選ばない項目はこちらのまま残ります。"
            )
            if found
            else tr("くい違う項目はありません。")
        )
        if found and not self.fields.currentIndex().isValid():
            self.fields.setCurrentIndex(self.conflicts.index(0, 0))
        self._show_whole()

    def _show_whole(self) -> None:
        row = self.fields.currentIndex().row()
        known = 0 <= row < len(self.conflicts.conflicts)
        if known:
            conflict = self.conflicts.conflicts[row]
            empty: Callable[[str], str] = lambda text: text or tr("（空）")  # noqa: E731
            self._whole.setText(
                tr(
                    "こちら：{here}\nファイル：{in_file}",
                    here=empty(conflict.here),
                    in_file=empty(conflict.in_file),
                )
            )
        self._whole.setVisible(known)

    def _choose_current(self, side: Side) -> None:
        row = self.fields.currentIndex().row()
        if 0 <= row < len(self.conflicts.conflicts):
            self.sides_chosen.emit((self.conflicts.conflicts[row],), side)
            if row + 1 < len(self.conflicts.conflicts):
                self.fields.setCurrentIndex(self.conflicts.index(row + 1, 0))

    def _choose_all(self, side: Side) -> None:
        self.sides_chosen.emit(tuple(self.conflicts.conflicts), side)

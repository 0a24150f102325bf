"""The bars of the import page: the file, the cell, and the wait while a file is read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.exchange.foreign_grid import place_name
from app.exchange.foreign_headers import targets
from app.i18n import tr
from app.services.sheets import SheetDraft
from app.ui import theme
from app.ui.cases.import_outcomes import kind_word
from app.ui.cases.import_state import Trial
from app.ui.start.window import PassphraseField
from app.ui.widgets.buttons import Button
from app.ui.widgets.choice_field import ChoiceField
from app.ui.widgets.labels import FieldLabel, Paragraph, SafeLabel
from app.ui.widgets.segmented import Segmented


class FileBar(QFrame):
    """Which file and sheet, which of the two views, and what would happen in figures."""

    view_chosen = Signal(str)
    sheet_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_file_bar")
        self.setFixedHeight(theme.px(44))
        self._file = SafeLabel("", bold=True, elide=True, name="import_file")
        self.views = Segmented(
            [("sheet", tr("列と行をそろえる")), ("cases", tr("事例ごとに見る"))],
            "import_view",
            accessible=tr("表示"),
        )
        self.views.chosen.connect(self.view_chosen)
        self.sheets = ChoiceField([], "import_sheet_name", accessible=tr("シート"), empty=None)
        self.sheets.setMinimumWidth(theme.px(120))
        self.sheets.chosen.connect(self.sheet_chosen)
        self._counts = SafeLabel("", colour=theme.NIBI, elide=True, name="import_counts")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), 0, theme.px(16), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.views)
        row.addWidget(self._file, 1)
        row.addWidget(self.sheets)
        row.addWidget(self._counts, 2)
        self.show_draft(None)

    def show_file(self, name: str) -> None:
        """A file that is being read."""
        self._file.setText(name)
        self._counts.setText("")
        self.show_draft(None)

    def show_draft(self, draft: SheetDraft | None) -> None:
        """The sheets of a workbook; none for a file of our own."""
        self.views.setVisible(draft is not None)
        names = draft.sheet_names if draft is not None else ()
        self.sheets.setVisible(len(names) > 1)
        if [self.sheets.itemText(i) for i in range(self.sheets.count())] != list(names):
            self.sheets.clear()
            for name in names:
                self.sheets.addItem(name, name)
        if draft is not None:
            self.sheets.set_code(draft.sheet)

    def show_view(self, view: str) -> None:
        """Which of the two is on screen."""
        self.views.set_value(view)

    def show_trial(self, trial: Trial) -> None:
        """新しい事例 3・更新 1・決めてください 1・読めないところ 2."""
        parts = [
            tr("{kind} {n}", kind=kind_word(kind), n=trial.count(kind))
            for kind in ("created", "updated", "unchanged", "undecided")
            if trial.count(kind)
        ]
        if trial.reasons:
            parts.append(tr("残っていること {n}", n=len(trial.reasons)))
        self._counts.setText(tr("・").join(parts))


class CellStrip(QFrame):
    """Where the cursor stands, the whole text of the cell, and what its column is read as."""

    target_chosen = Signal(str)
    keep_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_strip")
        self._place = SafeLabel("", bold=True, elide=True, name="import_place")
        self._place.setFixedWidth(theme.px(120))
        self._text = SafeLabel("", elide=True, name="import_cell_text")
        self._reason = SafeLabel("", colour=theme.AKANE, size=13, elide=True, name="import_reason")
        self.target = ChoiceField(
            [(each.key, each.label()) for each in targets()],
            "import_target",
            accessible=tr("この列を何として読むか"),
            empty=tr("使わない"),
        )
        self.target.setFixedWidth(theme.px(220))
        self.target.chosen.connect(self.target_chosen)
        self.target.activated.connect(
            lambda index: self.target_chosen.emit("") if index == 0 else None
        )
        self.keep = QCheckBox(tr("控えに残す"))
        self.keep.setObjectName("import_keep")
        self.keep.clicked.connect(self.keep_chosen)
        first, second = QHBoxLayout(), QHBoxLayout()
        for line in (first, second):
            line.setContentsMargins(theme.px(20), 0, theme.px(12), 0)
            line.setSpacing(theme.px(10))
        first.addWidget(self._place)
        first.addWidget(self._text, 1)
        second.addWidget(FieldLabel(tr("この列"), self.target))
        second.addWidget(self.target)
        second.addWidget(self.keep)
        second.addWidget(self._reason, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        column.setSpacing(theme.px(2))
        column.addLayout(first)
        column.addLayout(second)

    def show_cell(self, draft: SheetDraft, row: int, column: int, reason: str) -> None:
        """The cell under the cursor."""
        line = draft.grid.rows[row]
        self._place.setText(place_name(line, column))
        self._text.setText(line.text(column).replace("\n", " ／ "))
        self._reason.setText(reason)
        known = column < len(draft.mapping.columns)
        match = draft.mapping.columns[column] if known else None
        self.target.setEnabled(known)
        self.target.set_code(match.target if match else None)
        self.keep.setEnabled(match is not None and match.target is None)
        self.keep.setChecked(bool(match and match.keep))

    def choose_target(self) -> None:
        """Open the list of what a column may be read as."""
        if self.target.isVisible() and self.target.isEnabled():
            self.target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.target.showPopup()


class KeyFoot(QFrame):
    """The keys that align a sheet, always in sight like in every grid (DESIGN-SYSTEM §8)."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_keys")
        words = tr(
            "Ctrl+→ ← ここから右を動かす　Ctrl+/ 分ける　Ctrl+J つなげる　"
            "Ctrl+- この行を読まない　F2 直す　Ctrl+T この列の読み方　Ctrl+. 次の確かめること"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), theme.px(4), theme.px(12), theme.px(4))
        row.addWidget(Paragraph(words, size=13, line=18, colour=theme.NIBI))


class ReadingNote(QWidget):
    """What is said instead of a sheet: reading, or why not."""

    stopped = Signal()
    other_wanted = Signal()
    password_given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._words = Paragraph("", size=14, line=22)
        self._words.setObjectName("import_words")
        self._stop = Button(tr("中止"), "import_stop")
        self._stop.clicked.connect(self.stopped)
        self._other = Button(tr("別のファイルを選ぶ"), "import_other")
        self._other.clicked.connect(self.other_wanted)
        self.password = PassphraseField("import_password", tr("ファイルのパスワード"))
        self.password.setFixedWidth(theme.px(280))
        self.password.returnPressed.connect(self._give)
        self._unlock = Button(tr("開く"), "import_unlock", kind="primary")
        self._unlock.clicked.connect(self._give)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for widget in (self.password, self._unlock, self._stop, self._other):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        margin = theme.px(theme.PAGE_MARGIN)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(theme.GAP))
        column.addWidget(self._words)
        column.addLayout(row)
        column.addStretch(1)

    def show_reading(self) -> None:
        """A file is being read."""
        self._show(tr("読み込み中…"), reading=True)

    def show_refusal(self, words: str) -> None:
        """Why the file wasn't taken in."""
        self._show(words, reading=False)
        self._other.setFocus()

    def show_password(self, words: str) -> None:
        """The file is under a password, or the one that was typed didn't open it."""
        self._show(words, reading=False, locked=True)
        self.password.setFocus()

    def _give(self) -> None:
        typed = self.password.text()
        self.password.clear()
        if typed:
            self.password_given.emit(typed)

    def _show(self, words: str, *, reading: bool, locked: bool = False) -> None:
        self._words.setText(words)
        self.password.clear()
        self.password.setVisible(locked)
        self._unlock.setVisible(locked)
        self._stop.setVisible(reading)
        self._other.setVisible(not reading)

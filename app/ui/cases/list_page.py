"""page_cases: all cases with search, filters and a preview (design 02)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.care.case import Case
from app.care.field_names import field_label
from app.care.scales import feature_codes, feature_short
from app.clock import today
from app.errors import UserFacingError
from app.i18n import tr
from app.services.cases import CaseRow, filter_choices, get_case, new_case
from app.services.changes import ChangeSet
from app.services.saved_lists import (
    SavedList,
    remember_order,
    remembered_order,
    saved_lists,
)
from app.ui import theme
from app.ui.cases.list_bin import ListBin
from app.ui.cases.list_filters import build_filters, chosen_filter
from app.ui.cases.list_model import (
    UUID_ROLE,
    CaseSource,
    CaseTableModel,
    columns_of,
    sort_keys,
)
from app.ui.cases.list_preview import CasePreview, PreviewFollower
from app.ui.cases.list_saved import SavedListsButton
from app.ui.cases.list_table import CaseTable
from app.ui.context import UiContext
from app.ui.page import KeyHelp, Page
from app.ui.widgets.buttons import Button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.filter_button import FilterOption
from app.ui.widgets.labels import SafeLabel, WholeLabel
from app.ui.widgets.search_field import SearchField

PREVIEW_WIDTH, PREVIEW_NARROW = 324, 296
PREVIEW_LEAST, PREVIEW_MOST = 264, 520


class CasesPage(Page):
    """Search, filters, list and preview."""

    page_name = "page_cases"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._total = 0
        self.model = CaseTableModel()
        self.table = CaseTable(self.model)
        self.preview = CasePreview()
        self.search = SearchField(
            tr("事例をさがす"),
            "case_search",
            hint=tr("かな・漢字・薬名"),
            key="Ctrl+F",
            pause_ms=0,
        )
        self._filters = build_filters(today(context.clock))
        for button in self._filters.values():
            button.changed.connect(lambda _codes: self.refresh())
        self.bin = ListBin(self)
        self.lists = SavedListsButton(self)
        self.lists.chosen.connect(self._use_list)
        self._build()
        self._follower = PreviewFollower(
            self.preview, self._buttons, self.current_uuid, self._read_current
        )
        self.search.searched.connect(lambda _text: self.refresh())
        self.model.failed.connect(self.failed)
        self.model.choose_order(columns_of(self._kept_order()))
        self.table.sorted_by_person.connect(self._remember_order)
        self.table.binned.connect(self.bin.put_chosen)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._follower.follow())
        self.table.doubleClicked.connect(self._open)

    # Building.

    def _build(self) -> None:
        self._count = SafeLabel("", size=16, bold=True, tabular=True, name="case_count")
        self._match_note = SafeLabel("", size=13, colour=theme.NIBI, elide=True)
        self._clear = Button(tr("条件をすべて消す"), "clear_conditions", kind="text")
        self._clear.clicked.connect(self._clear_conditions)
        self.search.setFixedWidth(theme.px(420))
        tools = _line(theme.px(32))
        for widget in (self.search, self._count, SafeLabel(tr("件"), size=14)):
            tools.addWidget(widget)
        tools.addWidget(self._match_note, 1)
        tools.addWidget(self._clear)
        tools.addWidget(self.lists)
        filters = _line(theme.px(44))
        for button in self._filters.values():
            filters.addWidget(button)
        legend = "　".join(f"{c} {feature_short(c)}" for c in feature_codes())
        features = WholeLabel(tr("特徴　{legend}", legend=legend), size=13, colour=theme.NIBI)
        features.setObjectName("feature_legend")
        features.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        filters.addWidget(features, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bin.notice)
        column.addSpacing(theme.px(12))
        column.addLayout(tools)
        column.addLayout(filters)
        body = QFrame()
        body.setObjectName("case_list_body")
        holder = QVBoxLayout(body)
        holder.setContentsMargins(0, 1, 0, 0)
        self._splitter = self._split()
        holder.addWidget(self._splitter)
        column.addWidget(body, 1)

    def _split(self) -> QSplitter:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        make = Button(tr("新しい事例"), "empty_new_case", kind="primary", icon="plus")
        make.clicked.connect(self.new_record)
        self._nothing_yet = EmptyState(
            tr("まだ事例がありません。新しい事例を作るか、ファイルから取り込みます。"), [make]
        )
        drop = Button(tr("条件をすべて消す"), "empty_clear_conditions")
        drop.clicked.connect(self._clear_conditions)
        self._no_hit = EmptyState("", [drop], name="no_hit")
        self._stack.addWidget(self._nothing_yet)
        self._stack.addWidget(self._no_hit)
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot())
        right = QWidget()
        right.setMaximumWidth(theme.px(PREVIEW_MOST))
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        self._buttons = self._actions()
        least = max(theme.px(PREVIEW_LEAST), self._buttons.minimumSizeHint().width())
        right.setMinimumWidth(least)
        side.addWidget(self.preview, 1)
        side.addWidget(self._buttons)
        side.addStretch(0)
        self._right = right
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("case_splitter")
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.splitterMoved.connect(lambda *_: self._remember_width())
        return split

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setObjectName("case_list_foot")
        foot.setFixedHeight(theme.px(30))
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(18))
        self._foot_count = SafeLabel("", size=13, colour=theme.NIBI)
        self._average = SafeLabel("", size=13, colour=theme.NIBI)
        row.addWidget(self._foot_count)
        row.addWidget(
            SafeLabel(
                tr("改善＝事後予測で良くなると見込んだADL・IADLの項目数"),
                size=13,
                colour=theme.NIBI,
                elide=True,
            ),
            1,
        )
        row.addWidget(self._average)
        self._bin = Button(tr("ごみ箱"), "open_bin", kind="text", size="small")
        self._bin.clicked.connect(self.bin.open)
        row.addWidget(self._bin)
        return foot

    def _actions(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("preview_actions")
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.px(18), theme.px(10), theme.px(8), theme.px(10))
        row.setSpacing(theme.px(8))
        self._open_button = Button(tr("開く"), "preview_open", kind="primary", key="Enter")
        self._open_button.clicked.connect(lambda: self._open(self.table.currentIndex()))
        judge = Button(tr("ADL・IADL"), "preview_judgement")
        judge.clicked.connect(lambda: self._go("page_judgement"))
        paper = Button(tr("印刷"), "preview_print")
        paper.clicked.connect(self.print_here)
        for button in (self._open_button, judge, paper):
            row.addWidget(button)
        row.addStretch(1)
        return bar

    # What the shell asks for.

    @property
    def title(self) -> str:
        return tr("事例")

    @property
    def subtitle(self) -> str:
        return tr("全{n}件", n=self._total)

    def header_widgets(self) -> list[QWidget]:
        fetch = Button(tr("ファイルから取り込む"), "import_cases")
        fetch.clicked.connect(self._import)
        write = Button(tr("ファイルに書き出す"), "export_cases")
        write.clicked.connect(self._export)
        make = Button(tr("新しい事例"), "new_case", kind="primary", icon="plus", key="Ctrl+N")
        make.clicked.connect(self.new_record)
        return [fetch, write, make]

    def keys(self) -> list[KeyHelp]:
        return [
            KeyHelp("Enter", tr("開く")),
            KeyHelp("Ctrl+F", tr("事例をさがす")),
            KeyHelp("Ctrl+N", tr("新しい事例")),
            KeyHelp("Ctrl+P", tr("印刷")),
            KeyHelp("Delete", tr("ごみ箱へ移す")),
            KeyHelp("Ctrl+Enter", tr("見出しで：2番目の並べ替え")),
            KeyHelp("Shift+↓", tr("続けて選ぶ")),
            KeyHelp("Ctrl+B", tr("見本を隠す・出す")),
        ]

    def opened(self, **params: object) -> None:
        if search := params.get("search"):
            self.search.setText(str(search))
        self.reread()
        (self.search if search else self.table).setFocus()
        if said := params.get("said"):
            self.status_changed.emit(str(said))

    def changed(self, changes: ChangeSet) -> None:
        if changes.kinds & {"case", "conference"}:
            self.reread()

    def find_here(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def new_record(self) -> bool:
        try:
            case = new_case(self.context.store)
        except UserFacingError as error:
            self.failed.emit(error)
            return True
        self.announce(ChangeSet(frozenset({"case"}), frozenset({case.uuid}), self))
        return self.context.navigate("page_case_editor", case_uuid=case.uuid)

    def print_here(self) -> bool:
        chosen = self.table.chosen_cases()
        if not chosen:
            return False
        from app.ui.paper.preview import preview_case_sheet

        preview_case_sheet(self, self.context, chosen)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_B:
            self._right.setVisible(not self._right.isVisible())
            return
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.table.setFocus()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() <= theme.px(theme.NARROW_WIDTH)
        usual = PREVIEW_NARROW if narrow else PREVIEW_WIDTH
        kept = self.context.settings.widths.get(self._splitter.objectName(), [])
        preview = max(theme.px(kept[-1] if kept else usual), self._right.minimumWidth())
        self._splitter.setSizes([self.width() - preview - 1, preview])

    def _remember_width(self) -> None:
        """The width a person gave the preview, in design pixels."""
        widths = [round(size / theme.scale()) for size in self._splitter.sizes()]
        self.context.settings.remember_widths(self._splitter.objectName(), widths)

    # Doing.

    def current_uuid(self) -> str | None:
        """The case of the current row."""
        uuid = self.table.currentIndex().data(UUID_ROLE)
        return str(uuid) if uuid else None

    def refresh(self) -> None:
        """Search again, as after every key, and keep the current case."""
        kept, search = self.current_uuid(), self.search.text()
        source = CaseSource(self.context.store, search, chosen_filter(self._filters))
        with self._follower.held():
            try:
                self.model.show(source)
            except UserFacingError as error:
                self.failed.emit(error)  # what was listed stays on screen
                return
            self.table.fit_columns()
            self.table.select_case(kept)
            self._show_counts(search)
            self._follower.follow()

    def _read_choices(self) -> None:
        """What changes only with the cases themselves: totals, presenters, the bin."""
        try:
            choices = filter_choices(self.context.store)
            self.lists.show_lists(saved_lists(self.context.store))
        except UserFacingError as error:
            self.failed.emit(error)
            return
        self._total = choices.total
        self._filters["staff"].set_options([FilterOption(name, name) for name in choices.staff])
        self._bin.setText(tr("ごみ箱（{n}）", n=choices.binned))
        self.header_changed.emit()

    def _show_counts(self, search: str) -> None:
        n, age = len(self.model.hits.uuids), self.model.hits.average_age
        narrowed = bool(search.strip()) or any(b.active() for b in self._filters.values())
        self._count.setText(str(n))
        self._clear.setVisible(narrowed)
        self._match_note.setText(self._match_words(search))
        self._foot_count.setText(tr("{total}件中 {n}件", total=self._total, n=n))
        self._average.setText(tr("平均 {age}歳", age="" if age is None else f"{age:.1f}"))
        self._average.setVisible(age is not None)
        if n:
            self._stack.setCurrentWidget(self.table)
        elif narrowed:
            self._no_hit.set_sentence(self._no_hit_words(search))
            self._stack.setCurrentWidget(self._no_hit)
        else:
            self._stack.setCurrentWidget(self._nothing_yet)

    def _match_words(self, search: str) -> str:
        fields = self.model.hits.fields
        if not search.strip() or not fields:
            return ""
        names = "・".join(dict.fromkeys(field_label(field) for field in fields))
        return tr("「{search}」→ {fields}に一致", search=search.strip(), fields=names)

    def _no_hit_words(self, search: str) -> str:
        active = [button.text() for button in self._filters.values() if button.active()]
        if search.strip():
            active.insert(0, tr("「{search}」", search=search.strip()))
        return tr(
            "0件です。次の条件を外すと見つかるかもしれません：{conditions}",
            conditions=tr("、").join(active),
        )

    def hideEvent(self, event: QHideEvent) -> None:
        self._follower.stop()
        super().hideEvent(event)

    def _read_current(self) -> tuple[CaseRow, Case] | None:
        """What the preview shows of the current row."""
        uuid, row = self.current_uuid(), self.model.row_at(self.table.currentIndex().row())
        if uuid is None or row is None:
            return None
        try:
            return row, get_case(self.context.store, uuid)
        except UserFacingError as error:
            self.failed.emit(error)
            return None

    def _clear_conditions(self) -> None:
        for button in self._filters.values():
            button.set_codes(frozenset())
        self.search.clear_search()
        self.refresh()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self._go("page_case_editor")

    def _go(self, page: str) -> None:
        if uuid := self.current_uuid():
            self.context.navigate(page, case_uuid=uuid)

    def _import(self) -> None:
        from app.ui.cases.file_dialogs import import_cases

        import_cases(self, self.context)

    def _export(self) -> None:
        from app.ui.cases.file_dialogs import export_cases

        chosen = self.table.chosen_cases()
        export_cases(self, chosen if len(chosen) > 1 else None, total=self._total)

    # Order and named lists.

    def _kept_order(self) -> object:
        try:
            return remembered_order(self.context.store)
        except UserFacingError:
            return []

    def _remember_order(self) -> None:
        self.attempt(lambda: remember_order(self.context.store, self._order()))

    def _order(self) -> list[list[Any]]:
        return [[key, down] for key, down in sort_keys(self.model.order)]

    def current_list(self, name: str) -> SavedList:
        """What is searched, filtered and sorted now, under a name."""
        filters = {key: sorted(b.codes()) for key, b in self._filters.items() if b.active()}
        return SavedList(name=name, search=self.search.text(), filters=filters, order=self._order())

    def _use_list(self, wanted: SavedList) -> None:
        for key, button in self._filters.items():
            button.set_codes(frozenset(wanted.filters.get(key, ())))
        self.model.choose_order(columns_of(wanted.order))
        self.search.setText(wanted.search)
        self.search.settle()
        self.refresh()
        self._remember_order()
        self.table.setFocus()

    def undo(self) -> bool:
        """Ctrl+Z takes cases out of the bin again while the bar offers it."""
        return self.bin.undo()

    def reread(self) -> None:
        """The cases themselves changed: totals, presenters and the list."""
        self._read_choices()
        self._follower.outdate()
        self.refresh()

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something to the store; say it where it fails."""
        try:
            act()
        except UserFacingError as error:
            self.failed.emit(error)
            return False
        return True


def _line(height: int) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
    line.setSpacing(theme.px(8))
    line.addStrut(height)
    return line

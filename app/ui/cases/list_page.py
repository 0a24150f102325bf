"""page_cases: all cases with search, filters and a preview (design 02)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.care.case import CaseStatus
from app.care.field_names import field_label
from app.care.scales import (
    care_level_label,
    care_level_short,
    care_levels,
    case_status_label,
    feature_codes,
    feature_label,
    feature_short,
)
from app.care.wareki import fiscal_year
from app.clock import today
from app.errors import UserFacingError
from app.i18n import tr
from app.services.cases import (
    CaseFilter,
    CaseRow,
    filter_choices,
    get_case,
    list_cases,
    new_case,
)
from app.services.changes import ChangeSet
from app.ui import theme
from app.ui.cases.list_model import UUID_ROLE, CaseTableModel
from app.ui.cases.list_preview import CasePreview
from app.ui.cases.list_table import CaseTable
from app.ui.context import UiContext
from app.ui.page import KeyHelp, Page
from app.ui.widgets.buttons import Button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.filter_button import FilterButton, FilterOption
from app.ui.widgets.labels import SafeLabel
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
            tr("事例をさがす"), "case_search", hint=tr("かな・漢字・薬名"), key="Ctrl+F"
        )
        self._shown_later = QTimer(self)
        self._shown_later.setSingleShot(True)
        self._shown_later.setInterval(60)
        self._shown_later.timeout.connect(self._show_preview)
        self._filters = self._build_filters()
        self._build()
        self.search.searched.connect(lambda _text: self.refresh())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._shown_later.start())
        self.table.doubleClicked.connect(self._open)

    # Building.

    def _build_filters(self) -> dict[str, FilterButton]:
        levels = [FilterOption(c, care_level_label(c), care_level_short(c)) for c in care_levels()]
        features = [
            FilterOption(str(c), f"{c} {feature_label(c)}", str(c)) for c in feature_codes()
        ]
        statuses = [FilterOption(s.value, case_status_label(s)) for s in CaseStatus]
        filters = {
            "level": _filter(tr("介護度"), levels, "filter_level"),
            "feature": _filter(tr("特徴"), features, "filter_feature", width=164),
            "staff": _filter(tr("担当"), [], "filter_staff"),
            "status": _filter(tr("状態"), statuses, "filter_status"),
            "year": _filter(tr("会議"), self._years(), "filter_year", width=168, exclusive=True),
        }
        for button in filters.values():
            button.changed.connect(lambda _codes: self.refresh())
        return filters

    def _years(self) -> list[FilterOption]:
        this_year = fiscal_year(today(self.context.clock))
        return [
            FilterOption(f"{year}-04-01", tr("{year}年度〜", year=_year_name(year)))
            for year in range(this_year, this_year - 5, -1)
        ]

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
        filters = _line(theme.px(44))
        for button in self._filters.values():
            filters.addWidget(button)
        legend = "　".join(f"{c} {feature_short(c)}" for c in feature_codes())
        features = SafeLabel(
            tr("特徴　{legend}", legend=legend), size=13, colour=theme.NIBI, elide=True
        )
        features.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        filters.addWidget(features, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(12), 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addLayout(filters)
        body = QFrame()
        body.setObjectName("case_list_body")
        body.setStyleSheet(f"#case_list_body {{ border-top: 1px solid {theme.LINE}; }}")
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
        foot.setStyleSheet(
            f"#case_list_foot {{ background: {theme.ZEBRA}; border-top: 1px solid {theme.LINE}; }}"
        )
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
        return foot

    def _actions(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("preview_actions")
        bar.setStyleSheet(
            f"#preview_actions {{ background: {theme.SURFACE};"
            f" border-top: 1px solid {theme.LINE}; }}"
        )
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
            KeyHelp("Ctrl+B", tr("見本を隠す・出す")),
        ]

    def opened(self, **params: object) -> None:
        if search := params.get("search"):
            self.search.setText(str(search))
        self.refresh()
        (self.search if search else self.table).setFocus()

    def changed(self, changes: ChangeSet) -> None:
        if changes.kinds & {"case", "conference"}:
            self.refresh()

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
        uuid = self.current_uuid()
        if uuid is None:
            return False
        from app.ui.paper.preview import preview_case_sheet

        preview_case_sheet(self, self.context, [uuid])
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

    def _filter(self) -> CaseFilter:
        codes = {name: button.codes() for name, button in self._filters.items()}
        return CaseFilter(
            care_levels=codes["level"],
            feature_codes=frozenset(int(code) for code in codes["feature"]),
            staff=codes["staff"],
            statuses=frozenset(CaseStatus(code) for code in codes["status"]),
            conference_from=next(iter(codes["year"]), ""),
        )

    def refresh(self) -> None:
        """Read the list again and keep the current case."""
        kept, search = self.current_uuid(), self.search.text()
        try:
            choices = filter_choices(self.context.store)
            rows = list_cases(self.context.store, search=search, filters=self._filter())
        except UserFacingError as error:
            self.failed.emit(error)  # what was listed stays on screen
            return
        self._total = choices.total
        self._filters["staff"].set_options([FilterOption(name, name) for name in choices.staff])
        self.model.show_rows(rows, search)
        self.table.fit_columns()
        self.table.select_case(kept)
        self._show_counts(rows, search)
        self._show_preview()
        self.header_changed.emit()

    def _show_counts(self, rows: Sequence[CaseRow], search: str) -> None:
        narrowed = bool(search.strip()) or any(b.active() for b in self._filters.values())
        self._count.setText(str(len(rows)))
        self._clear.setVisible(narrowed)
        self._match_note.setText(self._match_words(search))
        self._foot_count.setText(tr("{total}件中 {n}件", total=self._total, n=len(rows)))
        ages = [row.age for row in rows if row.age is not None]
        average = f"{sum(ages) / len(ages):.1f}" if ages else ""
        self._average.setText(tr("平均 {age}歳", age=average))
        self._average.setVisible(bool(ages))
        if rows:
            self._stack.setCurrentWidget(self.table)
        elif narrowed:
            self._no_hit.set_sentence(self._no_hit_words(search))
            self._stack.setCurrentWidget(self._no_hit)
        else:
            self._stack.setCurrentWidget(self._nothing_yet)

    def _match_words(self, search: str) -> str:
        fields = {row.match_field for row in self.model.rows if row.match_field}
        if not search.strip() or not fields:
            return ""
        names = "・".join(sorted(field_label(field) for field in fields))
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
        self._shown_later.stop()
        super().hideEvent(event)

    def _show_preview(self) -> None:
        uuid = self.current_uuid()
        for part in (self.preview, self._buttons):
            part.setVisible(uuid is not None)
        if uuid is None:
            return
        row = self.model.rows[self.table.currentIndex().row()]
        try:
            case = get_case(self.context.store, uuid)
        except UserFacingError as error:
            self.failed.emit(error)
            return
        self.preview.show_case(row, case)

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

        export_cases(self, self.context)


def _filter(
    label: str,
    options: list[FilterOption],
    name: str,
    *,
    width: int = 150,
    exclusive: bool = False,
) -> FilterButton:
    """A filter at its width of the design, wider where the language needs it."""
    said = tr("{label}：", label=label) + tr("すべて")
    needed = round(theme.text_width(said, theme.font(14)) / theme.scale()) + 42
    return FilterButton(label, options, name, width=max(width, needed), exclusive=exclusive)


def _line(height: int) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
    line.setSpacing(theme.px(8))
    line.addStrut(height)
    return line


def _year_name(year: int) -> str:
    """令和7 for 2025; the Gregorian year in English."""
    from app.care.wareki import format_wareki
    from app.i18n import language

    return str(year) if language() == "en" else format_wareki(str(year)).removesuffix("年")

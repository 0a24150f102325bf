"""The case list as an item model (design 02): the keys of all cases, the rows of those looked at.
Sorting is the store's, because a proxy would call back into Python for 10,000 comparisons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.care.case import CaseStatus
from app.care.field_names import field_label
from app.care.scales import (
    care_level_short,
    case_status_label,
    household_short,
    sex_short,
)
from app.care.text import search_key
from app.errors import UserFacingError
from app.i18n import tr
from app.services.case_query import Order
from app.services.cases import CaseFilter, CaseHits, CaseRow, case_rows, find_cases
from app.services.store import Store
from app.ui import theme
from app.ui.widgets.highlight_delegate import Shape, match_ranges

Index = QModelIndex | QPersistentModelIndex
UUID_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """Columns of the list, left to right; MATCH shows only while searching."""

    NO = 0
    PSEUDONYM = 1
    AGE = 2
    SEX = 3
    LEVEL = 4
    FEATURES = 5
    HOUSEHOLD = 6
    DISEASE = 7
    MATCH = 8
    STAFF = 9
    CONFERENCE = 10
    STATUS = 11
    IMPROVING = 12


SHAPES: dict[CaseStatus, Shape] = {
    CaseStatus.DRAFT: "dashed",
    CaseStatus.PREPARING: "open",
    CaseStatus.READY: "filled",
    CaseStatus.FOLLOWING: "half",
    CaseStatus.CLOSED: "square",
}
FIGURES = (Column.NO, Column.AGE, Column.FEATURES, Column.CONFERENCE, Column.IMPROVING)
"""Columns of figures, which stand under each other."""
RIGHT = (Column.AGE, Column.CONFERENCE, Column.IMPROVING)
_OFFICES = (("地域包括支援センター", "包括"), ("居宅介護支援事業所", "居宅"))


def status_text(row: CaseRow) -> str:
    """会議準備, 追跡中 6か月 …"""
    return status_word(row.status, row.follow_up_month)


def status_word(status: CaseStatus, months: int | None) -> str:
    """The word of a status; a case being followed says at which check."""
    if status is CaseStatus.FOLLOWING and months:
        return tr("{status} {months}か月", status=case_status_label(status), months=months)
    return case_status_label(status)


def staff_short(staff: str) -> str:
    """地域包括支援センター北 看護師 → 包括北 看護師, as people say it (DOMAIN.md §0)."""
    for office, short in _OFFICES:
        staff = staff.replace(office, short)
    return staff


@dataclass(frozen=True, slots=True)
class CaseSource:
    """What the list is asked for; the model reads rows from it as they come on screen."""

    store: Store
    search: str = ""
    filters: CaseFilter = field(default_factory=CaseFilter)
    binned: bool = False

    def find(self, order: Order) -> CaseHits:
        """Which cases, in this order."""
        return find_cases(
            self.store, search=self.search, filters=self.filters, order=order, binned=self.binned
        )

    def rows(self, uuids: Sequence[str]) -> list[CaseRow]:
        """What these rows show."""
        return case_rows(self.store, uuids, self.search)


@dataclass(frozen=True, slots=True)
class Line:
    """What a row shows, ready to be painted: a word per ``Column``.

    ``marks`` are start and length of what matched the search in the word of ``Column.MATCH``.
    """

    words: tuple[str, ...]
    marks: tuple[tuple[int, int], ...]
    shape: Shape


_BLOCK = 16
"""Rows are read in whole blocks, so that scrolling line by line doesn't ask the store each time."""
NOTHING = CaseHits((), (), (), None)


class CaseTableModel(QAbstractTableModel):
    """The cases of a ``CaseSource`` with first and second sort column.

    It keeps the keys of all and the rows of those looked at, read in blocks. ``lines`` gives
    what is painted; ``data`` is for the tooltip and for screen readers.
    """

    failed = Signal(object)
    """A ``UserFacingError`` while reading rows or sorting; what was shown stays."""

    def __init__(self) -> None:
        super().__init__()
        self._source: CaseSource | None = None
        self._hits = NOTHING
        self._loaded: dict[int, CaseRow] = {}
        self._lines: dict[int, Line] = {}
        self._order: list[tuple[int, bool]] = [(Column.NO, True)]
        self._readers: dict[int, Callable[[CaseRow, int], object]] = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.AccessibleTextRole: self._shown,
            Qt.ItemDataRole.ToolTipRole: self._tip,
        }

    @property
    def hits(self) -> CaseHits:
        """The cases shown, in order."""
        return self._hits

    @property
    def order(self) -> Sequence[tuple[int, bool]]:
        """Sort columns, first and second, each with whether it descends."""
        return self._order

    @property
    def searching(self) -> bool:
        """Whether the rows are those that match a search."""
        return bool(self._search.strip())

    @property
    def _search(self) -> str:
        return self._source.search if self._source else ""

    def show(self, source: CaseSource) -> None:
        """Show the cases of ``source`` in the order chosen; raises where they can't be read."""
        hits = source.find(sort_keys(self._order))
        self.beginResetModel()
        self._source, self._hits, self._loaded, self._lines = source, hits, {}, {}
        self.endResetModel()

    def row_at(self, place: int) -> CaseRow | None:
        """The row at ``place``; nothing where it can't be read or is gone meanwhile."""
        if place not in self._loaded:
            self._read(place, place)
        return self._loaded.get(place)

    def lines(self, first: int, last: int) -> list[Line | None]:
        """What the rows from ``first`` to ``last`` show; nothing as in ``row_at``."""
        if any(place not in self._loaded for place in range(first, last + 1)):
            self._read(first, last)
        return [self._line(place) for place in range(first, last + 1)]

    def _read(self, first: int, last: int) -> None:
        """Fetch what isn't known of these rows and of the blocks they are in, all at once."""
        if self._source is None:
            return
        end = min(last - last % _BLOCK + _BLOCK, len(self._hits.uuids))
        missing = [at for at in range(first - first % _BLOCK, end) if at not in self._loaded]
        try:
            rows = self._source.rows([self._hits.uuids[at] for at in missing])
        except UserFacingError as error:
            self.failed.emit(error)
            return
        found = {row.uuid: row for row in rows}
        for at in missing:
            if row := found.get(self._hits.uuids[at]):
                self._loaded[at] = row

    def _line(self, place: int) -> Line | None:
        line, row = self._lines.get(place), self._loaded.get(place)
        if line is None and row is not None:
            words = [_WORDS[column](row) for column in Column]
            words[Column.MATCH], marks = around_match(row.match_text, self._search.split())
            line = self._lines[place] = Line(tuple(words), marks, SHAPES[row.status])
        return line

    def row_of(self, uuid: str) -> int:
        """Where a case stands; −1 when it isn't listed."""
        try:
            return self._hits.uuids.index(uuid)
        except ValueError:
            return -1

    def find_beginning(self, text: str, start: int) -> int:
        """The first row from ``start`` on, round the end, whose number or name begins so; or −1."""
        wanted = search_key(text)
        total = len(self._hits.labels)
        beginning: dict[str, bool] = {}  # many cases share a pseudonym
        try:
            for step in range(total):
                place = (start + step) % total
                number, name = self._hits.labels[place]
                if name not in beginning:
                    beginning[name] = search_key(name).startswith(wanted)
                if beginning[name] or number.startswith(wanted):
                    return place
        except UserFacingError as error:
            self.failed.emit(error)
        return -1

    def choose_order(self, order: Sequence[tuple[int, bool]]) -> None:
        """Set the order for the next ``show``."""
        self._order = list(order) or [(Column.NO, True)]

    def order_by(self, column: int, *, second: bool) -> None:
        """Sort by ``column``; the same column again turns the direction round."""
        turned = next((not down for c, down in self._order if c == column), False)
        if second and self._order and self._order[0][0] != column:
            order = [self._order[0], (column, turned)]
        else:
            order = [(column, turned)]
        if self._source is None:
            self._order = order
            return
        try:
            hits = self._source.find(sort_keys(order))
        except UserFacingError as error:
            self.failed.emit(error)
            return
        self._rearrange(hits, order)

    def _rearrange(self, hits: CaseHits, order: list[tuple[int, bool]]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self._hits.uuids[index.row()] for index in before]
        places = {uuid: place for place, uuid in enumerate(hits.uuids)}
        known = {row.uuid: row for row in self._loaded.values()}
        self._hits, self._order = hits, order
        self._loaded = {places[uuid]: row for uuid, row in known.items() if uuid in places}
        self._lines = {}
        after = [
            self.index(places[uuid], index.column()) if uuid in places else QModelIndex()
            for uuid, index in zip(kept, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._hits.uuids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == UUID_ROLE:
            return self._hits.uuids[index.row()]
        reader = self._readers.get(role)
        row = self.row_at(index.row()) if reader is not None else None
        return reader(row, index.column()) if reader is not None and row is not None else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        mark = self._mark(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(column) + mark
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour(theme.AI if mark else theme.NIBI)
        return self._heading_tip(column) if role == Qt.ItemDataRole.ToolTipRole else None

    def _mark(self, section: int) -> str:
        """▼ or ▲ at the sort column, with 1 and 2 where there are two."""
        for place, (column, down) in enumerate(self._order, start=1):
            if column == section:
                return (" ▼" if down else " ▲") + (str(place) if len(self._order) > 1 else "")
        return ""

    def _heading_tip(self, column: Column) -> str | None:
        if column == Column.IMPROVING:
            return tr("改善の見込みがある項目数")
        return self._heading(column) if column in (Column.DISEASE, Column.MATCH) else None

    def _heading(self, column: Column) -> str:
        if column == Column.MATCH and (name := self.matched_field()):
            return tr("一致：{field}", field=name)
        return _HEADINGS[column]()

    def matched_field(self) -> str:
        """The name of the field in which all rows matched, or nothing where they differ."""
        return field_label(self._hits.fields[0]) if len(self._hits.fields) == 1 else ""

    def _shown(self, row: CaseRow, column: int) -> str:
        if column == Column.MATCH:
            return around_match(row.match_text, self._search.split())[0]
        return _WORDS[column](row)

    def _tip(self, row: CaseRow, column: int) -> str | None:
        if column == Column.STAFF:
            return row.staff or None
        if column == Column.MATCH:
            return row.match_text or None
        if column == Column.DISEASE:
            return self._shown(row, column) or None
        return None


_WORDS: dict[int, Callable[[CaseRow], str]] = {
    Column.NO: lambda row: "" if row.case_no is None else f"{row.case_no:03d}",
    Column.PSEUDONYM: lambda row: row.pseudonym,
    Column.AGE: lambda row: "" if row.age is None else str(row.age),
    Column.SEX: lambda row: sex_short(row.sex) if row.sex else "",
    Column.LEVEL: lambda row: care_level_short(row.care_level) if row.care_level else "",
    Column.FEATURES: lambda row: ",".join(str(code) for code in row.feature_codes),
    Column.HOUSEHOLD: lambda row: household_short(row.household_type) if row.household_type else "",
    Column.DISEASE: lambda row: row.main_disease,
    Column.MATCH: lambda row: row.match_text,
    Column.STAFF: lambda row: staff_short(row.staff),
    Column.CONFERENCE: lambda row: str(row.conference_number or "–"),
    Column.STATUS: status_text,
    Column.IMPROVING: lambda row: "" if row.improving is None else str(row.improving),
}
"""What each column shows."""


_HEADINGS: dict[Column, Callable[[], str]] = {
    Column.NO: lambda: tr("No"),
    Column.PSEUDONYM: lambda: tr("仮名"),
    Column.AGE: lambda: tr("年齢"),
    Column.SEX: lambda: tr("性"),
    Column.LEVEL: lambda: tr("介護度"),
    Column.FEATURES: lambda: tr("特徴"),
    Column.HOUSEHOLD: lambda: tr("世帯"),
    Column.DISEASE: lambda: tr("主な病名"),
    Column.MATCH: lambda: tr("一致した欄"),
    Column.STAFF: lambda: tr("担当"),
    Column.CONFERENCE: lambda: tr("会議"),
    Column.STATUS: lambda: tr("状態"),
    Column.IMPROVING: lambda: tr("改善"),
}


def sort_keys(order: Sequence[tuple[int, bool]]) -> Order:
    """The order by columns as the store knows it."""
    return [(Column(column).name.lower(), down) for column, down in order]


def columns_of(keys: object) -> list[tuple[int, bool]]:
    """Columns of a stored order; what this version doesn't know is left out."""
    found: list[tuple[int, bool]] = []
    for pair in keys if isinstance(keys, list | tuple) else ():
        name = str(pair[0]).upper() if isinstance(pair, list | tuple) and len(pair) == 2 else ""
        if name in Column.__members__:
            found.append((Column[name], bool(pair[1])))
    return found[:2]


def around_match(text: str, words: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """``text`` from a little before the first match on, so that a narrow column shows it.

    And start and length of each match in what is left of it, in the order of ``words``.
    """
    found = [place for word in words for place in match_ranges(text, word)]
    first = min((start for start, _ in found), default=0)
    line, away = text.replace("\n", " "), 0
    if first > 2 * _BEFORE_MATCH:
        away = first - _BEFORE_MATCH - len("…")
        line = "…" + line[first - _BEFORE_MATCH :]
    return line, tuple((start - away, length) for start, length in found)


_BEFORE_MATCH = 4

"""The section rail of the editor: name, n/m, bar, what is left (design 03)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QVBoxLayout

from app.care.case import Case
from app.care.completeness import SECTION_KEYS, Section, section_name, sections
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.keycap import KeyCap
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.progress_cells import paint_bar

_LEFT, _RIGHT = 20, 14
_COUNTED, _MISSING, _PLAIN = 52, 71, 34
_DOUBTS = 19
_WIDENS = 44
"""Long section names may make the rail this much wider before they are shortened."""


class RailEntry(QAbstractButton):
    """One section; the current one is white with the ai bar."""

    def __init__(self, key: str, label: str, *, counted: bool) -> None:
        super().__init__()
        self.setObjectName(f"rail_{key}")
        self.setAccessibleName(label)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(label)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._counted = counted
        self._section: Section | None = None
        self._doubts = 0

    def section(self) -> Section | None:
        """The counts now shown."""
        return self._section

    def show_section(self, section: Section) -> None:
        """Take over the counts."""
        if section == self._section:
            return
        self._section = section
        self.setAccessibleName(f"{self.text()} {section.done}/{section.total}")
        self._describe()

    def show_doubts(self, count: int) -> None:
        """▲ 個人名の疑い n件 below the name; nothing for 0."""
        if count != self._doubts:
            self._doubts = count
            self._describe()

    def _describe(self) -> None:
        missing = tr("、").join(self._section.missing) if self._section else ""
        lines = [self._doubt_words()] if self._doubts else []
        lines += [tr("残り：{names}", names=missing)] if missing else []
        self.setAccessibleDescription(" ".join(lines))
        self.setToolTip("\n".join(lines))
        self.updateGeometry()
        self.update()

    def _doubt_words(self) -> str:
        return tr("個人名の疑い {n}件", n=self._doubts)

    def clipped_texts(self) -> list[str]:
        """The name if it is cut, for the tests; 残り may be, its tooltip has it whole."""
        room = self.width() - theme.px(_LEFT + _RIGHT) - self._count_width()
        return [self.text()] if self._name_width() > room + 1 else []

    def needed_width(self) -> int:
        """The width that shows the whole name beside its counts."""
        return self._name_width() + self._count_width() + theme.px(_LEFT + _RIGHT)

    def sizeHint(self) -> QSize:
        missing = bool(self._section and self._section.missing)
        height = (_MISSING if missing else _COUNTED) if self._counted else _PLAIN
        return QSize(theme.px(178), theme.px(height + (_DOUBTS if self._doubts else 0)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        if on or self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.SURFACE if on else theme.ZEBRA))
        if on:
            painter.fillRect(0, 0, theme.px(4), self.height(), QColor(theme.AI))
        area = QRectF(self.rect()).adjusted(theme.px(_LEFT), theme.px(9), -theme.px(_RIGHT), 0)
        line = QRectF(area.left(), area.top(), area.width(), theme.px(20))
        painter.setPen(QColor(theme.SUMI))
        painter.setFont(theme.font(14, bold=True))
        room = int(line.width()) - self._count_width()
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
        below = line.translated(0, line.height())
        if self._section is not None:
            below = self._paint_counts(painter, line, self._section)
        if self._doubts:
            self._paint_doubts(painter, below)

    def _paint_doubts(self, painter: QPainter, line: QRectF) -> None:
        painter.setFont(theme.font(12, bold=True))
        painter.setPen(QColor(theme.YAMA))
        text = f"▲ {self._doubt_words()}"
        text = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(line.width())
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_counts(self, painter: QPainter, line: QRectF, section: Section) -> QRectF:
        """Figures, bar and 残り; returns the next free line."""
        painter.setFont(theme.font(13, tabular=True))
        painter.setPen(QColor(theme.NIBI))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, right, self._counts())
        bar = QRectF(line.left(), line.bottom() + theme.px(5), line.width(), theme.px(6))
        paint_bar(painter, bar, section.done / section.total if section.total else 0.0)
        below = QRectF(line.left(), bar.bottom() + theme.px(4), line.width(), theme.px(17))
        if section.missing:
            painter.setFont(theme.font(12))
            text = tr("残り：{names}", names=tr("、").join(section.missing))
            text = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, int(below.width())
            )
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, text)
            below = below.translated(0, theme.px(_DOUBTS))
        return below

    def _counts(self) -> str:
        return f"{self._section.done}/{self._section.total}" if self._section else ""

    def _count_width(self) -> int:
        if not self._counted:
            return 0
        widest = self._counts() or "00/00"
        return theme.text_width(widest, theme.font(13, tabular=True)) + theme.px(8)

    def _name_width(self) -> int:
        return theme.text_width(self.text(), theme.font(14, bold=True))


class EditorRail(QFrame):
    """All sections of the page; ``chosen`` carries the key."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("editor_rail")
        self.entries: dict[str, RailEntry] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(12), 1, theme.px(12))
        column.setSpacing(0)
        uncounted = (
            ("meeting", tr("会議で話すこと")),
            ("checks", tr("チェック・測定")),
            ("consent", tr("同意")),
            ("identity", tr("本人の情報")),
        )
        for key in SECTION_KEYS:
            self._add(column, RailEntry(key, section_name(key), counted=True), key)
        for key, label in uncounted:
            self._add(column, RailEntry(key, label, counted=False), key)
        column.addStretch(1)
        self._keys = self._key_list()
        column.addWidget(self._keys)
        self.entries["basic"].setChecked(True)

    def _add(self, column: QVBoxLayout, entry: RailEntry, key: str) -> None:
        entry.clicked.connect(lambda: self.chosen.emit(key))
        self.entries[key] = entry
        column.addWidget(entry)

    def _key_list(self) -> QFrame:
        frame = QFrame()
        grid = QGridLayout(frame)
        grid.setContentsMargins(theme.px(_LEFT), 0, theme.px(_RIGHT), 0)
        grid.setVerticalSpacing(theme.px(5))
        grid.setHorizontalSpacing(theme.px(4))
        grid.setColumnStretch(0, 1)
        lines = (
            (tr("次の欄"), "Enter"),
            (tr("改行"), "Alt+Enter"),
            (tr("次の節"), "Ctrl+↓"),
            (tr("元に戻す"), "Ctrl+Z"),
            (tr("上と同じ"), "Ctrl+D"),
        )
        for row, (text, key) in enumerate(lines):
            grid.addWidget(SafeLabel(text, size=13, colour=theme.NIBI, elide=True), row, 0)
            grid.addWidget(KeyCap(key), row, 1, Qt.AlignmentFlag.AlignRight)
        return frame

    def show_case(self, case: Case) -> None:
        """Recount all sections."""
        for section in sections(case):
            self.entries[section.key].show_section(section)

    def show_doubts(self, counts: Mapping[str, int]) -> None:
        """How many open privacy doubts each section has."""
        for key, count in counts.items():
            self.entries[key].show_doubts(count)

    def show_current(self, key: str) -> None:
        """Light the section the person is in."""
        if key in self.entries:
            self.entries[key].setChecked(True)

    def fit(self, width: int, height: int) -> None:
        """``width`` design pixels, more for long names; in a low window the keys give way."""
        needed = max(entry.needed_width() for entry in self.entries.values())
        self.setFixedWidth(
            min(max(theme.px(width), needed + theme.px(3)), theme.px(width + _WIDENS))
        )
        used = sum(entry.sizeHint().height() for entry in self.entries.values())
        self._keys.setVisible(height - used > theme.px(168))

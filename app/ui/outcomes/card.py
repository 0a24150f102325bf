"""One card: the sentence, its chart or the numbers behind it, what is counted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QTableView, QVBoxLayout, QWidget

from app.i18n import language
from app.outcomes.cards import CardContent, spoken
from app.outcomes.published import PlainTable
from app.ui import theme
from app.ui.outcomes.chart_view import ChartView
from app.ui.outcomes.sentence import Sentence
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import Paragraph
from app.ui.widgets.rows import AnyIndex, HeadedModel
from app.ui.widgets.table import dress_table, wanted_width

_LEAST, _LINE, _HEAD = 170, 21, 26  # height of a chart in design pixels: at least, a row, legend
_ROW = 26
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class NumbersModel(HeadedModel):
    """A table of counts as it stands on paper, too."""

    def __init__(self) -> None:
        super().__init__()
        self.table = PlainTable("", (), ())

    def show_table(self, table: PlainTable) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def heads(self) -> Sequence[str]:
        return self.table.head

    def lines(self) -> int:
        return len(self.table.lines)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return int(_RIGHT)
        return super().headerData(section, orientation, role)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.table.lines[index.row()][index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return int(_RIGHT)
        return None


class OutcomeCard(QFrame):
    """``action`` is a way out of what is missing, shown only then."""

    def __init__(self, key: str, action: Button | None = None) -> None:
        super().__init__()
        self.key = key
        self.setObjectName(f"outcome_{key}")
        self.setProperty("card", "true")
        self.content = CardContent(key, "")
        self.sentence = Sentence(f"outcome_{key}_sentence")
        self.why = Paragraph("", size=14, line=21, colour=theme.NIBI, name=f"outcome_{key}_why")
        # At 12 px the font's Latin letters lose their descenders.
        size, line = (12, 16) if language() == "ja" else (13, 18)
        self.note = Paragraph("", size=size, line=line, colour=theme.HAI)
        self.chart = ChartView(f"outcome_{key}_chart")
        self.model = NumbersModel()
        self.numbers = QTableView()
        dress_table(self.numbers, f"outcome_{key}_numbers", accessible="", row_height=_ROW)
        self.numbers.setFont(theme.font(13))
        self.numbers.setModel(self.model)
        self.model.setParent(self.numbers)
        self.nothing = QWidget()
        self.stack = QStackedWidget()
        for each in (self.chart, self.numbers, self.nothing):
            self.stack.addWidget(each)
        self.action = action
        self._as_table = False
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (16, 10, 16, 8)))
        column.setSpacing(theme.px(6))
        for each in (self.sentence, self.why):
            column.addWidget(each)
        if action is not None:
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.stack, 1)
        column.addWidget(self.note)

    def show_content(self, content: CardContent) -> None:
        """Show another state; the old picture stays until the new one is drawn."""
        if content.draw is not None and content.draw is not self.content.draw:
            self.chart.grow_stale()
        self.content = content
        self.sentence.setText(content.sentence or content.title)
        self.why.setText(content.why)
        self.why.setVisible(bool(content.why))
        self.note.setText(content.note)
        self.note.setVisible(bool(content.note))
        if self.action is not None:
            self.action.setVisible(content.draw is None and content.table is None)
        said = spoken(content)
        for each in (self, self.chart, self.numbers):
            each.setAccessibleName(content.title)
            each.setAccessibleDescription(said)
        if content.draw is None:
            self.chart.clear()
        if content.table is not None:
            self.model.show_table(content.table)
            self._fit_columns()
        self.show_numbers(as_table=self._as_table)

    def show_numbers(self, *, as_table: bool) -> None:
        """The numbers in place of the chart; they also stand where there can be no chart."""
        self._as_table = as_table
        if self.content.table is not None and (as_table or self.content.draw is None):
            self.stack.setCurrentWidget(self.numbers)
        elif self.content.draw is not None:
            self.stack.setCurrentWidget(self.chart)
        else:
            self.stack.setCurrentWidget(self.nothing)

    def _fit_columns(self) -> None:
        """Each column as wide as it needs; what is left goes to the names."""
        count = len(self.model.table.head)
        widths = [wanted_width(self.numbers, column) for column in range(count)]
        if count:
            widths[0] += max(0, self.width() - 2 * theme.px(16) - 2 - sum(widths))
        for column, width in enumerate(widths):
            self.numbers.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def least_height(self, width: int) -> int:
        """What the card needs at ``width`` so that nothing is cut; chart text never shrinks."""
        inner = width - 2 * theme.px(16)
        shown = [each for each in (self.sentence, self.why, self.note) if not each.isHidden()]
        texts = sum(each.heightForWidth(inner) + theme.px(6) for each in shown)
        if self.action is not None and not self.action.isHidden():
            texts += self.action.sizeHint().height() + theme.px(6)
        return texts + theme.px(18) + 2 + self._least_body()

    def _least_body(self) -> int:
        if self.content.draw is not None:
            return theme.px(max(_LEAST, self.content.rows * _LINE + _HEAD))
        if self.content.table is not None:
            return theme.px(30 + _ROW * min(6, len(self.content.table.lines)) + 14)
        return 0

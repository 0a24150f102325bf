"""手元の事実: the left panel; the tab follows the stage (design 05)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSizePolicy,
    QTabBar,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from app.care.case import Case
from app.care.rating_geometry import ARROW_STROKE_SCREEN
from app.conference.meeting import Part
from app.i18n import tr
from app.ui import theme
from app.ui.console.facts import (
    TAB_OF_PART,
    Fact,
    Line,
    RatingFact,
    Tab,
    facts,
    rating_facts,
)
from app.ui.console.panel import Panel
from app.ui.widgets.card import Rule
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.rating_glyph import paint_arrow, paint_rating

LINE_STEP = 23
RATING_STEP = 26


class FactText(QWidget):
    """Lines of plain and bold pieces, wrapped at a fixed line height."""

    def __init__(self, lines: tuple[Line, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.text = "\n".join("".join(piece for piece, _ in line) for line in lines)
        self.setAccessibleName(self.text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        return theme.px(LINE_STEP) * sum(
            layout.lineCount() for layout in self._laid_out(max(1, width))
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = self.width() or theme.px(256)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(LINE_STEP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(theme.SUMI))
        step, top = theme.px(LINE_STEP), 0
        for layout in self._laid_out(max(1, self.width())):
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                line.draw(painter, QPointF(0, top + (step - line.height()) / 2 - line.y()))
                top += step
        painter.end()

    def _laid_out(self, width: int) -> list[QTextLayout]:
        return [_lay_out(line, width) for line in self._lines]


def _lay_out(line: Line, width: int) -> QTextLayout:
    layout = QTextLayout("".join(piece for piece, _ in line).replace("\n", "\u2028"))
    layout.setFont(theme.font(15))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    ranges, start = [], 0
    for piece, is_bold in line:
        if is_bold:
            span = QTextLayout.FormatRange()
            span.start, span.length, span.format = start, len(piece), bold
            ranges.append(span)
        start += len(piece)
    layout.setFormats(ranges)
    layout.beginLayout()
    while (made := layout.createLine()).isValid():
        made.setLineWidth(width)
    layout.endLayout()
    return layout


class RatingTable(QWidget):
    """The judgement sheet in short: item, before → predicted; factors in the tooltip."""

    def __init__(self, rows: tuple[RatingFact, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.setObjectName("rating_table")
        self.setAccessibleName(tr("ADL・IADL"))
        self.setFixedHeight(theme.px(RATING_STEP) * len(rows))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = theme.px(RATING_STEP)
        for number, row in enumerate(self.rows):
            paint_rating_fact(painter, row, QRectF(0, number * step, self.width(), step))
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            number = event.pos().y() // theme.px(RATING_STEP)
            text = self.rows[number].factors if 0 <= number < len(self.rows) else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)


def paint_rating_fact(painter: QPainter, row: RatingFact, area: QRectF) -> None:
    """One item: its name, before → predicted, and the arrow where the help changes."""
    painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(theme.LINE))
    glyph, cell = theme.px(15), theme.px(40)
    arrow_left = area.right() - theme.px(24)
    after = QRectF(arrow_left - cell, area.top(), cell, area.height())
    between = QRectF(after.left() - theme.px(22), area.top(), theme.px(18), area.height())
    before = QRectF(between.left() - cell, area.top(), cell, area.height())
    painter.setFont(theme.font(14, bold=bool(row.arrow)))
    painter.setPen(QColor(theme.SUMI))
    room = before.left() - area.left() - theme.px(4)
    label = painter.fontMetrics().elidedText(row.label, Qt.TextElideMode.ElideRight, round(room))
    name = QRectF(area.left(), area.top(), room, area.height())
    painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, label)
    paint_rating(painter, before, row.before or None, size=glyph)
    if row.predicted:
        painter.setFont(theme.font(13))
        painter.setPen(QColor(theme.NIBI))
        painter.drawText(between, Qt.AlignmentFlag.AlignCenter, "→")
        paint_rating(painter, after, row.predicted, size=glyph)
    if row.arrow:
        size = theme.px(15)
        box = QRectF(arrow_left + 2, area.center().y() - size / 2, size, size)
        paint_arrow(painter, box, row.arrow, stroke=ARROW_STROKE_SCREEN)


class FactsPanel(Panel):
    """Tabs 医療 / 暮らし / 家族 / ADL over the facts of the present case."""

    def __init__(self) -> None:
        super().__init__(tr("手元の事実"), "facts_panel")
        self.header.addWidget(
            SafeLabel(tr("会場には出ません"), size=13, colour=theme.NIBI, elide=True)
        )
        self.tabs = QTabBar()
        self.tabs.setObjectName("facts_tabs")
        self.tabs.setAccessibleName(tr("手元の事実"))
        self.tabs.setStyleSheet(
            "QTabBar::tab { padding: 0 2px; } QTabBar::tab:selected { font-weight: bold; }"
        )
        self.tabs.setExpanding(True)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for tab in Tab:
            self.tabs.addTab(tab_name(tab))
        self.tabs.currentChanged.connect(lambda _: self._fill())
        self.body.addWidget(self.tabs)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._scroll, 1)
        self._case: Case | None = None
        self._part: Part | None = None

    @property
    def tab(self) -> Tab:
        """The tab on top."""
        return list(Tab)[self.tabs.currentIndex()]

    def show_case(self, case: Case | None) -> None:
        """Show the facts of ``case``."""
        if case is not self._case:
            self._case = case
            self._fill()

    def follow(self, part: Part | None) -> None:
        """Bring the tab of the part to the top, and what the part needs to the top of the tab."""
        if part is None or part is self._part:
            return
        self._part = part
        tab = list(Tab).index(TAB_OF_PART[part])
        if self.tabs.currentIndex() == tab:
            self._fill()
        else:
            self.tabs.setCurrentIndex(tab)

    def show_instead(self, widget: QWidget, *, shown: bool) -> None:
        """Let a widget of ``body`` stand in the place of tabs and facts, or take it away."""
        self.tabs.setVisible(not shown)
        self._scroll.setVisible(not shown)
        widget.setVisible(shown)

    def shown_text(self) -> str:
        """All text of the panel now, for people who test what is visible."""
        body = self._scroll.widget()
        parts = [part.text for part in body.findChildren(FactText)] if body else []
        return "\n".join(parts)

    def _fill(self) -> None:
        body = QWidget()
        body.setObjectName("scroll_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._case is not None:
            self._add_facts(column, self._case)
        else:
            waiting = Paragraph(tr("事例に入ると、ここに出ます"), size=14, colour=theme.HAI)
            column.addWidget(_padded(waiting))
        column.addStretch(1)
        self._scroll.setWidget(body)

    def _add_facts(self, column: QVBoxLayout, case: Case) -> None:
        if self.tab is Tab.ADL:
            table = RatingTable(rating_facts(case))
            column.addWidget(_padded(table))
            return
        found = facts(case, self.tab, self._part)
        for number, fact in enumerate(found):
            column.addWidget(_block(fact))
            if number < len(found) - 1:
                column.addWidget(Rule())
        if not found:
            nothing = SafeLabel(tr("まだ書かれていません"), size=14, colour=theme.HAI)
            column.addWidget(_padded(nothing))


def tab_name(tab: Tab) -> str:
    """The word on a tab."""
    return {
        Tab.MEDICAL: tr("医療"),
        Tab.LIVING: tr("暮らし"),
        Tab.FAMILY: tr("家族"),
        Tab.ADL: tr("ADL"),
    }[tab]


def _block(fact: Fact) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
    column.setSpacing(0)
    column.addWidget(SafeLabel(fact.heading, size=13, bold=True, colour=theme.NIBI, elide=True))
    column.addWidget(FactText(fact.lines))
    return block


def _padded(widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
    column.addWidget(widget)
    return holder

"""The preview beside the list: is this the case? (design 02)"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QElapsedTimer, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.care.body import bmi
from app.care.case import Case, TimePoint, judgement_of
from app.care.items import items
from app.care.medical_risk import candidates
from app.care.ratings import arrow, summary, symbol
from app.care.scales import (
    care_level_label,
    dementia_label,
    disability_label,
    household_label,
    sex_label,
)
from app.i18n import tr
from app.services.cases import CaseRow
from app.ui import theme
from app.ui.cases.list_model import SHAPES, staff_short, status_text
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.rating_glyph import paint_rating, rating_width
from app.ui.widgets.scroll import ScrollArea
from app.ui.widgets.status_label import StatusLabel

_ROW, _MARGIN = 21, 18
_REST_MS = 60


class RatingLadder(QWidget):
    """The 18 items in two columns, improving ones tinted and bold."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview_ratings")
        self._case: Case | None = None
        self._rows = 0
        self._fit()

    def show_case(self, case: Case) -> None:
        """Draw the ratings of ``case``."""
        self._case = case
        self.setAccessibleName(tr("、").join(self._spoken(case)))
        self.update()

    def _fit(self) -> None:
        """Two columns where every name is whole beside its ratings, else one."""
        font, size = theme.font(13, bold=True), theme.px(12)
        widest = max(theme.text_width(item.label(), font) for item in items())
        glyphs = 2 * rating_width(size) + theme.px(4 + 17 + 6)
        columns = 2 if widest + glyphs <= self.width() // 2 else 1
        self._rows = -(-len(items()) // columns)
        self.setFixedHeight(self._rows * theme.px(_ROW) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _spoken(self, case: Case) -> list[str]:
        return [
            f"{item.label()} {symbol(self._rating(case, item.key, TimePoint.BEFORE))}"
            f"→{symbol(self._rating(case, item.key, TimePoint.PREDICTED))}"
            for item in items()
        ]

    def _rating(self, case: Case, key: str, point: TimePoint) -> str | None:
        return judgement_of(case, key, point).rating

    def sizeHint(self) -> QSize:
        return QSize(theme.px(288), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._case is None:
            return
        painter = QPainter(self)
        one = self._rows == len(items())
        edges = (0, self.width() - 1) if one else (0, self.width() // 2, self.width() - 1)
        for place, item in enumerate(items()):
            column, row = divmod(place, self._rows)
            left, right = edges[column : column + 2]
            top = row * theme.px(_ROW)
            cell = QRectF(left + 0.5, top + 0.5, right - left, theme.px(_ROW))
            before = self._rating(self._case, item.key, TimePoint.BEFORE)
            after = self._rating(self._case, item.key, TimePoint.PREDICTED)
            self._paint_item(painter, cell, item.label(), before, after)

    def _paint_item(
        self, painter: QPainter, cell: QRectF, label: str, before: str | None, after: str | None
    ) -> None:
        better = arrow(before, after) == "up"
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.setBrush(QColor(theme.AI_T if better else theme.SURFACE))
        painter.drawRect(cell)
        size = theme.px(12)
        glyph = rating_width(size)
        right = cell.right() - theme.px(4) - glyph
        if after and after != before:
            place = QRectF(right, cell.top(), glyph, cell.height())
            paint_rating(painter, place, after, size=size)
            right -= theme.px(17)
            self._paint_step(painter, right + theme.px(3), cell.center().y())
            right -= glyph - theme.px(2)
        else:
            right -= theme.px(17) + glyph - theme.px(2)
        paint_rating(painter, QRectF(right, cell.top(), glyph, cell.height()), before, size=size)
        painter.setFont(theme.font(13, bold=better))
        painter.setPen(QColor(theme.SUMI))
        area = cell.adjusted(theme.px(6), 0, 0, 0)
        area.setRight(right - 2)
        text = painter.fontMetrics().elidedText(
            label, Qt.TextElideMode.ElideRight, int(area.width())
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_step(self, painter: QPainter, left: float, middle: float) -> None:
        """A small arrow to the right between the two ratings."""
        painter.setPen(QPen(QColor(theme.NIBI), 1.2))
        end, wing = left + theme.px(10), theme.px(3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawLine(round(left), round(middle), round(end), round(middle))
        painter.drawLine(round(end), round(middle), round(end - wing), round(middle - wing))
        painter.drawLine(round(end), round(middle), round(end - wing), round(middle + wing))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


class Quote(QFrame):
    """The person's wish with the ai bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview_wish")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), 0, 0, 0)
        self.text = Paragraph("", size=15, line=23, max_lines=5)
        row.addWidget(self.text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, theme.px(3), self.height(), QColor(theme.AI))


class _BodyScroll(ScrollArea):
    """Gives the body its place in one pass: Qt would ask, resize, show the bar and ask again."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self.setObjectName("preview_scroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = body
        self.setWidget(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Width and height of the body; the scroll bar stands in its margin, so that texts keep
        their width with and without it."""
        column = self._body.layout()
        if column is None:
            return
        side, edge = theme.px(_MARGIN), theme.px(10)
        for _ in range(2):  # the ladder of ratings finds its height at its width
            column.setContentsMargins(side, edge, side, edge)
            high = column.totalHeightForWidth(self.width())
            bar = self.verticalScrollBar().sizeHint().width() if high > self.height() else 0
            column.setContentsMargins(side, edge, side - bar, edge)
            self._body.resize(self.width() - bar, max(high, self.height()))
            column.activate()


class CasePreview(QFrame):
    """Head, wish, risk candidates, medicines and ratings of the current row."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("case_preview")
        self._number = SafeLabel("", size=13, tabular=True, colour=theme.NIBI)
        self._name = SafeLabel("", size=20, bold=True, elide=True, name="preview_name")
        self._status = StatusLabel()
        self._person = Paragraph("", size=14, line=21)
        self._scales = Paragraph("", size=13, line=19, colour=theme.NIBI)
        self._wish = Quote()
        self._risks = Paragraph("", size=14, line=22, max_lines=3, name="preview_risks")
        self._drug_head = SafeLabel("", size=13, colour=theme.NIBI, bold=True)
        self._drugs = Paragraph("", size=13, line=20, max_lines=4)
        self._rating_head = SafeLabel("", size=13, bold=True, elide=True)
        self.ratings = RatingLadder()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        self._content = QWidget()
        around.addWidget(self._content)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head_frame = self._head()
        column.addWidget(self._head_frame)
        line = QFrame()
        line.setFixedHeight(1)
        line.setStyleSheet(f"background: {theme.LINE};")
        column.addWidget(line)
        self._scroll = _BodyScroll(self._body())
        column.addWidget(self._scroll, 1)

    def _head(self) -> QWidget:
        head = QFrame()
        head.setObjectName("preview_head")
        column = QVBoxLayout(head)
        column.setContentsMargins(theme.px(_MARGIN), theme.px(10), theme.px(_MARGIN), theme.px(10))
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self._number)
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self._status)
        column.addLayout(row)
        column.addSpacing(theme.px(3))
        column.addWidget(self._person)
        column.addWidget(self._scales)
        return head

    def _body(self) -> QWidget:
        body = QWidget()
        body.setObjectName("preview_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.px(_MARGIN), theme.px(10), theme.px(_MARGIN), theme.px(10))
        column.setSpacing(theme.px(3))
        for head, widget in (
            (SafeLabel(tr("望む暮らし"), size=13, bold=True, colour=theme.NIBI), self._wish),
            (
                SafeLabel(tr("医学的リスク（候補）"), size=13, bold=True, colour=theme.NIBI),
                self._risks,
            ),
            (self._drug_head, self._drugs),
            (self._rating_head, self.ratings),
        ):
            column.addWidget(head)
            column.addWidget(widget)
            column.addSpacing(theme.px(8))
        column.addStretch(1)
        return body

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        """The number gives way to name and status; the list shows it too."""
        parts = (self._number, self._name, self._status)
        needed = sum(part.sizeHint().width() for part in parts) + theme.px(20)
        self._number.setVisible(needed <= self.width() - theme.px(2 * _MARGIN))

    def blank(self) -> None:
        """Show nothing: another case is the current one and hasn't been read yet."""
        self._content.hide()

    def show_case(self, row: CaseRow, case: Case) -> None:
        """Fill everything from the whole case."""
        self._number.setText(tr("No.{no}", no=case.case_no if case.case_no is not None else "–"))
        self._name.setText(case.pseudonym)
        self._status.set_status(status_text(row), SHAPES[row.status])
        self._fit_head()
        self._person.setText("・".join(_person(case)))
        self._scales.setText(_scales(case))
        self._wish.text.setText(case.desired_life or tr("まだ書かれていません"))
        self._risks.setText(_risks(case))
        regular = [m for m in case.medications if m.regular]
        self._drug_head.setText(tr("服薬（{n}剤）", n=len(regular)))
        names = tr("、").join(m.sheet_text or m.generic for m in case.medications)
        self._drugs.setText(names or "—")
        improving = len(summary(case.judgements).improving)
        self._rating_head.setText(
            tr(
                "ADL・IADL　事前 → 予測　改善の見込み {n}/{total}",
                n=improving,
                total=len(items()),
            )
        )
        self.ratings.show_case(case)
        self._content.show()
        self._settle()

    def _settle(self) -> None:
        """Head and body find their places now: left to events, each wrapped text that grows
        would push the rest down one frame later."""
        for part in (self._wish, self._head_frame, self._content, self):  # inner ones first
            layout = part.layout()
            if layout is not None:
                layout.activate()
        self._scroll.fit()


class PreviewFollower(QObject):
    """Keeps the preview at the current row (docs/decisions/038).

    The buttons below act on the current case, so the preview never stands there with another
    one: it is blank until the case has been read. A single step reads at once; while steps or
    letters come one upon the other it waits, so that a held arrow or a typist needn't.
    """

    def __init__(
        self,
        preview: CasePreview,
        buttons: QWidget,
        current: Callable[[], str | None],
        read: Callable[[], tuple[CaseRow, Case] | None],
    ) -> None:
        super().__init__(preview)
        self.setObjectName("preview_follower")
        self._preview, self._buttons = preview, buttons
        self._current, self._read = current, read
        self._shown: str | None = None
        self._outdated = False
        self._held = False
        self._moved = QElapsedTimer()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST_MS)
        self._later.timeout.connect(self._show)

    def follow(self) -> None:
        """The current row may be another one."""
        uuid = self._current()
        self._later.stop()
        if uuid == self._shown and uuid is not None and not self._outdated:
            return
        rested = not self._moved.isValid() or self._moved.elapsed() > _REST_MS
        if uuid is None or (rested and not self._held):
            self._show()
        else:
            if uuid != self._shown:
                self._show_nothing(uuid)
            self._later.start()
        self._moved.start()

    @contextmanager
    def held(self) -> Iterator[None]:
        """While the list itself changes: it is painted before the preview is read."""
        self._held = True
        try:
            yield
        finally:
            self._held = False

    def outdate(self) -> None:
        """The case itself may have changed: read it again at the next ``follow``."""
        self._outdated = True

    def stop(self) -> None:
        """Nobody is looking."""
        self._later.stop()

    def _show(self) -> None:
        uuid = self._current()
        found = self._read() if uuid else None
        if uuid is None or found is None:
            self._show_nothing(uuid)
            return
        self._place(uuid)
        self._preview.show_case(*found)
        self._shown, self._outdated = uuid, False

    def _show_nothing(self, uuid: str | None) -> None:
        self._shown = None
        self._preview.blank()
        self._place(uuid)

    def _place(self, uuid: str | None) -> None:
        """Without a row there is nothing to preview and nothing to do."""
        for part in (self._preview, self._buttons):
            part.setVisible(uuid is not None)


def _person(case: Case) -> list[str]:
    level = care_level_label(case.care_level) if case.care_level else ""
    if level and case.newly_certified:
        level = tr("{level}（新規）", level=level)
    parts = [
        tr("{age}歳", age=case.age) if case.age is not None else "",
        sex_label(case.sex) if case.sex else "",
        level,
        household_label(case.household.type) if case.household.type else "",
    ]
    return [part for part in parts if part]


def _scales(case: Case) -> str:
    parts = []
    if case.disability_independence:
        parts.append(tr("障害 {scale}", scale=disability_label(case.disability_independence)))
    if case.dementia_independence:
        parts.append(tr("認知症 {scale}", scale=dementia_label(case.dementia_independence)))
    if case.staff:
        parts.append(tr("担当 {name}", name=staff_short(case.staff)))
    return "　".join(parts)


def _risks(case: Case) -> str:
    """The most pressing candidates by short name; the body mass index where it is one of them."""
    names = []
    for candidate in candidates(case):
        if candidate.state == "not_applicable":
            continue
        name = candidate.title()
        if candidate.rule_id == "R02" and (value := bmi(case.height_cm, case.weight_kg)):
            name = tr("{name}（BMI {bmi}）", name=name, bmi=value)
        names.append(name)
    return " ・ ".join(names) or "—"

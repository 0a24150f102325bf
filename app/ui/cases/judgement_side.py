"""The strip beside the judgement grid: keys, totals, and what the sheet tells (design 04, 04b)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.care.case import Case, TimePoint, judgement_of
from app.care.consistency import hints
from app.care.items import item_of, items
from app.care.ratings import RATINGS, meaning, steps_gained, summary, symbol
from app.care.scales import time_point_label
from app.i18n import tr
from app.ui import theme
from app.ui.cases.judgement_hints import HintBox
from app.ui.widgets.buttons import Button
from app.ui.widgets.icons import paint_icon
from app.ui.widgets.keycap import KeyCap, paint_keycap
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.rating_glyph import paint_rating

LATER_MS = 300  # keys run ahead of the questions
_ROOM_FOR_BOTH = 665  # height at which keys and a question stand below each other
KEYS = ("1", "2", "3", "4", "5", "6", "-")


class KeyLegend(QWidget):
    """The seven keys with their meaning; the current cell's value is lit. A click rates too."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("judgement_key_legend")
        self.setAccessibleName(tr("判定のキー"))
        self.setAccessibleDescription(
            tr("、").join(
                f"{key} {symbol(c)} {meaning(c)}" for key, c in zip(KEYS, RATINGS, strict=True)
            )
        )
        self._current: str | None = None
        self.setFixedHeight(theme.px(32) * len(RATINGS) + 1)

    def show_current(self, code: str | None) -> None:
        """Light the row of ``code``."""
        self._current = code
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y()) // theme.px(32)
        if 0 <= row < len(RATINGS):
            self.chosen.emit(RATINGS[row])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = theme.px(32)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.setBrush(QColor(theme.SURFACE))
        painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        for number, (key, code) in enumerate(zip(KEYS, RATINGS, strict=True)):
            row = QRectF(0, number * step, self.width(), step)
            if code == self._current:
                painter.setPen(QPen(QColor(theme.AI), 2))
                painter.setBrush(QColor(theme.AI_T))
                painter.drawRect(row.adjusted(1, 1, -1, 0))
            elif number:
                painter.setPen(QPen(QColor(theme.LINE), 1))
                painter.drawLine(row.topLeft(), row.topRight())
            self._paint_row(painter, row, key, code)

    def _paint_row(self, painter: QPainter, row: QRectF, key: str, code: str) -> None:
        paint_keycap(painter, theme.px(10), row.center().y(), key)
        glyph = row.adjusted(theme.px(40), 0, 0, 0)
        paint_rating(painter, glyph, code, size=theme.px(16))
        painter.setPen(QColor(theme.SUMI))
        text = row.adjusted(theme.px(80), 0, -theme.px(4), 0)
        fits = theme.text_width(meaning(code), theme.font(13)) <= text.width()
        painter.setFont(theme.font(13 if fits else 12))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(text, int(flags) | Qt.TextFlag.TextWordWrap, meaning(code))


class CountTable(QWidget):
    """How often each rating stands in 事前 and 予測 (18項目のまとめ)."""

    CODES = RATINGS[:6]

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("judgement_counts")
        self._rows: list[tuple[str, dict[str, int]]] = []
        self.setFixedHeight(theme.px(26) * 3 + 1)

    def show_case(self, case: Case) -> None:
        """Count the two columns of ``case``."""
        counts = summary(case.judgements).counts
        self._rows = [
            (tr("事前"), dict(counts[TimePoint.BEFORE])),
            (tr("予測"), dict(counts[TimePoint.PREDICTED])),
        ]
        spoken = [
            f"{name} " + " ".join(f"{symbol(c)} {row[c]}" for c in self.CODES)
            for name, row in self._rows
        ]
        self.setAccessibleName(tr("{n}項目のまとめ", n=len(items())) + " " + tr("、").join(spoken))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        step = theme.px(26)
        names = [theme.text_width(name, theme.font(13)) for name, _counts in self._rows]
        first = max(theme.px(34), max(names, default=0) + theme.px(6))
        cell = (self.width() - 1 - first) / len(self.CODES)
        for row in range(3):
            for column in range(len(self.CODES) + 1):
                left = 0.0 if column == 0 else first + (column - 1) * cell
                width = first if column == 0 else cell
                area = QRectF(round(left) + 0.5, row * step + 0.5, round(width), step)
                head = row == 0 or column == 0
                painter.setPen(QPen(QColor(theme.LINE), 1))
                painter.setBrush(QColor(theme.SUNK if head else theme.SURFACE))
                painter.drawRect(area)
                self._paint_cell(painter, area, row, column)

    def _paint_cell(self, painter: QPainter, area: QRectF, row: int, column: int) -> None:
        if row == 0:
            if column:
                paint_rating(painter, area, self.CODES[column - 1], size=theme.px(12), centred=True)
            return
        if not self._rows:
            return
        name, counts = self._rows[row - 1]
        number = counts[self.CODES[column - 1]] if column else 0
        text = name if column == 0 else (str(number) if number else "–")
        painter.setFont(theme.font(13) if column == 0 else theme.font(14, tabular=True))
        painter.setPen(QColor(theme.SUMI))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


class ShareBar(QWidget):
    """A 14 px bar for one line of 予測とくらべて."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self._share = 0.0
        self.setFixedHeight(theme.px(14))

    def set_share(self, share: float) -> None:
        """Fill ``share`` (0..1) of the bar."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.rect().adjusted(0, 0, -1, -1)
        painter.setPen(QPen(QColor(theme.LINE2), 1))
        painter.setBrush(QColor(theme.SUNK))
        painter.drawRect(box)
        inner = box.adjusted(1, 1, 0, 0)
        inner.setWidth(round(inner.width() * self._share))
        painter.fillRect(inner, QColor(self._colour))


class Comparison(QWidget):
    """予測とくらべて: better, as predicted, not reached — for learning, never a grade (§2.3)."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("judgement_comparison")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(6))
        self._lines: list[tuple[ShareBar, SafeLabel]] = []
        names = (tr("▲ 予測より良い"), tr("＝ 予測どおり"), tr("▼ 届かなかった"))
        for row, (name, colour) in enumerate(
            zip(names, (theme.AI, theme.AI, theme.KAKI), strict=True)
        ):
            bar = ShareBar(colour)
            figure = SafeLabel("0", bold=True, tabular=True)
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(SafeLabel(name, size=13), row, 0)
            grid.addWidget(bar, row, 1)
            grid.addWidget(figure, row, 2)
            self._lines.append((bar, figure))
        grid.setColumnStretch(1, 1)

    def show_case(self, case: Case, actual: TimePoint) -> None:
        """Compare the actual ratings at ``actual`` with the prediction."""
        result = summary(case.judgements, actual)
        parts = (result.better, result.as_predicted, result.not_reached)
        for (bar, figure), part in zip(self._lines, parts, strict=True):
            bar.set_share(len(part) / result.compared if result.compared else 0)
            figure.setText(str(len(part)))


class NoteLine(QWidget):
    """An icon and a few lines."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._icon = "check"
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(25), 0, 0, 0)
        self._text = Paragraph("", size=13, line=19, colour=theme.NIBI)
        row.addWidget(self._text)

    def show_note(self, icon: str, text: str) -> None:
        """Change icon and words; empty words hide the line."""
        self._icon = icon
        self._text.setText(text)
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = theme.px(18)
        paint_icon(QPainter(self), QRectF(0, 1, side, side), self._icon, theme.NIBI)


class JudgementSide(QWidget):
    """The whole strip, 268 wide."""

    rating_chosen = Signal(str)
    reason_wanted = Signal(str)  # key of the first item that wasn't reached

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("judgement_side")
        self._missed = ""
        self._hinted: tuple[Case, bool] = (Case(), True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self.refresh_hints)
        self.write_reason = Button(tr("理由を書く"), "judgement_reason")
        self.write_reason.clicked.connect(lambda: self.reason_wanted.emit(self._missed))
        self.legend = KeyLegend()
        self.legend.chosen.connect(self.rating_chosen)
        self._counts = CountTable()
        self._comparison = Comparison()
        self._heading = SafeLabel("", bold=True)
        self._improving = SafeLabel("", size=13, bold=True, name="judgement_improving")
        self._split = SafeLabel("", size=13, elide=True)
        self.note = NoteLine("judgement_note")
        self._down = SafeLabel("", size=13, elide=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(14), theme.px(12))
        self._column = column
        column.addWidget(SafeLabel(tr("キーひとつで入力"), bold=True))
        column.addWidget(self.legend)
        column.addSpacing(theme.px(6))
        self.hints = HintBox()
        self._key_help = QWidget()
        self._key_help.setLayout(self._keys())
        column.addWidget(self._key_help)
        column.addSpacing(theme.px(6))
        for widget in (
            self._heading,
            self._counts,
            self._comparison,
            self._improving,
            self._split,
        ):
            column.addWidget(widget)
        column.addSpacing(theme.px(4))
        column.addWidget(self.note)
        column.addSpacing(theme.px(6))
        column.addWidget(self.write_reason, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.hints)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low window a question takes the place of the keys, which the header's help has."""
        crowded = self.hints.isVisibleTo(self) and self.height() < theme.px(_ROOM_FOR_BOTH)
        self._key_help.setVisible(not crowded)
        self._column.setSpacing(theme.px(2 if crowded else 6))

    def _keys(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.px(5))
        grid.addWidget(self._down, 0, 0)
        automatic = SafeLabel(tr("自動で付きます"), size=12, colour=theme.HAI, elide=True)
        grid.addWidget(automatic, 0, 1, Qt.AlignmentFlag.AlignRight)
        lines = (
            (tr("〃 上の行と同じ"), "Ctrl+D"),
            (tr("文字を直す"), "F2"),
            (tr("項目の説明を見る"), "Ctrl+I"),
        )
        for row, (text, key) in enumerate(lines, start=1):
            grid.addWidget(SafeLabel(text, size=13), row, 0)
            grid.addWidget(KeyCap(key), row, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        return grid

    def show_case(self, case: Case, actual: TimePoint | None) -> None:
        """Recount for the sheet, or for the follow-up ``actual``."""
        follow_up = actual is not None
        self._down.setText(
            tr("↑ 良くなる　↓ 届かない") if follow_up else tr("↑ 良くなる　↓ 悪くなる")
        )
        self._counts.setVisible(not follow_up)
        self._improving.setVisible(not follow_up)
        self._split.setVisible(not follow_up)
        self._comparison.setVisible(follow_up)
        self._missed = ""
        if actual is not None:
            self._show_follow_up(case, actual)
        else:
            self._show_sheet(case)
        self.write_reason.setVisible(bool(self._missed))
        self._hinted = (case, follow_up)
        self._later.start()

    def refresh_hints(self) -> None:
        """Ask now what the sheet raises; while keys come in it waits for a pause."""
        self._later.stop()
        case, follow_up = self._hinted
        asked = [] if follow_up else [hint for hint in hints(case) if hint.open]
        self.hints.show_hints(asked)
        self._fit()

    def _show_sheet(self, case: Case) -> None:
        result = summary(case.judgements)
        self._heading.setText(tr("{n}項目のまとめ", n=len(items())))
        self._counts.show_case(case)
        self._improving.setText(tr("↑ {n}項目が改善の見込み", n=len(result.improving)))
        self._split.setText(
            tr(
                "ADL {adl}項目、IADL {iadl}項目",
                adl=result.improving_adl,
                iadl=result.improving_iadl,
            )
        )
        big = [
            key
            for key in result.improving
            if steps_gained(_rating(case, key, TimePoint.BEFORE), _predicted(case, key)) >= 2
        ]
        bare = [key for key in big if not _reasoned(case, key)]
        if bare:
            names = "・".join(item_of(key).label() for key in bare)
            self.note.show_note(
                "warn",
                tr("2段階の改善（{names}）の根拠を、個人因子か環境因子に書けますか。", names=names),
            )
        elif big:
            names = "・".join(item_of(key).label() for key in big)
            self.note.show_note(
                "check",
                tr(
                    "2段階の改善 {n}項目（{names}）は、どれも根拠が書かれています。",
                    n=len(big),
                    names=names,
                ),
            )
        else:
            self.note.show_note("check", "")

    def _show_follow_up(self, case: Case, actual: TimePoint) -> None:
        result = summary(case.judgements, actual)
        self._heading.setText(tr("予測とくらべて（{n}項目）", n=result.compared))
        self._comparison.show_case(case, actual)
        self._missed = next(iter(result.not_reached), "")
        missed = "・".join(item_of(key).label() for key in result.not_reached)
        text = ""
        if missed:
            text = tr(
                "届かなかった{n}項目（{names}）の理由を残すと、次の見立てに生かせます。",
                n=len(result.not_reached),
                names=missed,
            )
        elif not result.compared:
            text = tr(
                "{when}の実際を入れると、予測とくらべられます。", when=time_point_label(actual)
            )
        self.note.show_note("warn" if missed else "info", text)


def _rating(case: Case, key: str, point: TimePoint) -> str | None:
    return judgement_of(case, key, point).rating


def _predicted(case: Case, key: str) -> str | None:
    return _rating(case, key, TimePoint.PREDICTED)


def _reasoned(case: Case, key: str) -> bool:
    row = judgement_of(case, key, TimePoint.BEFORE)
    return bool(row.personal_factor.strip() or row.environment_factor.strip())

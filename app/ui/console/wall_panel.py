"""会場に映っている画面: the real frame in small, its state in words, and what to do with it (05)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QAction,
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.conference.room import Output
from app.i18n import tr
from app.ui import theme
from app.ui.console.panel import Panel
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import Paragraph

PREVIEW = QSize(366, 206)
COMPACT_PREVIEW = QSize(338, 190)


_MARKS = {
    Output.SHOWING: "●",
    Output.FROZEN: "■",
    Output.BLANK: "▲",
    Output.HIDDEN: "○",
}
_LOOKS = {
    Output.SHOWING: (theme.MOEGI_T, theme.MOEGI, theme.MOEGI),
    Output.FROZEN: (theme.AI_T, theme.AI, theme.AI_D),
    Output.BLANK: (theme.BLACK, theme.BLACK, theme.SURFACE),
    Output.HIDDEN: (theme.YAMA_T, theme.YAMA_M, theme.YAMA),
}
"""Fill, line and text of the state chip; the mark differs too, for eyes without colour."""

_FRAMES = {Output.SHOWING: theme.MOEGI, Output.FROZEN: theme.AI, Output.BLANK: theme.BLACK}
_FRAME_THICK = 4
"""Around the preview while something of ours is on the wall."""


class Preview(QWidget):
    """The frame on the wall; black when the wall is black, grey with words when it is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("wall_preview")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._frame: QPixmap | None = None
        self._output = Output.HIDDEN
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool, less: int = 0) -> None:
        """16:9 in the width there is; ``less`` pixels lower where a remark needs the room."""
        size = COMPACT_PREVIEW if compact else PREVIEW
        self.setFixedHeight(theme.px(size.height()) - less)

    def frame_size(self) -> QSize:
        """Size of the frame to paint, in device pixels."""
        ratio = self.devicePixelRatioF()
        height = self.height() - 2 * _FRAME_THICK
        return QSize(round(height * 16 / 9 * ratio), round(height * ratio))

    def show_frame(self, frame: QPixmap | None, output: Output) -> None:
        """Show a frame and the state of the wall."""
        self._frame, self._output = frame, output
        self.setAccessibleName(f"{tr('会場に映っている画面')} {output_name(output)}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = _FRAME_THICK  # outside the picture: a frame over it would hide the wall's footer
        width = round((self.height() - 2 * edge) * 16 / 9)
        inner = QRectF((self.width() - width) / 2, edge, width, self.height() - 2 * edge)
        if self._output is Output.BLANK:
            painter.fillRect(inner, QColor(theme.ROOM_BLANK))
        elif self._frame is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(inner, self._frame, QRectF(self._frame.rect()))
        if self._output is Output.HIDDEN:
            self._paint_hidden(painter, inner)
        elif self._output is not Output.SHOWING:
            self._paint_tab(painter, inner)
        thick = _FRAME_THICK if self._output in _FRAMES else 1
        painter.setPen(QPen(QColor(_FRAMES.get(self._output, theme.LINE2)), thick))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        out = thick / 2
        painter.drawRect(inner.adjusted(-out, -out, out, out))
        painter.end()

    def _paint_tab(self, painter: QPainter, inner: QRectF) -> None:
        """The state in words on the preview itself: a wall that stands still looks like a live one."""
        fill, colour = (
            (theme.AI, theme.SURFACE)
            if self._output is Output.FROZEN
            else (theme.SURFACE, theme.BLACK)
        )
        text = f"{_MARKS[self._output]} {output_name(self._output)}"
        font = theme.font(14, bold=True)
        width = theme.text_width(text, font) + theme.px(20)
        tab = QRectF(inner.left(), inner.top(), width, theme.px(28))
        painter.fillRect(tab, QColor(fill))
        painter.setPen(QColor(colour))
        painter.setFont(font)
        painter.drawText(tab, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_hidden(self, painter: QPainter, inner: QRectF) -> None:
        """The next frame shines through, so that nobody shows it unseen."""
        veil = QColor(theme.SUNK)
        veil.setAlpha(200)
        painter.fillRect(inner, veil if self._frame is not None else QColor(theme.SUNK))
        strip = QRectF(inner.left(), inner.center().y() - theme.px(18), inner.width(), theme.px(36))
        painter.fillRect(strip, QColor(theme.SURFACE))
        painter.setPen(QColor(theme.SUMI))
        painter.setFont(theme.font(14, bold=True))
        painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, tr("会場には映していません"))


class OutputChip(QToolButton):
    """``● 投影中``: the state in shape and word; its menu shows, freezes and hides."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("output_state")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._output = Output.HIDDEN
        self.show_output(Output.HIDDEN)

    def show_output(self, output: Output) -> None:
        """Show another state."""
        self._output = output
        self.setText(f"{_MARKS[output]} {output_name(output)}")
        self.setAccessibleName(tr("会場の画面 {state}", state=output_name(output)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = theme.text_width(self.text(), theme.font(13))
        return QSize(width + theme.px(34), theme.px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill, line, colour = _LOOKS[self._output]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(line), 1))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4)
        )
        painter.setPen(QColor(colour))
        painter.setFont(theme.font(13))
        box = QRectF(self.rect()).adjusted(theme.px(8), 0, -theme.px(18), 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setBrush(QColor(colour))
        painter.setPen(Qt.PenStyle.NoPen)
        x, y, half = self.width() - theme.px(13), self.height() / 2, theme.px(4)
        painter.drawPolygon(
            [QPointF(x - half, y - half / 2), QPointF(x + half, y - half / 2), QPointF(x, y + half)]
        )
        painter.end()


class WallPanel(Panel):
    """Preview, state, and the buttons 画面を消す and 映す内容を選ぶ."""

    show_wanted = Signal()
    freeze_wanted = Signal()
    blank_wanted = Signal()
    hide_wanted = Signal()
    content_wanted = Signal()
    swap_wanted = Signal()
    language_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(tr("会場に映っている画面"), "wall_panel", icon="screen")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.chip = OutputChip()
        self.header.addWidget(self.chip)
        self._menu = QMenu(self)
        self._menu.setObjectName("output_menu")
        self.show_action = self._action(tr("会場に映す"), "F5", self.show_wanted)
        self.freeze_action = self._action(tr("画面を止めておく（凍結）"), "F4", self.freeze_wanted)
        self.hide_action = self._action(tr("会場から隠す"), "F5", self.hide_wanted)
        self._menu.addSeparator()
        self.swap_action = self._action(
            tr("操作画面と会場の画面を入れ替える"), "F11", self.swap_wanted
        )
        self.language_action = self._action(
            tr("会場の言語を切り替える"), "Ctrl+L", self.language_wanted
        )
        self.chip.setMenu(self._menu)
        self._compact = False
        self._given = 0
        self.preview = Preview()
        self.remark = Paragraph(
            "", size=12, line=16, colour=theme.NIBI, max_lines=2, name="wall_note"
        )
        self.remark.hide()
        self.blank = Button(tr("画面を消す"), "blank_wall", kind="dark", size="console", key="B")
        self.show_button = Button(
            tr("会場に映す"), "show_wall", kind="primary", size="console", key="F5"
        )
        self.content = Button(tr("映す内容を選ぶ"), "choose_content", size="console")
        self.blank.clicked.connect(self.blank_wanted)
        self.show_button.clicked.connect(self.show_wanted)
        self.content.clicked.connect(self.content_wanted)
        self._lay_out()
        self.show_output(Output.HIDDEN)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))
        column.setSpacing(theme.px(9))
        column.addWidget(self.preview)
        column.addWidget(self.remark)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for button in (self.blank, self.show_button, self.content):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button, 1)
        column.addLayout(row)
        self.body.addLayout(column)

    def _action(self, text: str, key: str, signal: SignalInstance) -> QAction:
        # The key is only named: bound here too, it would be dead while the chip has the keyboard.
        action = self._menu.addAction(f"{text}\t{key}")
        action.triggered.connect(lambda _checked: signal.emit())
        return action

    def show_output(self, output: Output) -> None:
        """State chip, buttons and menu for the state of the wall."""
        self.chip.show_output(output)
        hidden = output is Output.HIDDEN
        self.blank.setVisible(not hidden)
        self.show_button.setVisible(hidden)
        dark = output is Output.BLANK
        self.blank.setText(tr("画面を戻す") if dark else tr("画面を消す"))
        self.show_action.setVisible(hidden)
        self.hide_action.setVisible(not hidden)
        self.freeze_action.setVisible(output in (Output.SHOWING, Output.FROZEN))
        frozen = output is Output.FROZEN
        self.freeze_action.setText(tr("凍結を解く") if frozen else tr("画面を止めておく（凍結）"))

    def show_note(self, text: str, *, kept_back: bool = False) -> None:
        """What a person must know about the wall, such as a single screen; empty hides it.

        While a case is kept back there is nothing to choose: the button leads into the case.
        """
        self.remark.setText(text)
        self.remark.setVisible(bool(text))
        self._fit_remark()
        words = tr("事例で確かめる") if kept_back else tr("映す内容を選ぶ")
        if self.content.text() != words:
            self.content.setText(words)
            self.content.setAccessibleName(words)

    def give_way(self, pixels: int) -> None:
        """Let the preview of a low window be lower by ``pixels``, for a bar above the columns."""
        if pixels != self._given:
            self._given = pixels
            self._fit_remark()

    def _fit_remark(self) -> None:
        """The panel's height is fixed, so a remark of two lines has to ask for them itself.

        In a low window nothing else can give way, so the preview does.
        """
        height = self.remark.heightForWidth(self.preview.width())
        if height != self.remark.minimumHeight():
            self.remark.setFixedHeight(height)
        remark = 0 if self.remark.isHidden() else height
        less = max(remark, self._given) if self._compact else 0
        self.preview.set_compact(compact=self._compact, less=less)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_remark()

    def set_compact(self, *, compact: bool) -> None:
        """A smaller preview and lower buttons in small windows."""
        self._compact = compact
        self._fit_remark()
        for button in (self.blank, self.show_button, self.content):
            button.setFixedHeight(theme.px(44 if compact else 52))


def output_name(output: Output) -> str:
    """The state in words."""
    return {
        Output.SHOWING: tr("投影中"),
        Output.FROZEN: tr("凍結中"),
        Output.BLANK: tr("消灯中"),
        Output.HIDDEN: tr("映していません"),
    }[output]

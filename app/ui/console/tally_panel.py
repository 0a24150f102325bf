"""発言: a key per profession counts who spoke; only the facilitator sees it (DOMAIN.md §3.5)."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.care.case import Case
from app.conference.session import MeetingSession
from app.conference.tally import Voice, voices
from app.i18n import tr
from app.ui import theme
from app.ui.console.drawer import Drawer
from app.ui.widgets.keycap import paint_keycap
from app.ui.widgets.labels import SafeLabel

ROW_HEIGHT = 27
VOICE_ROLE = int(Qt.ItemDataRole.UserRole)
AnyIndex = QModelIndex | QPersistentModelIndex
_MORE = (Qt.Key.Key_Plus, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LESS = (Qt.Key.Key_Minus, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class TallyModel(QAbstractListModel):
    """Those not heard yet first."""

    def __init__(self) -> None:
        super().__init__()
        self.voices: tuple[Voice, ...] = ()

    def show_voices(self, found: tuple[Voice, ...]) -> None:
        """Show another state."""
        if found != self.voices:
            self.beginResetModel()
            self.voices = found
            self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.voices)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        voice = self.voices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return voice.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{profession} 発言{n}回", profession=voice.name, n=voice.spoke)
        return voice if role == VOICE_ROLE else None


class TallyDelegate(QStyledItemDelegate):
    """Key cap, profession, and a stroke for each time, as people tally on paper."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(theme.px(160), theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        area = QRectF(option.rect)
        voice: Voice = index.data(VOICE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, QColor(theme.AI_T if chosen else theme.SURFACE))
        painter.fillRect(
            QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(theme.LINE)
        )
        paint_keycap(painter, area.left() + theme.px(12), area.center().y(), voice.key)
        colour = theme.HAI if not voice.people else theme.SUMI if voice.silent else theme.NIBI
        painter.setPen(QColor(colour))
        said = str(voice.spoke) if voice.spoke else tr("まだ") if voice.people else "–"
        font = theme.font(13, bold=voice.silent)
        width = theme.text_width(said, font) + 2
        number = QRectF(area.right() - theme.px(14) - width, area.top(), width, area.height())
        painter.setFont(font)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(number, right, said)
        left = area.left() + theme.px(42)
        room = number.left() - theme.px(4) - left
        name = painter.fontMetrics().elidedText(
            voice.name, Qt.TextElideMode.ElideRight, round(room)
        )
        words = QRectF(left, area.top(), room, area.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


class TallyList(QListView):
    """The key of a profession counts one more; − takes one back from the chosen row."""

    spoken = Signal(str, int)

    def __init__(self, model: TallyModel) -> None:
        super().__init__()
        self.tally = model
        self.last = ""
        self.setObjectName("tally_list")
        self.setAccessibleName(tr("職種ごとの発言"))
        self.setModel(model)
        self.setItemDelegate(TallyDelegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self._say(index.data(VOICE_ROLE).profession, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen: Voice | None = self.currentIndex().data(VOICE_ROLE)
        by_key = {voice.key: voice for voice in self.tally.voices if voice.key}
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.text().upper() in by_key:
            self._say(by_key[event.text().upper()].profession, 1)
        elif chosen and event.key() in _MORE:
            self._say(chosen.profession, 1)
        elif chosen and event.key() in _LESS:
            self._say(chosen.profession, -1)
        else:
            super().keyPressEvent(event)

    def _say(self, profession: str, by: int) -> None:
        self.last = profession
        self.spoken.emit(profession, by)

    def stay_with_last(self) -> None:
        """Keep the row that was counted chosen, wherever it went: − takes it back."""
        for number, voice in enumerate(self.tally.voices):
            if voice.profession == self.last:
                self.setCurrentIndex(self.tally.index(number, 0))


class TallyPanel(Drawer):
    """In the place of the facts at hand; the capture row stays."""

    spoken = Signal(str, int)

    def __init__(self) -> None:
        super().__init__(tr("発言"), "tally_panel")
        self.model = TallyModel()
        self.list = TallyList(self.model)
        self.list.spoken.connect(self.spoken)
        self.silent = SafeLabel(size=13, colour=theme.NIBI, elide=True, name="tally_silent")
        self.silent.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        hint = SafeLabel(tr("文字キーで数える、− でもどす"), size=12, colour=theme.HAI, elide=True)
        hint.setContentsMargins(theme.px(12), theme.px(2), theme.px(12), theme.px(2))
        self.body.addWidget(self.silent)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(hint)

    def show_meeting(self, session: MeetingSession, _case: Case | None) -> None:
        found = voices(session.conference)
        quiet = sum(voice.silent for voice in found)
        self.silent.setText(tr("まだ話していない職種 {n}", n=quiet))
        self.model.show_voices(found)
        self.list.stay_with_last()

    def take_keyboard(self) -> None:
        self.list.setFocus()

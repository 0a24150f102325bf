"""The note below a field whose words look like somebody's (design 03): what, and the ways out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.care.case import Case
from app.care.disclosure.fitting import fitted
from app.care.disclosure.privacy_check import Doubt, kind_label
from app.i18n import tr
from app.ui import theme
from app.ui.cases.form_line import Cell, FieldLine, plain
from app.ui.widgets.buttons import Button
from app.ui.widgets.enter_walk import TAB_ONLY
from app.ui.widgets.icons import pixmap
from app.ui.widgets.labels import Paragraph, SafeLabel

MOST_ROWS = 3
_WIDEST = 420  # from here a sentence rather breaks than pushes its answers down
_LONGEST = 24  # characters of what was found that a sentence quotes
_TAKES_FOCUS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)


@dataclass(frozen=True, slots=True)
class Asked:
    """A doubt and where it stands, named where the place of the note doesn't tell."""

    doubt: Doubt
    where: str = ""


Answers = tuple[tuple[str, str], ...]
"""The words that may replace, each with what its button says."""


class _Row(QWidget):
    """One doubt: a sentence and its answers, wrapping where the field is narrow."""

    replace_wanted = Signal(object, str)
    keep_wanted = Signal(object)
    left = Signal(object)

    def __init__(self, asked: Asked, number: int, answers: Answers) -> None:
        super().__init__()
        self.asked = asked
        self.answers = answers
        self.setObjectName(f"doubt_{number}")
        sentence = doubt_sentence(asked)
        self.setAccessibleName(sentence)
        words = Paragraph(sentence, size=14, line=20, colour=theme.YAMA)
        words.setContentsMargins(0, theme.px(3), 0, 0)
        self.buttons = list(self._buttons(number))
        for button in self.buttons:
            button.installEventFilter(self)
        mark = QLabel()
        mark.setPixmap(pixmap("warn", theme.px(16), theme.YAMA, self.devicePixelRatioF()))
        mark.setContentsMargins(0, theme.px(5), 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        least = theme.text_width(sentence, words.font()) / theme.scale() + 4
        side = QWidget()
        side.setLayout(plain(*self.buttons, gap=6))
        cells = [
            Cell("", words, least=min(_WIDEST, round(least))),
            Cell("", side, snug=True),
        ]
        row.addLayout(FieldLine(cells, gap=8, line_gap=4), 1)

    def shows(self, asked: Asked, answers: Answers) -> bool:
        """Whether the row reads the same for ``asked``, though people typed before it."""
        return _read(asked) == _read(self.asked) and answers == self.answers

    def _buttons(self, number: int) -> Iterator[Button]:
        for place, (words, text) in enumerate(self.answers, start=1):
            yield self._button(text, f"doubt_{number}_replace_{place}", words)
        yield self._button(_not_so(self.asked.doubt.kind), f"doubt_{number}_keep", None)

    def _button(self, text: str, name: str, words: str | None) -> Button:
        button = Button(text, name, size="small", accessible=f"{doubt_sentence(self.asked)} {text}")
        button.setAutoDefault(True)  # Enter presses it
        button.setProperty(TAB_ONLY, True)
        if words is None:
            button.clicked.connect(lambda: self.keep_wanted.emit(self.asked.doubt))
        else:
            button.clicked.connect(lambda: self.replace_wanted.emit(self.asked.doubt, words))
        return button

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Esc goes back to the text, unanswered."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self.left.emit(self.asked.doubt)
            return event.type() in _TAKES_FOCUS
        return False


class PrivacyNote(QFrame):
    """All open doubts of the fields above it; gone while there are none.

    A ``brief`` one stays one line where it can: one doubt, and only the first replacement.
    """

    replace_wanted = Signal(object, str)
    keep_wanted = Signal(object)
    left = Signal(object)
    """Esc: back to the place of this doubt."""

    def __init__(self, name: str, *, brief: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("note", "yama")
        self._brief = brief
        self._case = Case()
        self._asked: tuple[Asked, ...] = ()
        self._rows: list[_Row] = []
        self._more = SafeLabel("", size=13, colour=theme.YAMA, name=f"{name}_more")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(10), theme.px(4), theme.px(8), theme.px(4))
        self._column.setSpacing(theme.px(4))
        self._column.addWidget(self._more)
        self.hide()

    def asked(self) -> tuple[Asked, ...]:
        """What is asked, also what has no row yet."""
        return self._asked

    def show_asked(self, case: Case, asked: Sequence[Asked], first: Doubt | None = None) -> None:
        """Ask about other doubts of ``case``, beginning with ``first`` or where it began before.

        Rows that stay keep their focus.
        """
        self._case, self._asked = case, tuple(asked)
        top = first or (self._rows[0].asked.doubt if self._rows else None)
        start = _number_of(top, asked) if top is not None else 0
        shown = [*asked[start:], *asked[:start]][: 1 if self._brief else MOST_ROWS]
        self._show_rows([(each, _answers(case, each.doubt, brief=self._brief)) for each in shown])
        rest = len(asked) - len(shown)
        self._more.setText(tr("ほか {n} 件", n=rest))
        self._more.setVisible(rest > 0)
        self.setAccessibleName(tr("個人情報の確認 {n}件", n=len(asked)))
        self.setVisible(bool(asked))

    def buttons(self) -> list[Button]:
        """Every answer on screen, in order."""
        return [button for row in self._rows for button in row.buttons]

    def focus_doubt(self, doubt: Doubt) -> None:
        """Put the focus on the first answer to ``doubt``, bringing it up if it has no row."""
        if all(row.asked.doubt != doubt for row in self._rows):
            self.show_asked(self._case, self._asked, doubt)
        for row in self._rows:
            if row.asked.doubt == doubt:
                row.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focused(self) -> Doubt | None:
        """The doubt whose answer has the focus."""
        for row in self._rows:
            if any(button.hasFocus() for button in row.buttons):
                return row.asked.doubt
        return None

    def _show_rows(self, shown: Sequence[tuple[Asked, Answers]]) -> None:
        same = len(shown) == len(self._rows) and all(
            row.shows(*each) for row, each in zip(self._rows, shown, strict=True)
        )
        if same:
            for row, (asked, _) in zip(self._rows, shown, strict=True):
                row.asked = asked  # the words have moved in their text
            return
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for number, (asked, answers) in enumerate(shown, start=1):
            row = _Row(asked, number, answers)
            row.replace_wanted.connect(self.replace_wanted)
            row.keep_wanted.connect(self.keep_wanted)
            row.left.connect(self.left)
            self._column.insertWidget(number - 1, row)
            self._rows.append(row)


class DoubtCount(Button):
    """個人情報 n件 in the header of a page; pressing it leads to the first one.

    In a narrow window only the sign and the figure stay.
    """

    changed = Signal()
    """Shown or hidden, or of another width: the rest of the header may have to give way."""

    def __init__(self, name: str) -> None:
        self._count, self._narrow = 0, False
        super().__init__("", name, size="small", icon="warn")
        self.hide()

    def show_count(self, count: int) -> None:
        """Hidden while there is nothing to ask."""
        self._count = count
        words = tr("個人情報の確認 {n}件", n=count)
        self.setText(str(count) if self._narrow else tr("個人情報 {n}件", n=count))
        self.setAccessibleName(words)
        self.setToolTip(f"{words}\n{tr('答えるまで、この事例は印刷も投影もできません。')}")
        self.setVisible(count > 0)
        self.changed.emit()

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - as the base class has it
        super().set_compact(compact)
        if compact != self._narrow:
            self._narrow = compact
            self.show_count(self._count)


def _read(asked: Asked) -> tuple[object, ...]:
    """What a row says, whatever the position in the text."""
    doubt = asked.doubt
    return asked.where, doubt.field, doubt.row, doubt.snippet, doubt.kind, doubt.certain


def _number_of(doubt: Doubt, asked: Sequence[Asked]) -> int:
    """Which of ``asked`` is ``doubt``, though it may have moved in its text; else the first."""
    same = (n for n, each in enumerate(asked) if _same(each.doubt, doubt))
    return min(same, key=lambda n: abs(asked[n].doubt.start - doubt.start), default=0)


def _same(one: Doubt, other: Doubt) -> bool:
    """Whether two looks found the same words in the same text."""
    return (one.field, one.row, one.snippet) == (other.field, other.row, other.snippet)


def _answers(case: Case, doubt: Doubt, *, brief: bool) -> Answers:
    """長女の恵子さん becomes 長女, and the button says so: 「長女」だけにする."""

    def text(words: str) -> str:
        if not words:
            return tr("消す")
        if fitted(case, doubt, words) != doubt:
            return tr("「{words}」だけにする", words=words)
        return tr("「{words}」にする", words=words)

    offers = enumerate(doubt.suggestions)
    return tuple((words, text(words)) for n, words in offers if not (brief and n and words))


def doubt_sentence(asked: Asked) -> str:
    """What was found and what it looks like, with its place where that must be said."""
    found = " ".join(asked.doubt.snippet.split())
    if len(found) > _LONGEST:
        found = f"{found[: _LONGEST - 1]}…"
    kind = kind_label(asked.doubt.kind)
    if asked.doubt.certain:
        words = tr("「{found}」は{kind}のようです。", found=found, kind=kind)
    else:
        words = tr("「{found}」は{kind}かもしれません。", found=found, kind=kind)
    return tr("{where}：{words}", where=asked.where, words=words) if asked.where else words


def _not_so(kind: str) -> str:
    names = {"name", "relative", "facility", "staff", "person"}
    return tr("名前ではない") if kind in names else tr("個人情報ではない")

"""The first thing a person sees: two doors on first use, the passphrase later.

Nothing here loads the database; it is fetched while the person reads or types (TOOLCHAIN).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.clock import Clock
from app.errors import LockedOut, UserFacingError
from app.i18n import tr
from app.services.store import (
    MIN_PASSPHRASE,
    Store,
    check_passphrase,
    create_store,
    open_store,
    practice_store,
    store_exists,
)
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import FieldLabel, Paragraph, SafeLabel

CARD_WIDTH = 420
_LONGEST_WAIT = 30


class PassphraseField(QLineEdit):
    """Hidden text; the IME stays off because a passphrase is typed blind."""

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setMinimumHeight(theme.px(36))


class Door(QFrame):
    """One of the two ways in: a heading, what it means, what went wrong, a button."""

    def __init__(self, heading: str, words: str, button: Button, *more: QWidget) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setFixedWidth(theme.px(360))
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        column.addWidget(SafeLabel(heading, size=20, bold=True))
        column.addWidget(Paragraph(words, size=14, line=22, colour=theme.NIBI))
        column.addStretch(1)
        for widget in (*more, button):
            column.addWidget(widget)


class StartWindow(QWidget):
    """Doors, new passphrase and unlock in one window; ``opened`` carries the open store."""

    opened = Signal(object)

    def __init__(self, folder: Path, clock: Clock, wait_unit_ms: int = 1000) -> None:
        super().__init__()
        self._folder = folder
        self._clock = clock
        self._wait_unit_ms = wait_unit_ms
        self._wrong = 0
        self.setObjectName("start_window")
        self.setWindowTitle(tr("くらしカンファ"))
        self.resize(theme.px(1000), theme.px(640))
        self._pages = QStackedWidget()
        self._doors, self._new, self._unlock = QWidget(), QWidget(), QWidget()
        for page in (self._doors, self._new, self._unlock):
            self._pages.addWidget(page)
        self._unbuilt = [self._build_doors, self._build_new, self._build_unlock]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        known = self._is_known()
        self._unbuilt.pop(2 if known else 0)()
        self._pages.setCurrentWidget(self._unlock if known else self._doors)
        QTimer.singleShot(0, self._focus_first)

    def _is_known(self) -> bool:
        """Whether the passphrase is asked for, or the two doors are shown."""
        return store_exists(self._folder)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first paint waits for one page only; the others are built right after it."""
        super().paintEvent(event)
        if self._unbuilt:
            QTimer.singleShot(0, self, self._build_rest)

    def _build_rest(self) -> None:
        while self._unbuilt:
            self._unbuilt.pop()()

    def _focus_first(self) -> None:
        page = self._pages.currentWidget()
        if page is self._unlock:
            self.passphrase.setFocus()
        else:
            (self.practice if page is self._doors else self.first).setFocus()

    # The three pages.

    def _fill(self, page: QWidget, *content: QWidget, note: str = "") -> None:
        """Name of the program above, content in the middle."""
        column = QVBoxLayout(page)
        column.setSpacing(theme.px(20))
        column.addStretch(2)
        for text, size, bold in (
            (tr("くらしカンファ"), 28, True),
            (tr("多職種合同ケアカンファレンスの準備・進行・ふり返り"), 14, False),
        ):
            label = SafeLabel(text, size=size, bold=bold, colour=theme.SUMI)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(theme.px(20))
        row.addStretch(1)
        for widget in content:
            row.addWidget(widget)
        row.addStretch(1)
        column.addLayout(row)
        foot = SafeLabel(note, size=13, colour=theme.NIBI)
        foot.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(foot)
        column.addStretch(3)

    def _build_doors(self) -> None:
        self.practice = Button(tr("練習してみる"), "start_practice", size="big")
        self.practice.clicked.connect(self._open_practice)
        self.doors_problem = _problem("doors_problem")
        self.begin = Button(tr("はじめて使う"), "start_new", kind="primary", size="big")
        self.begin.clicked.connect(lambda: self._go(self._new))
        self._fill(
            self._doors,
            Door(
                tr("まず、さわってみる"),
                tr(
                    "架空の10事例が入った練習用のデータで、準備から会議、印刷までを試せます。閉じると消えます。"
                ),
                self.practice,
                self.doors_problem,
            ),
            Door(
                tr("本番の準備をする"),
                tr(
                    "この端末に、暗号化されたデータの場所を作ります。パスフレーズを決めてください。"
                ),
                self.begin,
            ),
            note=tr("データはこの端末の中だけに置かれ、外へ送られることはありません。"),
        )

    def _card(self, heading: str) -> tuple[QFrame, QVBoxLayout]:
        card = QFrame()
        card.setProperty("card", "true")
        card.setFixedWidth(theme.px(CARD_WIDTH))
        column = QVBoxLayout(card)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(10))
        column.addWidget(SafeLabel(heading, size=20, bold=True))
        return card, column

    def _build_new(self) -> None:
        card, column = self._card(tr("パスフレーズを決める"))
        self.first = PassphraseField("new_passphrase", tr("パスフレーズ"))
        self.second = PassphraseField("new_passphrase_again", tr("パスフレーズ（もう一度）"))
        self.new_problem = _problem("new_problem")
        words = tr(
            "{n}文字以上。短い言葉をいくつか並べると、覚えやすく破られにくくなります。忘れると、だれにも開けません。",
            n=MIN_PASSPHRASE,
        )
        column.addWidget(Paragraph(words, size=13, line=20, colour=theme.NIBI))
        for label, field in (
            (tr("パスフレーズ"), self.first),
            (tr("パスフレーズ（もう一度）"), self.second),
        ):
            column.addWidget(FieldLabel(label, field))
            column.addWidget(field)
        column.addWidget(self.new_problem)
        self.create_button = Button(
            tr("データの場所を作る"), "create_store", kind="primary", size="big"
        )
        back = Button(tr("もどる"), "start_back", size="big")
        back.clicked.connect(lambda: self._go(self._doors))
        self.create_button.clicked.connect(self._create)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._create)
        column.addLayout(_row(back, self.create_button))
        self._fill(self._new, card)

    def _build_unlock(self) -> None:
        card, column = self._card(tr("開く"))
        self.passphrase = PassphraseField("passphrase", tr("パスフレーズ"))
        self.unlock_problem = _problem("unlock_problem")
        self.unlock = Button(tr("開く"), "unlock", kind="primary", size="big")
        self.unlock.clicked.connect(self._open)
        self.passphrase.returnPressed.connect(self._open)
        self.unlock_practice = Button(tr("練習してみる"), "unlock_practice", kind="text")
        self.unlock_practice.clicked.connect(self._open_practice)
        column.addWidget(FieldLabel(tr("パスフレーズ"), self.passphrase))
        column.addWidget(self.passphrase)
        column.addWidget(self.unlock_problem)
        column.addLayout(_row(self.unlock_practice, self.unlock))
        self._fill(self._unlock, card, note=self._unlock_note())

    def _unlock_note(self) -> str:
        return tr("データの場所：この端末（暗号化あり）")

    def _go(self, page: QWidget) -> None:
        self._build_rest()
        self._pages.setCurrentWidget(page)
        self._focus_first()

    # What the buttons do.

    def _open_practice(self) -> None:
        doors = self._pages.currentWidget() is self._doors
        problem = self.doors_problem if doors else self.unlock_problem
        self._try(lambda: practice_store(clock=self._clock), problem)

    def _create(self) -> None:
        problem = check_passphrase(self.first.text())
        if not problem and self.first.text() != self.second.text():
            problem = tr("二つのパスフレーズが違います。")
        if problem:
            self._say(self.new_problem, problem)
            return
        phrase = self.first.text()
        self._try(lambda: create_store(self._folder, phrase, clock=self._clock), self.new_problem)

    def _open(self) -> None:
        if not self.unlock.isEnabled() or not self.passphrase.text():
            return
        phrase = self.passphrase.text()
        self._try(lambda: self._store_for(phrase), self.unlock_problem)

    def _store_for(self, phrase: str) -> Store:
        return open_store(self._folder, phrase, clock=self._clock, read_only_too=True)

    def _try(self, action: Callable[[], Store], problem: Paragraph) -> None:
        """Run one opening; what goes wrong stands below the field or in the door."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            store = action()
        except UserFacingError as error:
            self._say(problem, error.sentence())
            if isinstance(error, LockedOut):
                self._slow_down()
            return
        finally:
            QApplication.restoreOverrideCursor()
        self._forget()
        self.opened.emit(store)

    def _forget(self) -> None:
        """No passphrase stays in a field."""
        for field in self.findChildren(PassphraseField):
            field.clear()

    def _say(self, place: Paragraph, text: str) -> None:
        place.setText(text)
        place.setVisible(True)

    @property
    def waiting_seconds(self) -> int:
        """How long the last wrong try keeps the button shut: 1, 2, 4 … 30 seconds."""
        return min(_LONGEST_WAIT, 2 ** (self._wrong - 1)) if self._wrong else 0

    def _slow_down(self) -> None:
        """Make guessing slow (RELIABILITY §C, key management)."""
        self._wrong += 1
        self.unlock.setEnabled(False)
        self.passphrase.selectAll()
        self.unlock.setToolTip(tr("{n}秒たつと、また試せます。", n=self.waiting_seconds))
        wait = self.waiting_seconds * self._wait_unit_ms
        QTimer.singleShot(wait, self, self._may_try_again)

    def _may_try_again(self) -> None:
        self.unlock.setEnabled(True)
        self.unlock.setToolTip("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pages.currentWidget() is self._new:
            self._go(self._doors)
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._forget()
        super().closeEvent(event)


def _problem(name: str) -> Paragraph:
    words = Paragraph("", size=13, line=20, colour=theme.AKANE, name=name)
    words.setVisible(False)
    return words


def _row(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, theme.px(12), 0, 0)
    row.addWidget(left)
    row.addStretch(1)
    row.addWidget(right)
    return row

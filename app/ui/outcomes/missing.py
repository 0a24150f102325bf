"""The people without a record 12 months after their start: record it here or open the case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from app.care import scales, wareki
from app.care.case import FollowUp
from app.errors import UserFacingError
from app.i18n import tr
from app.services.outcomes import Missing, put_back_outcome, record_outcome
from app.ui import theme
from app.ui.page import Page
from app.ui.widgets.buttons import Button
from app.ui.widgets.choice_field import ChoiceField
from app.ui.widgets.labels import FieldLabel, Paragraph, SafeLabel
from app.ui.widgets.note import InlineNote
from app.ui.widgets.rows import AnyIndex, HeadedModel
from app.ui.widgets.table import dress_table, wanted_width

_WITH_LEVEL = frozenset({"level_in_force", "institution"})
_WIDTHS = (64, 130, 120, 120, 120)  # at least


class PeopleModel(HeadedModel):
    """One person a line."""

    def __init__(self) -> None:
        super().__init__()
        self.people: tuple[Missing, ...] = ()

    def show_people(self, people: Sequence[Missing]) -> None:
        """Show others."""
        self.beginResetModel()
        self.people = tuple(people)
        self.endResetModel()

    def heads(self) -> Sequence[str]:
        return (
            tr("No."), tr("名前"), tr("認定時の区分"), tr("12か月後の日"), tr("これまでの記録"),
        )  # fmt: skip

    def lines(self) -> int:
        return len(self.people)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        one = self.people[index.row()]
        return (
            "" if one.case_no is None else f"{one.case_no:03d}",
            one.pseudonym,
            scales.care_level_label(one.level),
            wareki.format_wareki(one.target.isoformat()),
            tr("日がはなれている") if one.off_date else tr("なし"),
        )[index.column()]


class MissingDialog(QDialog):
    """``recorded`` tells the page of each change, also of one taken back."""

    recorded = Signal(object)

    def __init__(self, page: Page, people: Sequence[Missing]) -> None:
        super().__init__(page.window())
        self.setObjectName("missing_dialog")
        self.setWindowTitle(tr("12か月後の記録がない人"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page = page
        self._last: tuple[str, FollowUp | None] | None = None
        self.model = PeopleModel()
        self.model.setParent(self)
        self.table = QTableView()
        dress_table(self.table, "missing_people", accessible=tr("12か月後の記録がない人"), inset=16)
        self.table.setModel(self.model)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.table.activated.connect(lambda _index: self.outcome.setFocus())
        self._make_form()
        self._lay_out()
        undo = QShortcut(QKeySequence("Ctrl+Z"), self)
        undo.activated.connect(self.take_back)
        self.show_people(people)
        self.table.setFocus()

    def _make_form(self) -> None:
        self.outcome = ChoiceField(
            [(code, scales.outcome_label(code)) for code in scales.outcome_codes()],
            "missing_outcome",
            accessible=tr("結果"),
        )
        self.level = ChoiceField(
            [(code, scales.care_level_label(code)) for code in scales.care_levels()],
            "missing_level",
            accessible=tr("12か月後の区分"),
        )
        self.again = ChoiceField(
            [("yes", tr("はい")), ("no", tr("いいえ"))],
            "missing_reassessed",
            accessible=tr("認定を調べ直した"),
            empty=tr("不明"),
        )
        self.outcome.currentIndexChanged.connect(lambda _index: self._show_form())
        self.level.currentIndexChanged.connect(lambda _index: self._show_form())
        self.record_button = Button(
            tr("記録する"), "missing_record", kind="primary", key="Ctrl+Enter"
        )
        self.record_button.clicked.connect(self.record)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.record_button.click)
        self.open_button = Button(tr("判定を開く"), "missing_open")
        self.open_button.setToolTip(tr("ADL・IADLの12か月後の実際を記録します。"))
        self.open_button.clicked.connect(self.open_case)
        self.undo_button = Button(tr("元に戻す"), "missing_undo", icon="undo", key="Ctrl+Z")
        self.undo_button.clicked.connect(self.take_back)
        self.close_button = Button(tr("閉じる"), "missing_close")
        self.close_button.clicked.connect(self.accept)
        self.said = SafeLabel("", size=13, colour=theme.NIBI, elide=True, name="missing_said")
        self.trouble = InlineNote("", name="missing_trouble", kind="akane")
        self.trouble.hide()

    def _lay_out(self) -> None:
        form = QHBoxLayout()
        form.setSpacing(theme.px(8))
        labels = (tr("結果"), tr("12か月後の区分"), tr("認定を調べ直した"))
        for label, field in zip(labels, (self.outcome, self.level, self.again), strict=True):
            part = QVBoxLayout()
            part.setSpacing(theme.px(2))
            part.addWidget(FieldLabel(label, field))
            part.addWidget(field)
            form.addLayout(part, 1)
        form.addWidget(self.record_button, 0, Qt.AlignmentFlag.AlignBottom)
        form.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignBottom)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.said, 1)
        foot.addWidget(self.undo_button)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        margin = theme.px(theme.PAGE_MARGIN)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(theme.GAP))
        column.addWidget(
            Paragraph(
                tr(
                    "認定から12か月たち、結果の記録がない人です。結果を選んで記録すると、すぐに数えられます。"
                ),
                colour=theme.NIBI,
            )
        )
        column.addWidget(self.table, 1)
        column.addWidget(self.trouble)
        column.addLayout(form)
        column.addLayout(foot)
        room = self.parentWidget()
        assert isinstance(room, QWidget)  # noqa: S101 - the window
        self.resize(
            min(theme.px(820), room.width() - theme.px(40)),
            min(theme.px(560), room.height() - theme.px(40)),
        )

    # Showing.

    def show_people(self, people: Sequence[Missing]) -> None:
        """Show who is missing now; the choice stays on its line."""
        if tuple(people) == self.model.people and people:
            return
        line = max(0, self.table.currentIndex().row())
        self.model.show_people(people)
        for column, least in enumerate(_WIDTHS):
            wanted = max(theme.px(least), wanted_width(self.table, column) + theme.px(10))
            self.table.setColumnWidth(column, wanted)
        if people:
            self.table.setCurrentIndex(self.model.index(min(line, len(people) - 1), 0))
        self._show_form()

    def chosen(self) -> Missing | None:
        """The person of the current line."""
        line = self.table.currentIndex().row()
        return self.model.people[line] if 0 <= line < len(self.model.people) else None

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.outcome.set_code("")
        self.level.set_code("")
        self.again.set_code("")
        self._show_form()

    def _show_form(self) -> None:
        person, code = self.chosen(), self.outcome.code()
        for field in (self.outcome, self.open_button):
            field.setEnabled(person is not None)
        with_level = code in _WITH_LEVEL
        self.level.setEnabled(with_level)
        self.again.setEnabled(with_level)
        ready = person is not None and bool(code) and (not with_level or bool(self.level.code()))
        self.record_button.setEnabled(ready)
        self.record_button.setToolTip("" if ready else tr("結果と、区分のある人は区分を選びます。"))
        self.undo_button.setEnabled(self._last is not None)
        if person is None and not self.model.people:
            self.said.setText(tr("記録のない人はいません。"))

    # Doing.

    def record(self) -> None:
        """Keep the result of the chosen person and go on to the next."""
        person, code = self.chosen(), self.outcome.code()
        if person is None or not code:
            return
        with_level = code in _WITH_LEVEL
        again = {"yes": True, "no": False}.get(self.again.code())
        try:
            changes, old = record_outcome(
                self._page.context.store,
                person,
                outcome_code=code,
                care_level=self.level.code() if with_level else None,
                reassessed=again if with_level else None,
            )
        except UserFacingError as error:
            self._fail(error)
            return
        self._last = (person.case_uuid, old)
        self.trouble.hide()
        said = scales.care_level_label(self.level.code()) if with_level else ""
        words = "　".join(part for part in (scales.outcome_label(code), said) if part)
        rest = [each for each in self.model.people if each is not person]
        self.show_people(rest)
        self._moved(QModelIndex(), QModelIndex())
        self.said.setText(tr("{name}：{words} と記録しました", name=person.pseudonym, words=words))
        self.table.setFocus()
        self.recorded.emit(changes)

    def take_back(self) -> None:
        """Ctrl+Z: what stood there before the last record."""
        if self._last is None:
            return
        case_uuid, old = self._last
        try:
            changes = put_back_outcome(self._page.context.store, case_uuid, old)
        except UserFacingError as error:
            self._fail(error)
            return
        self._last = None
        self.said.setText(tr("最後の記録を元に戻しました"))
        self._show_form()
        self.recorded.emit(changes)

    def open_case(self) -> None:
        """To the ratings of the chosen person 12 months after the start."""
        person = self.chosen()
        if person is not None:
            self.accept()
            self._page.context.navigate("page_judgement", case_uuid=person.case_uuid, months=12)

    def _fail(self, error: UserFacingError) -> None:
        self.trouble.set_note(error.sentence(), kind="akane")
        self.trouble.show()

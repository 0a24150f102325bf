"""The middle of the console: kind, text, who, by when, record; and what was recorded (05)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout

from app.conference.capture import CAPTURE_KINDS, MORE_KINDS, Draft
from app.conference.meeting import Entry, EntryKind, Part
from app.i18n import tr
from app.ui import theme
from app.ui.console.capture_edit import CaptureEdit, KindChip
from app.ui.console.entry_list import ROW_HEIGHT, EntryList
from app.ui.console.panel import Panel
from app.ui.console.words import day_text
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Rule
from app.ui.widgets.choice_field import QuietCombo
from app.ui.widgets.icons import icon
from app.ui.widgets.labels import SafeLabel


class FreeCombo(QuietCombo):
    """Suggestions that may be overwritten by anything."""

    def __init__(self, name: str, accessible: str, width: int) -> None:
        super().__init__(name, accessible=accessible)
        self._width = theme.px(width)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # A completer would finish 包括 as 包括北 and record what nobody said.
        self.setCompleter(None)  # type: ignore[arg-type]
        self.setFont(theme.font(15))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(36))
        line = self.lineEdit()
        if line is not None:
            line.setObjectName(f"{name}_text")
            line.setAccessibleName(accessible)
            # The rule of the whole program reaches no line inside a combo box.
            line.setStyleSheet(f"padding: 0; border: none; placeholder-text-color: {theme.HAI};")
        self.setCurrentText("")

    def sizeHint(self) -> QSize:
        return QSize(self._width, theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(72), theme.px(36))

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z and Ctrl+Y are the page's, as in every other field (``shell.UndoKeys``)."""
        keys = QKeySequence.StandardKey
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(keys.Undo) or event.matches(keys.Redo))
        ):
            event.ignore()
            return True
        return super().event(event)

    def suggest(self, texts: Sequence[str]) -> None:
        """Offer other suggestions; what is typed stays."""
        if [self.itemText(number) for number in range(self.count())] == list(texts):
            return
        typed = self.currentText()
        self.clear()
        self.addItems(list(texts))
        self.setCurrentIndex(-1)
        self.setCurrentText(typed)


def due_suggestions(today: date) -> tuple[str, ...]:
    """A week, two weeks, the end of next month, three and six months from now."""
    next_month = (today.replace(day=28) + timedelta(days=4)).replace(day=28) + timedelta(days=4)
    return (
        day_text(today + timedelta(days=7)),
        day_text(today + timedelta(days=14)),
        day_text(next_month - timedelta(days=next_month.day)),
        tr("3か月後"),
        tr("6か月後"),
    )


class CapturePanel(Panel):
    """Chips Alt+1…5 and, quieter, Alt+6…9, the line, owner and due, record, the list."""

    record_wanted = Signal(bool)
    """Record the draft; True also shows it in the room."""
    left = Signal()
    """Esc with nothing being corrected."""
    resources_wanted = Signal()
    predictions_wanted = Signal()

    def __init__(self, today: date) -> None:
        super().__init__("", "capture_panel")
        self.editing = ""
        self.chips = {
            kind: KindChip(kind, f"Alt+{number}", quiet=kind in MORE_KINDS)
            for number, kind in enumerate((*CAPTURE_KINDS, *MORE_KINDS), start=1)
        }
        self._one_kind = QButtonGroup(self)
        for chip in self.chips.values():
            self._one_kind.addButton(chip)
        self.resources = Button(
            tr("資源"), "open_resources", kind="text", size="small", key="Ctrl+U"
        )
        self.predictions = Button(
            tr("予測を変える"), "open_predictions", kind="text", size="small", key="Ctrl+J"
        )
        self.resources.clicked.connect(self.resources_wanted)
        self.predictions.clicked.connect(self.predictions_wanted)
        self.text = CaptureEdit()
        self.text.abandoned.connect(self._leave)
        self.owner = FreeCombo("capture_owner", tr("だれが"), 110)
        self.due = FreeCombo("capture_due", tr("いつまで"), 134)
        self.due.suggest(due_suggestions(today))
        self.button = Button(
            tr("記録して会場に出す"),
            "record_and_show",
            kind="primary",
            size="capture",
            key="Ctrl+Enter",
        )
        self.button.clicked.connect(lambda: self.record_wanted.emit(True))
        self.list = EntryList()
        self._risks: tuple[tuple[str, str], ...] = ()
        self._open_risk = ""
        for chip in self.chips.values():
            chip.toggled.connect(self._kind_changed)
        self._lay_out()
        self.chips[EntryKind.ISSUE].setChecked(True)

    def _lay_out(self) -> None:
        chip_row, more_row = QHBoxLayout(), QHBoxLayout()
        self._chip_row = chip_row
        chip_row.setContentsMargins(theme.px(14), theme.px(9), theme.px(14), 0)
        more_row.setContentsMargins(theme.px(14), theme.px(5), theme.px(14), 0)
        for row, kinds in ((chip_row, CAPTURE_KINDS), (more_row, MORE_KINDS)):
            row.setSpacing(theme.px(6))
            for kind in kinds:
                row.addWidget(self.chips[kind])
        more_row.addStretch(1)
        for button in (self.resources, self.predictions):
            button.setFixedHeight(theme.px(26))
            button.hide()
            more_row.addWidget(button)
        entry = self._entry = QVBoxLayout()
        entry.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(9))
        entry.addWidget(self.text)
        who = QHBoxLayout()
        who.setSpacing(theme.px(8))
        who.addWidget(SafeLabel(tr("だれが"), size=13, colour=theme.NIBI))
        who.addWidget(self.owner, 1)
        who.addWidget(SafeLabel(tr("いつまで"), size=13, colour=theme.NIBI))
        who.addWidget(self.due, 1)
        who.addWidget(self.button)
        entry.addLayout(who)
        self.body.addLayout(chip_row)
        self.body.addLayout(more_row)
        self.body.addLayout(entry)
        self.body.addWidget(Rule())
        self.body.addWidget(self.list, 1)
        self.setTabOrder(self.text, self.owner)
        self.setTabOrder(self.owner, self.due)
        self.setTabOrder(self.due, self.button)
        self.setTabOrder(self.button, self.list)

    @property
    def kind(self) -> EntryKind:
        """The chosen kind."""
        return next(kind for kind, chip in self.chips.items() if chip.isChecked())

    def choose_kind(self, kind: EntryKind) -> None:
        """Choose a kind; one without a chip counts as a community issue."""
        self.chips.get(kind, self.chips[EntryKind.COMMUNITY_ISSUE]).setChecked(True)

    def draft(self) -> Draft:
        """What stands in the row now."""
        return Draft(
            kind=self.kind,
            text=self.text.text(),
            owner=self.owner.currentText(),
            due=self.due.currentText(),
            rule_id=self.text.rule_id,
        )

    def clear_draft(self) -> None:
        """Empty the row after recording; owner and due are for one entry only."""
        self.editing = ""
        self.text.setText("")
        self.owner.setCurrentText("")
        self.due.setCurrentText("")
        for action in self.text.actions():
            self.text.removeAction(action)
        self.button.setText(tr("記録して会場に出す"))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def amend(self, entry: Entry) -> None:
        """Bring an entry back into the row to correct it."""
        self.clear_draft()
        self.editing = entry.uuid
        self.choose_kind(entry.kind)
        self.text.setText(entry.text)
        self.text.choose_risk(entry.rule_id)
        self.owner.setCurrentText(entry.owner)
        self.due.setCurrentText(entry.due)
        mark = self.text.addAction(
            icon("edit", 18, theme.AI), CaptureEdit.ActionPosition.LeadingPosition
        )
        mark.setToolTip(tr("記録を直しています（Escでやめる）"))
        self.button.setText(tr("直して会場に出す"))

    def _leave(self) -> None:
        if self.editing:
            self.stop_amending()
        else:
            self.left.emit()

    def stop_amending(self) -> None:
        """Leave the entry as it was."""
        if self.editing:
            self.clear_draft()

    def show_entries(self, entries: Sequence[Entry], of_meeting: Sequence[Entry]) -> None:
        """Show what was written for the case; an entry that is gone from the meeting is no
        longer corrected."""
        self.list.entries.show_entries(entries)
        if self.editing and all(entry.uuid != self.editing for entry in of_meeting):
            self.stop_amending()

    def suggest_owners(self, names: Sequence[str]) -> None:
        """Names for だれが."""
        self.owner.suggest(names)

    def show_part(self, part: Part | None) -> None:
        """Resources and predictions have their key where they are talked about (P7, P8)."""
        self.resources.setVisible(part in (Part.DISCUSSION, Part.RESOURCES))
        self.predictions.setVisible(part is Part.WRAP_UP)

    def show_risks(self, risks: Sequence[tuple[str, str]], open_risk: str) -> None:
        """The risks an answer may be for, and the first one without an answer."""
        if (tuple(risks), open_risk) != (self._risks, self._open_risk):
            self._risks, self._open_risk = tuple(risks), open_risk
            self._offer_risks()

    def set_compact(self, *, compact: bool) -> None:
        """Key caps and air give way in small windows."""
        side = theme.px(14)
        self._chip_row.setContentsMargins(side, theme.px(6 if compact else 9), side, 0)
        self._entry.setSpacing(theme.px(5 if compact else 8))
        self.list.setMinimumHeight(theme.px(ROW_HEIGHT + 4))
        for chip in self.chips.values():
            chip.set_compact(compact=compact)
        for button in (self.button, self.resources, self.predictions):
            button.set_compact(compact)

    def _kind_changed(self, on: bool) -> None:  # noqa: FBT001 - slot of a signal
        if on:
            self._offer_risks()

    def _offer_risks(self) -> None:
        answering = self.kind is EntryKind.RISK_RESPONSE
        self.text.offer_risks(self._risks if answering else (), self._open_risk)

"""Official scales of the case form: every step says what it means, by eye, key and screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.i18n import tr
from app.ui import theme
from app.ui.widgets.choice_field import ChoiceField
from app.ui.widgets.labels import Paragraph

Index = QModelIndex | QPersistentModelIndex
_MEANING = Qt.ItemDataRole.ToolTipRole


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale."""

    code: str
    label: str
    meaning: str

    def words(self) -> str:
        """「J2：ほぼ自立。隣近所なら外出する」"""
        return tr("{label}：{meaning}", label=self.label, meaning=self.meaning)


class _StepDelegate(QStyledItemDelegate):
    """The open list (Alt+↓) shows each step with its meaning."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = str(index.data(_MEANING) or option.text)


class ScaleField(ChoiceField):
    """A choice among the steps of a scale; ``told`` when what should be said has changed."""

    told = Signal()

    def __init__(self, label: str, steps: Sequence[Step], name: str) -> None:
        super().__init__([(step.code, step.label) for step in steps], name, accessible=label)
        self.label = label
        self._steps = {step.code: step for step in steps}
        for place, step in enumerate(steps, start=1):
            if step.meaning:
                self.setItemData(place, step.words(), _MEANING)
        self._dressed = False
        self.currentIndexChanged.connect(self._tell)

    def meaning(self) -> str:
        """The meaning of the chosen step, empty where there is none."""
        step = self._steps.get(self.code())
        return step.words() if step is not None and step.meaning else ""

    def showPopup(self) -> None:
        if not self._dressed:
            self._dressed = True
            self.setItemDelegate(_StepDelegate(self))
            font = theme.font(14)
            widest = max(theme.text_width(step.words(), font) for step in self._steps.values())
            self.view().setMinimumWidth(widest + theme.px(40))
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.told.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.told.emit()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.meaning())
        self.told.emit()


class MeaningLine(Paragraph):
    """Below the scales: the one being chosen, or else all that are set.

    It keeps the lines all of them need, so that the form doesn't move when one is chosen.
    """

    def __init__(self, fields: Sequence[ScaleField], name: str) -> None:
        super().__init__("", size=12, line=16, colour=theme.NIBI, name=name)
        self._fields = tuple(fields)
        self.setMinimumHeight(theme.px(16))
        for field in fields:
            field.told.connect(self._gather)

    def _gather(self) -> None:
        here = [field for field in self._fields if field.hasFocus()]
        if here:
            said = here[0].meaning() or tr("Alt+↓ で段階の意味を見て選べます。")
            self.setText(tr("{scale}　{meaning}", scale=here[0].label, meaning=said))
            return
        self.setText("　".join(field.meaning() for field in self._fields if field.meaning()))
        self._keep_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not any(field.hasFocus() for field in self._fields):
            self._keep_lines()

    def _keep_lines(self) -> None:
        self.setMinimumHeight(self.heightForWidth(max(1, self.width())))

"""Figures of the case form: what can't be read stays as typed, is explained and counts for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.widgets.labels import Paragraph
from app.ui.widgets.restyle import set_property
from app.ui.widgets.unit_field import UnitField


@dataclass(frozen=True, slots=True)
class Limits:
    """Outside ``lowest``–``highest`` a figure can't be meant and isn't taken; outside
    ``usual`` it is worth a second look and never refused (DOMAIN.md §1.5)."""

    lowest: float
    highest: float
    usual: tuple[float, float] | None = None
    decimals: int = 0
    digits: int = 5


class FigureField(UnitField):
    """A figure of the case. ``figure_typed`` carries the figure, or ``None`` and what was typed
    instead of one."""

    figure_typed = Signal(object, str)
    explained = Signal()
    """What is wrong with the figure may have changed."""

    def __init__(self, label: str, unit: str, name: str, limits: Limits) -> None:
        super().__init__(
            unit,
            name,
            accessible=label,
            digits=limits.digits,
            lowest=limits.lowest,
            highest=limits.highest,
        )
        self.setProperty("dense", "true")
        self.label = label
        self._limits = limits
        self.problem = ""
        self.unusual = ""
        self.textEdited.connect(self._typed)
        self.committed.connect(self._typed)
        self.editingFinished.connect(self._explain)

    def figure(self) -> float | None:
        """The figure that counts: ``None`` where the text is empty or can't be meant."""
        value = self.number() if self.is_valid() else None
        if value is not None and not self._limits.decimals and not value.is_integer():
            return None
        return value

    def show_figure(self, value: float | None, typed: str = "") -> None:
        """Show the figure of a case, or the text that could not be read as one."""
        if self.figure() == value and (value is not None or self.text().strip() == typed):
            return
        if value is None:
            self.set_text(typed)
        else:
            fixed = f"{value:.{self._limits.decimals}f}"
            self.set_text(fixed if float(fixed) == value else f"{value:g}")
        self._explain()

    def _typed(self, text: str) -> None:
        value, typed = self.figure(), text.strip()
        if value is not None or not typed or self.problem:
            self._explain()
        self.figure_typed.emit(value, "" if value is not None else typed)

    def _explain(self) -> None:
        """Only on leaving the field: nobody is told off in the middle of a figure."""
        text, value = self.text().strip(), self.figure()
        self.problem = self._problem_of(text) if text and value is None else ""
        self.unusual = self._unusual_words(value)
        set_property(self, "invalid", "true" if self.problem else "false")
        set_property(self, "caution", "true" if self.unusual else "false")
        self.setToolTip(self.problem or self.unusual)
        self.explained.emit()

    def _problem_of(self, text: str) -> str:
        number = self.number()
        if number is None:
            todo = tr("数字で入力してください。")
        elif self.is_valid():
            todo = tr("整数で入力してください。")
        else:
            low, high = f"{self._limits.lowest:g}", f"{self._limits.highest:g}"
            todo = tr("{low}〜{high}の範囲で入力してください。", low=low, high=high)
        kept = tr("{label}「{text}」は入力のまま残しています。", label=self.label, text=text)
        return f"{kept} {todo}"

    def _unusual_words(self, value: float | None) -> str:
        usual = self._limits.usual
        if value is None or usual is None or usual[0] <= value <= usual[1]:
            return ""
        return tr(
            "{label} {value}：ふつうの範囲（{low}〜{high}）の外です。もう一度見てください。",
            label=self.label,
            value=f"{value:g}",
            low=f"{usual[0]:g}",
            high=f"{usual[1]:g}",
        )


class FigureNote(Paragraph):
    """One line below the fields it is about; hidden while every figure is fine."""

    def __init__(self, fields: Sequence[QWidget], name: str) -> None:
        super().__init__("", size=13, line=19, colour=theme.AKANE, name=f"{name}_note")
        self._fields = [field for field in fields if isinstance(field, FigureField)]
        for field in self._fields:
            field.explained.connect(self._gather)
        self.hide()

    def _gather(self) -> None:
        problems = [field.problem for field in self._fields if field.problem]
        unusual = [field.unusual for field in self._fields if field.unusual]
        self.set_colour(theme.AKANE if problems else theme.YAMA)
        self.setText("\n".join(problems + unusual))
        self.setVisible(bool(problems or unusual))

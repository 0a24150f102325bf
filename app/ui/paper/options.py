"""What a preview is made with: paper, language, copies and spare copies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.i18n import tr
from app.services.papers import MAX_COPIES, PaperName
from app.ui import theme
from app.ui.widgets.labels import FieldLabel, SafeLabel
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.unit_field import UnitField

_MOST_SPARE: Final = 50


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """The choices of one preview."""

    paper: PaperName
    language: str
    copies: int
    """All of them, spare ones too."""
    duplex: bool = False
    spare: int = 0

    def small(self) -> PaperOptions:
        """The same on A4."""
        return replace(self, paper="A4")


class OptionsBar(QWidget):
    """Fields in one row; ``changed`` comes when the document must be made anew."""

    changed = Signal()

    def __init__(self, *, papers: bool, language: str, copies: int) -> None:
        super().__init__()
        self.setObjectName("paper_options")
        self._paper = Segmented((("A3", "A3"), ("A4", "A4")), "paper_size", accessible=tr("用紙"))
        self._paper.set_value("A3" if papers else "A4")
        self._language = Segmented(
            (("ja", "日本語"), ("en", "English")), "paper_language", accessible=tr("ことば")
        )
        self._language.set_value("en" if language == "en" else "ja")
        most = MAX_COPIES - _MOST_SPARE
        self._copies = UnitField(
            "", "paper_copies", accessible=tr("部数"), digits=3, lowest=1, highest=most
        )
        self._copies.set_number(min(copies, most))
        self._spare = UnitField(
            "", "paper_spare", accessible=tr("予備"), digits=2, lowest=0, highest=_MOST_SPARE
        )
        self._spare.set_number(0)
        self._duplex = QCheckBox(tr("両面"))
        self._duplex.setObjectName("paper_duplex")
        self._duplex.setAccessibleName(tr("両面に印刷する"))
        self._duplex.setFont(theme.font(14))
        self.total = SafeLabel("", size=13, colour=theme.NIBI, name="paper_total")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.FIELD_GAP))
        fields: list[tuple[str, QWidget]] = [(tr("用紙"), self._paper)] if papers else []
        fields += [
            (tr("ことば"), self._language),
            (tr("部数"), self._copies),
            (tr("予備"), self._spare),
        ]
        for label, field in fields:
            row.addWidget(FieldLabel(label, field))
            row.addWidget(field)
            row.addSpacing(theme.px(8))
        row.addWidget(self._duplex)
        row.addWidget(self.total)
        self._duplex.toggled.connect(lambda _on: self.changed.emit())
        for segmented in (self._paper, self._language):
            segmented.chosen.connect(lambda _code: self.changed.emit())
        for number in (self._copies, self._spare):
            number.setFixedWidth(number.minimumSizeHint().width() + theme.px(8))
            number.committed.connect(lambda _text: self.changed.emit())

    def options(self) -> PaperOptions | None:
        """The choices; ``None`` while a number can't be used."""
        copies, spare = self._copies.number(), self._spare.number() or 0.0
        valid = self._copies.is_valid() and self._spare.is_valid()
        if not valid or copies is None or not copies.is_integer() or not spare.is_integer():
            return None
        return PaperOptions(
            paper="A4" if self._paper.value() == "A4" else "A3",
            language=self._language.value() or "ja",
            copies=int(copies + spare),
            duplex=self._duplex.isChecked(),
            spare=int(spare),
        )

    def set_options(self, options: PaperOptions) -> None:
        """Show these choices; nothing is emitted."""
        self._paper.set_value(options.paper)
        self._language.set_value(options.language)
        self._copies.set_number(options.copies - options.spare)
        self._spare.set_number(options.spare)
        with QSignalBlocker(self._duplex):
            self._duplex.setChecked(options.duplex)

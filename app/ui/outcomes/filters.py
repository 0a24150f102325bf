"""Which year is reported on, what it is compared with, where; and how complete the records are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.care import wareki
from app.i18n import tr
from app.outcomes.evaluation import NEW
from app.outcomes.listing import group_label
from app.outcomes.published import Published
from app.outcomes.suppression import TOTAL
from app.outcomes.wording import whole
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.filter_button import FilterButton, FilterOption
from app.ui.widgets.icons import pixmap
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.restyle import set_property

_NO_BASE = "none"


class Completeness(QFrame):
    """12か月後の記録 168/184人（91%）, and the way to the people without one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outcome_completeness")
        self._icon = QLabel()
        self.text = SafeLabel("", name="outcome_completeness_text")
        self.button = Button(tr("未記入の人を見る"), "outcome_missing", size="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), theme.px(3), theme.px(8), theme.px(3))
        row.setSpacing(theme.px(8))
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self._icon)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)

    def show_counts(self, published: Published, missing: int) -> None:
        """Say how many people of the year reported on have a record."""
        share = published.target.recorded if published.target else None
        if share is None or not share.denominator:
            text = tr("12か月たった人がまだいません")
        else:
            text = tr(
                "12か月後の記録 {n}/{all}人（{now}%）",
                n=share.numerator, all=share.denominator, now=whole(share),
            )  # fmt: skip
        if missing:
            text = tr("{text}　未記入 {n}人", text=text, n=missing)
        kind, colour, icon = ("yama", theme.YAMA, "warn") if missing else ("ai", theme.AI_D, "info")
        set_property(self, "note", kind)
        self._icon.setPixmap(pixmap(icon, theme.px(16), colour, self.devicePixelRatioF()))
        self.text.setText(text)
        self.text.set_colour(colour)
        self.button.setVisible(bool(missing))
        self.setAccessibleName(text)


class FilterRow(QWidget):
    """``changed``: other years were chosen; ``moved``: another district."""

    changed = Signal()
    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.target = FilterButton(tr("対象"), [], "outcome_target", width=222, required=True)
        self.base = FilterButton(tr("くらべる年"), [], "outcome_base", width=190, required=True)
        self.district = FilterButton(tr("地区"), [], "outcome_district", width=136, exclusive=True)
        self.completeness = Completeness()
        self._published: Published | None = None
        self._target_wish: int | None = None
        self._base_wish = ""  # a year, none, or the oldest there is
        self.target.changed.connect(lambda _codes: self._target_chosen())
        self.base.changed.connect(lambda _codes: self._base_chosen())
        self.district.changed.connect(lambda _codes: self.moved.emit())
        self._choices = QWidget()
        left = QHBoxLayout(self._choices)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.px(8))
        for each in (self.target, self.base, self.district):
            left.addWidget(each)
        left.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(8))
        self._box.addWidget(self._choices, 1)
        self._box.addWidget(self.completeness)

    def years(self) -> tuple[int | None, int | None]:
        """The year reported on and the one it is compared with."""
        return _year(self.target), _year(self.base)

    def offer(self, published: Published, districts: tuple[str, ...]) -> None:
        """Offer what there is; what the person chose stays where it is still there."""
        self._published = published
        known = [each.year for each in published.groups if each.year is not None]
        own = published.target.year if published.target else None
        options = [
            FilterOption(
                str(year), group_label(published.cohort, year), _short(published.cohort, year)
            )
            for year in known
        ]
        self.target.set_options(options[::-1])
        _choose(self.target, self._target_wish if self._target_wish in known else own)
        self._offer_base()
        self.district.set_options([FilterOption(each, each) for each in districts])
        self.district.setEnabled(bool(districts))
        if not districts:
            self.district.setToolTip(tr("地区を書いた事例がまだありません。"))

    def _offer_base(self) -> None:
        """The years before the one reported on that have results, and none."""
        target, _ = self.years()
        known = [
            each.year
            for each in (self._published.groups if self._published else ())
            if each.year is not None
            and (target is not None and each.year < target)
            and each.states.shown(TOTAL, TOTAL)
        ]
        options = [FilterOption(str(year), wareki.format_fiscal_year(year)) for year in known]
        self.base.set_options([*options, FilterOption(_NO_BASE, tr("なし"))])
        if self._base_wish == _NO_BASE or not known:
            _choose(self.base, None)
        else:
            codes = {str(year): year for year in known}
            _choose(self.base, codes.get(self._base_wish, known[0]))

    def _target_chosen(self) -> None:
        self._target_wish, _ = self.years()
        self._offer_base()
        self.changed.emit()

    def _base_chosen(self) -> None:
        self._base_wish = next(iter(self.base.codes()), "")
        self.changed.emit()

    def arrange(self) -> None:
        """Side by side where both fit, else one below the other."""
        needed = self._choices.sizeHint().width() + self.completeness.sizeHint().width()
        directions = QBoxLayout.Direction
        fits = needed + theme.px(8) <= self.width()
        self._box.setDirection(directions.LeftToRight if fits else directions.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


def _short(cohort: str, year: int) -> str:
    when = wareki.format_fiscal_year(year)
    return tr("{year}の新規認定", year=when) if cohort == NEW else tr("{year}の全員", year=when)


def _year(choice: FilterButton) -> int | None:
    code = next(iter(choice.codes()), _NO_BASE)
    return int(code) if code.isdecimal() else None


def _choose(choice: FilterButton, year: int | None) -> None:
    choice.set_codes(frozenset({str(year) if year is not None else _NO_BASE}))

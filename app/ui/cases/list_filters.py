"""The filter buttons of the case list and the filter they make (design 02)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.care.case import CaseStatus, SessionType
from app.care.scales import (
    care_level_label,
    care_level_short,
    care_levels,
    case_status_label,
    feature_codes,
    feature_label,
    session_type_label,
)
from app.care.wareki import fiscal_year, format_wareki
from app.i18n import language, tr
from app.services.cases import CaseFilter
from app.ui import theme
from app.ui.widgets.filter_button import FilterButton, FilterOption

Filters = Mapping[str, FilterButton]


def build_filters(day: date) -> dict[str, FilterButton]:
    """Level, feature, presenter, status, year of the meeting, and what is still missing."""
    levels = [FilterOption(c, care_level_label(c), care_level_short(c)) for c in care_levels()]
    features = [FilterOption(str(c), f"{c} {feature_label(c)}", str(c)) for c in feature_codes()]
    statuses = [FilterOption(s.value, case_status_label(s)) for s in CaseStatus]
    return {
        "level": _filter(tr("介護度"), levels, "filter_level", width=126),
        "feature": _filter(tr("特徴"), features, "filter_feature", width=140, chosen="1, 2, 5"),
        "staff": _filter(tr("担当"), [], "filter_staff", width=136),
        "status": _filter(tr("状態"), statuses, "filter_status", width=124),
        "year": _filter(tr("会議"), _years(day), "filter_year", width=164, exclusive=True),
        "more": _filter(tr("準備"), _more(), "filter_more", width=124),
    }


def _more() -> list[FilterOption]:
    needs = [
        FilterOption("nothing", tr("準備がすべてそろっている"), tr("そろっている")),
        FilterOption("sheet", tr("事例シートに空きがある"), tr("シート")),
        FilterOption("consent", tr("同意がまだ"), tr("同意")),
        FilterOption("judgement", tr("ADL・IADLの判定が途中"), tr("判定")),
        FilterOption("points", tr("論点がまだ"), tr("論点")),
    ]
    kinds = [FilterOption(kind.value, session_type_label(kind)) for kind in SessionType]
    return needs + kinds


def chosen_filter(filters: Filters) -> CaseFilter:
    """What the buttons together narrow the list to."""
    codes = {name: button.codes() for name, button in filters.items()}
    kinds = {kind.value for kind in SessionType}
    return CaseFilter(
        care_levels=codes["level"],
        feature_codes=frozenset(int(code) for code in codes["feature"]),
        staff=codes["staff"],
        statuses=frozenset(CaseStatus(code) for code in codes["status"]),
        conference_from=next(iter(codes["year"]), ""),
        lacking=codes["more"] - kinds,
        session_types=frozenset(SessionType(code) for code in codes["more"] & kinds),
    )


def _years(day: date) -> list[FilterOption]:
    this_year = fiscal_year(day)
    return [
        FilterOption(f"{year}-04-01", tr("{year}年度〜", year=_year_name(year)))
        for year in range(this_year, this_year - 5, -1)
    ]


def _filter(
    label: str,
    options: list[FilterOption],
    name: str,
    *,
    width: int,
    exclusive: bool = False,
    chosen: str = "",
) -> FilterButton:
    """A filter somewhat narrower than in the design, which has one less, so that the legend of
    the features has its place beside them; wider where the language needs it
    or ``chosen``, a usual choice."""
    said = tr("{label}：", label=label) + tr("すべて")
    needed = round(theme.text_width(said, theme.font(14)) / theme.scale()) + 42
    if chosen:
        shown = tr("{label}：", label=label) + chosen
        bold = theme.text_width(shown, theme.font(14, bold=True)) / theme.scale()
        needed = max(needed, round(bold) + 42)
    return FilterButton(label, options, name, width=max(width, needed), exclusive=exclusive)


def _year_name(year: int) -> str:
    """令和7 for 2025; the Gregorian year in English."""
    return str(year) if language() == "en" else format_wareki(str(year)).removesuffix("年")

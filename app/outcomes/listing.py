"""The indicators as rows: numerator, denominator, interval, exclusions (CONTRACT ``outcomes``).

One list feeds the answer of the command line, the workbook and the check by eye.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.care import scales, wareki
from app.i18n import tr
from app.outcomes.cohort import Left
from app.outcomes.evaluation import ALL, NEW, Evaluation, Group
from app.outcomes.services import AfterService
from app.outcomes.shares import Share
from app.outcomes.states import State
from app.outcomes.worsening import VARIANTS, StateCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One share of one group of people. ``exclusions`` are counts by code of who isn't in it."""

    indicator: str
    variant: str
    cohort: str
    year: int | None = None
    level: str | None = None
    share: Share
    exclusions: Mapping[str, int] = field(default_factory=dict)


def rows(evaluation: Evaluation) -> Iterator[Row]:
    """Every indicator that is a share, for both cohorts as a whole and by year of entry."""
    for group in evaluation.groups:
        yield from _worsening_rows(group)
        yield _uptake_row(group)
    yield from _after_service_rows(evaluation.after_service)
    total = evaluation.predictions.total
    unrecorded = {"unrecorded": total.counts.get("unrecorded", 0)}
    for name, share in (
        ("as_predicted", total.share("as_predicted")),
        ("exact", total.accuracy),
        ("improvements_achieved", total.improvements),
    ):
        yield Row(indicator="P1", variant=name, cohort=ALL, share=share, exclusions=unrecorded)


def _worsening_rows(group: Group) -> Iterator[Row]:
    levels: list[tuple[str | None, StateCounts]] = [(None, group.year_after)]
    levels += group.by_level.items()
    for level, found in levels:
        for variant in VARIANTS:
            yield Row(
                indicator="K4",
                variant=variant,
                cohort=group.cohort,
                year=group.year,
                level=level,
                share=found.variant(variant),
                exclusions=_left_out(found, variant),
            )
    yield Row(
        indicator="K4",
        variant="reassessed",
        cohort=group.cohort,
        year=group.year,
        share=group.year_after.reassessed_share,
    )


def _left_out(found: StateCounts, variant: str) -> dict[str, int]:
    """Who isn't in the denominator, by state; and whose time hasn't come."""
    _, denominator = VARIANTS[variant]
    outside = {str(state): found.counts[state] for state in State if state not in denominator}
    return {**outside, "not_due": found.not_due}


def _uptake_row(group: Group) -> Row:
    return Row(
        indicator="K3",
        variant=f"within_{group.uptake.months}_months",
        cohort=group.cohort,
        year=group.year,
        share=group.uptake.share,
        exclusions={"unrecorded": group.uptake.unrecorded, "not_due": group.uptake.not_due},
    )


def _after_service_rows(found: AfterService) -> Iterator[Row]:
    for ending, count in found.by_ending.items():
        yield Row(
            indicator="K5",
            variant=ending,
            cohort=ALL,
            share=Share(count, found.counted),
            exclusions={"not_due": found.not_due},
        )


# ---- names ----


def cohort_label(cohort: str, lang: str | None = None) -> str:
    """新規認定者 or すべての事例."""
    return {
        NEW: tr("新規認定者", lang=lang),
        ALL: tr("すべての事例", lang=lang),
    }[cohort]


def variant_label(variant: str, lang: str | None = None) -> str:
    """What a variant of K4 is called."""
    return {
        "primary": tr("重度化率", lang=lang),
        "strict": tr("区分のある人だけで見た値", lang=lang),
        "death_as_worse": tr("死亡を重度化に含めた値", lang=lang),
        "primary_without_administrative": tr("事業対象者→要支援を除いた値", lang=lang),
        "reassessed": tr("認定を調べ直した人", lang=lang),
    }[variant]


def left_label(left: Left, lang: str | None = None) -> str:
    """Why cases are in no cohort."""
    return {
        Left.NO_BASELINE: tr("基準日がない", lang=lang),
        Left.NO_LEVEL: tr("開始時の区分がない", lang=lang),
        Left.REPEATED: tr("同じ人の2回目以降", lang=lang),
        Left.NOT_NEW: tr("新規と記録されていない", lang=lang),
        Left.CARE_LEVEL: tr("要介護から始まった", lang=lang),
        Left.TRANSFERRED: tr("転入前から認定がある", lang=lang),
        Left.TOO_SOON: tr("前の認定から間がない", lang=lang),
    }[left]


def group_label(cohort: str, year: int | None, lang: str | None = None) -> str:
    """令和6年度の新規認定者, or the cohort of all years."""
    name = cohort_label(cohort, lang)
    if year is None:
        return name
    when = wareki.format_fiscal_year(year, lang=lang)
    return tr("{year}の{cohort}", year=when, cohort=name, lang=lang)


def level_label(level: str | None, lang: str | None = None) -> str:
    """A level at the start, or 全体."""
    return tr("全体", lang=lang) if level is None else scales.care_level_label(level, lang)

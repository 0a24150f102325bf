"""``outcomes``: the indicators with what they are made of. What is said here stays in the office:
small counts are not hidden (docs/decisions/070)."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.cli.answers import Json
from app.cli.store import opened
from app.clock import Clock
from app.i18n import language, tr
from app.output import say, say_json, table

if TYPE_CHECKING:
    from app.outcomes.evaluation import Evaluation
    from app.outcomes.listing import Row
    from app.outcomes.predictions import Held
    from app.outcomes.shares import Share


def outcomes(args: argparse.Namespace, clock: Clock) -> int:
    """Count the indicators; take in yearly figures before, write a workbook after."""
    from app.services.outcomes import evaluation, import_figures, write_workbook

    with opened(args, clock) as store:
        if args.figures is not None:
            import_figures(store, args.figures)
        found = evaluation(store)
        if args.out is not None:
            write_workbook(found, args.out, internal=args.internal, lang=language())
    if args.json:
        say_json(outcomes_json(found))
        return 0
    say(*lines(found))
    if args.out is not None:
        say(tr("指標を表計算のファイルに書き出しました。"))
    return 0


# ---- JSON ----


def outcomes_json(found: Evaluation) -> Json:
    """Everything counted, with definitions and sources."""
    from app.outcomes.definitions import definition
    from app.outcomes.listing import rows

    keys = ("K1", "K2", "K3", "K4", "K5", "P1", "P2")
    after = found.after_service
    return {
        "made_on": found.day.isoformat(),
        "indicators": [_row_json(row) for row in rows(found)],
        "states": [
            {
                "cohort": group.cohort,
                "fiscal_year": group.year,
                "people": group.size,
                "months": states.months,
                "counts": {str(state): count for state, count in states.counts.items()},
                "not_due": states.not_due,
                "institution": states.institution,
                "off_date": states.off_date,
                "too_many_unknown": states.too_many_unknown,
                "left_out": {str(reason): count for reason, count in group.left.items()},
            }
            for group in found.groups
            for states in group.states.values()
        ],
        "strata": [
            {"cohort": cohort, "by": kind, "value": value, **_share_json(part.variant("primary"))}
            for cohort, parts in found.strata.items()
            for (kind, value), part in parts.items()
        ],
        "after_service": {
            "users": after.users,
            "counted_from_start": after.from_start,
            "completed": _share_json(after.completed),
            "mean_sessions": after.mean_sessions,
            "planned_sessions": after.planned,
            "table": [
                {"ending": ending, "use": use, "people": count}
                for (ending, use), count in sorted(after.by_use.items())
            ],
        },
        "growth": _growth_json(found),
        "predictions": {item: _held_json(held) for item, held in found.predictions.by_item.items()},
        "process": _process_json(found),
        "definitions": {
            key: {
                lang: {"name": one.name(lang), "text": one.text(lang), "source": one.source(lang)}
                for lang in ("ja", "en")
            }
            for key in keys
            for one in (definition(key),)
        },
    }


def _share_json(share: Share) -> Json:
    interval = share.interval
    return {
        "numerator": share.numerator,
        "denominator": share.denominator,
        "percent": None if share.percent is None else round(share.percent, 1),
        "interval": None if interval is None else [round(end, 1) for end in interval],
    }


def _row_json(row: Row) -> Json:
    return {
        "indicator": row.indicator,
        "variant": row.variant,
        "cohort": row.cohort,
        "fiscal_year": row.year,
        "baseline_level": row.level,
        **_share_json(row.share),
        "exclusions": dict(row.exclusions),
    }


def _growth_json(found: Evaluation) -> list[Json]:
    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, 2)

    return [
        {
            "figure": series.figure,
            "base_year": series.base,
            "mean_yearly_growth": rounded(series.yearly),
            "years": [
                {
                    "fiscal_year": point.year,
                    "value": point.value,
                    "growth": rounded(point.rate),
                    "index": rounded(point.index),
                    "per_person_75": rounded(point.per_person),
                }
                for point in series.points
            ],
        }
        for series in found.growth
    ]


def _held_json(held: Held) -> Json:
    return {**held.counts, "exact": held.exact, "risen": held.risen, "achieved": held.achieved}


def _process_json(found: Evaluation) -> list[Json]:
    return [
        {
            "fiscal_year": year.year,
            "meetings": year.meetings,
            "cases": year.cases,
            "people": year.people,
            "attendance": dict(year.attendance),
            "prepared": _share_json(year.prepared),
            "median_days_from_first_visit": year.days,
            "community_issues_raised": year.raised,
            "community_issues_handled": _share_json(year.handled),
            "resources_added": year.resources,
        }
        for year in found.process
    ]


# ---- lines for people ----


def lines(found: Evaluation) -> Iterator[str]:
    """The indicators that are shares, one a line, then what is missing."""
    from app.outcomes.definitions import definition
    from app.outcomes.evaluation import ALL
    from app.outcomes.listing import group_label, level_label, rows, variant_label
    from app.outcomes.services import ending_label

    cells = []
    for row in rows(found):
        if row.indicator == "K4":
            what = variant_label(row.variant)
        elif row.indicator == "K5":
            what = ending_label(row.variant)
        elif row.indicator == "P1":
            what = prediction_label(row.variant)
        else:
            what = definition(row.indicator).name()
        who = group_label(row.cohort, row.year)
        level = "" if row.level is None else level_label(row.level)
        cells.append([row.indicator, who, level, what, *_figures(row.share), _left_out(row)])
    yield from table(cells)
    if not found.growth:
        yield tr("K1・K2の年度の数字が入力されていません。")
    if not found.years(ALL):
        yield tr("基準日と区分のある事例がありません。")


def prediction_label(variant: str, lang: str | None = None) -> str:
    """What a share of the predictions is called."""
    return {
        "as_predicted": tr("予測どおり", lang=lang),
        "exact": tr("記号まで同じ", lang=lang),
        "improvements_achieved": tr("改善の予測が実現", lang=lang),
    }[variant]


def _figures(share: Share) -> list[str]:
    percent, interval = share.percent, share.interval
    if percent is None or interval is None:
        return [f"{share.numerator}/{share.denominator}", "—", ""]
    low, high = interval
    return [
        f"{share.numerator}/{share.denominator}",
        f"{percent:.1f}%",
        f"[{low:.1f}–{high:.1f}]",
    ]


def _left_out(row: Row) -> str:
    left = sum(row.exclusions.values())
    return tr("除外 {n}", n=left) if left else ""

"""What of an evaluation may be shown to whom: everything in the office, no small count outside.

Years of entry are different people, so each year's table is made safe by itself. Nothing is
published that adds years up, and only one cohort: totals over both would give hidden counts back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.care.items import item_of
from app.i18n import tr
from app.outcomes.definitions import cell_least, definition
from app.outcomes.evaluation import ALL, NEW, STATES, Evaluation, Group
from app.outcomes.listing import group_label, level_label, variant_label
from app.outcomes.predictions import KINDS
from app.outcomes.services import ENDINGS, USES, ending_label, use_label
from app.outcomes.shares import Share
from app.outcomes.states import UNKNOWN, WITH_LEVEL, State, state_label
from app.outcomes.suppression import (
    TOTAL,
    Hidden,
    SafeTable,
    all_hidden,
    open_table,
    suppressed,
)
from app.outcomes.worsening import VARIANTS

_USED: Final = ("used", "not_used", "unrecorded", "not_due")
_AGAIN: Final = ("reassessed", "not_reassessed", "unknown")
_ONE: Final = "group"


@dataclass(frozen=True, slots=True)
class PublishedGroup:
    """One year of entry as it may be shown. ``states`` has the levels as rows."""

    cohort: str
    year: int | None
    states: SafeTable
    uptake: SafeTable
    reassessed: Share | None
    not_due: int

    def variant(self, name: str, level: str = TOTAL) -> Share | None:
        """A variant of K4, where its counts may be shown."""
        numerator, denominator = VARIANTS[name]
        return self.states.share(level, _names(numerator), _names(denominator))

    @property
    def used(self) -> Share | None:
        """K3, where its counts may be shown."""
        return self.uptake.share(_ONE, _USED[:1], _USED[:2])

    @property
    def recorded(self) -> Share | None:
        """People with a record at 12 months among those whose time has come."""
        known = [state for state in State if state is not State.UNRECORDED]
        return self.states.share(TOTAL, _names(known), STATES)

    @property
    def unknown(self) -> Share | None:
        """Unknown or unrecorded people."""
        return self.states.share(TOTAL, _names(UNKNOWN), STATES)


@dataclass(frozen=True, slots=True)
class ShareCell:
    """A share with its names; ``share`` is ``None`` where it may not be shown."""

    name: str
    who: str
    level: str
    share: Share | None
    excluded: str = ""


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table ready to print: texts and counts."""

    title: str
    head: tuple[str, ...]
    lines: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, slots=True)
class Published:
    """Everything that may be shown. ``target`` is the year reported on, ``base`` the one before it
    was compared with."""

    internal: bool
    lang: str
    cohort: str
    groups: tuple[PublishedGroup, ...]
    target: PublishedGroup | None
    base: PublishedGroup | None
    after_service: SafeTable
    predictions: SafeTable
    shares: tuple[ShareCell, ...]
    tables: tuple[PlainTable, ...]


def publish(evaluation: Evaluation, *, internal: bool, lang: str) -> Published:
    """``evaluation`` as it may be shown; ``internal``: in the office, with every count."""
    least = None if internal else cell_least()
    cohort = NEW if evaluation.years(NEW) else ALL
    groups = tuple(
        _group(evaluation.group(cohort, year), least) for year in evaluation.years(cohort)
    )
    by_year = {each.year: each for each in groups}
    target = by_year.get(evaluation.target_year(cohort))
    base = by_year.get(evaluation.base_year(cohort))
    after, predicted = _after_service(evaluation, least), _predictions(evaluation, least)
    shown = _everything(evaluation) if internal else groups
    return Published(
        internal, lang, cohort, groups, target, base, after, predicted,
        tuple(cell for group in shown for cell in _share_cells(group, lang)),
        (
            *(_states_table(group, lang) for group in shown),
            _after_table(after, lang),
            _predictions_table(predicted, lang),
        ),
    )  # fmt: skip


def _everything(evaluation: Evaluation) -> tuple[PublishedGroup, ...]:
    return tuple(_group(each, None) for each in evaluation.groups)


def _table(
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Mapping[tuple[str, str], int],
    least: int | None,
) -> SafeTable:
    if least is None:
        return open_table(rows, columns, counts)
    return suppressed(rows, columns, counts, least)


def _group(group: Group, least: int | None) -> PublishedGroup:
    states = group.table(least)
    used = group.uptake.share
    counts = {
        (_ONE, "used"): used.numerator,
        (_ONE, "not_used"): used.denominator - used.numerator,
        (_ONE, "unrecorded"): group.uptake.unrecorded,
        (_ONE, "not_due"): group.uptake.not_due,
    }
    uses = _table((_ONE,), _USED, counts, least)
    if None in {states.shown(TOTAL, TOTAL), uses.shown(_ONE, TOTAL)}:
        # The same people stand in both: a total hidden in one may not be read in the other.
        states, uses = all_hidden(states), all_hidden(uses)
    return PublishedGroup(
        group.cohort,
        group.year,
        states,
        uses,
        _reassessed(group, states, least),
        group.year_after.not_due,
    )


def _reassessed(group: Group, states: SafeTable, least: int | None) -> Share | None:
    found = group.year_after
    with_level = states.sum(TOTAL, _names(WITH_LEVEL))
    if with_level is None:
        return None
    counts = {
        (_ONE, "reassessed"): found.reassessed,
        (_ONE, "not_reassessed"): found.not_reassessed,
        (_ONE, "unknown"): with_level - found.reassessed - found.not_reassessed,
    }
    return _table((_ONE,), _AGAIN, counts, least).share(_ONE, _AGAIN[:1], _AGAIN)


def _after_service(evaluation: Evaluation, least: int | None) -> SafeTable:
    return _table(ENDINGS, USES, evaluation.after_service.by_use, least)


def _predictions(evaluation: Evaluation, least: int | None) -> SafeTable:
    counts = {
        (item, kind): held.counts.get(kind, 0)
        for item, held in evaluation.predictions.by_item.items()
        for kind in KINDS
    }
    return _table(tuple(evaluation.predictions.by_item) or (_ONE,), KINDS, counts, least)


def _names(states: Sequence[State]) -> tuple[str, ...]:
    return tuple(str(state) for state in states)


# ---- as texts ----


def hidden_mark(lang: str) -> str:
    """What stands where a count is small: 5未満."""
    return tr("{n}未満", n=cell_least(), lang=lang)


def count_text(table: SafeTable, row: str, column: str, lang: str) -> str | int:
    """The count, or the mark of why it is hidden."""
    found = table.shown(row, column)
    if found is not None:
        return found
    row = table.rows[0] if row == TOTAL and len(table.rows) == 1 else row
    return hidden_mark(lang) if table.hidden[row, column] is Hidden.SMALL else "＊"


def _share_cells(group: PublishedGroup, lang: str) -> Iterator[ShareCell]:
    who = group_label(group.cohort, group.year, lang)
    levels = [TOTAL, *(level for level in group.states.rows if level != TOTAL)]
    for level in levels:
        for variant in VARIANTS:
            name = f"K4 {variant_label(variant, lang)}"
            share = group.variant(variant, level)
            text = level_label(None if level == TOTAL else level, lang)
            yield ShareCell(name, who, text, share, _excluded(group, variant, level, lang))
    everyone = level_label(None, lang)
    yield ShareCell(f"K4 {variant_label('reassessed', lang)}", who, everyone, group.reassessed)
    yield ShareCell(f"K3 {definition('K3').name(lang)}", who, everyone, group.used)


def _excluded(group: PublishedGroup, variant: str, level: str, lang: str) -> str:
    """転出 6、未記入 16: who isn't in the denominator."""
    _, denominator = VARIANTS[variant]
    parts = [
        (state_label(state, lang), count_text(group.states, level, state, lang))
        for state in State
        if state not in denominator
    ]
    return tr("、", lang=lang).join(f"{name} {count}" for name, count in parts if count != 0)


def _states_table(group: PublishedGroup, lang: str) -> PlainTable:
    return PlainTable(
        group_label(group.cohort, group.year, lang),
        (
            tr("認定時の区分", lang=lang),
            *(state_label(state, lang) for state in State),
            tr("計", lang=lang),
        ),
        tuple(
            (
                level_label(None if row == TOTAL else row, lang),
                *(count_text(group.states, row, column, lang) for column in (*STATES, TOTAL)),
            )
            for row in (*(each for each in group.states.rows if each != TOTAL), TOTAL)
        ),
    )


def _after_table(table: SafeTable, lang: str) -> PlainTable:
    return PlainTable(
        tr("短期集中予防サービス", lang=lang),
        (
            tr("1年後の区分", lang=lang),
            *(use_label(use, lang) for use in USES),
            tr("計", lang=lang),
        ),
        tuple(
            (
                tr("計", lang=lang) if row == TOTAL else ending_label(row, lang),
                *(count_text(table, row, column, lang) for column in (*USES, TOTAL)),
            )
            for row in (*ENDINGS, TOTAL)
        ),
    )


def kind_label(kind: str, lang: str | None = None) -> str:
    """What came of a prediction."""
    return {
        "not_reached": tr("届かない", lang=lang),
        "as_predicted": tr("予測どおり", lang=lang),
        "better": tr("予測より良い", lang=lang),
        "unrecorded": tr("未記入", lang=lang),
    }[kind]


def _predictions_table(table: SafeTable, lang: str) -> PlainTable:
    items = [row for row in table.rows if row not in {TOTAL, _ONE}]
    return PlainTable(
        tr("予測と実際", lang=lang),
        (tr("項目", lang=lang), *(kind_label(kind, lang) for kind in KINDS), tr("計", lang=lang)),
        tuple(
            (
                tr("計", lang=lang) if row == TOTAL else item_of(row).label(lang),
                *(count_text(table, row, column, lang) for column in (*KINDS, TOTAL)),
            )
            for row in (*items, TOTAL)
        ),
    )

"""What of an evaluation may be shown to whom: everything in the office, no small count outside.

Years of entry are different people, so each year's table is made safe by itself. Nothing is
published that adds years up, and only one cohort: totals over both would give hidden counts back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.care.items import item_of
from app.i18n import tr
from app.outcomes.definitions import cell_least, definition
from app.outcomes.evaluation import ALL, NEW, Evaluation, Group
from app.outcomes.listing import group_label, level_label, variant_label
from app.outcomes.predictions import KINDS
from app.outcomes.services import ENDINGS, USES, ending_label, use_label
from app.outcomes.shares import Share
from app.outcomes.states import CHECKLIST, UNKNOWN, WITH_LEVEL, State, column_label
from app.outcomes.suppression import (
    TOTAL,
    Hidden,
    SafeTable,
    all_hidden,
    open_table,
    suppressed,
)
from app.outcomes.worsening import COARSE, FINE, VARIANTS

_USED: Final = ("used", "not_used")
_AGAIN: Final = ("reassessed", "not_reassessed", "unknown")
_ONE: Final = "group"
WITHOUT: Final = "primary_without_administrative"


@dataclass(frozen=True, slots=True)
class PublishedGroup:
    """One year of entry as it may be shown. ``states`` has the levels as rows."""

    cohort: str
    year: int | None
    states: SafeTable
    uptake: SafeTable
    administrative: int | None  # moves into support levels, where they may be told
    reassessed: Share | None
    recorded: Share | None  # people with a record at 12 months, of those whose time has come

    def variant(self, name: str, level: str = TOTAL) -> Share | None:
        """A variant of K4, where its counts may be shown."""
        numerator, denominator = VARIANTS[name]
        if name == WITHOUT and not set(FINE) <= set(self.states.columns):
            whole = self.states.share(level, ("worse",), self.columns_of(denominator) or ())
            moved = self.administrative if level == TOTAL else None
            return (
                None
                if whole is None or moved is None
                else Share(whole.numerator - moved, whole.denominator)
            )
        top, bottom = self.columns_of(numerator), self.columns_of(denominator)
        return None if top is None or bottom is None else self.states.share(level, top, bottom)

    def columns_of(self, states: Iterable[State]) -> tuple[str, ...] | None:
        """The columns that hold just ``states``; ``None`` where one holds others, too."""
        return _columns(self.states, states)

    @property
    def used(self) -> Share | None:
        """K3, where its counts may be shown."""
        return self.uptake.share(_ONE, _USED[:1], _USED)

    @property
    def unknown(self) -> Share | None:
        """Unknown or unrecorded people."""
        return self.states.share(TOTAL, self.columns_of(UNKNOWN) or (), self.states.columns)


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


def publish(evaluation: Evaluation, *, internal: bool, lang: str, fine: bool = False) -> Published:
    """``evaluation`` as it may be shown; ``internal``: in the office, with every count.

    ``fine`` states have a column each, which takes a sheet wider than A4; inside only.
    """
    least = None if internal else cell_least()
    columns = FINE if internal and fine else COARSE
    cohort = counted_cohort(evaluation)
    groups = tuple(
        _group(evaluation.group(cohort, year), least, columns) for year in evaluation.years(cohort)
    )
    by_year = {each.year: each for each in groups}
    target = by_year.get(evaluation.target_year(cohort))
    base = by_year.get(evaluation.base_year(cohort))
    after, predicted = _after_service(evaluation, least), _predictions(evaluation, least)
    everything = (_group(each, None, columns) for each in evaluation.groups)
    shown = tuple(everything) if internal else groups
    return Published(
        internal, lang, cohort, groups, target, base, after, predicted,
        tuple(cell for group in shown for cell in _share_cells(group, lang)),
        (
            *(states_table(group, lang) for group in shown),
            after_table(after, lang),
            predictions_table(predicted, lang),
        ),
    )  # fmt: skip


def counted_cohort(evaluation: Evaluation) -> str:
    """The newly certified; without any, everybody."""
    return NEW if evaluation.years(NEW) else ALL


def _columns(table: SafeTable, states: Iterable[State]) -> tuple[str, ...] | None:
    """The columns that hold just ``states``; ``None`` where one holds others, too."""
    wanted = set(states)
    found = {
        column: set(each)
        for column, each in (FINE if State.LOST in table.columns else COARSE).items()
        if wanted & set(each)
    }
    return tuple(found) if set().union(*found.values()) == wanted else None


def _table(
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Mapping[tuple[str, str], int],
    least: int | None,
    worth: Mapping[str, float] | None = None,
) -> SafeTable:
    if least is None:
        return open_table(rows, columns, counts)
    return suppressed(rows, columns, counts, least, worth)


def _group(
    group: Group, least: int | None, columns: Mapping[str, tuple[State, ...]]
) -> PublishedGroup:
    states = group.table(columns, least)
    used = group.uptake.share
    uses = _line(
        least,
        used=used.numerator,
        not_used=used.denominator - used.numerator,
        unrecorded=group.uptake.unrecorded,
        not_due=group.uptake.not_due,
    )
    if None in {states.shown(TOTAL, TOTAL), uses.shown(_ONE, TOTAL)}:
        # The same people stand in both: a total hidden in one may not be read in the other.
        states, uses = all_hidden(states), all_hidden(uses)
    return PublishedGroup(
        group.cohort,
        group.year,
        states,
        uses,
        _administrative(group, states, least),
        _reassessed(group, states, least),
        _recorded(group, states, least),
    )


def _open(least: int | None, **counts: int) -> bool:
    """Whether counts that add up to a known total may all be told."""
    return not _line(least, **counts).hidden


def _administrative(group: Group, states: SafeTable, least: int | None) -> int | None:
    """Moves into support levels. All of them begin as 事業対象者, so they part that row, too."""
    moved = group.year_after.of((State.ADMINISTRATIVE,))
    for row in (CHECKLIST, TOTAL):
        if row not in {*states.rows, TOTAL}:
            continue
        worse = states.sum(
            row, [name for name in ("worse", State.ADMINISTRATIVE) if name in states.columns]
        )
        if worse is None or not _open(least, moved=moved, others=worse - moved):
            return None
    return moved


def _recorded(group: Group, states: SafeTable, least: int | None) -> Share | None:
    """People with a record. Who has none is a part of the unknown, so that is looked at, too."""
    unknown, total = _columns(states, UNKNOWN), states.shown(TOTAL, TOTAL)
    together = states.sum(TOTAL, unknown or ())
    missing = group.year_after.of((State.UNRECORDED,))
    if together is None or total is None:
        return None
    if not _open(least, lost=together - missing, missing=missing):
        return None
    if not _open(least, recorded=total - missing, missing=missing):
        return None
    return Share(total - missing, total)


def _line(least: int | None, **counts: int) -> SafeTable:
    """Counts that add up to a known total, as a table of one row."""
    return _table(
        (_ONE,), tuple(counts), {(_ONE, name): count for name, count in counts.items()}, least
    )


def _reassessed(group: Group, states: SafeTable, least: int | None) -> Share | None:
    found = group.year_after
    with_level = states.sum(TOTAL, _columns(states, WITH_LEVEL) or ())
    if with_level is None:
        return None
    rest = with_level - found.reassessed - found.not_reassessed
    table = _line(
        least, reassessed=found.reassessed, not_reassessed=found.not_reassessed, unknown=rest
    )
    return table.share(_ONE, _AGAIN[:1], _AGAIN)


def _after_service(evaluation: Evaluation, least: int | None) -> SafeTable:
    return _table(ENDINGS, USES, evaluation.after_service.by_use, least)


def _predictions(evaluation: Evaluation, least: int | None) -> SafeTable:
    """Outside without the unrecorded: hiding few of them would hide what the others add up to."""
    kinds = KINDS if least is None else KINDS[:3]
    counts = {
        (item, kind): held.counts.get(kind, 0)
        for item, held in evaluation.predictions.by_item.items()
        for kind in kinds
    }
    rows = tuple(evaluation.predictions.by_item) or (_ONE,)
    return _table(rows, kinds, counts, least, {"not_reached": 50.0})


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
    """転出 6、不明・未記入 16: who isn't in the denominator."""
    _, denominator = VARIANTS[variant]
    inside = group.columns_of(denominator) or ()
    parts = [
        (column_label(column, lang), count_text(group.states, level, column, lang))
        for column in group.states.columns
        if column not in inside
    ]
    return tr("、", lang=lang).join(f"{name} {count}" for name, count in parts if count != 0)


def states_table(group: PublishedGroup, lang: str) -> PlainTable:
    """The states at 12 months by level at the start."""
    columns = group.states.columns
    rows = [each for each in group.states.rows if each != TOTAL]
    return PlainTable(
        group_label(group.cohort, group.year, lang),
        (
            tr("認定時の区分", lang=lang),
            *(column_label(column, lang) for column in columns),
            tr("計", lang=lang),
        ),
        tuple(
            (
                level_label(None if row == TOTAL else row, lang),
                *(count_text(group.states, row, column, lang) for column in (*columns, TOTAL)),
            )
            for row in (*rows, TOTAL)
        ),
    )


def after_table(table: SafeTable, lang: str) -> PlainTable:
    """K5: endings by use of services."""
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


def predictions_table(table: SafeTable, lang: str) -> PlainTable:
    """What came of the predictions, item by item."""
    items = [row for row in table.rows if row not in {TOTAL, _ONE}]
    return PlainTable(
        tr("予測と実際", lang=lang),
        (
            tr("項目", lang=lang),
            *(kind_label(kind, lang) for kind in table.columns),
            tr("計", lang=lang),
        ),
        tuple(
            (
                tr("計", lang=lang) if row == TOTAL else item_of(row).label(lang),
                *(count_text(table, row, column, lang) for column in (*table.columns, TOTAL)),
            )
            for row in (*items, TOTAL)
        ),
    )

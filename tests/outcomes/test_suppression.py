"""No small count can be worked out from what is shown."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from app.outcomes.suppression import TOTAL, Hidden, SafeTable, suppressed

LEAST = 5
EXAMPLES = 12


def possible(table: SafeTable) -> list[dict[tuple[str, str], int]]:
    """Every table a reader has to think possible, by trying all of them.

    The reader knows that a small count is 1 to 4 and nothing of the other hidden ones; so far as
    the shown totals leave them open these are tried up to a little above their true value.
    """
    inner = [(row, column) for row in table.rows for column in table.columns]
    ranges = []
    for cell in inner:
        why = table.hidden.get(cell)
        if why is None:
            ranges.append(range(table.counts[cell], table.counts[cell] + 1))
        elif why is Hidden.SMALL:
            ranges.append(range(1, LEAST))
        else:
            ranges.append(range(max(0, table.counts[cell] - 2), table.counts[cell] + 3))
    return [
        dict(zip(inner, values, strict=True))
        for values in product(*ranges)
        if fits(table, dict(zip(inner, values, strict=True)))
    ]


def fits(table: SafeTable, inner: dict[tuple[str, str], int]) -> bool:
    for cell, count in table.counts.items():
        if TOTAL not in cell:
            continue
        found = sum(
            value
            for (row, column), value in inner.items()
            if cell[0] in {row, TOTAL} and cell[1] in {column, TOTAL}
        )
        why = table.hidden.get(cell)
        if (why is None and found != count) or (why is Hidden.SMALL and not 1 <= found < LEAST):
            return False
    return True


@settings(max_examples=EXAMPLES)
@given(st.lists(st.integers(0, 9), min_size=6, max_size=6))
def test_a_hidden_small_count_could_always_be_another_one(values: list[int]) -> None:
    cells = dict(zip(product("ab", "xyz"), values, strict=True))

    table = suppressed("ab", "xyz", cells, LEAST)

    for cell, count in table.counts.items():
        assert (0 < count < LEAST) == (table.hidden.get(cell) is Hidden.SMALL)
    everything = possible(table)
    for cell, why in table.hidden.items():
        if why is Hidden.SMALL and TOTAL not in cell and not all_hidden(table):
            assert len({one[cell] for one in everything}) > 1, table


def all_hidden(table: SafeTable) -> bool:
    return len(table.hidden) == len(table.counts)


@settings(max_examples=60)
@given(
    st.lists(st.integers(0, 30), min_size=8, max_size=8),
    st.sets(st.integers(0, 7), min_size=1),
)
def test_a_sum_is_given_only_where_the_shown_counts_tell_it(
    values: list[int], chosen: set[int]
) -> None:
    names = "abcdefgh"
    table = suppressed("r", names, {("r", n): v for n, v in zip(names, values, strict=True)}, LEAST)
    wanted = [names[place] for place in chosen]

    found = table.sum("r", wanted)

    hidden = {column for row, column in table.hidden if row == "r" and column != TOTAL}
    known = table.shown("r", TOTAL)
    rest = sum(table.counts["r", n] for n in names if n not in hidden)
    if found is not None:
        told = sum(table.counts["r", n] for n in wanted if n not in hidden)
        assert found == (told if not hidden & set(wanted) else told + (known or 0) - rest)


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    table = suppressed("r", "abc", {("r", "a"): 2, ("r", "b"): 30, ("r", "c"): 12}, LEAST)

    assert table.shown("r", "a") is None
    assert table.shown("r", "c") is None
    assert table.shown("r", "b") == 30
    assert table.shown("r", TOTAL) == 44


def test_counts_that_are_large_enough_are_all_shown() -> None:
    table = suppressed("ab", "xy", dict.fromkeys(product("ab", "xy"), 7), LEAST)

    assert not table.hidden
    assert table.share("a", "x", "xy") is not None

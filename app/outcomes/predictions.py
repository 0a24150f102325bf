"""How far predictions held, item by item: for learning, never for ranking people (DOMAIN.md §2.3)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from app.care.items import items_with
from app.care.ratings import change, help_group
from app.outcomes.shares import Share

KINDS: Final = ("not_reached", "as_predicted", "better", "unrecorded")


@dataclass(frozen=True, slots=True)
class Rated:
    """The ratings of one item in one case and how often just these occur."""

    item: str
    before: str | None
    predicted: str | None
    actual: str | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Held:
    """Predictions of one item, or of all. ``exact`` are those of ``as_predicted`` that match whole.

    △1 against △2 and ×1 against ×2 are the same help, so they count as predicted, not as exact.
    ``risen`` counts predicted improvements, ``achieved`` those of them that came true.
    """

    counts: Mapping[str, int]
    exact: int = 0
    risen: int = 0
    achieved: int = 0

    @property
    def compared(self) -> int:
        """Predictions with an actual rating."""
        return sum(self.counts.get(kind, 0) for kind in KINDS[:3])

    def share(self, kind: str) -> Share:
        """``kind`` among the compared ones."""
        return Share(self.counts.get(kind, 0), self.compared)

    @property
    def accuracy(self) -> Share:
        """Exact matches among the compared ones (§2.3)."""
        return Share(self.exact, self.compared)

    @property
    def improvements(self) -> Share:
        """Predicted improvements that came true, of those with an actual rating."""
        return Share(self.achieved, self.risen)


@dataclass(frozen=True, slots=True)
class Predictions:
    """All items together and each by its key, in the order of the sheet; ``cases`` compared."""

    total: Held
    by_item: Mapping[str, Held]
    cases: int = 0


def compare(rated: Iterable[Rated], cases: int = 0) -> Predictions:
    """Count what came of the predictions; items without a rated prediction are left out."""
    by_item: dict[str, list[Rated]] = defaultdict(list)
    for each in rated:
        if help_group(each.predicted):
            by_item[each.item].append(each)
    order = [item.key for item in items_with(by_item) if item.key in by_item]
    found = {key: _held(by_item[key]) for key in order}
    return Predictions(_held(each for rows in by_item.values() for each in rows), found, cases)


def _held(rows: Iterable[Rated]) -> Held:
    counts: Counter[str] = Counter()
    exact = risen = achieved = 0
    for each in rows:
        kind = _kind(each)
        counts[kind] += each.count
        exact += each.count * (each.predicted == each.actual)
        if kind != "unrecorded" and change(each.before, each.predicted) == "improve":
            risen += each.count
            achieved += each.count * (change(each.before, each.actual) == "improve")
    return Held({kind: counts.get(kind, 0) for kind in KINDS}, exact, risen, achieved)


def _kind(each: Rated) -> str:
    found = change(each.predicted, each.actual)
    if found == "na":
        return "unrecorded"
    return {"improve": "better", "decline": "not_reached"}.get(found, "as_predicted")

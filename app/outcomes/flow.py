"""Where people were at the start, after 6 and after 12 months (design 07, the bands)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Final

from app.care import scales
from app.i18n import tr
from app.outcomes.cohort import Cohort, Member
from app.outcomes.states import CHECKLIST, NOT_RENEWED, State, due, reached

PLACES: Final = ("independent", "checklist", "support_1", "support_2", "care", "gone", "unknown")
"""From independent to most help; then those who died or moved away and those not known."""
_OF_LEVEL: Final[Mapping[str, str]] = {
    "非該当": "independent", CHECKLIST: "checklist", "要支援1": "support_1", "要支援2": "support_2",
}  # fmt: skip


def place_label(place: str, lang: str | None = None) -> str:
    """What a place is called."""
    return {
        "independent": tr("自立・終了", lang=lang),
        "checklist": scales.care_level_label(CHECKLIST, lang),
        "support_1": scales.care_level_label("要支援1", lang),
        "support_2": scales.care_level_label("要支援2", lang),
        "care": tr("要介護1以上", lang=lang),
        "gone": tr("死亡・転出", lang=lang),
        "unknown": tr("不明・未記入", lang=lang),
    }[place]


def ways(cohort: Cohort, today: date) -> dict[tuple[str, str, str], int]:
    """How many people went which way, of those whose 12 months are over."""
    found = Counter(
        (_OF_LEVEL.get(each.level, "care"), _place(each, 6), _place(each, 12))
        for each in cohort.members
        if due(each, 12, today)
    )
    return dict(found)


def _place(member: Member, months: int) -> str:
    here = reached(member, months)
    if here.state in NOT_RENEWED:
        return "independent"
    if here.state in {State.DEATH, State.MOVED_OUT}:
        return "gone"
    return "unknown" if here.level is None else _OF_LEVEL.get(here.level, "care")


def step(before: str, after: str) -> str:
    """``better``, ``same``, ``worse`` or ``unknown``: how a band between two places is drawn.

    Leaving by death or moving away is drawn like the worse, as in the picture of the design;
    no share is counted from it.
    """
    if "unknown" in {before, after}:
        return "unknown"
    one, other = PLACES.index(before), PLACES.index(after)
    return "same" if one == other else "worse" if other > one else "better"

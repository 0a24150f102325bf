"""Which services people used: K3 サービス受給率 and K5 (DOMAIN.md §6.4).

Use is told by the follow-up records and the short-term service. What a care manager wrote about
services is free text with offers that were declined, so it is never counted (DOMAIN.md §10).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final

from app.care import scales
from app.care.followup import months_after
from app.i18n import tr
from app.outcomes.cohort import Cohort, Member, day_text
from app.outcomes.definitions import service_words, sessions_planned, uptake_months
from app.outcomes.shares import Share
from app.outcomes.states import CHECKLIST, NOT_RENEWED, Reached, State, reached, reached_at

USES: Final = ("none", "programme", "preventive", "care")
ENDINGS: Final = (
    "independent", "checklist", "support_1", "support_2", "care_1_2", "care_3_5",
    "death", "moved_out", "unknown",
)  # fmt: skip
_ENDING_OF: Final[Mapping[str | None, str]] = {
    CHECKLIST: "checklist", "要支援1": "support_1", "要支援2": "support_2",
    "要介護1": "care_1_2", "要介護2": "care_1_2",
    "要介護3": "care_3_5", "要介護4": "care_3_5", "要介護5": "care_3_5",
    "非該当": "independent",
}  # fmt: skip
_AFTER_END: Final = 12


def use_label(use: str, lang: str | None = None) -> str:
    """A column of K5."""
    return {
        "none": tr("利用なし", lang=lang),
        "programme": tr("総合事業", lang=lang),
        "preventive": tr("予防給付", lang=lang),
        "care": tr("介護給付", lang=lang),
    }[use]


def ending_label(ending: str, lang: str | None = None) -> str:
    """A row of K5."""
    return {
        "independent": tr("自立・更新なし", lang=lang),
        "checklist": scales.care_level_label(CHECKLIST, lang),
        "support_1": scales.care_level_label("要支援1", lang),
        "support_2": scales.care_level_label("要支援2", lang),
        "care_1_2": tr("要介護1・2", lang=lang),
        "care_3_5": tr("要介護3〜5", lang=lang),
        "death": tr("死亡", lang=lang),
        "moved_out": tr("転出", lang=lang),
        "unknown": tr("不明・未記入", lang=lang),
    }[ending]


# ---- K3 ----


@dataclass(frozen=True, slots=True)
class Uptake:
    """K3: used a service within ``months``; ``unrecorded`` and ``not_due`` are in no count."""

    months: int
    share: Share
    unrecorded: int = 0
    not_due: int = 0


def uptake(cohort: Cohort, today: date) -> Uptake:
    """K3 of ``cohort`` as known ``today``."""
    months = uptake_months()
    used = known = unrecorded = not_due = 0
    for member in cohort.members:
        found = member.once(("used", months, today), partial(_uptake_of, member, months, today))
        if found == "not_due":
            not_due += 1
        elif found is None:
            unrecorded += 1
        else:
            known += 1
            used += bool(found)
    return Uptake(months, Share(used, known), unrecorded, not_due)


def _uptake_of(member: Member, months: int, today: date) -> bool | str | None:
    """Whether a service was used in time; ``None`` where nothing tells it, or ``not_due``."""
    target = months_after(member.start, months)
    # Who used a service early counts only when the others of that day can be counted, too.
    if target > today and not reached_at(member, target).recorded:
        return "not_due"
    return _used_within(member, months)


def _used_within(member: Member, months: int) -> bool | None:
    """Whether any service was used by then; ``None`` where nothing tells it."""
    if _program_began(member, months):
        return True
    records = [
        reached(member, each.months)
        for each in member.entrant.follow_ups
        if each.months <= months and each.outcome_code is not None
    ]
    if any(counted_services(one.services) for one in records):
        return True
    # "No" needs a record of the very time; an earlier one can't tell.
    return False if reached_at(member, months_after(member.start, months)).recorded else None


def _program_began(member: Member, months: int) -> bool:
    """Whether the short-term service began in time; a date of a month counts with its month."""
    program = member.entrant.program
    began = program.start.iso if program and program.start and program.start.iso else ""
    limit = months_after(member.start, months).isoformat()
    return len(began) >= 7 and member.start.isoformat()[: len(began)] <= began <= limit


def counted_services(services: Iterable[str]) -> tuple[str, ...]:
    """The services that count as use: home adaptation and equipment bought don't."""
    skipped = service_words("not_counted")
    return tuple(each for each in services if not any(word in each for word in skipped))


# ---- K5 ----


@dataclass(frozen=True, slots=True)
class AfterService:
    """K5: people of the short-term service by ending and use; each with the strongest kind of use.

    ``by_ending`` counts each person once. ``from_start`` of them are counted 12 months after D0,
    for want of a record 12 months after the end. ``sessions`` are those known.
    """

    by_ending: Mapping[str, int] = field(default_factory=dict)
    by_use: Mapping[tuple[str, str], int] = field(default_factory=dict)
    users: int = 0
    from_start: int = 0
    not_due: int = 0
    ended: int = 0
    sessions: tuple[int, ...] = ()

    @property
    def counted(self) -> int:
        """People in the table."""
        return sum(self.by_ending.values())

    @property
    def completed(self) -> Share:
        """People for whom an end is recorded."""
        return Share(self.ended, self.users)

    @property
    def mean_sessions(self) -> float | None:
        """Mean of the sessions recorded, to be read beside ``sessions_planned``."""
        return sum(self.sessions) / len(self.sessions) if self.sessions else None

    @property
    def planned(self) -> int:
        """Sessions a service is planned with."""
        return sessions_planned()


def after_service(cohort: Cohort, today: date) -> AfterService:
    """K5 of the people of ``cohort`` who had the short-term service."""
    users = [each for each in cohort.members if each.entrant.program is not None]
    endings: Counter[str] = Counter()
    uses: Counter[tuple[str, str]] = Counter()
    from_start = not_due = 0
    for member in users:
        here, after_end = _after_end(member)
        target = _end_target(member) or months_after(member.start, _AFTER_END)
        if not here.recorded and target > today:
            not_due += 1
            continue
        from_start += here.recorded and not after_end
        ending = _ending(here)
        endings[ending] += 1
        uses[ending, strongest_use(here, member)] += 1
    programs = [each.entrant.program for each in users if each.entrant.program is not None]
    return AfterService(
        {ending: endings.get(ending, 0) for ending in ENDINGS},
        dict(uses),
        len(users),
        from_start,
        not_due,
        sum(each.end is not None for each in programs),
        tuple(each.sessions for each in programs if each.sessions is not None),
    )


def _after_end(member: Member) -> tuple[Reached, bool]:
    """The state 12 months after the end, else after D0; and which of them it is."""
    target = _end_target(member)
    if target is not None:
        found = reached_at(member, target)
        if found.recorded:
            return found, True
    return reached(member, _AFTER_END), False


def _end_target(member: Member) -> date | None:
    program = member.entrant.program
    end = day_text(program.end) if program else ""
    return months_after(date.fromisoformat(end), _AFTER_END) if end else None


def _ending(here: Reached) -> str:
    if here.state in NOT_RENEWED:
        return "independent"
    if here.state is State.DEATH:
        return "death"
    if here.state is State.MOVED_OUT:
        return "moved_out"
    return _ENDING_OF.get(here.level, "unknown")


def strongest_use(here: Reached, member: Member) -> str:
    """The kind of service in use; of several the one that belongs to the most need."""
    kinds = {_kind(each, here.level or member.level) for each in counted_services(here.services)}
    return next((use for use in reversed(USES) if use in kinds), "none")


def _kind(service: str, level: str) -> str:
    if any(word in service for word in service_words("programme")):
        return "programme"
    if any(word in service for word in service_words("preventive")):
        return "preventive"
    return "care" if scales.is_care_level(level) else "preventive"

"""Where a person stands at a target date: one state out of a closed list (DOMAIN.md §6.2, §6.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.care import scales
from app.care.case import FollowUp
from app.care.followup import months_after
from app.i18n import tr
from app.outcomes.cohort import Member
from app.outcomes.definitions import window_days

CHECKLIST: Final = "事業対象者"
_WITH_LEVEL: Final = {"level_in_force", "institution"}
_IN_INSTITUTION: Final = ("施設", "入所")


class State(StrEnum):
    """What became of a person; every one is in exactly one of these."""

    WORSE = "worse"
    ADMINISTRATIVE = "administrative"  # 事業対象者 → 要支援: perhaps only the way to a service
    SAME = "same"
    BETTER = "better"
    CERT_NOT_RENEWED = "cert_not_renewed"
    CHECKLIST_NOT_RENEWED = "checklist_not_renewed"
    DEATH = "death"
    MOVED_OUT = "moved_out"
    LOST = "lost"
    UNRECORDED = "unrecorded"


WITH_LEVEL: Final = (State.WORSE, State.ADMINISTRATIVE, State.SAME, State.BETTER)
NOT_RENEWED: Final = (State.CERT_NOT_RENEWED, State.CHECKLIST_NOT_RENEWED)
UNKNOWN: Final = (State.LOST, State.UNRECORDED)
_LEFT: Final[Mapping[str, State]] = {
    "cert_not_renewed": State.CERT_NOT_RENEWED,
    "checklist_not_renewed": State.CHECKLIST_NOT_RENEWED,
    "death": State.DEATH,
    "moved_out": State.MOVED_OUT,
}


def state_label(state: State, lang: str | None = None) -> str:
    """What a state is called in tables."""
    return {
        State.WORSE: tr("重度化", lang=lang),
        State.ADMINISTRATIVE: tr("事業対象者→要支援", lang=lang),
        State.SAME: tr("維持", lang=lang),
        State.BETTER: tr("改善", lang=lang),
        State.CERT_NOT_RENEWED: tr("自立（認定の更新なし）", lang=lang),
        State.CHECKLIST_NOT_RENEWED: tr("自立（事業対象者の更新なし）", lang=lang),
        State.DEATH: tr("死亡", lang=lang),
        State.MOVED_OUT: tr("転出", lang=lang),
        State.LOST: tr("不明", lang=lang),
        State.UNRECORDED: tr("未記入", lang=lang),
    }[state]


def column_label(column: str, lang: str | None = None) -> str:
    """What a state, or states taken together, are called at the head of a column."""
    together = {
        "not_renewed": tr("自立（更新なし）", lang=lang),
        "unknown": tr("不明・未記入", lang=lang),
    }
    return together.get(column) or state_label(State(column), lang)


@dataclass(frozen=True, slots=True)
class Reached:
    """A person at a target date.

    ``reassessed`` is ``None`` where nobody wrote it and the level doesn't tell. ``off_date``:
    there is a record, but too far from the target to count.
    """

    state: State
    level: str | None = None
    institution: bool = False
    reassessed: bool | None = None
    services: tuple[str, ...] = ()
    off_date: bool = False

    @property
    def recorded(self) -> bool:
        """Whether there is a record that counts."""
        return self.state is not State.UNRECORDED


def due(member: Member, months: int, today: date) -> bool:
    """Whether the target date has come, or a record is there already."""
    return reached(member, months).recorded or months_after(member.start, months) <= today


def reached(member: Member, months: int) -> Reached:
    """The state of ``member`` ``months`` after D0."""
    return member.once(
        ("reached", months),
        lambda: reached_at(member, months_after(member.start, months), months),
    )


def reached_at(member: Member, target: date, months: int | None = None) -> Reached:
    """The state at ``target``; a record counts up to ``window_days`` from it.

    The record of ``months`` is preferred; without, the nearest one of any time is taken.
    """
    found = _nearest(member, target, months)
    if found is None:
        return Reached(State.UNRECORDED)
    record, off = found
    if off > window_days():
        return Reached(State.UNRECORDED, off_date=True)
    return _state_of(member, record)


def _nearest(member: Member, target: date, months: int | None) -> tuple[FollowUp, int] | None:
    """The record to go by, and how many days it lies off ``target``."""
    found = [
        (abs((_day_of(member, each) - target).days), each.months, each)
        for each in member.entrant.follow_ups
        if each.outcome_code is not None and months in {None, each.months}
    ]
    if not found:
        return None
    off, _, record = min(found, key=lambda one: one[:2])
    return record, off


def _day_of(member: Member, record: FollowUp) -> date:
    """The day a record speaks of: as written, else counted from D0."""
    try:
        return date.fromisoformat(record.target_date)
    except ValueError:
        return months_after(member.start, record.months)


def _state_of(member: Member, record: FollowUp) -> Reached:
    institution = record.outcome_code == "institution" or any(
        word in record.residence for word in _IN_INSTITUTION
    )
    if record.outcome_code not in _WITH_LEVEL:
        state = _LEFT.get(record.outcome_code or "", State.LOST)
        alive = state in NOT_RENEWED
        return Reached(state, None, institution and alive, services=record.services_in_use)
    before = scales.care_level_rank(member.level)
    after = scales.care_level_rank(record.care_level or "")
    if before is None or after is None:
        return Reached(State.LOST, None, institution, services=record.services_in_use)
    level = record.care_level
    return Reached(
        _change(member.level, level or "", after - before),
        level,
        institution,
        _reassessed(member, record, changed=after != before),
        record.services_in_use,
    )


def _change(before: str, after: str, steps: int) -> State:
    if steps == 0:
        return State.SAME
    if steps < 0:
        return State.BETTER
    to_support = before == CHECKLIST and after in {"要支援1", "要支援2"}
    return State.ADMINISTRATIVE if to_support else State.WORSE


def _reassessed(member: Member, record: FollowUp, *, changed: bool) -> bool | None:
    """As written; a changed level and a newer certification tell it too."""
    if record.reassessed is not None:
        return record.reassessed
    if changed:
        return True
    newer = member.entrant.certified_from
    if newer and member.start < date.fromisoformat(newer) <= _day_of(member, record):
        return True
    return None

"""Who has spoken, by profession: for the facilitator's eyes only (DOMAIN.md §3.5 P1-7).

It stands in the attendance line of the profession and goes to no wall, paper or minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.conference import attendance
from app.conference.meeting import Conference


@dataclass(frozen=True, slots=True)
class Voice:
    """A profession, its key, how many of it are there and how often one of them spoke."""

    profession: str
    name: str
    key: str
    people: int
    spoke: int

    @property
    def silent(self) -> bool:
        """Whether it is in the room and was not heard yet."""
        return self.people > 0 and self.spoke == 0


def voices(conference: Conference) -> tuple[Voice, ...]:
    """All professions: those not heard yet first, then those heard, then those not there."""
    known = {each.id: each.key for each in attendance.professions()}
    there = {line.profession: "" for line in conference.attendance if line.count}
    found = [
        Voice(
            profession=profession,
            name=attendance.profession_name(profession),
            key=key,
            people=attendance.count_of(conference, profession),
            spoke=_spoke(conference, profession),
        )
        for profession, key in {**there, **known}.items()
    ]
    place = {profession: number for number, profession in enumerate(known)}
    return tuple(
        sorted(found, key=lambda v: (v.people == 0, v.spoke > 0, place.get(v.profession, 99)))
    )


def with_voice(conference: Conference, profession: str, by: int = 1) -> Conference:
    """One more (or fewer) contribution of ``profession``; never below none.

    Somebody who speaks is in the room: a profession nobody has counted yet is counted as one.
    """
    now = _spoke(conference, profession)
    if now + by < 0:
        return conference
    if attendance.count_of(conference, profession) == 0:
        conference = attendance.walk_in(conference, profession)
    lines = list(conference.attendance)
    number = next(
        n
        for n, line in enumerate(lines)
        if line.profession == profession and (by > 0 or line.spoke > 0)
    )
    lines[number] = replace(lines[number], spoke=lines[number].spoke + by)
    return replace(conference, attendance=tuple(lines))


def _spoke(conference: Conference, profession: str) -> int:
    return sum(line.spoke for line in conference.attendance if line.profession == profession)

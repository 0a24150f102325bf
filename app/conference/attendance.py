"""Who is in the room, by profession; a walk-in is one key and needs no name (DOMAIN.md §3.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.care.knowledge import Words, bundled, load, remembered, words
from app.conference.meeting import Attendance, Conference


@dataclass(frozen=True, slots=True)
class Profession:
    """One profession or organisation; ``key`` counts one more of it."""

    id: str
    name: Words
    brings: Words
    life: str
    key: str


@remembered
def professions() -> tuple[Profession, ...]:
    """All professions in the order of the role list."""
    return tuple(
        Profession(row["id"], words(row), words(row, "brings"), row["life"], row["key"])
        for row in load("professions")["profession"]
    )


def profession_name(profession: str, lang: str | None = None) -> str:
    """The name of a profession, also of one the town no longer lists; free text stays as it is."""
    for rows in (load("professions")["profession"], bundled("professions")["profession"]):
        for row in rows:
            if row["id"] == profession:
                return words(row)(lang)
    return profession


def count_of(conference: Conference, profession: str) -> int:
    """How many people of ``profession`` are there."""
    return sum(line.count for line in conference.attendance if line.profession == profession)


def people(conference: Conference) -> int:
    """How many people are there."""
    return sum(line.count for line in conference.attendance)


def kinds(conference: Conference) -> int:
    """How many professions are there."""
    return len({line.profession for line in conference.attendance if line.count})


def walk_in(conference: Conference, profession: str) -> Conference:
    """One more person of ``profession``, without a name."""
    lines = list(conference.attendance)
    for number, line in enumerate(lines):
        if line.profession == profession and not line.name:
            lines[number] = replace(line, count=line.count + 1)
            return replace(conference, attendance=tuple(lines))
    lines.append(Attendance(profession=profession))
    return replace(conference, attendance=tuple(lines))


def take_back(conference: Conference, profession: str) -> Conference:
    """One person of ``profession`` fewer; people with a name stay."""
    lines = list(conference.attendance)
    for number, line in enumerate(lines):
        if line.profession == profession and not line.name:
            if line.count > 1:
                lines[number] = replace(line, count=line.count - 1)
            else:
                del lines[number]
            return replace(conference, attendance=tuple(lines))
    return conference

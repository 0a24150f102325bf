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


def counts(conference: Conference) -> tuple[tuple[str, int], ...]:
    """How many of each profession, the most first; those of one number in the list's order."""
    order = {profession.id: place for place, profession in enumerate(professions())}
    found: dict[str, int] = {}
    for line in conference.attendance:
        found[line.profession] = found.get(line.profession, 0) + line.count
    there = [(who, n) for who, n in found.items() if n]
    return tuple(sorted(there, key=lambda pair: (-pair[1], order.get(pair[0], len(order)))))


def pledged(conference: Conference) -> int:
    """How many people gave the pledge (誓約, §9.1)."""
    return sum(line.count for line in conference.attendance if line.pledged)


def walk_in(conference: Conference, profession: str) -> Conference:
    """One more person of ``profession``, without a name and with no pledge yet."""
    lines = list(conference.attendance)
    for number, line in enumerate(lines):
        if line.profession == profession and _nameless(line) and not line.pledged:
            lines[number] = replace(line, count=line.count + 1)
            return replace(conference, attendance=tuple(lines))
    lines.append(Attendance(profession=profession))
    return replace(conference, attendance=tuple(lines))


def take_back(conference: Conference, profession: str) -> Conference:
    """One person of ``profession`` fewer; people with a name or an organisation stay."""
    nameless = [
        line for line in conference.attendance if line.profession == profession and _nameless(line)
    ]
    if not nameless:
        return conference
    return _fewer(conference, min(nameless, key=lambda line: line.pledged))


def pledge_one(conference: Conference, profession: str) -> Conference:
    """One more of ``profession`` gave the pledge; nothing changes where all did."""
    waiting = next(
        (
            line
            for line in conference.attendance
            if line.profession == profession and not line.pledged
        ),
        None,
    )
    if waiting is None:
        return conference
    if waiting.count == 1:
        return changed(conference, replace(waiting, pledged=True))
    return _more_pledged(_fewer(conference, waiting), profession)


def _more_pledged(conference: Conference, profession: str) -> Conference:
    for line in conference.attendance:
        if line.profession == profession and _nameless(line) and line.pledged:
            return changed(conference, replace(line, count=line.count + 1))
    line = Attendance(profession=profession, pledged=True)
    return replace(conference, attendance=(*conference.attendance, line))


def all_pledged(conference: Conference) -> Conference:
    """Everybody who is there gave the pledge."""
    return replace(
        conference,
        attendance=tuple(replace(line, pledged=True) for line in conference.attendance),
    )


def set_apart(conference: Conference, uuid: str) -> tuple[Conference, str]:
    """One person of a counted line on a line of their own, ready for a name; and its key.

    A line of one person is that line already.
    """
    line = next((each for each in conference.attendance if each.uuid == uuid), None)
    if line is None or line.count <= 1:
        return conference, uuid
    alone = Attendance(profession=line.profession, pledged=line.pledged)
    fewer = _fewer(conference, line)
    return replace(fewer, attendance=(*fewer.attendance, alone)), alone.uuid


def changed(conference: Conference, line: Attendance) -> Conference:
    """``conference`` with ``line`` in the place of the one of the same key."""
    lines = tuple(line if each.uuid == line.uuid else each for each in conference.attendance)
    return replace(conference, attendance=lines)


def without_names(conference: Conference) -> Conference:
    """What leaves this program unasked: names of attendees stay here (§3.3, §9)."""
    return replace(
        conference,
        attendance=tuple(replace(line, name="") for line in conference.attendance),
    )


def _nameless(line: Attendance) -> bool:
    return not line.name and not line.organisation


def _fewer(conference: Conference, line: Attendance) -> Conference:
    if line.count > 1:
        return changed(conference, replace(line, count=line.count - 1))
    left = tuple(each for each in conference.attendance if each.uuid != line.uuid)
    return replace(conference, attendance=left)

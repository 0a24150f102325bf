"""Resources matched to a case while the meeting runs (DOMAIN.md §3.5 P7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from app.care import interests
from app.care.case import Case
from app.conference.meeting import Conference, ResourceUse

STATES = ("suggested", "asking", "agreed")
"""What a meeting can say of a resource; the others come when people tried it (§7.4)."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that might help: of the case's own surroundings, or of the register."""

    name: str
    detail: str = ""
    resource_uuid: str | None = None
    interest_codes: frozenset[str] = field(default_factory=frozenset)


def offers(case: Case | None, register: Iterable[Offer]) -> tuple[Offer, ...]:
    """What to propose, best first: what the person has, then what they like, then the rest."""
    if case is None:
        return ()
    likes = frozenset(interests.marked(case.interest_codes))
    own = [
        Offer(line.text, " ".join(filter(None, (line.who, line.frequency))))
        for line in case.informal_supports
        if line.text
    ]
    listed = sorted(register, key=lambda offer: not offer.interest_codes & likes)
    return (*own, *listed)


def with_use(conference: Conference, use: ResourceUse) -> Conference:
    """Add a resource, or replace the one with the same key."""
    uses = conference.resource_uses
    if any(each.uuid == use.uuid for each in uses):
        return _changed(conference, use.uuid, lambda _: use)
    return replace(conference, resource_uses=(*uses, use))


def with_state(conference: Conference, uuid: str, status: str) -> Conference:
    """How far it has come."""
    return _changed(conference, uuid, lambda use: replace(use, status=status))


def with_shown(conference: Conference, uuid: str, *, shown: bool) -> Conference:
    """Put it on the wall or take it off."""
    return _changed(conference, uuid, lambda use: replace(use, shown=shown))


def without(conference: Conference, uuid: str) -> Conference:
    """Take it out of the record."""
    kept = tuple(use for use in conference.resource_uses if use.uuid != uuid)
    return replace(conference, resource_uses=kept)


def uses_of(conference: Conference, case_uuid: str | None) -> tuple[ResourceUse, ...]:
    """The resources of a case in the order they came up."""
    return tuple(use for use in conference.resource_uses if use.case_uuid == case_uuid)


def _changed(
    conference: Conference, uuid: str, change: Callable[[ResourceUse], ResourceUse]
) -> Conference:
    uses = tuple(change(use) if use.uuid == uuid else use for use in conference.resource_uses)
    return replace(conference, resource_uses=uses)

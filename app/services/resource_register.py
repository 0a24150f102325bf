"""What the town's register of resources offers a meeting (DOMAIN.md §7.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import select

from app.care.resource_match import Resource
from app.conference.matching import Offer
from app.models.mapping import build
from app.models.resources import resources
from app.services.store import Store

ENDED = ("休止", "終了")


def offered_resources(store: Store) -> tuple[Offer, ...]:
    """The resources that are running, by name; who to call stays in the register."""
    table = resources.c
    statement = (
        select(table.uuid, table.name, table.days_times, table.place, table.interest_codes)
        .where(table.deleted_at.is_(None), table.status.not_in(ENDED), table.name != "")
        .order_by(table.kana, table.name)
    )
    with store.read() as connection:
        rows = connection.execute(statement).all()
    return tuple(
        Offer(
            row.name,
            " ".join(part for part in (row.days_times, row.place) if part),
            row.uuid,
            frozenset(row.interest_codes),
        )
        for row in rows
    )


def registered_resources(store: Store, *, without: Sequence[str] = ENDED) -> tuple[Resource, ...]:
    """The resources with what anybody may know of them, by name; by default those running."""
    table = resources.c
    statement = (
        select(*(table[field.name] for field in fields(Resource)))
        .where(table.deleted_at.is_(None), table.status.not_in(without), table.name != "")
        .order_by(table.kana, table.name)
    )
    with store.read() as connection:
        return tuple(build(Resource, row._asdict()) for row in connection.execute(statement))

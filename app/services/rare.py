"""The gentle question about rare combinations, where cases leave without being open for editing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.care.disclosure.rare import Rare, open_rare, with_kept
from app.services.cases import get_case, save_case
from app.services.changes import ChangeSet
from app.services.store import Store


@dataclass(frozen=True, slots=True)
class RareCase:
    """An unanswered rare combination of one case."""

    case_uuid: str
    case_no: int | None
    rare: Rare


def open_rare_of(store: Store, case_uuids: Sequence[str]) -> tuple[RareCase, ...]:
    """What nobody has answered about these cases, in their order."""
    cases = [get_case(store, uuid) for uuid in case_uuids]
    return tuple(RareCase(c.uuid, c.case_no, rare) for c in cases for rare in open_rare(c))


def keep_rare(store: Store, asked: RareCase) -> ChangeSet:
    """Remember 「このままでよい」."""
    now = store.clock.now().isoformat(timespec="seconds")
    case = with_kept(get_case(store, asked.case_uuid), asked.rare, by=store.actor, decided_at=now)
    save_case(store, case)
    return ChangeSet(frozenset({"case"}), frozenset({asked.case_uuid}))

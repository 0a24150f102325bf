"""A case of a file of our own that would be new, of a person who may already have one.

Asked like every other difference, as one field of a case nobody has stored yet: 「こちら」 leaves
the file's case out, 「ファイル」 says that it is another person (``sheet_twins`` asks the same
about rows of other people's sheets).
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from app.care.case import Case, PrivateIdentity
from app.exchange.conflicts import Decisions, FieldConflict, Side
from app.i18n import tr
from app.models.shapes import CASE
from app.services.duplicates import Duplicate, call_different_in, why_words, would_double
from app.services.intake import Taken, create
from app.services.store import Store
from app.services.work import Work

TWIN: Final = "same_person"
"""The field of the question."""
_KEYS: Final = uuid.UUID("5b0c1d52-0d0e-4a55-9a6f-0e1f6a3c7d11")


def create_unless_twin(
    work: Work,
    store: Store,
    imported: Case,
    names: PrivateIdentity | None,
    decisions: Decisions,
    *,
    key: str,
    new: Collection[str],
) -> Taken:
    """Store a case nobody knew, once it is sure that its person isn't here already.

    ``key`` names the case in ``decisions``; ``new`` are those of the same file, which says itself
    that they are several.
    """
    found = [
        each for each in would_double(work.connection, imported, names) if each.uuid not in new
    ]
    choice = decisions.get(key, {}).get(TWIN)
    if found and choice is Side.HERE:
        kept: Case | None = work.stored(CASE, found[0].uuid)
        if kept is not None:
            return Taken("unchanged", kept)
    if found and choice is not Side.FILE:
        asked = replace(imported, uuid=key, row_version=0)
        return Taken("undecided", asked, (_question(asked, found),))
    made = create(work, store, imported, names)
    for other in found:
        call_different_in(work, made.case.uuid, other.uuid)
    return made


def decision_key(imported: Case, place: int, *, named: bool) -> str:
    """What a case is called in ``decisions``: its key, or the same made-up one at each reading."""
    if named:
        return imported.uuid
    return str(uuid.uuid5(_KEYS, f"{place}:{imported.case_no}:{imported.pseudonym}"))


def _question(asked: Case, found: Sequence[Duplicate]) -> FieldConflict:
    other = found[0]
    known = tr("No.{no} {name}", no=other.case_no or "–", name=other.pseudonym).strip()
    return FieldConflict(
        asked.uuid,
        asked.case_no,
        TWIN,
        tr("同じ人かもしれない事例"),
        tr("{case}（{why}）があるので、取り込まない", case=known, why=why_words(other.agreement)),
        tr("別の人なので、新しい事例にする"),
    )

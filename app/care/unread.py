"""Input that can't be read yet, kept as typed with its case until it is corrected.

「約50」 in a field for kilograms is neither a figure nor nothing. It lives in ``Case.extra`` under a
key of this program, so undo, autosave, the revision list and the next start bring it back like
every other part of the case (RELIABILITY.md §C "drafts not yet valid"). It is shown in the
editor only: files leave it out, and nothing computes with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from app.care.case import Case

KEY: Final = "$unread"


def unread_texts(case: Case, part: str) -> dict[str, str]:
    """The texts of one field or table: place inside it (empty for a field) to what was typed."""
    kept = case.extra.get(KEY)
    if not isinstance(kept, Mapping):
        return {}
    places = {str(place): str(text) for place, text in kept.items()}
    return {
        place.removeprefix(part).removeprefix("/"): text
        for place, text in places.items()
        if place == part or place.startswith(f"{part}/")
    }


def with_unread_texts(case: Case, part: str, texts: Mapping[str, str]) -> Case:
    """``case`` with exactly ``texts`` kept for ``part``."""
    if texts == unread_texts(case, part):
        return case
    kept = case.extra.get(KEY)
    others = dict(kept) if isinstance(kept, Mapping) else {}
    for place in unread_texts(case, part):
        others.pop(f"{part}/{place}" if place else part)
    others.update({f"{part}/{place}" if place else part: text for place, text in texts.items()})
    extra = {key: value for key, value in case.extra.items() if key != KEY}
    return replace(case, extra={**extra, KEY: others} if others else extra)

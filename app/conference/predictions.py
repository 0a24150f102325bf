"""Predicted ratings changed in the room (DOMAIN.md §3.5 P8-1).

A change is one entry: item, from → to, and why. It is the record *and* what the case follows:
``cases_after`` says which ratings differ after entries came, went or changed, so that undo takes
back both. An item has one entry per case and meeting; changing it again keeps where it began.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.care import ratings
from app.care.case import Case, TimePoint, judgement_of, with_judgement
from app.care.items import item_of
from app.conference.meeting import Conference, Entry, EntryKind, Stage

_EMPTY = "…"
_SYMBOL = rf"[○△×][12]|—|{_EMPTY}"
_CHANGE = re.compile(rf"({_SYMBOL})→({_SYMBOL})")
_CODES: Mapping[str, str | None] = {
    _EMPTY: None,
    **{ratings.symbol(code): code for code in ratings.RATINGS},
}


def entry_for(conference: Conference, case_uuid: str, item: str) -> Entry | None:
    """The change of ``item`` in this meeting, if there is one."""
    return next(
        (
            entry
            for entry in conference.entries
            if entry.kind is EntryKind.PREDICTION
            and (entry.case_uuid, entry.rule_id) == (case_uuid, item)
        ),
        None,
    )


def change_of(entry: Entry) -> tuple[str | None, str | None] | None:
    """The codes before and after; ``None`` where the text no longer says them."""
    found = _CHANGE.search(entry.text)
    return (_CODES[found[1]], _CODES[found[2]]) if found else None


def reason_of(entry: Entry) -> str:
    """Why people think so."""
    found = _CHANGE.search(entry.text)
    return entry.text[found.end() :].strip() if found else ""


def with_change(
    conference: Conference, case: Case, item: str, rating: str | None, *, recorded_at: str
) -> Conference:
    """Predict ``rating`` for an item of ``case``; back where it began, the entry goes away."""
    entry = entry_for(conference, case.uuid, item)
    known = change_of(entry) if entry else None
    first = known[0] if known else judgement_of(case, item, TimePoint.PREDICTED).rating
    others = tuple(each for each in conference.entries if each is not entry)
    if rating == first:
        return replace(conference, entries=others)
    text = _text(item, first, rating, reason_of(entry) if entry else "")
    if entry:
        return _replaced(conference, entry, replace(entry, text=text, recorded_at=recorded_at))
    new = Entry(
        case_uuid=case.uuid,
        stage=Stage.SUPPORT,
        kind=EntryKind.PREDICTION,
        text=text,
        rule_id=item,
        shown="judgement" in case.projected_fields,  # ratings kept off the wall stay off it
        recorded_at=recorded_at,
    )
    return replace(conference, entries=(*others, new))


def with_reason(conference: Conference, entry: Entry, reason: str, *, shown: bool) -> Conference:
    """Write down why, and whether the room sees it."""
    found = _CHANGE.search(entry.text)
    if found is None:
        return conference
    text = f"{entry.text[: found.end()]}　{reason.strip()}".rstrip()
    return _replaced(conference, entry, replace(entry, text=text, shown=shown))


def cases_after(
    before: Iterable[Entry], after: Iterable[Entry], cases: Mapping[str, Case]
) -> tuple[Case, ...]:
    """The cases whose predictions differ when the entries ``before`` became those ``after``."""
    old, new = _changes(before), _changes(after)
    changed: dict[str, Case] = {}
    for key in {**old, **new}:
        if old.get(key) == new.get(key) or key[0] not in cases:
            continue
        case_uuid, item = key
        rating = new[key][1] if key in new else old[key][0]
        case = changed.get(case_uuid, cases[case_uuid])
        changed[case_uuid] = with_judgement(case, item, TimePoint.PREDICTED, rating=rating)
    return tuple(case for uuid, case in changed.items() if case != cases[uuid])


def _changes(
    entries: Iterable[Entry],
) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    return {
        (entry.case_uuid, entry.rule_id): change
        for entry in entries
        if entry.kind is EntryKind.PREDICTION
        and entry.case_uuid
        and entry.rule_id
        and (change := change_of(entry))
    }


def _text(item: str, before: str | None, after: str | None, reason: str) -> str:
    symbols = "→".join(ratings.symbol(code) or _EMPTY for code in (before, after))
    return f"{item_of(item).label()} {symbols}　{reason}".rstrip()


def _replaced(conference: Conference, old: Entry, new: Entry) -> Conference:
    return replace(
        conference, entries=tuple(new if each is old else each for each in conference.entries)
    )

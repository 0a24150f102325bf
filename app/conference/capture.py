"""Writing down what the room says: entries, prompt ticks, and undo of both.

Functions take a ``Conference`` and give back a new one; saving is the caller's business
(``conference.session``). Undo restores what was written, never the log of stages: time that
passed has passed (DESIGN-SYSTEM §8, Ctrl+Z "also on the wall").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.conference.meeting import (
    Conference,
    Entry,
    EntryKind,
    Part,
    PromptUse,
    ResourceUse,
    Stage,
)

CAPTURE_KINDS = (
    EntryKind.ISSUE,
    EntryKind.GOAL,
    EntryKind.RISK_RESPONSE,
    EntryKind.SUPPORT,
    EntryKind.COMMUNITY_ISSUE,
)
"""The kinds of the capture row in the order of Alt+1…5 (design 05)."""

MORE_KINDS = (
    EntryKind.CARRIED_OVER,
    EntryKind.LEARNING,
    EntryKind.FIRST_STEP,
    EntryKind.WORDS_BACK,
)
"""The kinds of the second, quieter row: Alt+6…9."""

_PRESET = {
    Stage.ISSUE: EntryKind.ISSUE,
    Stage.GOAL: EntryKind.GOAL,
    Stage.RISK: EntryKind.RISK_RESPONSE,
    Stage.SUPPORT: EntryKind.SUPPORT,
}

UNDO_STEPS = 50

Written = tuple[tuple[Entry, ...], tuple[PromptUse, ...], tuple[ResourceUse, ...]]


def preset_kind(stage: Stage | None, part: Part | None = None) -> EntryKind:
    """The kind the capture row starts with: the wrap-up writes the first step down (P8), the
    closing gathers community issues (P9)."""
    if part is Part.WRAP_UP:
        return EntryKind.FIRST_STEP
    return _PRESET[stage] if stage else EntryKind.COMMUNITY_ISSUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What stands in the capture row; ``rule_id`` names the medical risk it answers."""

    kind: EntryKind
    text: str
    owner: str = ""
    due: str = ""
    rule_id: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to record."""
        return not self.text.strip()


def record(
    conference: Conference,
    draft: Draft,
    *,
    case_uuid: str | None,
    stage: Stage | None,
    shown: bool,
    recorded_at: str,
) -> Conference:
    """Add the draft as an entry, last in order."""
    entry = Entry(
        case_uuid=case_uuid,
        stage=stage,
        kind=draft.kind,
        text=draft.text.strip(),
        owner=draft.owner.strip(),
        due=draft.due.strip(),
        shown=shown,
        rule_id=draft.rule_id,
        recorded_at=recorded_at,
    )
    return replace(conference, entries=(*conference.entries, entry))


def amend(conference: Conference, entry_uuid: str, draft: Draft) -> Conference:
    """Replace what a person wrote of an entry."""
    return _changed(
        conference,
        entry_uuid,
        lambda entry: replace(
            entry,
            kind=draft.kind,
            text=draft.text.strip(),
            owner=draft.owner.strip(),
            due=draft.due.strip(),
            rule_id=draft.rule_id,
        ),
    )


def set_shown(conference: Conference, entry_uuid: str, *, shown: bool) -> Conference:
    """Put an entry on the wall or take it off; the record keeps it either way."""
    return _changed(conference, entry_uuid, lambda entry: replace(entry, shown=shown))


def remove(conference: Conference, entry_uuid: str) -> Conference:
    """Take an entry out of the record."""
    kept = tuple(entry for entry in conference.entries if entry.uuid != entry_uuid)
    return replace(conference, entries=kept)


def entry_of(conference: Conference, entry_uuid: str) -> Entry | None:
    """The entry with this key."""
    return next((entry for entry in conference.entries if entry.uuid == entry_uuid), None)


def entries_of(conference: Conference, case_uuid: str | None) -> tuple[Entry, ...]:
    """What was written for one case; ``None`` gives what belongs to the whole meeting."""
    return tuple(entry for entry in conference.entries if entry.case_uuid == case_uuid)


def prompt_state(conference: Conference, prompt_id: str, case_uuid: str | None) -> str:
    """``used``, ``pinned``, ``skipped`` or empty."""
    return next(
        (
            use.state
            for use in conference.prompt_uses
            if use.prompt_id == prompt_id and use.case_uuid == case_uuid
        ),
        "",
    )


def set_prompt(
    conference: Conference, prompt_id: str, case_uuid: str | None, state: str
) -> Conference:
    """Mark a prompt for a case; an empty state takes the mark away.

    A prompt somebody wrote keeps its words and its place, without a mark as ``open``.
    """
    uses = conference.prompt_uses
    old = next((u for u in uses if (u.prompt_id, u.case_uuid) == (prompt_id, case_uuid)), None)
    if old is not None and old.text:
        new = replace(old, state=state or "open")
        return replace(conference, prompt_uses=tuple(new if u is old else u for u in uses))
    others = tuple(use for use in uses if use is not old)
    if not state:
        return replace(conference, prompt_uses=others)
    use = PromptUse(prompt_id=prompt_id, state=state, case_uuid=case_uuid)
    return replace(conference, prompt_uses=(*others, use))


def written(conference: Conference) -> Written:
    """The part of a conference that undo restores."""
    return conference.entries, conference.prompt_uses, conference.resource_uses


def with_written(conference: Conference, then: Written) -> Conference:
    """``conference`` with what was written at another time."""
    entries, prompt_uses, resource_uses = then
    return replace(
        conference, entries=entries, prompt_uses=prompt_uses, resource_uses=resource_uses
    )


@dataclass(frozen=True, slots=True)
class History:
    """What was written before each of the last steps, and what undo took back."""

    past: tuple[Written, ...] = ()
    future: tuple[Written, ...] = ()

    def remembering(self, before: Conference) -> History:
        """The history after a new step from ``before``."""
        return History((*self.past, written(before))[-UNDO_STEPS:], ())

    def undone(self, now: Conference) -> tuple[History, Conference] | None:
        """History and conference one step back; ``None`` at the beginning."""
        if not self.past:
            return None
        history = History(self.past[:-1], (*self.future, written(now)))
        return history, with_written(now, self.past[-1])

    def redone(self, now: Conference) -> tuple[History, Conference] | None:
        """History and conference one step forward; ``None`` at the end."""
        if not self.future:
            return None
        history = History((*self.past, written(now)), self.future[:-1])
        return history, with_written(now, self.future[-1])


def _changed(
    conference: Conference, entry_uuid: str, change: Callable[[Entry], Entry]
) -> Conference:
    entries = tuple(
        change(entry) if entry.uuid == entry_uuid else entry for entry in conference.entries
    )
    return replace(conference, entries=entries)

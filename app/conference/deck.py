"""The deck of questions the facilitator works from at one place of the meeting (§3.5).

The case's own points of discussion come first, then the questions of the part, then those the
facilitator wrote there. A pinned question stays next to the one to ask through all parts of its
case; a skipped one goes to the end, where it can still be asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.care import prompts
from app.care.case import Case
from app.care.ids import new_id
from app.conference.meeting import Conference, Part, PromptUse
from app.conference.stages import Step, prompt_group

OPEN, USED, PINNED, SKIPPED = "open", "used", "pinned", "skipped"
"""The states of a ``PromptUse``; a bundled question without a use is open."""

_POINT, _OWN, _SUPPORT = "point", "own", "support_question"
_POINT_PARTS = (Part.ISSUE, Part.DISCUSSION)


@dataclass(frozen=True, slots=True)
class Card:
    """One question: its key, words and state; ``source`` is ``deck``, ``case`` or ``own``."""

    prompt_id: str
    text: str
    state: str = OPEN
    source: str = "deck"

    @property
    def used(self) -> bool:
        """Whether it was asked."""
        return self.state == USED


def cards(
    conference: Conference, step: Step | None, part: Part | None, case: Case | None
) -> tuple[Card, ...]:
    """The questions for this place in the order of asking."""
    if step is None:
        return ()
    uses = {use.prompt_id: use for use in conference.prompt_uses if use.case_uuid == step.case_uuid}
    group = prompt_group(step, part)
    here = [_with_state(card, uses) for card in _of_place(step, part, case)]
    here += [_own(use) for use in uses.values() if _is_own(use, group)]
    known = {card.prompt_id for card in here}
    from_elsewhere = [
        card
        for use in uses.values()
        if use.state == PINNED and use.prompt_id not in known and (card := _pinned(use, case))
    ]
    return _in_order([*from_elsewhere, *here])


def current(deck: tuple[Card, ...]) -> Card | None:
    """The next question to ask; pinned ones when no other is left."""
    for state in (OPEN, PINNED):
        found = next((card for card in deck if card.state == state), None)
        if found:
            return found
    return None


def with_own(conference: Conference, text: str, step: Step | None, part: Part | None) -> Conference:
    """Add a question the facilitator wrote at this place; an empty one changes nothing."""
    if step is None or not text.strip():
        return conference
    use = PromptUse(
        prompt_id=f"{_OWN}:{prompt_group(step, part)}:{new_id()}",
        state=OPEN,
        case_uuid=step.case_uuid,
        text=text.strip(),
    )
    return replace(conference, prompt_uses=(*conference.prompt_uses, use))


def _of_place(step: Step, part: Part | None, case: Case | None) -> Iterator[Card]:
    if case is not None and part in _POINT_PARTS:
        yield from _points(case)
    if case is not None and part is Part.DISCUSSION and case.support_question:
        yield Card(_SUPPORT, case.support_question, source="case")
    for prompt in prompts.group_of(prompt_group(step, part)).prompts:
        yield Card(prompt.id, prompt.text())


def _points(case: Case) -> Iterator[Card]:
    for point in case.agenda_points:
        if point.text.strip():
            yield Card(f"{_POINT}:{point.uuid}", point.text, source="case")


def _with_state(card: Card, uses: dict[str, PromptUse]) -> Card:
    use = uses.get(card.prompt_id)
    return replace(card, state=use.state) if use else card


def _own(use: PromptUse) -> Card:
    return Card(use.prompt_id, use.text, use.state, "own")


def _is_own(use: PromptUse, group: str) -> bool:
    return bool(use.text) and use.prompt_id.startswith(f"{_OWN}:{group}:")


def words_of(use: PromptUse, case: Case | None) -> str:
    """What a used question asked; empty where its words are no longer there."""
    card = _pinned(use, case)
    return card.text if card else ""


def _pinned(use: PromptUse, case: Case | None) -> Card | None:
    """A question pinned in another part; ``None`` where its words are no longer there."""
    if use.text:
        return _own(use)
    prompt = prompts.prompt_of(use.prompt_id)
    if prompt:
        return Card(use.prompt_id, prompt.text(), PINNED)
    own_case = (
        [*_points(case), Card(_SUPPORT, case.support_question, source="case")] if case else []
    )
    found = next((card for card in own_case if card.prompt_id == use.prompt_id), None)
    return replace(found, state=PINNED) if found else None


def _in_order(deck: list[Card]) -> tuple[Card, ...]:
    """Pinned ones right before the next to ask, skipped ones last."""
    pinned = [card for card in deck if card.state == PINNED]
    skipped = [card for card in deck if card.state == SKIPPED]
    rest = [card for card in deck if card.state not in (PINNED, SKIPPED)]
    place = next((n for n, card in enumerate(rest) if not card.used), len(rest))
    return (*rest[:place], *pinned, *rest[place:], *skipped)

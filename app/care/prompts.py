"""The facilitator's deck of questions, P0–P10 (DOMAIN.md §3.5). The questions are data.

The four stages of the room take their questions from the groups of the sheet's flow: issue
from P2 and P3, goal from P4, risk from P5, support from P6, P7 and P8. Outside the stages:
``prepare`` P0, ``opening`` P1, ``closing`` P9, ``follow_up`` P10.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.care.knowledge import Words, load, remembered, words


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question; ``group`` is P0 … P10, ``stage`` where it is asked."""

    id: str
    ja: str
    en: str
    stage: str
    group: str

    def text(self, lang: str | None = None) -> str:
        """The question in ``lang``."""
        return Words(self.ja, self.en)(lang)


@dataclass(frozen=True, slots=True)
class PromptGroup:
    """One step of the flow: who speaks, how long, and where it comes from."""

    id: str
    stage: str
    name: Words
    speakers: Words
    time: Words
    basis: Words
    prompts: tuple[Prompt, ...]


@remembered
def groups() -> tuple[PromptGroup, ...]:
    """P0 to P10 in the order of the flow."""
    return tuple(
        PromptGroup(
            id=group["id"],
            stage=group["stage"],
            name=words(group),
            speakers=words(group, "speakers"),
            time=words(group, "time"),
            basis=words(group, "basis"),
            prompts=tuple(
                Prompt(row["id"], row["ja"], row["en"], group["stage"], group["id"])
                for row in group["prompt"]
            ),
        )
        for group in load("prompts")["group"]
    )


@remembered
def _by_stage() -> Mapping[str, tuple[Prompt, ...]]:
    deck: dict[str, tuple[Prompt, ...]] = {}
    for group in groups():
        deck[group.stage] = (*deck.get(group.stage, ()), *group.prompts)
    return deck


@remembered
def _by_id() -> Mapping[str, Prompt]:
    return {prompt.id: prompt for group in groups() for prompt in group.prompts}


def prompts(stage: str) -> tuple[Prompt, ...]:
    """The questions of a stage in the order of asking; ``KeyError`` for an unknown stage."""
    return _by_stage()[str(stage)]


def group_of(group_id: str) -> PromptGroup:
    """The group ``P0`` … ``P10``; ``KeyError`` for another."""
    found = next((group for group in groups() if group.id == group_id), None)
    if found is None:
        raise KeyError(group_id)
    return found


def prompt_of(prompt_id: str) -> Prompt | None:
    """The question called ``prompt_id``; ``None`` where the deck no longer has it."""
    return _by_id().get(prompt_id)

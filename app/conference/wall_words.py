"""The fixed words of the wall (``resources/knowledge/room.toml``), in the room's language."""

from __future__ import annotations

from app.care.knowledge import load, words
from app.conference.meeting import Stage


def label(key: str, lang: str, **values: object) -> str:
    """A text of the section ``label`` with its named places filled in."""
    return words(load("room")["label"], key)(lang).format(**values)


def of_stage(stage: Stage, key: str, lang: str) -> str:
    """A text of a stage: question, short, heading …; empty where the stage has none."""
    return words(load("room")["stage"][stage.value], key)(lang)


def of_section(section: str, key: str, lang: str, **values: object) -> str:
    """A text of another section: goal_table, risk_table, opening, closing."""
    return words(load("room")[section], key)(lang).format(**values)


def resource_state(state: str, lang: str) -> str:
    """使う, 相談中, 候補 or いま."""
    return words(load("room")["resource_state"][state])(lang)


def risk_title(rule_id: str, lang: str) -> str:
    """The plain title of a risk; empty for a rule the list doesn't know."""
    entry = load("room")["risk_title"].get(rule_id)
    return words(entry)(lang) if entry else ""

"""Words that can't wait for a meeting (DOMAIN.md §4.1): show whom to call, not a discussion.

A miss costs more here than a false alarm. So every text of the case is read, 「死にたい」 counts
even where it seems denied, and nothing but a person's own reading takes a flag away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.care.case import Case
from app.care.knowledge import Words, load, remembered, words
from app.care.medical_risk.facts import Facts, Passage
from app.care.medical_risk.text_checks import habits
from app.care.medical_risk.text_match import find
from app.care.medical_risk.values import Evidence, RedFlag


@dataclass(frozen=True, slots=True)
class _Flag:
    """``groups`` are word lists of which each must be found: あざ and おびえ."""

    flag_id: str
    title: Words
    procedure: Words
    groups: tuple[tuple[tuple[str, ...], ...], ...]
    even_if_denied: bool


def red_flags(case: Case) -> tuple[RedFlag, ...]:
    """What on this sheet must be acted on before any meeting, with the procedure."""
    facts = Facts(case)
    passages = [p for field in load("red_flags")["fields"] for p in facts.passages(field)]
    raised = []
    for flag in _flags():
        evidence = tuple(
            line
            for group in flag.groups
            for line in _found(passages, group, denied=flag.even_if_denied)
        )
        if evidence:
            raised.append(RedFlag(flag.flag_id, flag.title, flag.procedure, _once(evidence)))
    return tuple(raised)


def _found(
    passages: Sequence[Passage], group: tuple[tuple[str, ...], ...], *, denied: bool
) -> list[Evidence]:
    """Evidence for every word list of the group, or nothing if one is missing in the case."""
    found = []
    for listed in group:
        lines = [
            Evidence(passage.path, hit.snippet)
            for passage in passages
            for hit in find(passage.folded, listed, habits(), denied=denied)
        ]
        if not lines:
            return []
        found += lines
    return found


def _once(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple({(line.field, line.snippet): line for line in evidence}.values())


@remembered
def _flags() -> tuple[_Flag, ...]:
    return tuple(_flag(row) for row in load("red_flags")["flag"])


def _flag(row: Mapping[str, Any]) -> _Flag:
    return _Flag(
        flag_id=row["id"],
        title=words(row),
        procedure=words(row, "procedure"),
        groups=tuple(tuple(tuple(listed) for listed in group) for group in row["words"]),
        even_if_denied=bool(row.get("even_if_denied")),
    )

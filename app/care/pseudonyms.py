"""Plant names that stand for people (DOMAIN.md §9.2 no. 2). The list is data.

A name is chosen by what is in use, never from anything about the person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from app.care.knowledge import load


@lru_cache
def plant_names() -> tuple[str, ...]:
    """All names in the order they are given out."""
    return tuple(load("pseudonyms")["names"])


def next_name(used: Mapping[str, int]) -> str:
    """The name used least, the earliest of those: a large register has to share names."""
    return min(plant_names(), key=lambda name: used.get(name, 0))


def next_pseudonym(used: Iterable[str]) -> str:
    """The next free name where ``used`` lists the names given so far, with repeats."""
    return next_name(Counter(used))

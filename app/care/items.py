"""The items of the ADL–IADL judgement sheet (DOMAIN.md §2.1). The list is data.

A municipality may add, rename, hide and order items (``care.overrides``). Keys never change:
ratings are stored under them, and those of a hidden item are kept, exported and shown where a
follow-up compares with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.care.knowledge import Words, load, remembered, words

ITEM_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the sheet; ``domain`` is ``ADL`` or ``IADL``. A hidden item has number 0."""

    no: int
    domain: str
    key: str
    name: Words
    covers: Words

    def label(self, lang: str | None = None) -> str:
        """Name of the row."""
        return self.name(lang)

    def help(self, lang: str | None = None) -> str:
        """What the item covers."""
        return self.covers(lang)


@remembered
def items() -> tuple[Item, ...]:
    """The items rated now, in the sheet's order: 7 ADL and 11 IADL by default."""
    shown = [row for row in _rows() if not row.get("off")]
    return tuple(
        Item(no, row["domain"], row["key"], words(row), words(row, "help"))
        for no, row in enumerate(shown, start=1)
    )


def _rows() -> list[dict[str, str]]:
    """The rows of the file by domain: ``order`` says what comes first, the rest follows."""
    content = load("judgement_items")
    rows = list(content["item"])
    order = {key: place for place, key in enumerate(content.get("order", ()))}
    places = {row["key"]: order.get(row["key"], len(order) + n) for n, row in enumerate(rows)}
    return sorted(rows, key=lambda row: (row["domain"] != "ADL", places[row["key"]]))


def items_with(stored: Iterable[str]) -> tuple[Item, ...]:
    """``items()`` and, after those of their domain, the items of ``stored`` keys not on the list."""
    shown = items()
    known = {item.key for item in shown}
    others = [item_of(key) for key in dict.fromkeys(stored) if key not in known]
    return tuple(sorted((*shown, *others), key=lambda item: item.domain != "ADL"))


@remembered
def _by_key() -> dict[str, Item]:
    hidden = [
        Item(0, row["domain"], row["key"], words(row), words(row, "help"))
        for row in _rows()
        if row.get("off")
    ]
    return {item.key: item for item in (*items(), *hidden)}


def item_of(key: str) -> Item:
    """The item called ``key``; one that nobody described any more goes by its key."""
    name = Words(key, key)
    return _by_key().get(key) or Item(0, "IADL", key, name, Words("", ""))


def is_item(key: str) -> bool:
    """Whether the list has an item called ``key``, hidden ones too."""
    return key in _by_key()

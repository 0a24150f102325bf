"""The items of the ADL–IADL judgement sheet (DOMAIN.md §2.1). The list is data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from app.care.knowledge import Words, load, words


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the sheet; ``domain`` is ``ADL`` or ``IADL``."""

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


@lru_cache
def items() -> tuple[Item, ...]:
    """All items in the sheet's order: 7 ADL and 11 IADL by default."""
    return tuple(
        Item(row["no"], row["domain"], row["key"], words(row), words(row, "help"))
        for row in load("judgement_items")["item"]
    )


@lru_cache
def _by_key() -> dict[str, Item]:
    return {item.key: item for item in items()}


def item_of(key: str) -> Item:
    """The item called ``key``; ``KeyError`` where the list has none."""
    return _by_key()[key]


def is_item(key: str) -> bool:
    """Whether the list has an item called ``key``."""
    return key in _by_key()

"""Lists a person gave a name: search, filters and order together, kept in the encrypted database.

A name may well say something about people (「佐藤さんの担当」), so it isn't a setting of the
computer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from app.errors import InputRefused
from app.i18n import tr
from app.services.boundary import cleaned
from app.services.settings import get_setting, put_setting
from app.services.store import Store

_LISTS: Final = "case_lists"
_ORDER: Final = "case_list_order"
LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedList:
    """A named list. ``filters`` are the chosen codes of each filter button by its name."""

    name: str
    search: str = ""
    filters: Mapping[str, list[str]] = field(default_factory=dict)
    order: list[list[Any]] = field(default_factory=list)


def saved_lists(store: Store) -> list[SavedList]:
    """All named lists, by name."""
    kept = get_setting(store, _LISTS, [])
    return sorted((SavedList(**one) for one in kept), key=lambda one: one.name)


def save_list(store: Store, wanted: SavedList) -> None:
    """Keep a list under its name; one of the same name is replaced."""
    wanted = replace(cleaned(wanted), name=_name(wanted.name))
    _keep(store, [*(one for one in saved_lists(store) if one.name != wanted.name), wanted])


def rename_list(store: Store, old: str, new: str) -> None:
    """Give a list another name; ``InputRefused`` where another one has it."""
    new = _name(new)
    lists = saved_lists(store)
    if new != old and any(one.name == new for one in lists):
        raise InputRefused(
            tr("その名前の一覧はもうあります。"),
            tr("何も変えていません。"),
            tr("別の名前にしてください。"),
        )
    _keep(store, [replace(one, name=new) if one.name == old else one for one in lists])


def delete_list(store: Store, name: str) -> None:
    """Forget a list; the cases stay as they are."""
    _keep(store, [one for one in saved_lists(store) if one.name != name])


def remembered_order(store: Store) -> object:
    """How the list was last sorted; whatever is stored, for the list to make sense of."""
    return get_setting(store, _ORDER, [])


def remember_order(store: Store, order: list[list[Any]]) -> None:
    """Keep how the list is sorted."""
    put_setting(store, _ORDER, order)


def _name(name: str) -> str:
    name = " ".join(cleaned(name).split())
    if not name or len(name) > LONGEST_NAME:
        raise InputRefused(
            tr("一覧の名前は1文字から{most}文字までです。", most=LONGEST_NAME),
            tr("何も変えていません。"),
            tr("名前を入れてください。"),
        )
    return name


def _keep(store: Store, lists: list[SavedList]) -> None:
    put_setting(store, _LISTS, [asdict(one) for one in lists])

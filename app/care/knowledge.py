"""Knowledge kept as data: the TOML files of ``resources/knowledge`` (ARCHITECTURE, rules).

Every file carries ``version`` and ``source``. Texts in them come in Japanese and English;
``Words`` picks one, so a label never needs the translation catalogue. A municipality's own
entries lie over them (``care.overrides``), so what is worked out from a file is ``remembered``
here and forgotten when another data folder is opened.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast

from app import i18n
from app.paths import resource


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    ja: str
    en: str

    def __call__(self, lang: str | None = None) -> str:
        """The text in ``lang``, by default in the language now in use."""
        chosen = lang or i18n.language()
        if chosen == "en":
            return self.en
        return i18n.pseudo(self.ja) if chosen == "pseudo" else self.ja


_P = ParamSpec("_P")
_R = TypeVar("_R")
_overlays: dict[str, Mapping[str, Any]] = {}
_forget: list[Callable[[], None]] = []


def remembered(make: Callable[_P, _R]) -> Callable[_P, _R]:
    """Cache what ``make`` reads from the knowledge until other knowledge is in use."""
    kept = lru_cache(make)
    _forget.append(kept.cache_clear)
    return cast("Callable[_P, _R]", kept)


def load(name: str) -> Mapping[str, Any]:
    """The knowledge ``name`` (without ``.toml``) as it holds for the open data folder."""
    return _overlays.get(name) or bundled(name)


@dataclass(frozen=True, slots=True)
class Override:
    """One file of a municipality that is in use: its name and the entries taken from it."""

    file: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overrides:
    """What is in use from a data folder, and one sentence for everything that isn't."""

    used: tuple[Override, ...] = ()
    problems: tuple[str, ...] = ()


def use(name: str, content: Mapping[str, Any] | None) -> None:
    """Let ``content`` stand for the bundled file ``name``; ``None`` goes back to that."""
    if content is None:
        _overlays.pop(name, None)
    else:
        _overlays[name] = content
    for forget in _forget:
        forget()


def use_bundled() -> None:
    """Go back to the program's own knowledge."""
    for name in tuple(_overlays):
        use(name, None)


@lru_cache
def bundled(name: str) -> Mapping[str, Any]:
    """The program's own file ``name``, read once per process."""
    return tomllib.loads(resource(f"knowledge/{name}.toml").read_text(encoding="utf-8"))


def words(entry: Mapping[str, Any], key: str = "") -> Words:
    """``ja``/``en`` of an entry, or ``<key>_ja``/``<key>_en``; a missing text is empty."""
    prefix = f"{key}_" if key else ""
    return Words(str(entry.get(f"{prefix}ja", "")), str(entry.get(f"{prefix}en", "")))


def figure(key: str) -> Mapping[str, Any]:
    """One entry of ``thresholds.toml``: the value a rule compares with, and who says so."""
    row: Mapping[str, Any] = next(r for r in load("thresholds")["threshold"] if r["key"] == key)
    return row

"""Knowledge kept as data: the TOML files of ``resources/knowledge`` (ARCHITECTURE, rules).

Every file carries ``version`` and ``source``. Texts in them come in Japanese and English;
``Words`` picks one, so a label never needs the translation catalogue.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

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


@lru_cache
def load(name: str) -> Mapping[str, Any]:
    """The knowledge file ``name`` (without ``.toml``), read once per process."""
    return tomllib.loads(resource(f"knowledge/{name}.toml").read_text(encoding="utf-8"))


def words(entry: Mapping[str, Any], key: str = "") -> Words:
    """``ja``/``en`` of an entry, or ``<key>_ja``/``<key>_en``; a missing text is empty."""
    prefix = f"{key}_" if key else ""
    return Words(str(entry.get(f"{prefix}ja", "")), str(entry.get(f"{prefix}en", "")))


def figure(key: str) -> Mapping[str, Any]:
    """One entry of ``thresholds.toml``: the value a rule compares with, and who says so."""
    row: Mapping[str, Any] = next(r for r in load("thresholds")["threshold"] if r["key"] == key)
    return row

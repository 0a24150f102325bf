"""One translation function for every layer: windows, paper, command line and errors.

Source language is Japanese; ``resources/i18n/en/*.json`` maps each source text to English.
A value may be ``{"one": …, "other": …}``, chosen by the placeholder ``n``. The pseudo
language stretches the Japanese source by 40 % so that tests find clipped text.
Why not Qt's translator alone: docs/decisions/002-one-translation-function.md.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Final

from app.paths import resource

LANGUAGES: Final = ("ja", "en", "pseudo")
_language = "ja"


def set_language(language: str) -> None:
    """Choose the language of all following ``tr`` calls: ``ja``, ``en`` or ``pseudo``."""
    global _language
    if language not in LANGUAGES:
        raise ValueError(language)
    _language = language


def language() -> str:
    """The language now in use."""
    return _language


@lru_cache
def catalogue() -> dict[str, str | dict[str, str]]:
    """All English texts, merged from the area files; a text has one translation."""
    merged: dict[str, str | dict[str, str]] = {}
    for path in sorted(resource("i18n/en").glob("*.json")):
        merged.update(json.loads(path.read_text(encoding="utf-8")))
    return merged


def tr(source: str, /, *, lang: str | None = None, **values: object) -> str:
    """``source`` in the chosen language with named placeholders filled in.

    ``lang`` overrides the language for one text: the room and paper may speak another
    language than the console. A missing translation shows the Japanese source.
    """
    chosen = lang or _language
    text: str | dict[str, str] = source
    if chosen == "en":
        text = catalogue().get(source, source)
    if isinstance(text, dict):
        text = text["one"] if values.get("n") == 1 else text["other"]
    if chosen == "pseudo":
        text = pseudo(source)
    return text.format(**values) if values else text


def pseudo(source: str) -> str:
    """``source`` made 40 % longer, with marks at both ends so that clipping shows."""
    extra = max(1, round(len(source) * 0.4) - 2)
    return f"［{source}{'～' * extra}］"

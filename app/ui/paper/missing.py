"""What no font has, in the words of the preview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.i18n import tr

if TYPE_CHECKING:
    from app.reports.fonts import MissingGlyphs


def missing_words(missing: Sequence[MissingGlyphs]) -> str:
    """By place, and what is printed in its stead."""
    boxes = tr("、").join(f"{one.place}「{one.characters}」" for one in missing if one.characters)
    forms = tr("、").join(f"{one.place}「{one.variants}」" for one in missing if one.variants)
    words = []
    if boxes:
        words.append(tr("書体にない文字があり、〓と印刷されます：{places}", places=boxes))
    if forms:
        words.append(tr("書体にない異体字は、ふつうの字形で印刷されます：{places}", places=forms))
    return " ".join(words)

"""What to replace so that the sentence still reads well: 長女の恵子さん becomes 長女, not 長女の長女."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from app.care.case import Case
from app.care.disclosure.case_texts import case_texts
from app.care.disclosure.privacy_check import Doubt

_JOINTS: Final = r"(?:の|、|，|,|・|[\s　])?"
_BRACKETS: Final = {"（": "）", "(": ")", "「": "」", "［": "］"}


def fitted(case: Case, doubt: Doubt, words: str) -> Doubt:
    """``doubt`` widened over ``words`` where they stand right before it already.

    Both 長女の恵子さん and 長女（恵子さん） are then replaced as a whole by 長女.
    """
    if not words:
        return doubt
    for place, text in case_texts(case):
        if (place.field, place.row) == (doubt.field, doubt.row):
            return _widened(text, doubt, words)
    return doubt


def _widened(text: str, doubt: Doubt, words: str) -> Doubt:
    before, end = text[: doubt.start], doubt.end
    opening = before[-1:]
    if opening in _BRACKETS and text[end : end + 1] == _BRACKETS[opening]:
        before, end = before[:-1], end + 1
        found = re.search(rf"{re.escape(words)}$", before)
    else:
        found = re.search(rf"{re.escape(words)}{_JOINTS}$", before)
    if found is None:
        return doubt
    return replace(doubt, start=found.start(), end=end, snippet=text[found.start() : end])

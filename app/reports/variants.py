"""異体字: which glyph a kanji with a variation selector has in a bundled face.

Names are written with them (葛 of 葛城 is U+845B U+E0100). ReportLab knows code points only, so
a variant's glyph gets a code of its own beyond all assigned ones, in a font that is embedded as
a subset anyway; ``fonts`` leads from such a code back to what was typed, for searching.
Format: OpenType specification, cmap subtable format 14.
"""

from __future__ import annotations

import re
from functools import lru_cache
from struct import unpack_from
from typing import Final

from app.paths import resource

SELECTORS: Final = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
SELECTOR: Final = re.compile(f"[{SELECTORS}]")
FIRST_CODE: Final = 0x100000  # the last plane is for private use; no text from elsewhere is drawn
USUAL: Final = 0  # the variant is the glyph the face has for the kanji alone

Sequences = dict[str, int]
"""Kanji and selector → number of the glyph, or ``USUAL``."""


def code(glyph: int) -> str:
    """The character that stands for a glyph of a variant."""
    return chr(FIRST_CODE + glyph)


@lru_cache
def sequences(face: str) -> Sequences:
    """All sequences of the face in file ``face`` (20 ms, once, when a selector is met)."""
    data = resource(f"fonts/{face}.ttf").read_bytes()
    tables: tuple[tuple[bytes, int], ...] = tuple(
        (data[at : at + 4], unpack_from(">I", data, at + 8)[0])
        for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16)
    )
    cmap = dict(tables)[b"cmap"]
    found: Sequences = {}
    for record in range(cmap + 4, cmap + 4 + 8 * unpack_from(">H", data, cmap + 2)[0], 8):
        start = cmap + unpack_from(">I", data, record + 4)[0]
        if unpack_from(">H", data, start)[0] == 14:
            _read(data, start, found)
    return found


def _read(data: bytes, start: int, found: Sequences) -> None:
    """Read one subtable: for each selector ranges of usual glyphs, then glyphs of its own."""
    for number in range(unpack_from(">I", data, start + 6)[0]):
        record = start + 10 + 11 * number
        selector = chr(_three(data, record))
        usual, own = unpack_from(">II", data, record + 3)
        if usual:
            for at in _places(data, start + usual, 4):
                first = _three(data, at)
                for kanji in range(first, first + data[at + 3] + 1):
                    found[chr(kanji) + selector] = USUAL
        if own:
            for at in _places(data, start + own, 5):
                glyph = unpack_from(">H", data, at + 3)[0]
                found[chr(_three(data, at)) + selector] = glyph


def _places(data: bytes, start: int, length: int) -> range:
    count = unpack_from(">I", data, start)[0]
    return range(start + 4, start + 4 + count * length, length)


def _three(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 3], "big")

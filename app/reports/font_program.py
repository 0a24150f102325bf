"""A TrueType program that holds just the glyphs a document draws.

A composite font finds its glyphs by number, so the tables that name them are left out
(ISO 32000-1 §9.9: glyf, head, hhea, hmtx, loca and maxp are needed, cvt, fpgm and prep where
the font has them). Table layouts are those of the OpenType specification. The bundled faces draw
no glyph out of others; a test sees to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain
from struct import pack
from typing import Any, Final

_AS_THEY_ARE: Final = ("cvt ", "fpgm", "prep")
_LONG_OFFSETS: Final = 1  # of loca: four bytes each


def subset(face: Any, glyphs: Sequence[int]) -> bytes:
    """The program with ``glyphs`` of ``face`` as its glyphs 0, 1, 2 …"""
    from reportlab.pdfbase.ttfonts import TTFontMaker

    count = len(glyphs)
    shapes = [_shape(face, glyph) for glyph in glyphs]
    file = TTFontMaker()
    for tag in _AS_THEY_ARE:
        if tag in face.table:
            file.add(tag, face.get_table(tag))
    metrics = chain.from_iterable(face.hmetrics[glyph] for glyph in glyphs)
    file.add("hmtx", pack(f">{2 * count}H", *map(int, metrics)))
    file.add("hhea", _with_short(face.get_table("hhea"), 34, count))
    file.add("maxp", _with_short(face.get_table("maxp"), 4, count))
    file.add("head", _with_short(face.get_table("head"), 50, _LONG_OFFSETS))
    file.add("loca", pack(f">{count + 1}L", *accumulate(map(len, shapes), initial=0)))
    file.add("glyf", b"".join(shapes))
    return bytes(file.makeStream())


def _shape(face: Any, glyph: int) -> bytes:
    """The outline of a glyph, filled up to four bytes."""
    start = face.get_table_pos("glyf")[0]
    begin, end = face.glyphPos[glyph : glyph + 2]
    shape: bytes = face._ttf_data[start + begin : start + end]  # noqa: SLF001 - no copy of it all
    return shape + b"\0" * (-len(shape) % 4)


def _with_short(table: bytes, at: int, value: int) -> bytes:
    return table[:at] + pack(">H", value) + table[at + 2 :]

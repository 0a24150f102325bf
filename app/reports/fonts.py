"""The faces of paper: which font draws which character, and what no font has.

ReportLab embeds subsets but knows no fallback and prints an empty box for a missing glyph
(TOOLCHAIN.md, "Pins and traps"). So every text is split into runs by the fonts' own character
maps. Rare kanji come from Noto Sans JP; a character no font has is printed as 〓, the mark
Japanese printers set for a missing sort, and is reported by place before anyone prints.
A kanji with a variation selector is drawn by the first face that has that form (``variants``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from struct import unpack
from typing import Any, Final

from app.paths import resource
from app.reports.embedding import paper_font
from app.reports.variants import SELECTOR, SELECTORS, USUAL, code, sequences

MM_PER_PT: Final = 25.4 / 72
GETA: Final = "〓"
ASCENT: Final = 0.88  # em that the faces of the program put above the base line

# What nearly all text is made of; nothing in it needs a second look.
_USUAL: Final = re.compile("[\n -~　-〃「-】ぁ-ゖァ-ー一-鿿！-～①-⑳○△×—…〜]*")
_SELECTED: Final = re.compile(f"([^{SELECTORS}])?([{SELECTORS}])[{SELECTORS}]*")
_PRIVATE: Final = 0x100000  # codes from here on stand for glyphs of variants
_MARKED: Final = re.compile("[^\\s][\u0300-\u036f\u3099\u309a]+")
_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


class Face(StrEnum):
    """A bundled face; the value is its file in ``resources/fonts``."""

    TEXT = "BIZUDPGothic-Regular"
    BOLD = "BIZUDPGothic-Bold"
    FIGURES = "BIZUDGothic-Regular"
    FIGURES_BOLD = "BIZUDGothic-Bold"
    FALLBACK = "NotoSansJP-Regular"


@dataclass(frozen=True, slots=True)
class MissingGlyphs:
    """Characters of one place that no bundled font can draw.

    ``variants`` are kanji with a selector whose form no font has: their usual form is printed.
    """

    place: str
    characters: str
    variants: str = ""


@lru_cache
def loaded(face: Face) -> Any:
    """The ReportLab font of ``face``, parsed and registered on first use (30–60 ms, once)."""
    from reportlab.pdfbase import pdfmetrics

    font = paper_font()(face.value, str(resource(f"fonts/{face.value}.ttf")))
    pdfmetrics.registerFont(font)
    return font


class _Glyphs(dict[str, tuple[Face, str, float]]):
    """Character → face that draws it, character drawn, advance in 1/1000 em; filled on demand."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.own: set[str] = set()  # characters met so far that the face draws itself

    def __missing__(self, ch: str) -> tuple[Face, str, float]:
        face = self.face
        if SELECTOR.match(ch):
            entry = (face, "", 0.0)
        elif _has(face, ch):
            entry = (face, ch, _advance(face, ch))
            self.own.add(ch)
        elif _has(Face.FALLBACK, ch):
            entry = (Face.FALLBACK, ch, _advance(Face.FALLBACK, ch))
        else:
            entry = (face, GETA, _advance(face, GETA))
        self[ch] = entry
        return entry


def _has(face: Face, ch: str) -> bool:
    return ord(ch) < _PRIVATE and ord(ch) in loaded(face).face.charToGlyph


def _advance(face: Face, ch: str) -> float:
    return float(loaded(face).face.charWidths[ord(ch)])


@lru_cache(maxsize=4096)
def _variant(face: Face, pair: str) -> tuple[Face, str] | None:
    """The face that has this form of a kanji and what to draw with it; ``None`` where none has."""
    for other in dict.fromkeys((face, Face.FALLBACK)):
        glyph = sequences(other.value).get(pair)
        if glyph is None or not _has(other, pair[0]):
            continue
        if glyph == USUAL:
            return other, pair[0]
        own, font = code(glyph), loaded(other)
        font.face.charToGlyph[ord(own)] = glyph
        font.face.charWidths[ord(own)] = font.face.charWidths[ord(pair[0])]
        font.meant[own] = pair
        return other, own
    return None


class _Advances(dict[str, float]):
    """Character → advance in 1/1000 em; filled on demand."""

    def __init__(self, table: _Glyphs) -> None:
        super().__init__()
        self.table = table

    def __missing__(self, ch: str) -> float:
        self[ch] = advance = self.table[ch][2]
        return advance


@lru_cache
def advances(face: Face) -> _Advances:
    """How wide the characters of ``face`` are, for code that measures many."""
    return _Advances(glyphs(face))


@lru_cache
def glyphs(face: Face) -> _Glyphs:
    """The drawing table of ``face``."""
    return _Glyphs(face)


def printable(text: str) -> str:
    """``text`` as it can be set: one kind of line end and space, no invisible character.

    A variation selector stays where a face has that form beside the usual one, else it is
    dropped; marks typed apart are joined to their letter. Compatibility kanji stay as they are: they are somebody's name.
    """
    if _USUAL.fullmatch(text):
        return text
    text = "".join(map(_plain, _LINE_ENDS.sub("\n", text)))
    return _MARKED.sub(_joined, _SELECTED.sub(_settled_variant, text))


def _joined(found: re.Match[str]) -> str:
    """A letter with its marks; NFC would fold a name's compatibility kanji that has one."""
    base = found[0][0]
    if unicodedata.normalize("NFC", base) != base:
        return found[0]
    return unicodedata.normalize("NFC", found[0])


def _settled_variant(found: re.Match[str]) -> str:
    base, selector = found[1] or "", found[2]
    drawn = _variant(Face.TEXT, base + selector) if base else None
    return base + selector if drawn and drawn != glyphs(Face.TEXT)[base][:2] else base


def _plain(ch: str) -> str:
    if ch in "\n\u3000" or ch.isalnum():
        return ch
    category = unicodedata.category(ch)
    if ch == "\t" or category == "Zs":
        return " "
    return "" if category in {"Cc", "Cf", "Cs"} else ch


def runs(text: str, face: Face) -> list[tuple[Face, str]]:
    """``text`` (already ``printable``) as runs of one face each, in order."""
    table = glyphs(face)
    if table.own.issuperset(text):
        return [(face, text)] if text else []
    split: list[tuple[Face, str]] = []
    for place, ch in enumerate(text):
        drawn_by, drawn, _ = table[ch]
        if not drawn:
            continue
        if SELECTOR.match(text, place + 1):
            drawn_by, drawn = _variant(face, text[place : place + 2]) or (drawn_by, drawn)
        if split and split[-1][0] is drawn_by:
            split[-1] = (drawn_by, split[-1][1] + drawn)
        else:
            split.append((drawn_by, drawn))
    return split


def width(text: str, face: Face, size: float) -> float:
    """Millimetres that ``text`` takes at ``size`` points."""
    return sum(map(advances(face).__getitem__, text)) * size * MM_PER_PT / 1000


def rise(text: str, face: Face) -> float:
    """How far above the base line ``text`` reaches, in em.

    The faces of the program keep to ``ASCENT``; a capital of the fallback with two accents (Ǘ)
    goes beyond it.
    """
    strange = (ch for used, part in runs(printable(text), face) for ch in part * (used is not face))
    return max(map(_top, strange), default=ASCENT)


@lru_cache
def _top(ch: str) -> float:
    """The upper edge of a glyph of the fallback in em (OpenType, table ``glyf``, yMax)."""
    font = loaded(Face.FALLBACK).face
    glyph = font.charToGlyph[ord(ch)]
    start, end = font.glyphPos[glyph : glyph + 2]
    if start == end:
        return ASCENT  # a space: it has no outline
    table, _ = font.get_table_pos("glyf")
    top: int = unpack(">h", font.get_chunk(table + start + 8, 2))[0]
    return max(ASCENT, top / float(font.unitsPerEm))


def missing_glyphs(texts: Iterable[tuple[str, str]]) -> tuple[MissingGlyphs, ...]:
    """For each (place, text) the characters no font has; places with none are left out."""
    report = []
    for place, text in texts:
        if _USUAL.fullmatch(text):
            continue
        lacking = dict.fromkeys(
            ch
            for ch in printable(text)
            if ch != "\n" and glyphs(Face.TEXT)[ch][1] == GETA and ch != GETA
        )
        unknown = dict.fromkeys(
            base + selector
            for base, selector in _SELECTED.findall(text)
            if _is_kanji(base) and _variant(Face.TEXT, base + selector) is None
        )
        if lacking or unknown:
            report.append(MissingGlyphs(place, "".join(lacking), "".join(unknown)))
    return tuple(report)


def _is_kanji(ch: str) -> bool:
    """Whether a selector after ``ch`` asks for a form of a kanji, not for a coloured picture."""
    return unicodedata.name(ch or " ", "").startswith("CJK ")

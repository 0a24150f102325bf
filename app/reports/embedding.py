"""A face in a PDF: one composite font whose subset holds just what the document draws.

ReportLab parts a TrueType font into simple fonts of 256 characters: Japanese text then changes
font within words, each part repeats the font's programs, each string is measured once more as
it is drawn. A composite font (ISO 32000-1 §9.7: Type 0 over CIDFontType2) needs none of that:
a character has one code of two bytes. Its map back to Unicode is UTF-16BE (§9.10.3) beyond the
BMP too, where ReportLab's own made ₻ of 𠮷. Decision 066 has the figures.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from struct import pack
from typing import Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from app.reports.font_program import subset

_MOST: Final = 100  # entries that one block of a CMap may hold
_MAP_HEAD: Final = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange"""
_MAP_END: Final = "endcmap CMapName currentdict /CMap defineresource pop end end"
_SYMBOLIC: Final = 4  # the flag of a font beyond the Latin letters


class Codes(dict[str, str]):
    """Character → its code in one document, in hexadecimal; given out on first use."""

    def __missing__(self, ch: str) -> str:
        self[ch] = code = f"{len(self) + 1:04X}"
        return code


class Drawn(NamedTuple):
    """A font in one document: its name there and the characters drawn so far."""

    name: str
    codes: Codes


@lru_cache
def paper_font() -> type[Any]:
    """The class of the fonts; a function, since ReportLab is imported on first use."""
    from reportlab.pdfbase.ttfonts import TTFont

    class PaperFont(TTFont):  # type: ignore[misc]
        """A TrueType font that ReportLab writes as one composite font."""

        def __init__(self, name: str, path: str) -> None:
            super().__init__(name, path, asciiReadable=False)
            self.meant: dict[str, str] = {}  # code of a variant's glyph → kanji and selector
            self._drawn: WeakKeyDictionary[Any, Drawn] = WeakKeyDictionary()

        def drawn(self, doc: Any) -> Drawn:
            """What ``doc`` has drawn with this font."""
            try:
                return self._drawn[doc]
            except KeyError:
                name = f"F{len(doc.fontMapping) + 1}"
                doc.fontMapping[self.fontName] = f"/{name}"
                doc.delayedFonts.append(self)
                return self._drawn.setdefault(doc, Drawn(name, Codes()))

        def splitString(self, text: str, doc: Any, _encoding: str = "utf-8") -> list[Any]:
            codes = self.drawn(doc).codes
            return [(0, bytes.fromhex("".join(map(codes.__getitem__, text))))] if text else []

        def getSubsetInternalName(self, _subset: int, doc: Any) -> str:
            return f"/{self.drawn(doc).name}"

        def addObjects(self, doc: Any) -> None:
            drawn = self._drawn.pop(doc)
            doc.idToObject["BasicFonts"].dict[drawn.name] = _composite(doc, self, drawn)

    return PaperFont


def _composite(doc: Any, font: Any, drawn: Drawn) -> Any:
    """The font as objects of ``doc``: the composite font, its one part, what they refer to."""
    from reportlab.lib.rl_accel import fp_str
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString

    face, points = font.face, [0, *map(ord, drawn.codes)]
    base = f"/{_tag(drawn.codes)}+{face.name.decode('ascii')}"
    order: dict[int, int] = {}  # glyph of the face → glyph of the subset
    glyphs = [order.setdefault(face.charToGlyph.get(at, 0), len(order)) for at in points]
    identity = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
    part = PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": base,
            "CIDSystemInfo": PDFDictionary(identity),
            "CIDToGIDMap": "/Identity",
            "FontDescriptor": _descriptor(doc, face, base, subset(face, list(order))),
            "W": f"[0 [{fp_str(*map(face.getCharWidth, points))}]]",
        }
    )
    if len(order) < len(points):  # two characters share a glyph
        part["CIDToGIDMap"] = _stream(doc, pack(f">{len(glyphs)}H", *glyphs))
    composite = {
        "Type": "/Font",
        "Subtype": "/Type0",
        "BaseFont": base,
        "Encoding": "/Identity-H",
        "DescendantFonts": PDFArray([doc.Reference(part)]),
        "ToUnicode": _stream(doc, "\n".join(_unicode_map(drawn.codes, font.meant)).encode("ascii")),
    }
    return doc.Reference(PDFDictionary(composite))


def _tag(characters: Iterable[str]) -> str:
    """Six letters told by the subset: printers and joined files take equal names for equal fonts."""
    number = zlib.crc32("".join(characters).encode("utf-8", "surrogatepass"))
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _descriptor(doc: Any, face: Any, base: str, program: bytes) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary

    described = {
        "Type": "/FontDescriptor",
        "FontName": base,
        "Flags": _SYMBOLIC,
        "FontBBox": PDFArray(face.bbox),
        "ItalicAngle": face.italicAngle,
        "Ascent": face.ascent,
        "Descent": face.descent,
        "CapHeight": face.capHeight,
        "StemV": face.stemV,
        "FontFile2": _stream(doc, program, Length1=len(program)),
    }
    return doc.Reference(PDFDictionary(described))


def _unicode_map(codes: Codes, meant: Mapping[str, str]) -> Iterator[str]:
    """The CMap that leads from the codes back to what was written."""
    yield _MAP_HEAD
    entries = list(codes.items())
    for start in range(0, len(entries), _MOST):
        block = entries[start : start + _MOST]
        yield f"{len(block)} beginbfchar"
        for ch, code in block:
            yield f"<{code}> <{meant.get(ch, ch).encode('utf-16-be').hex()}>"
        yield "endbfchar"
    yield _MAP_END


class _Quick:
    """Deflate at its quickest: of outlines the best saves 6 % more and takes twice the time."""

    pdfname = "FlateDecode"

    def encode(self, content: bytes) -> bytes:
        return zlib.compress(content, 1)


def _stream(doc: Any, content: bytes, **entries: int) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream

    return doc.Reference(PDFStream(PDFDictionary(entries), content, [_Quick()]))

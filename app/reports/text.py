"""Breaking Japanese into lines: kinsoku, words kept whole, hanging bullets.

Rules of JIS X 4051 / JLREQ as far as a form needs them: no closing mark, small kana or
repeat mark starts a line, no opening mark ends one; Latin words and figures with their unit
stay together. A break that would offend pushes the mark's neighbour to the next line; only a
word wider than the whole line is cut. Widths are in millimetres, type sizes in points.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import sub
from typing import Final

from app.reports.fonts import MM_PER_PT, Face, advances, printable

NO_LINE_START: Final = frozenset(
    "、。，．,.・：；:;!?！？‐ー―々ゝゞヽヾ〻〜～~…‥）)]】〕〉》」』｝}〙〗›»”’%％‰℃°"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "｡､｣･ｰｧｨｩｪｫｬｭｮｯﾞﾟ" + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
    # A variation selector belongs to the kanji before it.
)
NO_LINE_END: Final = frozenset("（([【〔〈《「『｛{〘〖‹«“‘｢￥¥$＄£№＃#")
_UNITS: Final = "年月日時分秒週回本錠剤歳才人段階割倍号室点度個台種番世軒名杯袋粒歩畳巻泊便"
_ALNUM: Final = "0-9A-Za-zµÀ-ɏΑ-ωЀ-ӿ０-９Ａ-Ｚａ-ｚ"
_WORD: Final = (
    r"[週月年第][0-9０-９]+回"
    r"|(?:[MTSHR]|明治|大正|昭和|平成|令和)?[0-9０-９元]{1,4}年[0-9０-９]{1,2}月"
    rf"|[{_ALNUM}]+(?:[.,:/'’&@+_~〜～\-–．，／－\xa0][{_ALNUM}]+)*"
    rf"(?:(?<=[0-9０-９])[かヶカケヵ箇]?[{_UNITS}])?"
)
# What stays on one line: opening marks, a word or a character, closing marks; or spaces.
_STRETCH: Final = re.compile(
    r"[ \u3000]+"
    rf"|[{re.escape(''.join(sorted(NO_LINE_END)))}]*(?:{_WORD}|[^ \u3000])"
    rf"[{re.escape(''.join(sorted(NO_LINE_START)))}]*"
)
_SPACES: Final = " \u3000"
_BULLET: Final = re.compile(
    r"[・●■□◆◇▪•※]|[①-⑳㉑-㊿][ \u3000]*|[-–−][ \u3000]+"
    r"|[0-9０-９]{1,2}[.．）)](?![0-9０-９])[ \u3000]*"
)


@dataclass(frozen=True, slots=True)
class Style:
    """A face at a size with its line height, both in points."""

    face: Face
    size: float
    leading: float

    @property
    def line(self) -> float:
        """Line height in millimetres."""
        return self.leading * MM_PER_PT


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: its text, where it begins in the paragraph, its indent in millimetres."""

    text: str
    start: int
    indent: float = 0.0


class Paragraph:
    """A text without line feeds, measured once for any size and width.

    ``hang`` is the width in 1/1000 em by which all lines but the first are indented, found from
    the bullet unless it is given; ``begun`` says that the first line stands elsewhere.
    """

    def __init__(
        self,
        text: str,
        face: Face = Face.TEXT,
        *,
        hang: float | None = None,
        begun: bool = False,
    ) -> None:
        self.text = text
        self.face = face
        self.begun = begun
        widths = map(advances(face).__getitem__, text)
        self.edges = list(accumulate(widths, initial=0.0))  # of each character, and the end
        self.em = self.edges[-1]  # width of the whole text on one line, in 1/1000 em
        bullet = _BULLET.match(text) if hang is None else None
        self.hang = hang or (self.measure(0, bullet.end()) if bullet else 0.0)

    def measure(self, start: int, end: int) -> float:
        """Width of the characters from ``start`` to ``end`` in 1/1000 em."""
        return self.edges[end] - self.edges[start]

    @property
    def least_em(self) -> float:
        """Width that its lines take together at least, in 1/1000 em: spaces may end a line."""
        return self.em - 1000 * sum(map(self.text.count, _SPACES))

    @property
    def widest(self) -> float:
        """Width of the longest stretch that should not be cut, in 1/1000 em."""
        ends = [0.0, *(self.edges[end] for end in self.ends)]
        return max(map(sub, ends[1:], ends), default=0.0)

    @cached_property
    def ends(self) -> list[int]:
        """Where a line may end: after a stretch that should not be cut, or after spaces."""
        return [found.end() for found in _STRETCH.finditer(self.text)]

    @cached_property
    def reach(self) -> list[float]:
        """How far a line must go to end at each of ``ends``; spaces take no room there."""
        edges, text = self.edges, self.text
        if not any(space in text for space in _SPACES):
            return [edges[end] for end in self.ends]
        pairs = zip([0, *self.ends], self.ends, strict=False)
        return [edges[start if text[start] in _SPACES else end] for start, end in pairs]

    def natural(self, size: float) -> float:
        """Millimetres of the text on one line at ``size`` points."""
        return self.em * size * MM_PER_PT / 1000

    def rest(self, start: int) -> Paragraph:
        """What is left from ``start`` on, with the indent of a following line."""
        if not start:
            return self
        return Paragraph(self.text[start:], self.face, hang=self.hang, begun=True)

    def _measure_line(self, scale: float, width: float) -> tuple[float, float, float]:
        """Room of a line, indent of the first and of the following ones, in 1/1000 em."""
        limit = width / scale + 0.5  # half a thousandth of an em against rounding
        hang = min(self.hang, limit / 2)
        return limit, hang if self.begun else 0.0, hang

    def count(self, size: float, width: float) -> int:
        """Number of lines ``wrap`` makes."""
        scale = size * MM_PER_PT / 1000
        if not self.begun and self.em <= width / scale:
            return 1  # most rows of a form, tried at many widths
        limit, first, hang = self._measure_line(scale, width)
        if first + self.em <= limit:
            return 1
        return len(_fill(self, limit, first, hang)) or 1

    def wrap(self, size: float, width: float) -> tuple[Line, ...]:
        """The lines of the text at ``size`` points in ``width`` millimetres; never none."""
        scale = size * MM_PER_PT / 1000
        limit, first, hang = self._measure_line(scale, width)
        if first + self.em <= limit:
            return (Line(self.text, 0, first * scale),)
        lines: list[Line] = []
        for start, end in self._settled(_fill(self, limit, first, hang), limit - hang):
            indent = (hang if lines else first) * scale
            lines.append(Line(self.text[start:end].rstrip(" \u3000"), start, indent))
        return tuple(lines) or (Line("", 0),)

    def _settled(self, spans: list[tuple[int, int]], room: float) -> list[tuple[int, int]]:
        """The lines with company for a last one that would hold a single character."""
        if len(spans) < 2 or len(self.text[slice(*spans[-1])].rstrip("、。，．」）)")) > 1:
            return spans
        (begin, _), (last, end) = spans[-2:]
        inside = [at for at in self.ends if begin < at < last and self.text[at] not in _SPACES]
        if len(inside) < 4 or self.measure(inside[-1], end) > room:
            return spans
        return [*spans[:-2], (begin, inside[-1]), (inside[-1], end)]


def paragraphs(text: str, face: Face = Face.TEXT) -> tuple[Paragraph, ...]:
    """The paragraphs of a text: one for each line as typed, none for an empty text."""
    lines = printable(text).split("\n")
    return tuple(Paragraph(line.rstrip(), face) for line in lines if line.strip())


def is_written(text: str) -> bool:
    """Whether anything of ``text`` shows on paper, so that a mark or label before it has a point."""
    return bool(printable(text).strip())


def single(text: str, face: Face = Face.TEXT, *, hang: float = 0.0) -> Paragraph:
    """The whole of a text as one paragraph."""
    lines = printable(text).split("\n")
    return Paragraph(" ".join(line.rstrip() for line in lines if line.strip()), face, hang=hang)


def _fill(paragraph: Paragraph, limit: float, first: float, hang: float) -> list[tuple[int, int]]:
    """Greedy lines as (start, end); spaces hang over the edge and open no line.

    Each line is looked up, not walked: long texts are tried at many widths.
    """
    edges, reach, ends = paragraph.edges, paragraph.reach, paragraph.ends
    lines: list[tuple[int, int]] = []
    begin, indent, length = 0, first, len(paragraph.text)
    while begin < length:
        room = edges[begin] + limit - indent
        fitting = bisect_right(reach, room)
        end = ends[fitting - 1] if fitting else 0
        if end <= begin:  # a stretch wider than the line is cut after what fits of it
            end = max(begin + 1, bisect_right(edges, room) - 1)
        lines.append((begin, end))
        begin, indent = end, hang
    return lines

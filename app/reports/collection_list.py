"""回収リスト: every numbered copy with a box to tick, and who counted (DOMAIN.md §9.2 no. 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.i18n import tr
from app.reports.document import Document, make_document
from app.reports.fonts import Face
from app.reports.grid import Column, Grid, Row
from app.reports.job import A4, PrintJob, Stamp
from app.reports.meeting_frame import meeting_frame, sentence
from app.reports.pen import Pen
from app.reports.strips import (
    BODY,
    PART_GAP,
    Ends,
    Strip,
    space,
    strip_pages,
    text_strips,
    tick_box,
    titled,
)
from app.reports.text import Style

PER_LINE: Final = 10
_NUMBER: Final = Style(Face.FIGURES, 11, 15)
_PITCH: Final = 8.6
_BOX: Final = 4.6


@dataclass(frozen=True, slots=True)
class CopySet:
    """The copies of one printed document: its name, when it was printed, what came back."""

    name: str
    printed: str
    copies: int
    returned: frozenset[int]


def collection_list(sets: Sequence[CopySet], job: PrintJob) -> Document:
    """The list of ``sets`` for all copies of ``job``."""
    lang, wide = job.language, A4.inner
    title = tr("回収リスト", lang=lang)
    notice = (tr("主催者が保管します。", lang=lang),)
    frame = meeting_frame(job, title, notice=notice, numbered=False)
    strips = text_strips(sentence("collection", lang), wide)
    for one in sets:
        strips += titled(_heading(one, lang), _boxes(one, lang), wide, lang)
    strips += [space(PART_GAP), *_signatures(wide, lang)]
    return make_document(strip_pages(frame, strips, title), job, frame.title)


def _heading(one: CopySet, lang: str) -> str:
    return tr(
        "{name}　{printed}　{n}部", name=one.name, printed=one.printed, n=one.copies, lang=lang
    )


def _boxes(one: CopySet, lang: str) -> list[Strip]:
    back = sum(number <= one.copies for number in one.returned)
    state = tr("回収 {back} / {n}部", back=back, n=one.copies, lang=lang)
    lines = [_line(one, first) for first in range(1, one.copies + 1, PER_LINE)]
    return [*text_strips(state, A4.inner, BODY), *lines]


def _line(one: CopySet, first: int) -> Strip:
    numbers = range(first, min(first + PER_LINE, one.copies + 1))
    step = A4.inner / PER_LINE

    def draw(pen: Pen, x: float, y: float, _ends: Ends) -> None:
        for place, number in enumerate(numbers):
            left = x + place * step
            ticked = number in one.returned
            tick_box(pen, left, y + (_PITCH - _BOX) / 2, _BOX, ticked=ticked)
            words = Stamp(1, 1, number, one.copies).number
            pen.text(left + _BOX + 1.4, y + (_PITCH - _NUMBER.line) / 2, words, _NUMBER)

    return Strip(_PITCH, draw)


def _signatures(wide: float, lang: str) -> list[Strip]:
    columns = (
        Column(tr("回収した人（署名）", lang=lang)),
        Column(tr("数えた日時", lang=lang), 44.0),
        Column(tr("数えた部数", lang=lang), 30.0),
        Column(tr("裁断した日", lang=lang), 36.0),
    )
    return Grid(columns, wide, lang).strips([Row(("", "", "", ""), 12.0)] * 2)

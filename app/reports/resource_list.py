"""地域資源一覧: the register by district, without private contacts (DOMAIN.md §7.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.i18n import tr
from app.reports.document import Document, make_document
from app.reports.fonts import Face
from app.reports.grid import Column, Grid, Row
from app.reports.job import A4, PrintJob
from app.reports.meeting_frame import meeting_frame
from app.reports.strips import strip_pages, titled


@dataclass(frozen=True, slots=True)
class ResourceView:
    """One place or activity as anybody may read it. Each field is finished text, in lines."""

    name: str
    district: str
    where: str
    what: str
    how: str


def resource_list(views: Sequence[ResourceView], job: PrintJob) -> Document:
    """The list of ``views``, which come in order of their districts, for all copies of ``job``."""
    lang, wide = job.language, A4.inner
    title = tr("地域資源一覧", lang=lang)
    notice = (tr("会議と支援のために使います。", lang=lang),)
    frame = meeting_frame(job, title, notice=notice, numbered=False)
    columns = (
        Column(tr("名前・種類", lang=lang), 42.0, Face.BOLD, grey=True),
        Column(tr("ところ・日時", lang=lang), 48.0),
        Column(tr("すること・来る人", lang=lang)),
        Column(tr("行き方・費用", lang=lang), 38.0),
    )
    grid = Grid(columns, wide, lang)
    strips = []
    for district, group in groupby(views, key=lambda view: view.district):
        rows = [Row((view.name, view.where, view.what, view.how)) for view in group]
        strips += titled(district or tr("地区を問わない", lang=lang), grid.strips(rows), wide, lang)
    return make_document(strip_pages(frame, strips, title), job, frame.title)


def resource_texts(views: Sequence[ResourceView]) -> Iterator[tuple[str, str]]:
    """Every text with its place."""
    for view in views:
        for text in (view.name, view.district, view.where, view.what, view.how):
            yield view.name.split("\n", 1)[0], text

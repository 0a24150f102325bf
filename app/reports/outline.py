"""The bookmarks of a PDF: a tree of titles, each leading to a page (ISO 32000-1 §12.3.3).

ReportLab keeps a named destination for each title and formats every entry piece by piece; with
52 copies of a packet that was a third of all work. Here an entry is one line of text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass
class _Entry:
    """One title; ``under`` are the places of its entries, ``shown`` counts those seen in it."""

    title: str = ""
    page: str = ""
    closed: bool = False
    above: int = 0
    under: list[int] = field(default_factory=list)
    shown: int = 0


class Outline:
    """Takes the place of ReportLab's own outline in ``doc``."""

    ready = 1

    def __init__(self, doc: Any) -> None:
        self._doc = doc
        self._entries = [_Entry()]  # the first is the outline itself
        self._path = [0]  # from the outline down to the last entry
        doc.Outlines = self

    def add(self, title: str, level: int, *, closed: bool = False) -> None:
        """An entry for the page being drawn, ``level`` steps below the top."""
        del self._path[level + 1 :]
        above, place = self._path[-1], len(self._entries)
        self._entries.append(_Entry(title, self._doc.thisPageName(), closed, above))
        self._entries[above].under.append(place)
        self._path.append(place)

    def prepare(self, doc: Any, _canvas: Any) -> None:
        """Put the entries into ``doc``; ReportLab calls this before it writes."""
        doc.Catalog.Outlines = None
        if len(self._entries) == 1:
            return
        for entry in reversed(self._entries):
            entry.shown = sum(1 + self._seen(place) for place in entry.under)
        self._number = doc.objectcounter + 1
        for place in range(len(self._entries)):
            doc.Reference(f"<< {' '.join(self._parts(place))} >>", f"outline{place}")
        doc.Catalog.Outlines = self._reference(0)

    def _seen(self, place: int) -> int:
        entry = self._entries[place]
        return 0 if entry.closed else entry.shown

    def _parts(self, place: int) -> Iterator[str]:
        entry = self._entries[place]
        if place:
            page, _ = self._doc.idToObjectNumberAndVersion[entry.page]
            yield f"/Title <FEFF{entry.title.encode('utf-16-be').hex()}>"
            yield f"/Dest [{page} 0 R /Fit]"
            yield f"/Parent {self._reference(entry.above)}"
            yield from self._beside(place, self._entries[entry.above].under)
        if entry.under:
            yield f"/First {self._reference(entry.under[0])}"
            yield f"/Last {self._reference(entry.under[-1])}"
            yield f"/Count {'-' if entry.closed else ''}{entry.shown}"

    def _beside(self, place: int, among: list[int]) -> Iterator[str]:
        if place != among[0]:
            yield f"/Prev {self._reference(among[bisect_left(among, place) - 1])}"
        if place != among[-1]:
            yield f"/Next {self._reference(among[bisect_left(among, place) + 1])}"

    def _reference(self, place: int) -> str:
        return f"{self._number + place} 0 R"

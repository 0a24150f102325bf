"""What is printed, on which paper, for whom: the order that every document takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

Stage = Literal["documents", "pages"]
Told = Callable[[Stage, int, int], None]
"""How far the making is: documents laid out, then pages of all copies drawn, each of how many
(0 of 0 while that isn't known yet). It may raise to stop: nothing is kept then."""


def _untold(_stage: Stage, _done: int, _total: int) -> None:
    """Nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper with its margins, all in millimetres."""

    name: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right


A3: Final = Paper("A3", 420, 297, 11, 11, 10, 9)
A4: Final = Paper("A4", 210, 297, 18, 14, 11, 9)  # 18 mm: two-hole filing


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """What a print is made for. All texts are finished, in ``language``.

    ``edition`` is 第27回（包括版）, ``session`` the day, time and venue of the meeting;
    ``made_on`` is the day of making as people read it, ``made_at`` the moment for the file.
    ``duplex``: both sides of the paper are printed, so back pages have their holes on the right.
    ``told`` hears how far the making is.
    """

    made_at: datetime
    edition: str = ""
    session: str = ""
    maker: str = ""
    made_on: str = ""
    copies: int = 1
    language: str = "ja"
    practice: bool = False
    duplex: bool = False
    told: Told = field(default=_untold, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which page of which copy a page is."""

    page: int
    pages: int
    copy: int
    copies: int

    @property
    def number(self) -> str:
        """The copy as three digits or more."""
        return f"{self.copy:0{self._digits}d}"

    @property
    def number_of(self) -> str:
        """014 / 052."""
        return f"{self.number} / {self.copies:0{self._digits}d}"

    @property
    def _digits(self) -> int:
        return max(3, len(str(self.copies)))

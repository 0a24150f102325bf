"""A share with what it is made of: counts, per cent, Wilson interval (DOMAIN.md §6.5 no. 4)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

_Z95: Final = 1.959963984540054  # two-sided 95 % of the normal distribution


@dataclass(frozen=True, slots=True)
class Share:
    """``numerator`` of ``denominator`` people."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> float | None:
        """Per cent, not rounded; ``None`` without a denominator."""
        return 100 * self.numerator / self.denominator if self.denominator else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval in per cent; ``None`` without a denominator."""
        return wilson(self.numerator, self.denominator)


NOTHING: Final = Share(0, 0)
"""Nobody of nobody."""


def wilson(hits: int, total: int) -> tuple[float, float] | None:
    """Wilson's score interval of ``hits`` in ``total``, in per cent (E. B. Wilson, 1927)."""
    if not total:
        return None
    p, z2 = hits / total, _Z95**2
    middle = (p + z2 / (2 * total)) / (1 + z2 / total)
    half = _Z95 / (1 + z2 / total) * math.sqrt(p * (1 - p) / total + z2 / (4 * total**2))
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    high = 1.0 if hits == total else min(1.0, middle + half)
    return 100 * low, 100 * high

"""The recovery code on paper: 160 random bits in eight groups, each with a check sign.

Five signs a group: four carry 20 bits, the fifth is checked over GF(32) together with the number
of the group, so one wrong sign, two signs swapped or two groups swapped are told at once and by
group. The signs are Crockford's: no I, L, O or U, and what people write for 0 and 1 is read.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from typing import Final

GROUPS: Final = 8
_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DATA: Final = 4
_SHAPE: Final = re.compile(rf"[0-9A-Z]{{{GROUPS * (_DATA + 1)}}}")
_READ_AS: Final = str.maketrans("OIL", "011")
_BETWEEN: Final = re.compile(r"[\s\-‐-―ー－]+")
_POLYNOMIAL: Final = 0b100101  # x⁵ + x² + 1


def new_code() -> str:
    """A fresh code, written as on the sheet: ``7K3QX-…``."""
    groups = []
    for number in range(GROUPS):
        data = "".join(secrets.choice(_SIGNS) for _ in range(_DATA))
        groups.append(data + _check(data, number))
    return "-".join(groups)


def read_code(text: str) -> str | None:
    """A typed code as the sheet writes it; ``None`` where it is none or a check sign is wrong."""
    groups = _groups(text)
    return None if groups is None or wrong_groups(text) else "-".join(groups)


def wrong_groups(text: str) -> tuple[int, ...]:
    """Which groups (from 1) are mistyped; empty too where the text has not the shape of a code."""
    return tuple(
        number
        for number, group in enumerate(_groups(text) or (), 1)
        if not set(group) <= set(_SIGNS) or _check(group[:_DATA], number - 1) != group[_DATA]
    )


def _groups(text: str) -> tuple[str, ...] | None:
    bare = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not _SHAPE.fullmatch(bare):
        return None
    signs = bare.translate(_READ_AS)
    return tuple(signs[at : at + _DATA + 1] for at in range(0, len(signs), _DATA + 1))


def _check(data: str, number: int) -> str:
    """The fifth sign: Σ αⁱ·vᵢ, a different power for each place and for the group's number."""
    total = _times_alpha(number, _DATA + 1)
    for place, sign in enumerate(data, 1):
        total ^= _times_alpha(_SIGNS.index(sign), place)
    return _SIGNS[total]


def _times_alpha(value: int, power: int) -> int:
    for _ in range(power):
        value <<= 1
        if value & 32:
            value ^= _POLYNOMIAL
    return value

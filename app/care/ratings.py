"""Ratings of the judgement sheet: symbols, spellings, arrows and counts (DOMAIN.md §2.2, §2.3).

The scale has two axes. The shape is the help needed now (○ > △ > ×). The digit is difficulty
inside ○, but only an outlook inside △ and ×, so △2→△1 is no functional gain and gets no arrow.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from app.care.case import Judgement, TimePoint
from app.care.items import items
from app.i18n import tr

Change = Literal["improve", "decline", "same", "potential_up", "potential_down", "na"]
Arrow = Literal["up", "down", ""]

RATINGS: Final = ("O1", "O2", "D1", "D2", "X1", "X2", "NA")
DITTO: Final = "〃"

_SYMBOLS: Final = {
    "O1": "○1", "O2": "○2", "D1": "△1", "D2": "△2", "X1": "×1", "X2": "×2", "NA": "—",
}  # fmt: skip
# Rungs of what a person does now; △1 and △2 stand on the same one, as do ×1 and ×2.
_RUNG: Final = {"O1": 3, "O2": 2, "D1": 1, "D2": 1, "X1": 0, "X2": 0}
_POINTS: Final = {"O": 2, "D": 1, "X": 0}

# Every glyph met in real sheets (§1.2, design §6), after NFKC and upper-casing.
_SHAPES: Final = {
    **dict.fromkeys("○〇◯⭕O0", "O"),
    **dict.fromkeys("△▲▵∆ΔD", "D"),
    **dict.fromkeys("×✕✖✗✘╳X", "X"),
}
_DASHES: Final = frozenset("—–ー-―−‐‑‒─")
_NOT_APPLICABLE_WORDS: Final = frozenset({"NA", "N/A", "該当なし", "評価しない", "していない"})


def symbol(code: str | None) -> str:
    """``"○1"`` for ``"O1"``; nothing for a cell without a rating."""
    return _SYMBOLS[code] if code else ""


def meaning(code: str, *, lang: str | None = None) -> str:
    """What a rating says, in the words of the sheet's key (design 04)."""
    return {
        "O1": tr("自立・楽にできる", lang=lang),
        "O2": tr("自立・少し難しい", lang=lang),
        "D1": tr("一部介助・改善の見込み高", lang=lang),
        "D2": tr("一部介助・改善の見込み低", lang=lang),
        "X1": tr("全介助・改善の見込み高", lang=lang),
        "X2": tr("全介助・改善の見込み低", lang=lang),
        "NA": tr("該当なし・していない", lang=lang),
    }[code]


def parse_rating(text: str) -> str | None:
    """The code for a rating in any spelling of §1.2; ``None`` where it can't be told.

    ``〃`` isn't a rating: the caller resolves it, because only it knows the row above.
    A shape without its digit is not guessed.
    """
    folded = unicodedata.normalize("NFKC", text).upper()
    folded = "".join(ch for ch in folded if not ch.isspace() and ch not in "\ufe0e\ufe0f()")
    if folded in _NOT_APPLICABLE_WORDS or (folded and set(folded) <= _DASHES):
        return "NA"
    if len(folded) == 2 and folded[0] in _SHAPES and folded[1] in "12":
        return _SHAPES[folded[0]] + folded[1]
    return None


def rating_for_key(text: str) -> str | None:
    """The code for one key of the grid: 1–6 or １–６ in the order of the key, a dash for —."""
    folded = unicodedata.normalize("NFKC", text)
    if len(folded) != 1:
        return None
    if folded in "123456":
        return RATINGS[int(folded) - 1]
    return "NA" if folded in _DASHES else None


def help_group(code: str | None) -> str | None:
    """``O`` independent, ``D`` partial help, ``X`` full help; ``None`` for — and empty."""
    return code[0] if code in _RUNG else None


def group_points(code: str | None) -> int | None:
    """○ 2, △ 1, × 0: for charts only, never a total on paper (§2.3)."""
    group = help_group(code)
    return None if group is None else _POINTS[group]


def change(before: str | None, after: str | None) -> Change:
    """How ``after`` differs from ``before``; ``na`` where either is — or not rated (§2.3)."""
    if before not in _RUNG or after not in _RUNG:
        return "na"
    if before == after:
        return "same"
    gained = _RUNG[after] - _RUNG[before]
    if gained:
        return "improve" if gained > 0 else "decline"
    return "potential_up" if after < before else "potential_down"


def arrow(before: str | None, after: str | None) -> Arrow:
    """``up`` or ``down`` where the help changes or ○1 and ○2 swap, else nothing (§2.3)."""
    marks: Mapping[str, Arrow] = {"improve": "up", "decline": "down"}
    return marks.get(change(before, after), "")


def steps_gained(before: str | None, after: str | None) -> int:
    """Rungs climbed on × < △ < ○2 < ○1, negative when falling; the 「2段階の改善」 of design 04."""
    if before not in _RUNG or after not in _RUNG:
        return 0
    return _RUNG[after] - _RUNG[before]


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of one judgement sheet (§2.3). Tuples hold item keys in the sheet's order.

    ``improving``/``declining`` compare the prediction with before. ``achieved``, ``better``,
    ``as_predicted``, ``not_reached`` and ``exact`` need an actual rating: ``achieved`` are items
    better than before, the other three compare with the prediction. △1 against △2 counts as
    predicted but not as exact.
    """

    counts: Mapping[TimePoint, Mapping[str, int]]
    improving: tuple[str, ...]
    declining: tuple[str, ...]
    improving_adl: int
    improving_iadl: int
    achieved: tuple[str, ...]
    better: tuple[str, ...]
    as_predicted: tuple[str, ...]
    not_reached: tuple[str, ...]
    exact: tuple[str, ...]

    @property
    def compared(self) -> int:
        """Items with a rated prediction and a rated actual."""
        return len(self.better) + len(self.as_predicted) + len(self.not_reached)

    @property
    def accuracy(self) -> float | None:
        """Exact matches per compared item, for learning only; ``None`` before any actual."""
        return len(self.exact) / self.compared if self.compared else None


def summary(judgements: Iterable[Judgement], actual: TimePoint = TimePoint.ACTUAL_6) -> Summary:
    """Count the sheet; ``actual`` says which follow-up is compared with the prediction."""
    cells = {(j.item, j.time_point): j.rating for j in judgements}
    rows = [
        (
            item,
            cells.get((item.key, TimePoint.BEFORE)),
            cells.get((item.key, TimePoint.PREDICTED)),
            cells.get((item.key, actual)),
        )
        for item in items()
    ]
    predicted_up = [item for item, before, after, _ in rows if change(before, after) == "improve"]
    against = {item.key: change(predicted, now) for item, _, predicted, now in rows}
    return Summary(
        counts={point: _count(cells, point) for point in TimePoint},
        improving=tuple(item.key for item in predicted_up),
        declining=tuple(
            i.key for i, before, after, _ in rows if change(before, after) == "decline"
        ),
        improving_adl=sum(item.domain == "ADL" for item in predicted_up),
        improving_iadl=sum(item.domain == "IADL" for item in predicted_up),
        achieved=tuple(i.key for i, before, _, now in rows if change(before, now) == "improve"),
        better=tuple(key for key, kind in against.items() if kind == "improve"),
        as_predicted=tuple(
            key
            for key, kind in against.items()
            if kind in {"same", "potential_up", "potential_down"}
        ),
        not_reached=tuple(key for key, kind in against.items() if kind == "decline"),
        exact=tuple(key for key, kind in against.items() if kind == "same"),
    )


def _count(cells: Mapping[tuple[str, TimePoint], str | None], point: TimePoint) -> dict[str, int]:
    ratings = [cells.get((item.key, point)) for item in items()]
    return {code: ratings.count(code) for code in RATINGS}

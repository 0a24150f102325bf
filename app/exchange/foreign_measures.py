"""What was measured of a person: checklist, short tests and weights of another town's sheet.

Sheets carry one measuring day as a rule, the case may have several (DOMAIN.md §5, §1.5): a day
is added beside the others, and only the same day is brought up to date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from app.care.body import WEIGHT_RANGE_KG
from app.care.case import CareDate, Case, PhysicalTest, Weight
from app.care.checklist import QUESTIONS, answer_for
from app.care.wareki import parse_date
from app.exchange.foreign_cells import CellRefused, day, decimal, fold, says_nothing
from app.exchange.foreign_lists import entries
from app.i18n import tr

Answer = int | None
_UNKNOWN: Final = frozenset(
    {"判定不可", "不可", "不明", "未回答", "無回答", "未実施", "未", "?", "N", "NA", "N/A", "/"}
)
_RISK: Final = frozenset(
    {"1", "1点", "○", "◯", "〇", "●", "O", "レ", "✓", "✔", "☑", "該当", "該当する", "あり", "有"}
)
_NO_RISK: Final = frozenset(
    {"0", "0点", "×", "✕", "✖", "X", "□", "非該当", "該当しない", "なし", "無"}
)
_YES, _NO = frozenset({"はい", "YES", "Y"}), frozenset({"いいえ", "NO"})
_TOKEN: Final = re.compile(
    r"判定不可|未回答|無回答|不明|いいえ|はい|非該当|該当|[01○◯〇●OX×✕✖✓✔レ?]|[-ー—–](?!\d)"
)
_NUMBERED: Final = re.compile(r"(?<!\d)(\d{1,2})\s*[.:、)=]\s*")

NOT_MEASURED: Final = re.compile(
    r"(?:測定|実施|施行|計測)?(?:不可|不能|困難|できず|拒否)|未(?:測定|実施|計測|施行)"
)
_METRES: Final = 5.0  # of the walk whose seconds are kept (§5.4)


@dataclass(frozen=True, slots=True)
class _Test:
    """One short test: how it is written, and what is believable."""

    units: tuple[str, ...]
    least: float
    most: float
    best: Callable[[Sequence[float]], float] = max


_TESTS: Final[dict[str, _Test]] = {
    "grip_kg": _Test(("KG", "キロ"), 0, 100),
    "walk5m_sec": _Test(("秒", "SEC", "S"), 0.5, 300, min),
    "walk_speed": _Test(("M/S", "M/SEC", "M/秒", "メートル毎秒"), 0.02, 5),
    "tug_sec": _Test(("秒", "SEC", "S"), 1, 600, min),
    "one_leg_stand_sec": _Test(("秒以上", "秒", "SEC", "S"), 0, 600),
    "chair_stand_sec": _Test(("秒", "SEC", "S"), 1, 600, min),
    "calf_cm": _Test(("CM", "センチ"), 10, 80),
}
MEASURES: Final = tuple(_TESTS)
"""The places ``tests.…`` of the short tests."""


def checked(no: int, text: str) -> Answer:
    """One answer: 1 on the risk side, 0 on the other, ``None`` for 判定不可.

    はい and いいえ answer the question; 1, ○ and 該当 say that it counts, as on the scoring form.
    """
    plain = fold(text).upper().rstrip("。")
    if says_nothing(plain) or plain in _UNKNOWN:
        return None
    if plain in _YES | _NO:
        return answer_for(no, yes=plain in _YES)
    if plain in _RISK | _NO_RISK:
        return int(plain in _RISK)
    raise CellRefused(tr("基本チェックリストの答えとして読めません（はい・いいえ・1・0・○・×）。"))


def checklist(text: str) -> tuple[Answer, ...]:
    """All 25 answers in one cell: 0110…, はい、いいえ…, or 1:はい 2:いいえ …."""
    plain = fold(text).upper()
    cut = _NUMBERED.split(plain)
    numbers = [int(one) for one in cut[1::2]]
    if len(numbers) > 1 and numbers == sorted(set(numbers)) and numbers[-1] <= QUESTIONS:
        told = {no: one.strip(" 　,、・/\n") for no, one in zip(numbers, cut[2::2], strict=True)}
        return tuple(checked(no, told.get(no, "")) for no in range(1, QUESTIONS + 1))
    found = _TOKEN.findall(plain)
    if len(found) != QUESTIONS or re.sub(r"[\s,、/・|;\[\]()]", "", _TOKEN.sub("", plain)):
        raise CellRefused(
            tr("25問の答えとして読めません（1・0、はい・いいえ、○・× を25個並べます）。")
        )
    return tuple(checked(no, one) for no, one in enumerate(found, start=1))


def measured(name: str, texts: Sequence[str]) -> tuple[float | None, str]:
    """The value of a test, the best of its trials, and a remark where it wasn't measured."""
    one, found, remark = _TESTS[name], [], ""
    for text in texts:
        plain = fold(text).upper()
        if match := NOT_MEASURED.search(plain):
            remark = match[0]
            continue
        for part in re.split(r"[/、,・\n]|(?<=\d)\s+(?=[左右LR])", _without_unit_slash(plain)):
            trial = re.sub(r"^(?:右手?|左手?|R|L|\d回目)[:.\s]*", "", part.strip())
            trial = re.sub(r"\([^()]*\)$", "", trial).strip()
            if trial:
                found.append(_number(trial, one))
    return (one.best(found) if found else None), remark


def _without_unit_slash(text: str) -> str:
    return re.sub(r"M/(?:SEC|S|秒)", "", text)


def _number(text: str, one: _Test) -> float:
    unit = next((unit for unit in one.units if text.endswith(unit)), "")
    number = decimal(text, unit)
    if not one.least <= number <= one.most:
        raise CellRefused(
            tr("{least}〜{most}の数ではありません。", least=f"{one.least:g}", most=f"{one.most:g}")
        )
    return number


def day_of_tests(
    values: dict[str, Any], when: CareDate | None, remarks: Sequence[str]
) -> PhysicalTest:
    """One measuring day; a speed becomes the seconds over five metres and says so."""
    speed, notes = values.pop("walk_speed", None), list(remarks)
    if speed is not None and "walk5m_sec" not in values:
        values["walk5m_sec"] = round(_METRES / speed, 1)
        notes.append(tr("歩行速度 {speed}m/秒から換算", speed=f"{speed:g}"))
    return PhysicalTest(measured=when, note="、".join(notes), **values)


_KG: Final = re.compile(r"(?<![\d.])(\d{2,3}(?:\.\d+)?)\s*(?:KG|キロ)?(?:台|前後)?\s*$")


def weights(text: str, when: CareDate | None, fiscal_year: int | None) -> list[Weight]:
    """The weights of one cell: a number of the day ``when``, or 「R6.4 45.2kg、R6.7 44kg」."""
    plain = fold(text).upper()
    if re.fullmatch(r"約?\d{2,3}(?:\.\d+)?\s*(?:KG|キロ)?", plain):
        return [Weight(date=when, kg=_kilograms(re.sub(r"\s*(?:KG|キロ)$", "", plain)))]
    found = []
    for part in _parts(text):
        folded = fold(part).upper().rstrip(")")
        match = _KG.search(folded)
        if match is None:
            raise CellRefused(
                tr("日付と体重の組として読めません（R6.4 45.2kg のように書きます）。")
            )
        before = folded[: match.start()].strip(" :(=…")
        found.append(Weight(date=day(before, fiscal_year) if before else when,
                            kg=_kilograms(match[1])))  # fmt: skip
    return found


def _parts(text: str) -> list[str]:
    """The pairs of a cell: one a line, or cut behind each weight."""
    lines = []
    for line in entries(text):
        lines += re.split(
            r"(?i)(?<=kg)[\s　、,/→⇒]+|(?<=ｋｇ)[\s　、,/→⇒]+|[→⇒]|(?<=\d)[、,](?=\D)", line
        )
    return [part.strip() for part in lines if part.strip(" 　、,/")]


def _kilograms(text: str) -> float:
    number = decimal(text, "kg")
    least, most = WEIGHT_RANGE_KG
    if not least <= number <= most:
        raise CellRefused(tr("{least}〜{most}の数ではありません。", least=least, most=most))
    return number


def day_in_heading(header: str) -> CareDate | None:
    """The day a heading such as 体重（R6.4） names."""
    rest = re.sub(r"体重|推移|の|\(?KG\)?|測定|[()\s]", "", fold(header).upper())
    if not re.search(r"\d", rest):
        return None
    found = parse_date(rest)
    return found if found.iso is not None else None


# Bringing them together with what is kept.


def with_answers(old: Sequence[Answer], new: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers kept with those the sheet gives; a silent cell takes none away."""
    kept = [*old, *[None] * (QUESTIONS - len(old))]
    return tuple(one if one is not None else here for here, one in zip(kept, new, strict=True))


def with_tests(
    old: Sequence[PhysicalTest], new: Sequence[PhysicalTest]
) -> tuple[PhysicalTest, ...]:
    """The measuring days kept with those of the sheet: the same day is completed, others added."""
    found = list(old)
    for one in new:
        place = _same_day(found, one.measured, lambda each: each.measured)
        if place is None:
            found.append(one)
            continue
        told = {
            each.name: value
            for each in fields(PhysicalTest)
            if each.name != "uuid" and (value := getattr(one, each.name)) not in (None, "")
        }
        found[place] = replace(found[place], **told)
    return tuple(found)


def with_weights(old: Sequence[Weight], new: Sequence[Weight]) -> tuple[Weight, ...]:
    """The weights kept with those of the sheet, one a day."""
    found = list(old)
    for one in new:
        place = _same_day(found, one.date, lambda each: each.date)
        if place is None:
            found.append(one)
        else:
            found[place] = replace(found[place], kg=one.kg)
    return tuple(found)


def _same_day(
    rows: Sequence[Any], when: CareDate | None, of: Callable[[Any], CareDate | None]
) -> int | None:
    def iso(date: CareDate | None) -> str | None:
        return date.iso or date.text if date is not None else None

    return next((place for place, row in enumerate(rows) if iso(of(row)) == iso(when)), None)


MERGED: Final[dict[str, Callable[[Case, Case], Any]]] = {
    "checklist": lambda here, new: with_answers(here.checklist, new.checklist),
    "physical_tests": lambda here, new: with_tests(here.physical_tests, new.physical_tests),
    "weights": lambda here, new: with_weights(here.weights, new.weights),
}
"""Field → its value here brought together with the sheet's."""

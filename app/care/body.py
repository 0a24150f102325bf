"""Body measures: BMI and change of weight (DOMAIN.md §1.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from app.care.case import CareDate, Case
from app.care.knowledge import figure
from app.i18n import tr

HEIGHT_RANGE_CM: Final = (100.0, 200.0)
WEIGHT_RANGE_KG: Final = (20.0, 150.0)
BMI_MISMATCH: Final = 0.5  # §1.2: show both values from here on
_DAYS_PER_MONTH: Final = 365.25 / 12
_WANTED_MONTHS: Final = 6


@dataclass(frozen=True, slots=True)
class WeightChange:
    """From ``before_kg`` to ``now_kg``; ``percent`` of the former weight, one decimal.

    ``months`` lie between the two; ``None`` where it isn't known when the last was measured.
    """

    before_kg: float
    now_kg: float
    kg: float
    percent: float
    months: int | None

    def text(self) -> str:
        """「半年で −4.2kg(−7.8%)」, with a real minus sign."""
        values = {"kg": _signed(self.kg), "percent": _signed(self.percent)}
        if self.months == _WANTED_MONTHS:
            return tr("半年で {kg}kg({percent}%)", **values)
        if self.months is None:
            return tr("前回から {kg}kg({percent}%)", **values)
        return tr("{n}か月で {kg}kg({percent}%)", n=self.months, **values)


def bmi(height_cm: float | None, weight_kg: float | None) -> float | None:
    """kg / m² to one decimal, half up as on paper; ``None`` unless both are given."""
    if not height_cm or not weight_kg or height_cm <= 0 or weight_kg <= 0:
        return None
    metres = _exact(height_cm) / 100
    return _tenth(_exact(weight_kg) / (metres * metres))


def bmi_remark(value: float | None) -> str:
    """The words beside a low BMI (健康日本21: 20 or less); no judgement about more."""
    limit = float(figure("bmi_low")["value"])
    if value is None or value > limit:
        return ""
    return tr("低栄養傾向({limit}以下)", limit=f"{limit:g}")


def imported_bmi_differs(case: Case) -> bool:
    """Whether the BMI printed on the old sheet is so far off that both are shown (§1.2)."""
    computed = bmi(case.height_cm, case.weight_kg)
    if computed is None or case.imported_bmi is None:
        return False
    return abs(_exact(case.imported_bmi) - _exact(computed)) >= _exact(BMI_MISMATCH)


def height_unusual(height_cm: float | None) -> bool:
    """Outside 100–200 cm: worth a second look, never refused."""
    return height_cm is not None and not HEIGHT_RANGE_CM[0] <= height_cm <= HEIGHT_RANGE_CM[1]


def weight_unusual(weight_kg: float | None) -> bool:
    """Outside 20–150 kg: worth a second look, never refused."""
    return weight_kg is not None and not WEIGHT_RANGE_KG[0] <= weight_kg <= WEIGHT_RANGE_KG[1]


def weight_change(case: Case) -> WeightChange | None:
    """Change to the weight now from the measured weight nearest to half a year before.

    Only measured weights count: phrases such as 「体重が減った」 are for the risk rules. Weights
    without at least a month are left out, because no time can be told from them.
    """
    series = sorted(
        (day, weight.kg)
        for weight in case.weights
        if weight.kg and (day := _day(weight.date)) is not None
    )
    now_kg, now_day = case.weight_kg, _day(case.conference_date)
    if series and now_kg in {None, series[-1][1]}:
        now_day, now_kg = series.pop()
    earlier = [(day, kg) for day, kg in series if now_day is None or day < now_day]
    if now_kg is None or not earlier:
        return None
    if now_day is None:
        return _change(earlier[-1][1], now_kg, None)
    last = now_day
    day, before = min(earlier, key=lambda point: abs(_months(point[0], last) - _WANTED_MONTHS))
    return _change(before, now_kg, max(1, round(_months(day, last))))


def _change(before: float, now: float, months: int | None) -> WeightChange:
    difference = _exact(now) - _exact(before)
    return WeightChange(
        before, now, _tenth(difference), _tenth(difference / _exact(before) * 100), months
    )


def _months(start: date, end: date) -> float:
    return (end - start).days / _DAYS_PER_MONTH


def _day(when: CareDate | None) -> date | None:
    """A day to measure time with: the 15th where only the month is known."""
    if when is None or when.iso is None or len(when.iso) < 7:
        return None
    return date.fromisoformat(when.iso if len(when.iso) == 10 else f"{when.iso}-15")


def _exact(value: float) -> Decimal:
    return Decimal(str(value))


def _tenth(value: Decimal) -> float:
    return float(value.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−") if value else "±0.0"

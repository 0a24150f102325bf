"""One cell of another town's sheet → one value, in every spelling of DOMAIN.md §1.2.

Each reader gives a value, ``None`` for a cell that says nothing, or raises ``CellRefused`` with a
sentence that says what would be readable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from app.care.body import HEIGHT_RANGE_CM, WEIGHT_RANGE_KG
from app.care.case import CareDate
from app.care.ratings import parse_rating
from app.care.scales import feature_codes, parse_features
from app.care.wareki import check_date, parse_date
from app.exchange.fields import as_number
from app.i18n import tr

Value = TypeVar("Value")
NOTHING: Final = frozenset({"", "-", "ー", "—", "–", "―", "−", "未記入", "未入力", "空欄"})
DITTO: Final = frozenset({"〃", "同上", "″", "々", "”", '"', "''", "仝"})
_MARKS: Final = re.compile(r"[↑↓→⇧⇩➡\ufe0e\ufe0f]")
_BODY: Final = re.compile(
    r"(?P<name>身長|体重|BMI|HT|BW|H|W)?[:\s]*(?P<number>\d{1,3}(?:\.\d+)?)\s*(?P<unit>CM|KG|M(?![A-Z]))?"
)
_CIRCLED: Final = re.compile(r"[①-⑤]")
_WITHOUT_YEAR: Final = re.compile(
    r"(?P<m>\d{1,2})\s*[月/.\-]\s*(?P<d>\d{1,2})日?(?:\([月火水木金土日]\))?"
)
_FISCAL_YEAR_BEGINS: Final = 4  # April
_SERIAL_TIME: Final = re.compile(r"[ T]00:00(:00)?(\.0+)?$")
_BODY_NAMES: Final = {
    "身長": "height", "HT": "height", "H": "height", "CM": "height",
    "体重": "weight", "BW": "weight", "W": "weight", "KG": "weight", "BMI": "bmi",
}  # fmt: skip


class CellRefused(Exception):
    """Why a cell can't be read, as a sentence without the cell's text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def fold(text: str) -> str:
    """Width folded, outer spaces away."""
    return unicodedata.normalize("NFKC", text).strip()


def says_nothing(text: str) -> bool:
    """An empty cell, or one with only a dash."""
    return fold(text) in NOTHING


def whole(text: str, least: int, most: int) -> int:
    """A whole number; a name before it (No.) and a unit behind it (歳, 才, 番) may stand."""
    folded = re.sub(r"^(No\.?|NO\.?|№|満|約?)\s*|\s*(歳|才|番|号)$", "", fold(text))
    number = as_number(folded.replace(",", ""))
    if number is None or number != int(number):
        raise CellRefused(tr("整数として読めません。"))
    if not least <= number <= most:
        raise CellRefused(tr("{least}〜{most}の数ではありません。", least=least, most=most))
    return int(number)


def decimal(text: str, unit: str = "") -> float:
    """A number, with its unit or without."""
    folded = fold(text).upper().replace("約", "").strip()
    if unit:
        folded = folded.removesuffix(unit.upper()).strip()
    number = as_number(folded)
    if number is None or number < 0:
        raise CellRefused(tr("数値として読めません。"))
    return number


def day(text: str, fiscal_year: int | None = None) -> CareDate:
    """A date with the precision it has; a time of midnight, which Excel adds, is left out.

    ``fiscal_year`` is what a person said the sheet is of: it gives 「8/9」 its year.
    """
    plain = _SERIAL_TIME.sub("", text.strip())
    if match := _WITHOUT_YEAR.fullmatch(fold(plain)):
        return _in_fiscal_year(plain, int(match["m"]), int(match["d"]), fiscal_year)
    problem = check_date(plain)
    if problem is not None:
        raise CellRefused(problem.message)
    return parse_date(plain)


def _in_fiscal_year(text: str, month: int, of_month: int, fiscal_year: int | None) -> CareDate:
    if fiscal_year is None:
        raise CellRefused(tr("年がありません。シートの年度を選ぶか、年を書き足してください。"))
    year = fiscal_year + (month < _FISCAL_YEAR_BEGINS)
    found = parse_date(f"{year:04}-{month:02}-{of_month:02}")
    if found.iso is None:
        raise CellRefused(tr("暦にない日付です。"))
    return CareDate(text, found.iso)


def month_of(text: str) -> str:
    """「8月」 where a text says no more than a month."""
    match = re.fullmatch(r"(\d{1,2})月(?:分|末|現在)?", fold(text))
    return f"{int(match[1])}月" if match and 1 <= int(match[1]) <= 12 else ""


def agreed(text: str) -> bool:
    """Whether a consent cell says yes; how it was given may stand behind (あり・書面)."""
    folded = re.sub(r"^同意[:：]?", "", fold(text)).lower()
    if re.match(r"(有|あり|済|得|○|〇|◯|はい|yes|レ|✓|✔|☑|●|o$)", folded):
        return True
    if re.match(r"(無|なし|未|×|✕|いいえ|no|□|x$)", folded):
        return False
    raise CellRefused(tr("同意の有無として読めません（あり・なし のように書きます）。"))


def coded(text: str, parse: Callable[[str], Value | None], known: str) -> Value:
    """A code of a scale; ``known`` names what would be readable."""
    found = parse(text)
    if found is None:
        raise CellRefused(tr("読み取れない値です（読めるのは {known} など）。", known=known))
    return found


def rating(text: str) -> str:
    """A rating in any glyph; the arrow some sheets print beside it is left out."""
    found = parse_rating(_MARKS.sub("", text))
    if found is None:
        raise CellRefused(tr("判定として読めません（○1・△2・×1・— のように書きます）。"))
    return found


def features(text: str) -> tuple[tuple[int, ...], str]:
    """The numbers at the start of a cell and the words behind them: 「2 転倒が心配」."""
    folded = fold(_CIRCLED.sub(lambda match: f"{unicodedata.normalize('NFKC', match[0])}、", text))
    codes: list[int] = []
    while match := re.match(r"[(\[]?([1-5])(?!\d)[)\].:]?[、,・/\s]*", folded):
        codes.append(int(match[1]))
        folded = folded[match.end() :]
    if not codes:
        parts = [part for part in re.split(r"[、,・/\s]+", folded) if part]
        told = [parse_features(part) for part in parts]
        if parts and all(told):
            return tuple(dict.fromkeys(code for each in told for code in each)), ""
        if folded.isdecimal():
            raise CellRefused(tr("特徴は1〜5の番号です。"))
        return (), text.strip()
    rest = folded.strip()
    if rest and parse_features(rest) == (codes[-1],) and len(codes) == 1:
        rest = ""  # 「2 筋力低下」 says the same twice
    assert set(codes) <= set(feature_codes())  # noqa: S101 - the pattern allows no other
    return tuple(dict.fromkeys(codes)), rest


@dataclass(frozen=True, slots=True)
class Body:
    """Height in cm, weight in kg and the BMI as printed."""

    height: float | None = None
    weight: float | None = None
    bmi: float | None = None


def body(text: str) -> Body:
    """「147.0/41.0(19.0)」 and its kin: named values, or height before weight before BMI."""
    folded = fold(text).upper()
    found: dict[str, float] = {}
    order = ["height", "weight", "bmi"]
    for match in _BODY.finditer(folded):
        kind = _BODY_NAMES.get(match["name"] or match["unit"] or "")
        kind = kind or next((name for name in order if name not in found), "")
        if not kind or kind in found:
            raise CellRefused(tr("身長・体重・BMIに分けられません。"))
        found[kind] = float(match["number"]) * (100 if match["unit"] == "M" else 1)
    rest = re.sub(r"KG/M2|[/・、,()\s:~\-ー—]", "", _BODY.sub("", folded))
    if not found or rest:
        raise CellRefused(tr("身長・体重・BMIとして読めません。"))
    value = Body(found.get("height"), found.get("weight"), found.get("bmi"))
    if _swapped(value):
        raise CellRefused(tr("身長と体重が逆のようです。どちらがどちらか確かめてください。"))
    return value


def _swapped(value: Body) -> bool:
    """Only believable the other way round."""
    if value.height is None or value.weight is None:
        return False
    believable = (
        HEIGHT_RANGE_CM[0] <= value.weight <= HEIGHT_RANGE_CM[1]
        and WEIGHT_RANGE_KG[0] <= value.height <= WEIGHT_RANGE_KG[1]
    )
    return believable and value.height < value.weight

"""Dates as people write them (和暦) and as files keep them (ISO): DOMAIN.md §1.6.

``parse_date`` never invents a day: the precision is what the text says. Text that can't be
read is kept with ``iso`` None, and ``check_date`` says in one sentence why.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from app import i18n
from app.care.case import CareDate
from app.care.eras import (
    FIRST_GREGORIAN_DAY,
    LATEST,
    Era,
    era_called,
    era_on,
    first_day_of,
    last_day_of,
)
from app.i18n import tr

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun",
                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # fmt: skip
_WEEKDAYS: Final = {"ja": "月火水木金土日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}

_ERA: Final = r"(?:明治|大正|昭和|平成|令和|(?<![一-龥])[明大昭平令]|[MTSHR])"
# A day is no day when it counts days: 「R6年4月 10日間入院」 is a month.
_DAY: Final = r"\s*(?P<{0}>\d{{1,2}})\s*日(?![間分後目])"
_TAIL: Final = (
    r"(?:\s*年\s*[、,]?\s*(?P<m1>\d{1,2})\s*月(?![間分])(?:" + _DAY.format("d1") + ")?"
    r"|\s*[./\-・。]\s*(?P<m2>\d{1,2})(?!\d)"
    r"(?:\s*[./\-・。]\s*(?P<d2>\d{1,2})(?!\d)日?|月(?:" + _DAY.format("d3") + ")?)?"
    r"|\s*[、,]\s*(?P<m3>\d{1,2})\s*月(?![間分])(?:" + _DAY.format("d4") + ")?"
    r"|\s*(?P<only>年)(?P<fiscal>度)?)"
)
_WITH_ERA: Final = re.compile(
    rf"(?<![A-Z0-9])(?P<era>{_ERA})\s*(?:(?P<packed>\d{{6}})(?!\d)|(?P<y>\d{{1,2}})(?!\d){_TAIL}?)"
)
_GREGORIAN: Final = re.compile(
    r"(?<![A-Z0-9])(?:西暦|AD)?\s*"
    rf"(?:(?P<packed>(?:18|19|20)\d{{6}})(?!\d)|(?P<y>(?:18|19|20|21)\d\d)(?!\d){_TAIL}?)"
)
_WITHOUT_ERA: Final = re.compile(rf"(?P<y>\d{{1,2}})(?!\d){_TAIL}")
_ENGLISH: Final = re.compile(r"(?:(?P<d>\d{1,2})\s+)?(?P<m>[A-Z]{3})[A-Z]*\.?,?\s+(?P<y>\d{4})")
_BEFORE_BARE: Final = re.compile(r"[\s(「約]*")
_AFTER_BARE_YEAR: Final = re.compile(
    r"\s*(?:$|[()、,。~?]|頃|ごろ|ころ|前後|より|から|以降|以前|に)"
)
_AROUND_BEFORE: Final = re.compile(r"(?:約|およそ|たぶん)\s*$")
_AROUND: Final = re.compile(r"\s*(?:頃|ごろ|ころ|前後|くらい|ぐらい|以前|代|初め|末|\?)")
_SINCE: Final = re.compile(r"\s*(?:~|より|から|以降|以来)")
_NEXT_DATE: Final = re.compile(rf"\s*(?:\d|{_ERA}\s*\d)")
_KANJI_NUMBER: Final = re.compile(r"[一二三四五六七八九十]+(?=\s*[年月日])")
_LAST_CERTAIN_REIWA: Final = 19  # 24/8/19 may well mean 2024, so it is asked, not read


@dataclass(frozen=True, slots=True)
class DateProblem:
    """Why a text is no date, in one sentence that says what to do."""

    kind: Literal["unreadable", "impossible", "before_era", "too_early", "no_era"]
    message: str


def parse_date(text: str) -> CareDate:
    """Read a date in any spelling of §1.6; unreadable text comes back with ``iso`` None."""
    result = _read(text)
    return result if isinstance(result, CareDate) else CareDate(text)


def check_date(text: str) -> DateProblem | None:
    """What is wrong with ``text`` as a date; ``None`` for a readable or an empty one."""
    if not text.strip():
        return None
    result = _read(text)
    return result if isinstance(result, DateProblem) else None


def overflow_note(when: CareDate) -> str:
    """Says how a date beyond its era's end was read (§1.6 rule 3); nothing for others."""
    if not when.era_overflow or when.iso is None:
        return ""
    return tr("{date}として扱います。", date=format_wareki(when.iso))


def format_wareki(iso: str, *, short: bool = False, lang: str | None = None) -> str:
    """令和8年6月15日, or R8.6.15 when short; year and month precision likewise, 元年 for year 1.

    English readers get 15 Jun 2026, or the ISO text when short.
    """
    numbers = [int(part) for part in iso.split("-")]
    if (lang or i18n.language()) == "en":
        return iso if short else _english(numbers)
    era = era_on(last_day_of(iso))
    if era is None:
        parts = [str(numbers[0])]
    else:
        year = numbers[0] - era.first.year + 1
        parts = [f"{era.letter if short else era.name}{'元' if year == 1 else year}"]
    parts += [str(number) for number in numbers[1:]]
    if short:
        return ".".join(parts) if len(parts) > 1 else f"{parts[0]}年"
    return "".join(part + unit for part, unit in zip(parts, "年月日", strict=False))


def _english(numbers: list[int]) -> str:
    words = [str(numbers[0])]
    if len(numbers) > 1:
        words.insert(0, _MONTHS[numbers[1] - 1])
    if len(numbers) > 2:
        words.insert(0, str(numbers[2]))
    return " ".join(words)


def format_care_date(when: CareDate | None, *, short: bool = False, lang: str | None = None) -> str:
    """The text as typed where a person typed one, else the calendar of the language."""
    if when is None:
        return ""
    if when.iso is None or (when.text and when.text != when.iso):
        return when.text
    shown = format_wareki(when.iso, short=short, lang=lang)
    if (lang or i18n.language()) == "en":
        shown = ("c. " if when.approximate else "") + shown
        return ("since " if when.ongoing else "") + shown
    return shown + ("頃" if when.approximate else "") + ("~" if when.ongoing else "")


def format_with_weekday(day: date, *, lang: str | None = None) -> str:
    """令和8年6月15日(月)."""
    language = "en" if (lang or i18n.language()) == "en" else "ja"
    weekday = _WEEKDAYS[language][day.weekday()]
    return f"{format_wareki(day.isoformat(), lang=language)}" + (
        f" ({weekday})" if language == "en" else f"({weekday})"
    )


def to_date(when: CareDate | None) -> date | None:
    """The calendar day, only where the precision is a day."""
    if when is None or when.iso is None or len(when.iso) != 10:
        return None
    return date.fromisoformat(when.iso)


def from_date(day: date) -> CareDate:
    """A day chosen in a calendar; nobody typed a text for it."""
    return CareDate("", day.isoformat())


# ---- fiscal year and age ----


def fiscal_year(day: date) -> int:
    """年度: 1 April to 31 March, named after the year it begins in (§1.6 rule 7)."""
    return day.year if day.month >= 4 else day.year - 1


def format_fiscal_year(year: int, *, lang: str | None = None) -> str:
    """令和元年度 rather than 平成31年度 for 2019."""
    if (lang or i18n.language()) == "en":
        return f"FY {year}"
    return f"{format_wareki(str(year), lang='ja')}度"


def parse_fiscal_year(text: str) -> int | None:
    """The year 年度 begins in; 平成31年度 and 令和元年度 are the same."""
    folded = _fold(text).removesuffix("度")
    read = _read(folded if folded.endswith("年") else f"{folded}年")
    if not isinstance(read, CareDate) or read.iso is None or len(read.iso) != 4:
        return None
    return int(read.iso)


def age_on(birth: date, day: date) -> int:
    """Age by birthdays, as on the sheet; born on 29 February: a year older on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def legal_age_on(birth: date, day: date) -> int:
    """Age under the Act on Calculation of Age: attained on the day before the birthday.

    Only for eligibility and cohorts; born 1 April 1940 is 65 on 31 March 2005 (§1.6).
    """
    return age_on(birth, day + timedelta(days=1))


def attains_on(birth: date, years: int) -> date:
    """The day on which ``years`` are attained by law, such as 65 for the insurance."""
    year = birth.year + years
    try:
        birthday = birth.replace(year=year)
    except ValueError:  # 29 February in a common year
        birthday = date(year, 3, 1)
    return birthday - timedelta(days=1)


# ---- reading ----


def _fold(text: str) -> str:
    """NFKC (also ㍻ and full width), one kind of ~ and -, kanji numbers, 元 as 1."""
    folded = unicodedata.normalize("NFKC", text).upper().strip().replace("〜", "~")
    folded = re.sub(r"(?<=\d)\s*[ー−–—―‐‑]\s*(?=\d)", "-", folded)
    folded = _KANJI_NUMBER.sub(lambda match: str(_kanji_number(match[0])), folded)
    return re.sub(rf"({_ERA})\s*元", r"\g<1>1", folded)


def _kanji_number(text: str) -> int:
    digits = "一二三四五六七八九"
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(digits.index(ch) + 1) for ch in text))
    high = digits.index(tens[-1]) + 1 if tens and tens[-1] in digits else 1
    return high * 10 + (digits.index(ones[0]) + 1 if ones else 0)


def _read(text: str) -> CareDate | DateProblem:
    folded = _fold(text)
    match = next(_candidates(folded), None)
    if match is not None:
        era = era_called(match["era"]) if match.re is _WITH_ERA else None
        return _convert(text, folded, match, era)
    english = _ENGLISH.fullmatch(folded)
    if english is not None:
        return _convert_english(text, english)
    return _read_without_era(text, folded)


def _candidates(folded: str) -> Iterator[re.Match[str]]:
    """Dates in the text from left to right, without what only looks like one (H2ブロッカー)."""
    found = [*_WITH_ERA.finditer(folded), *_GREGORIAN.finditer(folded)]
    for match in sorted(found, key=lambda m: m.start()):
        bare = not (match["packed"] or match["m1"] or match["m2"] or match["m3"] or match["only"])
        if not bare or _stands_alone(folded, match):
            yield match


def _stands_alone(folded: str, match: re.Match[str]) -> bool:
    """Whether a bare year (T15, H22頃, 2017) may be one: at the start, nothing odd behind."""
    if not _BEFORE_BARE.fullmatch(folded, 0, match.start()):
        return False
    rest = folded[match.end() :]
    if match.re is _GREGORIAN:
        return bool(_AFTER_BARE_YEAR.match(rest))
    return not re.match(r"[A-Z0-9ァ-ヺ%./\-]", rest)


def _numbers(match: re.Match[str]) -> tuple[int, int | None, int | None]:
    if match.re is not _WITHOUT_ERA and (packed := match["packed"]):
        return int(packed[:-4]), int(packed[-4:-2]), int(packed[-2:])
    month = match["m1"] or match["m2"] or match["m3"]
    day = match["d1"] or match["d2"] or match["d3"] or match["d4"]
    return int(match["y"]), int(month) if month else None, int(day) if day else None


def _convert(
    text: str, folded: str, match: re.Match[str], era: Era | None
) -> CareDate | DateProblem:
    year, month, day = _numbers(match)
    iso = _iso(era.gregorian_year(year) if era else year, month, day)
    if iso is None or (era is not None and year == 0):
        return DateProblem(
            "impossible",
            tr("「{date}」という日はありません。日付を確かめてください。", date=match[0].strip()),
        )
    if era is not None and last_day_of(iso) < era.first:
        return DateProblem(
            "before_era",
            tr(
                "{era}は西暦{year}年{month}月{day}日からです。元号を確かめてください。",
                era=era.name,
                year=era.first.year,
                month=era.first.month,
                day=era.first.day,
            ),
        )
    if first_day_of(iso) < FIRST_GREGORIAN_DAY:
        return DateProblem("too_early", tr("明治6年より前の日付は扱えません。"))
    around, since = _fuzziness(folded, match)
    return CareDate(
        text=text,
        iso=iso,
        approximate=around,
        ongoing=since,
        era_overflow=era is not None and first_day_of(iso) > era.last,
    )


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    """The ISO text with the given precision; ``None`` where the calendar has no such day."""
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    parts = [f"{year:04}"] + [f"{part:02}" for part in (month, day) if part is not None]
    return "-".join(parts)


def _fuzziness(folded: str, match: re.Match[str]) -> tuple[bool, bool]:
    """What the words around a date say: about then, and whether it goes on since then."""
    around = bool(_AROUND_BEFORE.search(folded, 0, match.start())) or bool(match["fiscal"])
    position = match.end()
    while found := _AROUND.match(folded, position):
        around, position = True, found.end()
    since = _SINCE.match(folded, position)
    if since is None:
        return around, False
    return around, not _NEXT_DATE.match(folded, since.end())


def _convert_english(text: str, match: re.Match[str]) -> CareDate | DateProblem:
    """15 Jun 2026, which the program itself shows to English readers."""
    names = [name.upper() for name in _MONTHS]
    month = names.index(match["m"]) + 1 if match["m"] in names else 0
    iso = _iso(int(match["y"]), month, int(match["d"]) if match["d"] else None)
    return CareDate(text, iso) if iso else _unreadable()


def _read_without_era(text: str, folded: str) -> CareDate | DateProblem:
    """8/4/21 and 8年4月21日 mean 令和; two numbers alone (8/4) can't be told."""
    folded = folded.strip("()")
    match = _WITHOUT_ERA.match(folded)
    if match is None or match["only"] or (match["m2"] and not match["d2"]):
        return _unreadable()
    rest = folded[match.end() :]
    around, since = _fuzziness(folded, match)
    if rest.strip() and not (around or since):
        return _unreadable()
    if int(match["y"]) > _LAST_CERTAIN_REIWA:
        return DateProblem("no_era", tr("元号か、西暦4桁をつけて書いてください。"))
    return _convert(text, folded, match, LATEST)


def _unreadable() -> DateProblem:
    return DateProblem(
        "unreadable",
        tr("日付として読めません。「R8.4.21」「令和8年4月」「平成17年頃」のように書いてください。"),
    )

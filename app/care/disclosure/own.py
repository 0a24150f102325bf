"""The numbers of one person: phone, insured number, postal code, address, date of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from app.care.case import PrivateIdentity
from app.care.disclosure.names import PARTS, Found, Word
from app.care.disclosure.patterns import fold
from app.care.disclosure.spelling import key_of
from app.care.eras import era_called, era_on
from app.care.wareki import parse_date

_D: Final = "[0-9〇零一二三四五六七八九十]"
_KANJI_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_RUN: Final = re.compile(rf"\+?{_D}(?:[-() .\n\u200b-\u200f\u2060\ufeffの]{{0,3}}{_D})+")
_CHAIN: Final = re.compile(
    rf"{_D}+(?:\s?(?:丁目|番地の|番地|番|号|の|ノ|-)\s?{_D}+)+(?:号室|号|番地)?"
)
_NUMBER: Final = re.compile(f"{_D}+")
_ROOM: Final = re.compile(rf"({_D}+)\s?号室?")
_POSTAL: Final = re.compile(r"〒?\s?(\d{3})-?(\d{4})(?!\d)")
_CORE: Final = re.compile(r"^.{2,3}?[都道府県](?=.{2,})")
_STREET: Final = re.compile(rf"(?:{_D}*(?:丁目|番地|番|号室|号|階))+")
# A dash parts only numbers: the long vowel of コーポ is one as well here.
_SPLIT: Final = re.compile(rf"(?:{PARTS.pattern}|〒|[0-9]+(?:-[0-9]+)*-?)+")
_ERA: Final = r"(?:明治|大正|昭和|平成|令和|[明大昭平令MTSHR])"
_DATE: Final = re.compile(
    rf"{_ERA}\s?{_D}{{1,3}}\s?[年./\-, ]\s?{_D}{{1,3}}\s?[月./\-, ]\s?{_D}{{1,3}}\s?日?"
    rf"|(?:西暦\s?)?{_D}{{4}}\s?[年./\-, ]\s?{_D}{{1,3}}\s?[月./\-, ]\s?{_D}{{1,3}}\s?日?"
    rf"|{_ERA}\s?\d{{6}}(?!\d)|(?<!\d)\d{{8}}(?!\d)"
    r"|\d{1,2}\s[A-Za-z]{3,9}\.?,?\s\d{4}",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(rf"(?:[年./\-,、\s()]|西暦|{_ERA}|[0-9])*", re.IGNORECASE)
_ERA_SIGN: Final = re.compile(_ERA, re.IGNORECASE)
_DAY_OF_YEAR: Final = re.compile(
    rf"(?<!年)({_D}+)\s?[月/]\s?({_D}+)\s?日?\s?(?:生まれ|生|が誕生日|のお?誕生日)"
)
_BIRTHDAY: Final = re.compile(rf"誕生日[は:：が\s]{{0,3}}({_D}+)\s?[月/]\s?({_D}+)\s?日?")


@dataclass(frozen=True, slots=True)
class OwnNumbers:
    """The numbers of an identity in the form they are compared in."""

    digits: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # digits, kind
    street: tuple[int, ...] = field(default=(), repr=False)
    rooms: frozenset[int] = field(default=frozenset(), repr=False)
    born: str = field(default="", repr=False)
    day: re.Pattern[str] | None = field(default=None, repr=False)  # month and day: a quick look
    year: re.Pattern[str] | None = field(default=None, repr=False)

    def found(self, plain: str) -> Iterator[Found]:
        """Every stretch of a half-width text that spells one of them."""
        if self.digits:
            yield from self._in_runs(plain)
        if self.street:
            yield from self._in_chains(plain)
        if self.day and self.day.search(plain):
            yield from self._births(plain)

    def _in_runs(self, plain: str) -> Iterator[Found]:
        shortest = min(len(digits) for digits, _ in self.digits)
        for run in _RUN.finditer(plain):
            if run.end() - run.start() < shortest:
                continue
            at = [place for place in range(*run.span()) if _NUMBER.match(plain[place])]
            typed = "".join(plain[place] for place in at).translate(_KANJI_DIGITS)
            for digits, kind in self.digits:
                place = typed.find(digits)
                bounded = place == 0 or len(digits) >= 9 or plain[at[place] - 1] not in "0123456789"
                if place >= 0 and bounded:
                    yield Found(at[place], at[place + len(digits) - 1] + 1, kind)

    def _in_chains(self, plain: str) -> Iterator[Found]:
        for chain in _CHAIN.finditer(plain):
            numbers = tuple(_int(number) for number in _NUMBER.findall(chain[0]))
            size = min(len(numbers), len(self.street))
            # Two numbers alone (2-3) could be anything, unless the address has no more.
            if size >= min(3, max(2, len(self.street))) and numbers[:size] == self.street[:size]:
                yield Found(*chain.span(), "address")
        for room in _ROOM.finditer(plain) if "号" in plain else ():
            if _int(room[1]) in self.rooms:
                yield Found(*room.span(), "address")

    def _births(self, plain: str) -> Iterator[Found]:
        for match in _DATE.finditer(plain):
            if _day(match[0]) == self.born:
                yield Found(*match.span(), "birth")
        yield from self._beside_the_year(plain)
        month, day = int(self.born[5:7]), int(self.born[8:10])
        for match in (*_DAY_OF_YEAR.finditer(plain), *_BIRTHDAY.finditer(plain)):
            if (_int(match[1]), _int(match[2])) == (month, day):
                yield Found(*match.span(), "birth")

    def _beside_the_year(self, plain: str) -> Iterator[Found]:
        """The year written twice or oddly before month and day: 昭和15年(1940年)2月29日."""
        for day in self.day.finditer(plain) if self.day else ():
            at = max(0, day.start() - 20)
            before = self.year.search(plain, at, day.start()) if self.year else None
            if before and _BETWEEN.fullmatch(plain, before.end(), day.start()):
                tail = plain.startswith("日", day.end())
                yield Found(before.start(), day.end() + tail, "birth")


def own_numbers(identity: PrivateIdentity | None) -> OwnNumbers:
    """What the identity says, ready to be compared with."""
    if identity is None:
        return OwnNumbers()
    address = fold(identity.address)
    chain = _CHAIN.search(_POSTAL.sub("", address))
    born = identity.birth_date.iso if identity.birth_date else None
    return OwnNumbers(
        tuple(dict.fromkeys(_digits(identity, address))),
        tuple(_int(number) for number in _NUMBER.findall(chain[0])) if chain else (),
        frozenset(_int(room[1]) for room in _ROOM.finditer(address)),
        born if born and len(born) == 10 else "",
        _month_and_day(born) if born and len(born) == 10 else None,
        _year_of(born) if born and len(born) == 10 else None,
    )


def _month_and_day(iso: str) -> re.Pattern[str]:
    """Whatever a spelling of that day must hold: 2月29, 02/29, 0229, 二月二十九, 29 Feb."""
    month, day = int(iso[5:7]), int(iso[8:10])
    months, days = (rf"(?:0?{number}|{_kanji(number)})" for number in (month, day))
    return re.compile(rf"{months}\s?[月./\-, ]\s?{days}|{month:02}{day:02}|{day}\s[A-Za-z]")


def _year_of(iso: str) -> re.Pattern[str]:
    """The year in both calendars, the era as name, sign or letter."""
    era = era_on(date.fromisoformat(iso))
    western = iso[:4]
    if era is None:
        return re.compile(western)
    number = int(western) - era.first.year + 1
    years = rf"(?:0?{number}|{_kanji(number)}{'|元' if number == 1 else ''})"
    return re.compile(rf"{western}|(?:{era.name}|{era.name[0]}|{era.letter}\.?)\s?{years}(?!\d)")


def _kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    ten = "" if not tens else f"(?:{digits[tens] if tens > 1 else '一?'}十?)"
    return ten + (digits[ones] if ones else "〇?")


def address_words(address: str) -> Iterator[Word]:
    """The words of an address: town with its city, building; what is left of numbers is none."""
    for part in _SPLIT.split(fold(address)):
        bare = _STREET.sub("", part)
        for text in (bare, _CORE.sub("", bare)):
            key = key_of(text)
            if len(text) >= 4 and len(key) >= 3:
                yield Word(key, "address")


@lru_cache(maxsize=16_384)
def home_of(address: str) -> tuple[str, ...]:
    """Town, numbers and building in one form: 2-3-4 and 2丁目3番4号 are one; empty without."""
    plain = _POSTAL.sub("", fold(address))
    words = tuple(dict.fromkeys(word.key for word in address_words(plain)))[-2:]
    numbers = tuple(str(_int(number)) for number in _NUMBER.findall(plain))
    return (*words, *numbers) if words and numbers else ()


def _digits(identity: PrivateIdentity, address: str) -> Iterator[tuple[str, str]]:
    phones = [identity.phone, *_RUN.findall(fold(identity.emergency_contacts))]
    for phone in phones:
        yield from _phone(fold(phone))
    number = re.sub(r"\D", "", fold(identity.insured_number))
    if len(number) >= 6:
        yield number, "number"
    for postal in _POSTAL.finditer(address):
        yield postal[1] + postal[2], "postal"


def _phone(phone: str) -> Iterator[tuple[str, str]]:
    digits = re.sub(r"\D", "", phone)
    if len(digits) < 9:
        return
    yield digits, "phone"
    national = digits.removeprefix("81") if phone.strip().startswith("+") else digits[1:]
    yield f"81{national}", "phone"
    yield f"810{national}", "phone"
    local = "".join(re.findall(r"\d+", phone)[-2:])
    if 6 <= len(local) <= 8:
        yield local, "phone"


def _day(typed: str) -> str | None:
    """The ISO day of a date in whatever spelling; ``None`` where there is no such day."""
    numbers = [_int(number) for number in _NUMBER.findall(typed)]
    era = _ERA_SIGN.match(typed.strip())
    if len(numbers) != 3:
        return parse_date(typed).iso
    year = era_called(era[0][0].upper()).gregorian_year(numbers[0]) if era else numbers[0]
    return f"{year:04}-{numbers[1]:02}-{numbers[2]:02}"


def _int(typed: str) -> int:
    """203, 二〇三 and 二百三 apart: kanji with 十 count, others are digits."""
    plain = typed.translate(_KANJI_DIGITS)
    if "十" not in plain:
        return int(plain)
    tens, _, ones = plain.partition("十")
    return int(tens or 1) * 10 + int(ones.replace("十", "") or 0)

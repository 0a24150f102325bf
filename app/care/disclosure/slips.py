"""The person's own name with one slip in it: たがはしさん, 左藤様, たかはじはなこ.

Only the person's own name, only before さん and its kin, alone between separators, or as surname
and given name together; and always asked gently, since it may well be somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.care.disclosure.names import Found, free_before, free_behind, stands_alone, title_behind
from app.care.disclosure.readings import (
    given_readings,
    signs_sounding_like,
    surname_readings,
    surnames_read,
)
from app.care.disclosure.spelling import Folded, key_of, script

_ANY: Final = "[ァ-ヺ]"
# Kana that are mistaken for each other: with and without voice, large and small, two spellings.
_MISTAKEN: Final = [
    "カガ",
    "キギ",
    "クグ",
    "ケゲ",
    "コゴ",
    "サザ",
    "シジヂ",
    "スズヅ",
    "セゼ",
    "ソゾ",
    "タダ",
    "チヂジ",
    "ツヅズッ",
    "テデ",
    "トド",
    "ハバパ",
    "ヒビピ",
    "フブプ",
    "ヘベペ",
    "ホボポ",
    "ヤャ",
    "ユュ",
    "ヨョ",
    "オヲ",
    "アァ",
    "イィヰ",
    "エェヱ",
    "ウゥ",
]
_ONE_ANY_LETTER: Final = 4  # kana from which any one letter may differ; fewer are another name


class Slips:
    """A name given in its parts (surname, given name), ready to be searched for with a slip in it.

    Without a reading in kana the likely one is taken (``readings``).
    """

    def __init__(self, parts: list[str], kana: list[str]) -> None:
        count = len(parts) or len(kana)
        readings = [_readings(parts, kana, place) for place in range(count)]
        read = [reading for each in readings for reading in each]
        self._exact = {key_of(part) for part in (*parts, *kana)} | set(read)
        small = [form for reading in read for form in _mistaken(reading)]
        any_letter = [form for reading in read for form in _one_letter(reading)]
        signs = [
            form
            for place, part in enumerate(parts)
            for form in _one_sign(key_of(part), readings[place] if place == 0 else ())
        ]
        long = [form for reading in read if len(reading) > 3 for form in _mistaken(reading)]
        self._near = _starts_of((*small, *any_letter, *signs))
        self._alone = _any_of((*long, *signs))
        self._whole = _starts_of(tuple(_whole_names(parts, readings)))

    def found(self, text: str, fold: Folded) -> Iterator[Found]:
        """Every place that spells the name with one slip."""
        for pattern, whole in ((self._near, False), (self._whole, True)):
            for match in pattern.finditer(fold.key) if pattern else ():
                hit = self._judged(text, fold, match, whole=whole)
                if hit is not None:
                    yield hit

    def _judged(
        self, text: str, fold: Folded, match: re.Match[str], *, whole: bool
    ) -> Found | None:
        if match[1] in self._exact:
            return None
        last = match.end(1) - 1
        start, end = fold.starts[match.start(1)], fold.end(last)
        if len(text[start:end].split()) > (2 if whole else 1) or not free_before(text, start):
            return None
        title = title_behind(fold, text, last + 1)
        if title:
            return Found(start, fold.end(last + title), "name", certain=False)
        if whole:
            fits = free_behind(text, end)
        else:
            fits = bool(self._alone and self._alone.fullmatch(match[1]))
            fits = fits and stands_alone(text, start, end)
        return Found(start, end, "name", certain=False) if fits else None


def _readings(parts: list[str], kana: list[str], place: int) -> tuple[str, ...]:
    if len(kana) == (len(parts) or len(kana)) and kana:
        key = key_of(kana[place])
        return (key,) if re.fullmatch(f"{_ANY}+", key) else ()
    return surname_readings(parts[place]) if place == 0 else given_readings(parts[place])[:2]


def _mistaken(reading: str) -> Iterator[str]:
    """One kana taken for its like, or a long vowel written short or doubled."""
    if len(reading) < 3:
        return
    for place, kana in enumerate(reading):
        like = "".join(group for group in _MISTAKEN if kana in group)
        if like:
            yield f"{reading[:place]}[{like}]{reading[place + 1 :]}"
        if kana == "ウ":
            yield f"{reading[:place]}{'オ?' if len(reading) > 3 else 'オ'}{reading[place + 1 :]}"
        if kana == "ッ" and len(reading) > 3:
            yield reading[:place] + reading[place + 1 :]


def _one_letter(reading: str) -> Iterator[str]:
    if len(reading) >= _ONE_ANY_LETTER:
        yield from (
            f"{reading[:place]}{_ANY}{reading[place + 1 :]}" for place in range(len(reading))
        )


def _one_sign(key: str, readings: tuple[str, ...]) -> Iterator[str]:
    """One kanji for another of the same sound, or another surname of the same reading."""
    if len(key) < 2 or script(key[0]) != "kanji":
        return
    for place, sign in enumerate(key):
        like = signs_sounding_like(sign)
        if like:
            yield f"{re.escape(key[:place])}[{like}]{re.escape(key[place + 1 :])}"
    yield from (other for reading in readings for other in surnames_read(reading))


def _whole_names(parts: list[str], readings: list[tuple[str, ...]]) -> Iterator[str]:
    """Surname and given name together, a slip in one of them."""
    keys = [key_of(part) for part in parts]
    if len(keys) == 2:
        for one in _one_sign(keys[0], readings[0]):
            yield one + re.escape(keys[1])
        for other in _one_sign(keys[1], ()):
            yield re.escape(keys[0]) + other
    if len(readings) == 2:
        for surname in readings[0][:1]:
            for given in readings[1][:1]:
                yield from _one_letter(surname + given)


def _starts_of(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    """All forms as one pattern that finds each start, also inside another find."""
    return re.compile(f"(?=({'|'.join(dict.fromkeys(forms))}))") if forms else None


def _any_of(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(dict.fromkeys(forms))) if forms else None

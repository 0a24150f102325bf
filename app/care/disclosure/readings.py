"""How a name known only in kanji is probably read, and the spellings that follow from it.

Staff and relatives are entered in kanji; people write すずきさん and Suzuki all the same. The table
``name_readings`` gives likely readings. Each is a guess, so a word made from one asks only where
it clearly stands as a name (``names.Word.guess``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice, product
from typing import Final

from app.care.disclosure.names import Word
from app.care.disclosure.romaji import of_kana
from app.care.disclosure.spelling import key_of, script
from app.care.knowledge import load

_MOST: Final = 8  # readings of one given name; the likelier ones come first
_SHORT: Final = 2  # kana of a reading that is part of too many words


def guessed_words(parts: list[str], kind: str, kin: str = "") -> Iterator[Word]:
    """The readings of a name in kanji, in kana."""
    for reading, whole in _spelled(tuple(parts)):
        weak = not whole and (len(reading) <= _SHORT or reading in _ordinary())
        yield Word(reading, kind, weak, kin, whole, guess=True)


def guessed_latin(parts: list[str], kind: str, kin: str = "") -> Iterator[Word]:
    """The same in Latin letters, in the one form they are compared in."""
    for reading, whole in _spelled(tuple(parts)):
        yield Word(of_kana(reading), kind, len(reading) <= _SHORT, kin, whole, guess=True)


def guessed_whole(parts: list[str], kind: str, kin: str = "") -> Iterator[Word]:
    """Only surname and given name together, in kana."""
    yield from (word for word in guessed_words(parts, kind, kin) if word.whole)


def guessed_whole_latin(parts: list[str], kind: str, kin: str = "") -> Iterator[Word]:
    """Only surname and given name together, in Latin letters."""
    yield from (word for word in guessed_latin(parts, kind, kin) if word.whole)


def surname_readings(surname: str) -> tuple[str, ...]:
    """The readings of a surname in kanji, in katakana; none where the table doesn't know it."""
    return _surnames().get(key_of(surname), ())


def given_readings(name: str) -> tuple[str, ...]:
    """The likely readings of a given name, sign by sign where it isn't known as a whole."""
    key = key_of(name)
    known = _given().get(key)
    if known:
        return known
    if not 2 <= len(key) <= 4:
        return ()
    parts = [(sign,) if script(sign) == "katakana" else sign_readings(sign) for sign in key]
    return tuple(dict.fromkeys("".join(read) for read in islice(product(*parts), _MOST)))


def sign_readings(sign: str) -> tuple[str, ...]:
    """How one sign is read in names."""
    return _signs().get(sign, ())


def surnames_read(reading: str) -> tuple[str, ...]:
    """The frequent surnames with this reading (katakana), folded as they are compared."""
    return _by_reading().get(reading, ())


@lru_cache(maxsize=256)
def signs_sounding_like(sign: str) -> str:
    """The signs that share a reading with ``sign`` in names."""
    mine = set(sign_readings(sign))
    return "".join(s for s, readings in _signs().items() if s != sign and mine & set(readings))


@lru_cache(maxsize=4096)
def _spelled(parts: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """Readings of the parts, and (with True) of both together in either order."""
    if not any(_has_kanji(part) for part in parts):
        return ()
    if len(parts) == 1:
        surname, given = _divided(parts[0])
    else:
        surname, given = surname_readings(parts[0]), given_readings(parts[1])
        surname = surname or _as_kana(parts[0])
        given = given or _as_kana(parts[1])
    alone = [(reading, False) for reading in dict.fromkeys((*surname, *given))]
    both = [name for one, other in product(surname, given) for name in (one + other, other + one)]
    return (*alone, *((name, True) for name in both))


def _divided(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Surname and given name of 鈴木一子; a name that is known as one of them stays whole."""
    key = key_of(name)
    if key in _surnames():
        return _surnames()[key], ()
    for size in range(min(3, len(key) - 1), 0, -1):
        rest = given_readings(key[size:]) if key[:size] in _surnames() else ()
        if rest:
            return _surnames()[key[:size]], rest
    return (), given_readings(key)


def _as_kana(part: str) -> tuple[str, ...]:
    key = key_of(part)
    return (key,) if key and all(script(sign) == "katakana" for sign in key) else ()


def _has_kanji(part: str) -> bool:
    return any(script(sign) == "kanji" for sign in part)


def _table(section: str) -> dict[str, tuple[str, ...]]:
    rows = (row.split() for row in load("name_readings")[section])
    return {key_of(row[0]): tuple(row[1:]) for row in rows}


@lru_cache
def _surnames() -> Mapping[str, tuple[str, ...]]:
    return _table("surnames")


@lru_cache
def _given() -> Mapping[str, tuple[str, ...]]:
    return _table("given")


@lru_cache
def _signs() -> Mapping[str, tuple[str, ...]]:
    return {key: readings for key, readings in _table("signs").items() if len(key) == 1}


@lru_cache
def _by_reading() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for surname, readings in _surnames().items():
        for reading in readings:
            found[reading] = (*found.get(reading, ()), surname)
    return found


@lru_cache
def _ordinary() -> frozenset[str]:
    return frozenset(load("name_readings")["ordinary"])

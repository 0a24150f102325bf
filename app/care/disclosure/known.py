"""Who and what the program knows beyond one case: staff, facilities, other people.

Other people count only by their whole name (docs/decisions/034): their surnames are everybody's
surnames. A person at the same address is family, and there the given name alone counts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final

from app.care.case import PrivateIdentity
from app.care.disclosure.coarse import generic_facility, staff_names, without_generic
from app.care.disclosure.family import kin_word
from app.care.disclosure.names import (
    PARTS,
    Index,
    Word,
    is_ordinary,
    latin_words,
    mixed_words,
    whole_names,
    words_of,
)
from app.care.disclosure.own import address_words, home_of
from app.care.disclosure.readings import (
    guessed_latin,
    guessed_whole,
    guessed_whole_latin,
    guessed_words,
)
from app.care.disclosure.slips import Slips
from app.care.disclosure.spelling import key_of, script
from app.care.knowledge import load


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Another person of the program: name, reading, address."""

    case_uuid: str
    name: str = field(default="", repr=False)
    kana: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True, eq=False)
class KnownNames:
    """Names the program knows. ``staff`` are 担当 texts, of which only person names count."""

    staff: tuple[str, ...] = field(default=(), repr=False)
    facilities: tuple[str, ...] = field(default=(), repr=False)
    people: tuple[KnownPerson, ...] = field(default=(), repr=False)

    @cached_property
    def index(self) -> Index:
        """All of them ready to be searched for; built once."""
        staff = dict.fromkeys(name for text in self.staff for name in staff_names(text))
        words = chain(
            (word for name in staff for word in words_of(_parts(name), "staff")),
            (word for name in self.facilities for word in facility_words(name)),
            (word for one in self.people for word in _whole(one)),
            (word for name in staff for word in guessed_words(_parts(name), "staff")),
            (word for one in self._unread for word in guessed_whole(*_named(one))),
        )
        latin = chain(
            (word for name in staff for word in latin_words(_parts(name), "staff")),
            (word for one in self.people for word in _whole_latin(one)),
            (word for name in staff for word in guessed_latin(_parts(name), "staff")),
            (word for one in self._unread for word in guessed_whole_latin(*_named(one))),
        )
        return Index(words, latin)

    @property
    def _unread(self) -> Iterator[KnownPerson]:
        """People whose reading nobody entered."""
        return (one for one in self.people if not one.kana)


def own_index(identity: PrivateIdentity, known: KnownNames) -> Index:
    """The words of a case's own identity, and of people known to live with them."""
    household = [one for one in known.people if _same_home(one, identity)]
    parts = _parts(identity.name)
    surnames = tuple(key_of(part) for part in parts[:1]) if len(parts) > 1 else ()
    relatives = [*identity.relatives, *_contacts(identity.emergency_contacts)]
    named = [found for text in relatives for found in _relative(text, surnames)]
    named += [(_parts(text), "") for one in household for text in (one.name, one.kana)]
    unread = [] if identity.kana else parts  # a reading we were told needs no guess
    words = chain(
        words_of(parts, "name"),
        words_of(_parts(identity.kana), "name"),
        mixed_words(parts, _parts(identity.kana), "name"),
        (word for each, kin in named for word in words_of(each, "relative", kin)),
        guessed_words(unread, "name"),
        (word for each, kin in named for word in guessed_words(each, "relative", kin)),
        (word for name in identity.facilities for word in facility_words(name)),
        address_words(identity.address),
        _as_typed(identity),
        (word for text in _texts(identity.extra) for word in words_of(_parts(text), "name")),
    )
    latin = chain(
        latin_words(_parts(identity.kana) or parts, "name"),
        latin_words(parts, "name"),
        (word for each, kin in named for word in latin_words(each, "relative", kin)),
        guessed_latin(unread, "name"),
        (word for each, kin in named for word in guessed_latin(each, "relative", kin)),
    )
    return Index(words, latin)


def own_slips(identity: PrivateIdentity) -> Slips:
    """The person's own name with a slip in it."""
    return Slips(_parts(identity.name)[:2], _parts(identity.kana)[:2])


def _as_typed(identity: PrivateIdentity) -> Iterator[Word]:
    """What no number can be read from, as it was typed."""
    born = identity.birth_date
    if born is not None and (born.iso is None or len(born.iso) == 10):
        yield Word(key_of(born.text), "birth", weak=len(key_of(born.text)) < 6)
    for text, kind in ((identity.phone, "phone"), (identity.insured_number, "number")):
        if sum(sign.isdigit() for sign in text) < 6:
            yield Word(key_of(text), kind, weak=len(key_of(text)) < 4)


def facility_words(name: str) -> Iterator[Word]:
    """A facility with and without its words of incorporation, and a long name without its kind."""
    whole = key_of(name)
    if len(whole) < 2 or _says_only_what(name):
        return
    yield Word(whole, "facility", is_ordinary(whole))
    bare = name.replace("㈱", "(株)").replace("㈲", "(有)").replace("（", "(").replace("）", ")")
    for word in load("privacy")["corporation"]["words"]:
        bare = bare.replace(word, " ")
    parts = [part for part in bare.split() if len(key_of(part)) >= 3 and not _says_only_what(part)]
    short = "".join(bare.split())
    if short != name and len(key_of(short)) >= 3 and not _says_only_what(short):
        for word in load("privacy")["corporation"]["words"]:
            yield from (Word(key_of(text), "facility") for text in (word + short, short + word))
    for text in (short, *parts):
        key = key_of(text)
        if len(key) >= 3 and not _says_only_what(text):
            yield Word(key, "facility")
            yield from _core(text)


def _says_only_what(name: str) -> bool:
    """デイサービス, 市民病院, 居宅介護支援事業所A: what is left names no place."""
    rest = name
    for word in sorted(load("privacy")["corporation"]["no_names"], key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(rest.strip()) < 2 or generic_facility(rest)


def _core(text: str) -> Iterator[Word]:
    """花里みどり病院 is also called 花里みどり; ひまわり or 花里市民 alone is any word."""
    kinds = sorted(load("privacy")["facility_kinds"], key=len, reverse=True)
    for kind in kinds:
        if text.endswith(kind):
            core = text.removesuffix(kind)
            kana = all(script(sign) in ("hiragana", "katakana") for sign in core)
            if not kana and len(key_of(core)) >= 4 and len(without_generic(core)) >= 3:
                yield Word(key_of(core), "facility")
            return


def _parts(name: str) -> list[str]:
    return [part for part in PARTS.split(name) if part]


def _relative(text: str, surnames: tuple[str, ...]) -> Iterator[tuple[list[str], str]]:
    """Names in 「長女 鈴木一子（市内）」 with how they are related; the kin word itself is none."""
    kin = kin_word(text)
    rest = _BRACKETS.sub(" ", text.replace(kin, " ") if kin else text)
    parts = [
        _RELATION.sub("", _TITLE.sub("", part))
        for part in _parts(rest)
        if not any(ch.isdigit() for ch in part)
    ]
    parts = [part for part in parts if not kin_word(part) and _may_name(part)]
    for part in parts:
        given = next((key_of(part)[len(s) :] for s in surnames if key_of(part).startswith(s)), "")
        if given:
            yield [given], kin
    if parts:
        yield parts[:2], kin
        yield from (([part], kin) for part in parts[2:])


def _contacts(text: str) -> list[str]:
    return [
        line for line in text.replace("、", "\n").replace(",", "\n").split("\n") if line.strip()
    ]


_BRACKETS: Final = re.compile(r"[（(\[［].*?[)）\]］]")
_TITLE: Final = re.compile(r"(?:さん|様|氏)$")


_ABOUT: Final = re.compile(r"(?:[都道府県市区町村]|在住|勤務|居住|暮らし|住まい)$")
_RELATION: Final = re.compile(r"^(?:友人|知人|隣人|近所|大家|仲間)の")


def _may_name(part: str) -> bool:
    """Whether a word beside a relative may be a name: no place, no role, no 別居."""
    return part not in _not_names() and not _ABOUT.search(part) and bool(staff_names(part))


@lru_cache
def _not_names() -> frozenset[str]:
    return frozenset(load("privacy")["words"]["beside_names"])


def _same_home(one: KnownPerson, identity: PrivateIdentity) -> bool:
    home = home_of(identity.address)
    return bool(home) and one.case_uuid != identity.case_uuid and home_of(one.address) == home


def _named(one: KnownPerson) -> tuple[list[str], str, str]:
    return _parts(one.name), "person", one.case_uuid


def _whole(one: KnownPerson) -> Iterator[Word]:
    for text in (one.name, one.kana):
        keys = [key_of(part) for part in _parts(text)]
        if len("".join(keys)) >= 3:
            yield from (
                word for word in whole_names(keys, "person", one.case_uuid) if not word.weak
            )


def _whole_latin(one: KnownPerson) -> Iterator[Word]:
    words = list(latin_words(_parts(one.kana), "person", one.case_uuid))
    yield from words[len(_parts(one.kana)) :]


def _texts(value: object) -> Iterator[str]:
    """Every text in what an imported file said beyond the fields of the form."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in _texts(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in _texts(inner))

"""What is made vague on purpose: age, place, facility, staff, household (DOMAIN.md §9.2 no. 2).

All functions take what the case says and give a text that may be shown. Words and endings are
data (``resources/knowledge/disclosure.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from app.care import scales
from app.care.case import Sex
from app.care.knowledge import load, words
from app.i18n import tr


def age_band(age: int | None, lang: str | None = None) -> str:
    """80代前半 or 80代後半, early 80s or late 80s; the wall never knows the exact age."""
    if age is None or age < 0:
        return ""
    if age >= 100:
        return tr("100歳以上", lang=lang)
    decade = age // 10 * 10
    if age % 10 < 5:
        return tr("{decade}代前半", lang=lang, decade=decade)
    return tr("{decade}代後半", lang=lang, decade=decade)


def sex_word(sex: Sex | None, lang: str | None = None) -> str:
    """男性 or 女性; any other value is nobody's business in the room."""
    entry = _knowledge("sex").get(str(sex or ""))
    return words(entry)(lang) if entry else ""


def household_word(value: str, lang: str | None = None, *, family_agreed: bool = True) -> str:
    """ひとり暮らし and its kin. Free text is not shown, it may say anything.

    Without the family's consent only that somebody lives there too is said.
    """
    kind = value if value in _knowledge("household") else scales.parse_household(value) or ""
    if not family_agreed and kind not in {"独居", "施設・住宅型"}:
        kind = "その他同居" if kind in _knowledge("household") else ""
    entry = _knowledge("household").get(kind)
    return words(entry)(lang) if entry else ""


def staff_role(text: str) -> str:
    """Office and role of 担当; every other word there is taken for a person's name."""
    kept = [_office_or_role(part) for part in re.split(r"[\s　、,，/／()（）・]+", text)]
    return " ".join(part for part in kept if part)


def _office_or_role(part: str) -> str:
    if _office().search(part):
        return part
    return "・".join(match[0] for match in _roles().finditer(part))


@lru_cache
def _office() -> re.Pattern[str]:
    endings = "|".join(_longest_first(_knowledge("staff")["office_endings"]))
    # An office may carry a letter, a number or a direction: センター北, 事業所A, 第2包括.
    return re.compile(
        rf"(?:{endings})(?:[東西南北中央]{{1,2}}|第?[A-Za-zＡ-Ｚ0-9０-９一-九]{{1,2}})?$"
    )


@lru_cache
def _roles() -> re.Pattern[str]:
    names = _longest_first(_knowledge("staff")["roles"])
    return re.compile(
        "|".join(rf"(?<![A-Za-z]){n}(?![A-Za-z])" if n.isascii() else n for n in names)
    )


def own_place(housing: str) -> str:
    """The place name 住環境 begins with (本郷町, みどり台団地, 駅南); empty where there is none."""
    text = housing.strip()
    if match := _leading_town().match(text):
        return match[0]
    first, gap, _ = text.partition(" " if " " in text[:12] else "　")
    is_home = any(word in first for word in (*_knowledge("place")["home"], *"0123456789"))
    return first if gap and first and not is_home and len(first) <= 12 else ""


def coarse_housing(housing: str) -> str:
    """住環境 with the place name made vague: 本郷町 2階建て → 市内 2階建て."""
    text, place = housing.strip(), own_place(housing)
    rest = text[len(place) :].lstrip(" 　")
    return f"{_place_kind(place)} {rest}".strip() if place else text


def coarse_places(text: str, own: str = "") -> str:
    """``text`` with the case's own place and names of towns, districts and estates made vague."""
    if len(own) >= 2:
        text = text.replace(own, _place_kind(own))
    return _town().sub(_coarse_place, text)


def _coarse_place(match: re.Match[str]) -> str:
    generic = any(match[0].endswith(word) for word in _knowledge("place")["generic"])
    return match[0] if generic else _place_kind(match[0])


def _place_kind(place: str) -> str:
    """Always Japanese: it stands inside a text that stays as people typed it."""
    knowledge = _knowledge("place")
    for kind in knowledge["kinds"]:
        if place.endswith(kind):
            return str(kind)
    return str(knowledge["anywhere"])


@lru_cache
def _leading_town() -> re.Pattern[str]:
    endings = "|".join((*_longest_first(_knowledge("place")["town_endings"]), "団地", "地区"))
    return re.compile(
        rf"(?![^\s。、]*の)[一-龥々ぁ-んァ-ヶー]{{1,8}}?(?:{endings})(?=[\s　0-9０-９。、の]|$)"
    )


@lru_cache
def _town() -> re.Pattern[str]:
    # Inside a sentence kana could be grammar (住む町), so only kanji and katakana make a name.
    return re.compile(
        r"[一-龥々ヶケ]{2,5}?町(?![内会民中外並長役村])|[一-龥々ァ-ヶー]{2,6}?(?:団地|地区)"
    )


def coarse_facilities(text: str) -> str:
    """``text`` with named hospitals, clinics and pharmacies made their kind."""
    return _facility().sub(lambda m: m[0] if _is_generic(m["name"]) else m["kind"], text)


def _is_generic(name: str) -> bool:
    return not _generic_facility().sub("", name)


@lru_cache
def _facility() -> re.Pattern[str]:
    kinds = "|".join(_knowledge("facility")["kinds"])
    # A run of hiragana before the kind is a name (さくら病院) unless it ends like grammar.
    return re.compile(
        rf"(?P<name>[一-龥々ァ-ヶー]{{1,10}}|(?<![ぁ-ん一-龥ァ-ヶ])[ぁ-ん]{{2,6}}(?<![のたるいくうむすがはをにでともへやなどつけ]))"
        rf"(?P<kind>{kinds})"
    )


@lru_cache
def _generic_facility() -> re.Pattern[str]:
    return re.compile("|".join(_longest_first(_knowledge("facility")["generic"])))


@lru_cache
def _knowledge(section: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = load("disclosure")[section]
    return found


def _longest_first(texts: list[str]) -> list[str]:
    return [re.escape(text) for text in sorted(texts, key=len, reverse=True)]


def facility_kind(text: str) -> str:
    """What kind of facility a name stands for, by its ending; empty where that can't be told."""
    return next((kind for kind in _knowledge("facility")["kinds"] if text.endswith(kind)), "")


def generic_facility(name: str) -> bool:
    """Whether a name says only what kind of place it is: 市民病院, かかりつけ薬局."""
    kinds = "|".join(_knowledge("facility")["kinds"])
    return _is_generic(re.sub(rf"(?:{kinds})$", "", name.strip()))


def without_generic(name: str) -> str:
    """A facility's name without the words that name no facility (総合, 市民)."""
    return _generic_facility().sub("", name)


def staff_names(text: str) -> tuple[str, ...]:
    """The persons' names in 担当: what is neither office nor role nor a place."""
    names = []
    for part in re.split(r"[、,，/／()（）・\n]+", text):
        told = [word for word in re.split(r"[\s　]+", part) if word and not _office().search(word)]
        bare = [_no_name().sub("", _roles().sub("", word)) for word in told]
        names.append(" ".join(word for word in bare if word))
    return tuple(filter(None, names))


@lru_cache
def _no_name() -> re.Pattern[str]:
    return re.compile(
        r".*[都道府県市区町村]$|(?:さん|様|氏|殿|先生)$|[A-Za-zＡ-Ｚ0-9０-９]$|外\d名$"
    )

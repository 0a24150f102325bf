"""How varied a set of cases is, and what it has nothing of (DOMAIN.md §3.1, case selection).

It counts and it never chooses, scores or ranks: which case is discussed is decided by people.
Criteria: new cases at the support levels, cases many people resemble, and variety over feature,
sex, age, household, district, disease group and office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.care import scales
from app.care.case import Case, Sex
from app.care.knowledge import Words, load, remembered, words
from app.care.text import search_key
from app.conference.preparation import centre_of
from app.i18n import tr

ASPECTS = ("feature", "sex", "age", "household", "district", "disease", "office")
"""What variety is looked at, in the order of the domain."""
AGE_BANDS = ((0, 64), (65, 74), (75, 84), (85, 200))
_OTHER_FEATURE = 5


@dataclass(frozen=True, slots=True)
class DiseaseGroup:
    """A group of diseases and the words by which a disease belongs to it."""

    id: str
    name: Words
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """What occurs among all cases: the values a set may be lacking, and how common they are.

    ``diseases`` counts the cases of each disease group among ``cases`` cases.
    """

    cases: int = 0
    districts: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    diseases: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aspect:
    """One way to look at the set: values with their cases, values it has nothing of.

    ``unknown`` cases have nothing written about it.
    """

    key: str
    found: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The set as it is: how many cases, how many of them new and common, and each aspect."""

    total: int
    new: int
    common: int
    aspects: tuple[Aspect, ...]


@remembered
def disease_groups() -> tuple[DiseaseGroup, ...]:
    """The groups of ``disease_groups.toml`` in their order."""
    return tuple(
        DiseaseGroup(row["id"], words(row), tuple(search_key(word) for word in row["words"]))
        for row in load("disease_groups")["group"]
    )


def groups_of(names: Iterable[str]) -> frozenset[str]:
    """Ids of the disease groups these names of diseases belong to."""
    keys = [search_key(name) for name in names]
    return frozenset(
        group.id
        for group in disease_groups()
        if any(word in key for word in group.keys for key in keys)
    )


def look_at(cases: Sequence[Case], town: Town) -> Selection:
    """What the set of ``cases`` has and lacks, seen against the whole ``town``."""
    return Selection(
        total=len(cases),
        new=sum(is_new(case) for case in cases),
        common=sum(is_common(case, town) for case in cases),
        aspects=tuple(_aspect(key, cases, town) for key in ASPECTS),
    )


def is_new(case: Case) -> bool:
    """Newly certified at 事業対象者 to 要支援2 (criterion 1)."""
    return bool(case.newly_certified) and scales.is_support_level(case.care_level)


def is_common(case: Case, town: Town) -> bool:
    """Whether many people of the town have a disease of the same group (criterion 2)."""
    least = float(load("disease_groups")["common_share"]) * town.cases
    mine = groups_of(condition.name for condition in case.conditions)
    return town.cases > 0 and any(town.diseases.get(group, 0) >= least for group in mine)


def _aspect(key: str, cases: Sequence[Case], town: Town) -> Aspect:
    values = [_values(key, case) for case in cases]
    counted = Counter(value for each in values for value in each)
    expected = _expected(key, town)
    rest = sorted(set(counted) - set(expected))
    found = tuple((value, counted[value]) for value in (*expected, *rest) if counted[value])
    missing = tuple(value for value in expected if not counted[value])
    return Aspect(key, found, missing, sum(not each for each in values))


def _values(key: str, case: Case) -> frozenset[str]:
    """The values of one case as codes; several features or diseases count once each."""
    if key == "feature":
        return frozenset(str(code) for code in case.feature_codes)
    if key == "disease":
        return groups_of(condition.name for condition in case.conditions)
    single = {
        "sex": case.sex.value if case.sex in (Sex.MALE, Sex.FEMALE) else "",
        "age": age_band(case.age) if case.age is not None else "",
        "household": scales.household_short(case.household.type, "ja")
        if case.household.type in scales.household_types()
        else "",
        "district": case.district.strip(),
        "office": centre_of(case),
    }[key]
    return frozenset({single} - {"", "不明"})


def age_band(age: int) -> str:
    """``75-84``, for a code; people read it through ``value_name``."""
    low, high = next(band for band in AGE_BANDS if band[0] <= age <= band[1])
    return f"{low}-{high}"


def _expected(key: str, town: Town) -> tuple[str, ...]:
    """The values a set could have, in order."""
    households = (scales.household_short(kind, "ja") for kind in scales.household_types())
    return {
        "feature": tuple(str(code) for code in scales.feature_codes() if code != _OTHER_FEATURE),
        "sex": (Sex.MALE.value, Sex.FEMALE.value),
        "age": tuple(f"{low}-{high}" for low, high in AGE_BANDS[1:]),
        "household": tuple(dict.fromkeys(each for each in households if each != "不明")),
        "district": town.districts,
        "disease": tuple(group.id for group in disease_groups()),
        "office": town.offices,
    }[key]


def value_name(key: str, value: str) -> str:
    """A value of an aspect in the words of the chosen language."""
    if key == "feature":
        return scales.feature_short(int(value))
    if key == "sex":
        return scales.sex_label(value)
    if key == "age":
        return _band_name(value)
    if key == "household":
        kinds = (kind for kind in scales.household_types())
        kind = next(kind for kind in kinds if scales.household_short(kind, "ja") == value)
        return scales.household_short(kind)
    if key == "disease":
        return next(group.name() for group in disease_groups() if group.id == value)
    return value


def _band_name(value: str) -> str:
    low, high = (int(part) for part in value.split("-"))
    if low == AGE_BANDS[0][0]:
        return tr("{age}歳以下", age=high)
    if high == AGE_BANDS[-1][1]:
        return tr("{age}歳以上", age=low)
    return tr("{low}〜{high}歳", low=low, high=high)

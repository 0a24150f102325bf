"""Official scales and short code lists: codes, words, LIFE codes, spellings (DOMAIN.md §1.3).

A care level's code is its Japanese name (要支援2), the other scales use the code people know
(J2, IIa). Every ``…_label(code, lang)`` gives back an unknown text unchanged, so that free
text of an old sheet is shown as it was written. Every ``parse_…`` gives ``None`` for what it
can't tell; nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.care.case import CaseStatus, SessionType, Sex, TimePoint
from app.care.knowledge import Words, load, words

_KANJI_DIGITS = str.maketrans("一二三四五", "12345")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}


@dataclass(frozen=True, slots=True)
class Step:
    """One value of a scale or list.

    ``life`` is the national interface code, ``rank`` only given where values may be compared.
    """

    code: str
    words: Words
    short_words: Words
    meaning_words: Words
    life: str | None
    rank: int | None
    order: int
    unspecified: bool
    spellings: frozenset[str]


@lru_cache
def _scale(name: str) -> Mapping[str, Step]:
    steps = {}
    for position, row in enumerate(load("scales")[name]):
        label = words(row)
        code = str(row.get("code", label.ja))
        unsure = row.get("incomparable") or row.get("unspecified")
        also = {code, label.ja, label.en, *row.get("also", ())}
        steps[code] = Step(
            code=code,
            words=label,
            short_words=words(row, "short") if "short_ja" in row else label,
            meaning_words=words(row, "meaning"),
            life=str(row["life"]) if "life" in row else None,
            rank=None if unsure else row.get("rank", row.get("order")),
            order=row.get("order", position),
            unspecified=bool(row.get("unspecified")),
            spellings=frozenset(_fold(text) for text in also),
        )
    return steps


def _fold(text: str) -> str:
    """Width, case, Roman numeral signs (U+2160 ff. by NFKC) and spaces folded away."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()


def _label(scale: str, code: str, lang: str | None) -> str:
    step = _scale(scale).get(code)
    return step.words(lang) if step else code


def _short(scale: str, code: str, lang: str | None) -> str:
    step = _scale(scale).get(code)
    return step.short_words(lang) if step else code


def _meaning(scale: str, code: str, lang: str | None) -> str:
    step = _scale(scale).get(code)
    return step.meaning_words(lang) if step else ""


def _spelled(scale: str, text: str) -> str | None:
    folded = _fold(text)
    for code, step in _scale(scale).items():
        if folded and folded in step.spellings:
            return code
    return None


# ---- 要介護状態区分 (§1.3.3) ----


def care_levels() -> tuple[str, ...]:
    """Levels a person chooses from, lightest first; legacy and pseudo-codes are only read."""
    return tuple(code for code, step in _scale("care_level").items() if step.rank is not None)


def care_level_label(code: str, lang: str | None = None) -> str:
    """要支援2 / Support level 2."""
    return _label("care_level", code, lang)


def care_level_short(code: str, lang: str | None = None) -> str:
    """支援2 / Support 2, for narrow columns."""
    return _short("care_level", code, lang)


def care_level_meaning(code: str, lang: str | None = None) -> str:
    """The care-time band behind a level; 要支援2 and 要介護1 share one (§1.3.3)."""
    return _meaning("care_level", code, lang)


def care_level_rank(code: str) -> int | None:
    """Order used for 重度化, 0–8; ``None`` for the legacy level and pseudo-codes."""
    step = _scale("care_level").get(code)
    return step.rank if step else None


def care_level_life_code(code: str) -> str | None:
    """Two-digit LIFE or claims code."""
    step = _scale("care_level").get(code)
    return step.life if step else None


def is_support_level(code: str | None) -> bool:
    """要支援1, 要支援2 or 事業対象者: the people of the 包括版 (§0)."""
    return code in {"事業対象者", "要支援1", "要支援2"}


def is_care_level(code: str | None) -> bool:
    """要介護1–5: the people of the 居宅版 (§0)."""
    return code is not None and code.startswith("要介護")


_LEVEL = re.compile(r"要?(?P<kind>支援|支|介護|介)度?(?P<step>[1-5]|III|II|IV|I|V)")
_LEVEL_WORDS = {
    "自立": "非該当",
    "非該当自立": "非該当",
    "事業対象": "事業対象者",
    "総合事業対象者": "事業対象者",
    "総合事業": "事業対象者",
    "事業": "事業対象者",
    "要支援経過的要介護": "経過的要介護",
    "経過的": "経過的要介護",
    "認定なし": "なし",
}


def parse_care_level(text: str) -> str | None:
    """The level in any spelling of §1.2 (支援2 要支援２ 支2 要支援Ⅱ 介1) or its LIFE code.

    新規 is no level (§1.1 no. 9) and gives ``None``.
    """
    folded = re.sub(r"[()・]", "", _fold(text)).translate(_KANJI_DIGITS)
    if match := _LEVEL.fullmatch(folded):
        step = _ROMAN.get(match["step"], match["step"])
        code = f"要{match['kind'][0]}{'援' if match['kind'][0] == '支' else '護'}{step}"
        return code if code in _scale("care_level") else None
    if folded in _LEVEL_WORDS:
        return _LEVEL_WORDS[folded]
    for code, step_ in _scale("care_level").items():
        if folded == step_.life or (folded and folded in step_.spellings):
            return code
    return None


# ---- 障害高齢者の日常生活自立度 (§1.3.1) ----


def disability_scale() -> tuple[str, ...]:
    """自立, J1 … C2."""
    return tuple(_scale("disability"))


def disability_label(code: str, lang: str | None = None) -> str:
    """The code as people write it; 自立 in the chosen language."""
    return _label("disability", code, lang)


def disability_meaning(code: str, lang: str | None = None) -> str:
    """What the rank says. Several web pages print wrong J1/J2/A1 texts; these follow §1.3.1."""
    return _meaning("disability", code, lang)


def disability_rank(code: str) -> int | None:
    """0 for 自立 to 8 for C2."""
    step = _scale("disability").get(code)
    return step.rank if step else None


def disability_life_code(code: str) -> str | None:
    """LIFE code 1–9."""
    step = _scale("disability").get(code)
    return step.life if step else None


def parse_disability_independence(text: str) -> str | None:
    """自立 or J1 … C2 in any width, case or with ランク; a letter alone can't be told."""
    folded = re.sub(r"^(障害|寝たきり度|ランク|RANK)+|[-・]", "", _fold(text))
    folded = re.sub(r"(?<=[JABC])(II|I)$", lambda m: _ROMAN[m[0]], folded)
    return folded if folded in _scale("disability") else None


# ---- 認知症高齢者の日常生活自立度 (§1.3.2) ----


def dementia_scale() -> tuple[str, ...]:
    """Ranks a person chooses from: 自立, I, IIa … M. II and III are only read from old data."""
    return tuple(code for code, step in _scale("dementia").items() if not step.unspecified)


def dementia_label(code: str, lang: str | None = None) -> str:
    """Ⅱb in Japanese, IIb in English."""
    return _label("dementia", code, lang)


def dementia_meaning(code: str, lang: str | None = None) -> str:
    """What the rank says."""
    return _meaning("dementia", code, lang)


def dementia_rank(code: str) -> int | None:
    """Number for differences; ``None`` for M, which isn't simply worse than IV, and for II, III."""
    step = _scale("dementia").get(code)
    return step.rank if step else None


def dementia_order(code: str) -> int:
    """Position for sorting: M last, unspecified II and III with their lower half."""
    return _scale("dementia")[code].order


def dementia_at_least(code: str | None, floor: str) -> bool:
    """Whether ``code`` surely reaches ``floor``: an unspecified II doesn't reach IIb."""
    if code is None or code not in _scale("dementia"):
        return False
    return dementia_order(code) >= dementia_order(floor)


def dementia_life_code(code: str) -> str | None:
    """LIFE code 1–8; the unspecified ranks have none."""
    step = _scale("dementia").get(code)
    return step.life if step else None


_DEMENTIA = re.compile(r"(?P<rank>IV|III|II|I|[1-4])(?P<half>[AB]?)")


def parse_dementia_independence(text: str) -> str | None:
    """Ⅱb, II B, 2b, Ⅱｂ and their kin (§1.2); II and III without a letter stay unspecified.

    V is no rank, although one glossary prints it for M (§1.3.2).
    """
    folded = re.sub(r"^(認知症|自立度|ランク|RANK)+(?=.)|[-・]", "", _fold(text)) or _fold(text)
    if folded in {"自立", "M"}:
        return folded
    match = _DEMENTIA.fullmatch(folded)
    if match is None:
        return None
    roman = {number: sign for sign, number in _ROMAN.items()}
    code = roman.get(match["rank"], match["rank"]) + match["half"].lower()
    return code if code in _scale("dementia") else None


# ---- 性別 (§1.1 no. 6) ----


def sex_label(sex: Sex | str, lang: str | None = None) -> str:
    """男 / Male."""
    return _label("sex", str(sex), lang)


def sex_short(sex: Sex | str, lang: str | None = None) -> str:
    """男 / M, for a column of its own."""
    return _short("sex", str(sex), lang)


def sex_life_code(sex: Sex | str) -> int | None:
    """1 for 男, 2 for 女; LIFE has no other value."""
    step = _scale("sex").get(str(sex))
    return int(step.life) if step and step.life else None


def parse_sex(text: str) -> Sex | None:
    """男 男性 M 1, 女 女性 F 2, その他, 不明."""
    code = _spelled("sex", text)
    return Sex(code) if code else None


# ---- 特徴 (§1.1 no. 11) ----


def feature_codes() -> tuple[int, ...]:
    """1 to 5."""
    return tuple(int(code) for code in _scale("feature"))


def feature_label(code: int, lang: str | None = None) -> str:
    """The core problem in full words."""
    return _label("feature", str(code), lang)


def feature_short(code: int, lang: str | None = None) -> str:
    """The word on a chip."""
    return _short("feature", str(code), lang)


def parse_features(text: str) -> tuple[int, ...]:
    """Codes of a cell such as 「1、2」「②」「筋力低下」; unknown parts are left out."""
    found = []
    for part in re.split(r"[、,・/\s]+", unicodedata.normalize("NFKC", text)):
        code = _spelled("feature", part) or _spelled("feature", part[:1])
        if code and int(code) not in found:
            found.append(int(code))
    return tuple(found)


# ---- 世帯 (§1.4), 身長の測り方 (§1.5) ----


def household_types() -> tuple[str, ...]:
    """The Japanese labels, which are the stored values."""
    return tuple(_scale("household"))


def household_label(value: str, lang: str | None = None) -> str:
    """A type in the chosen language; free text stays as written."""
    return _label("household", value, lang)


def household_short(value: str, lang: str | None = None) -> str:
    """独居, 夫婦, 同居 … for narrow columns."""
    return _short("household", value, lang)


def parse_household(text: str) -> str | None:
    """The type behind a usual spelling (一人暮らし, 高齢世帯)."""
    return _spelled("household", text)


def nearby_family_choices() -> tuple[str, ...]:
    """How near the family lives."""
    return tuple(_scale("nearby_family"))


def nearby_family_label(value: str, lang: str | None = None) -> str:
    """A choice in the chosen language."""
    return _label("nearby_family", value, lang)


def height_methods() -> tuple[str, ...]:
    """実測, 本人申告, 膝高推定; the last two make the BMI a reference value only (§1.5)."""
    return tuple(_scale("height_method"))


def height_method_label(value: str, lang: str | None = None) -> str:
    """A method in the chosen language."""
    return _label("height_method", value, lang)


# ---- 追跡, 状態, 版, 時点 ----


def outcome_codes() -> tuple[str, ...]:
    """The mutually exclusive states at 6 and 12 months (§6.3)."""
    return tuple(_scale("outcome"))


def outcome_label(code: str, lang: str | None = None) -> str:
    """Short name of a state."""
    return _label("outcome", code, lang)


def outcome_meaning(code: str, lang: str | None = None) -> str:
    """When the state applies."""
    return _meaning("outcome", code, lang)


def case_status_label(status: CaseStatus | str, lang: str | None = None) -> str:
    """下書き, 提出待ち, 会議準備, 追跡中, 終了 (design 02)."""
    return _label("case_status", str(status), lang)


def session_type_label(kind: SessionType | str, lang: str | None = None) -> str:
    """包括版(要支援) or 居宅版(要介護)."""
    return _label("session_type", str(kind), lang)


def session_type_short(kind: SessionType | str, lang: str | None = None) -> str:
    """包括版 or 居宅版."""
    return _short("session_type", str(kind), lang)


def parse_session_type(text: str) -> SessionType | None:
    """The version of the meeting in its usual spellings."""
    code = _spelled("session_type", text)
    return SessionType(code) if code else None


def time_point_label(point: TimePoint | str, lang: str | None = None) -> str:
    """事前判定, 事後予測, 3か月後, 6か月後, 12か月後."""
    return _label("time_point", str(point), lang)

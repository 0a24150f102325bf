"""What a heading of another town's sheet means (resources/knowledge/sheet_headers.toml)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.care.checklist import QUESTIONS, questions
from app.care.items import items
from app.care.knowledge import Words, load, words

_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
_NUMBERING: Final = re.compile(r"^\s*(?:[(\[]?\d{1,2}[)\].．、:]|[①-⑳㉑-㉟]|\d{1,2}\s+(?=\D))\s*")
_MONTH: Final = re.compile(r"[〇○◯_]{0,2}\d{0,2}月(?=$|[^日別])")
_NUMBERED_QUESTION: Final = re.compile(
    r"(?:基本チェックリスト|チェックリスト|基本チェック|基チェ|kcl)(?:項目|設問|質問|問|no|q)?"
    r"(\d{1,2})(?!\d|項目|問中|点|月|年)"
)
_WEIGHED: Final = re.compile(  # 体重(R6.4), R6年7月体重, 体重2
    r"^体重[\s(:_]*(?:[MTSHR]|令和|平成|20)?\d{1,2}[\d年月日./\-\s()]*(?:kg)?\)?$"
    r"|^(?:[MTSHR]|令和|平成|20)\d{1,2}[年./]\d{1,2}[月./\d日\s]*の?体重(?:\(?kg\)?)?$"
)
_NOISE: Final = re.compile(r"[\W_〇○◯●◎□■]+")
_KANA_READING: Final = re.compile(r"(?<=[一-龥々])\([ぁ-んァ-ヶー・]+\)")
_EXACT, _WITHOUT_BRACKETS, _PART_OF_IT = 1.0, 0.95, 0.6
_ITEM_ALONE = 0.8  # 食事 may head a judgement or a remark about meals
_LONGEST = 60  # characters of a heading
SURE: Final = 0.9
"""From here on a match needs no look by a person."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place in a case that a column can fill. ``key`` is stable: mappings remember it.

    ``kind`` names the reader of its cells; ``many`` columns may share the place.
    """

    key: str
    kind: str
    name: Words
    many: bool
    spellings: frozenset[str]

    def label(self, lang: str | None = None) -> str:
        """What people call it."""
        return self.name(lang)


@lru_cache(maxsize=16384)
def header_key(text: str) -> str:
    """A heading without width, case, reading aids, numbering, spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", _NUMBERING.sub("", text.strip()))
    folded = _NUMBERING.sub("", folded)
    folded = _KANA_READING.sub("", folded)
    return _NOISE.sub("", _MONTH.sub("月", folded.replace("〇月", "月"))).lower()


def _bare_key(text: str) -> str:
    """``header_key`` without what stands in brackets: hints such as (〇町戸建)."""
    folded = unicodedata.normalize("NFKC", text)
    return header_key(_BRACKETS.sub("", folded))


@lru_cache
def targets() -> tuple[Target, ...]:
    """All places of a case sheet in its order, the judgement sheet behind it."""
    data = load("sheet_headers")
    found = [_target(row) for row in data["column"]]
    found += [
        Target(
            f"checklist.{one.no}",
            "check",
            Words(
                f"基本チェックリスト {one.no} {one.label('ja')}",
                f"Checklist {one.no}: {one.label('en')}",
            ),
            many=False,
            spellings=frozenset({header_key(f"基本チェックリスト{one.no}")}),
        )
        for one in questions()
    ]
    also = {row["key"]: row["also"] for row in data["item"]}
    for item in items():
        names = [item.label("ja"), *also.get(item.key, ())]
        for part in data["part"]:
            parts = [part["ja"], *part["also"]]
            joined = {f"{name}{word}" for name in names for word in parts}
            if part["key"] == "before":
                joined |= set(names)
            found.append(
                Target(
                    f"judgement.{item.key}.{part['key']}",
                    part["kind"],
                    Words(f"{item.label('ja')} {part['ja']}", f"{item.label('en')}: {part['en']}"),
                    many=False,
                    spellings=frozenset(header_key(text) for text in joined),
                )
            )
    return tuple(found)


def _target(row: dict[str, object]) -> Target:
    name = words(row)
    also = row["also"]
    assert isinstance(also, list)  # noqa: S101 - our own data
    spellings = frozenset(key for text in (name.ja, *also) if (key := header_key(str(text))))
    return Target(str(row["key"]), str(row["kind"]), name, bool(row.get("many")), spellings)


@lru_cache
def _by_key() -> dict[str, Target]:
    return {target.key: target for target in targets()}


def target_of(key: str) -> Target:
    """The place called ``key``; ``KeyError`` where there is none."""
    return _by_key()[key]


def is_target(key: str) -> bool:
    """Whether a remembered place still exists."""
    return key in _by_key()


@lru_cache
def _by_spelling() -> dict[str, str]:
    found: dict[str, str] = {}
    for target in targets():
        for spelling in target.spellings:
            found.setdefault(spelling, target.key)
    return found


@lru_cache
def parts() -> dict[str, str]:
    """Spelling of a column of the judgement sheet → before, predicted, personal, …."""
    found: dict[str, str] = {}
    for part in load("sheet_headers")["part"]:
        for text in (part["ja"], *part["also"]):
            found.setdefault(header_key(text), part["key"])
    return found


@lru_cache
def item_names() -> dict[str, str]:
    """Spelling of a row of the judgement sheet → its item."""
    also = {row["key"]: row["also"] for row in load("sheet_headers")["item"]}
    found: dict[str, str] = {}
    for item in items():
        for text in (item.label("ja"), *also.get(item.key, ())):
            found.setdefault(header_key(text), item.key)
    return found


@lru_cache(maxsize=4096)
def exact_header(text: str) -> tuple[str | None, float]:
    """The place a heading means in so many words; ``None`` for all else."""
    spellings = _by_spelling()
    key, bare = header_key(text), _bare_key(text)
    if (no := _question(key)) is not None:
        return f"checklist.{no}", _WITHOUT_BRACKETS
    if _WEIGHED.search(unicodedata.normalize("NFKC", text)):
        return "weights", _WITHOUT_BRACKETS
    # 「身長 体重 (BMI)」 means all three, so the whole heading is asked first.
    for candidate, sure in ((key, _EXACT), (bare, _WITHOUT_BRACKETS)):
        if candidate in item_names() and spellings.get(candidate, "").startswith("judgement."):
            return spellings[candidate], _ITEM_ALONE
        if candidate in spellings:
            return spellings[candidate], sure
    return None, 0.0


def _question(key: str) -> int | None:
    """The question a heading such as 基本チェックリスト3 or KCL_3 names."""
    match = _NUMBERED_QUESTION.match(key)
    number = int(match[1]) if match else 0
    return number if 1 <= number <= QUESTIONS else None


@lru_cache
def _question_words() -> tuple[tuple[int, tuple[re.Pattern[str], ...]], ...]:
    return tuple(
        (row["no"], tuple(re.compile(word) for word in row["words"]))
        for row in load("sheet_headers")["check"]
    )


def question_in(text: str) -> int | None:
    """The question whose words a heading holds; only to be believed among its like."""
    key = header_key(text)
    found = [no for no, wanted in _question_words() if all(word.search(key) for word in wanted)]
    return found[0] if len(found) == 1 else None


@lru_cache
def _without_place() -> tuple[tuple[re.Pattern[str], Words], ...]:
    return tuple(
        (re.compile(row["words"]), words(row)) for row in load("sheet_headers")["no_place"]
    )


def why_no_place(text: str) -> Words | None:
    """Why a heading that looks like one of ours names another test; ``None`` for all else."""
    key = header_key(text)
    return next((why for pattern, why in _without_place() if pattern.search(key)), None)


@lru_cache(maxsize=4096)
def match_header(text: str) -> tuple[str | None, float]:
    """The place a heading means and how sure that is (0–1); ``None`` where it can't be told."""
    if why_no_place(text) is not None:
        return None, 0.0
    target, sure = exact_header(text)
    if target is not None:
        return target, sure
    key = _bare_key(text) or header_key(text)
    inside = [spelling for spelling in _telling() if spelling in key] if len(key) < _LONGEST else []
    if not inside:
        return None, 0.0
    longest = max(inside, key=len)
    return _by_spelling()[longest], round(_PART_OF_IT * len(longest) / len(key), 2)


@lru_cache
def _telling() -> tuple[str, ...]:
    """The spellings that mean something as a part of a longer heading."""
    return tuple(
        spelling
        for spelling, target in _by_spelling().items()
        if len(spelling) > 1 and not spelling.isascii() and not target.startswith("judgement.")
    )


def forget_texts() -> None:
    """Empty the memories above: among the texts asked about are those of people."""
    for function in (header_key, exact_header, match_header):
        function.cache_clear()

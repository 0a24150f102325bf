"""One cell of the case workbook and the value of Case JSON behind it, both ways.

``show`` gives the text a person reads and edits, ``parse`` the value behind a text. Both accept
anything: what can't be read stays text, and the reader of Case JSON refuses it with its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.care import scales
from app.care.case import CaseStatus, SessionType, Sex
from app.care.interests import entry_label, read_entry
from app.care.ratings import RATINGS, parse_rating, symbol
from app.care.wareki import parse_date
from app.exchange.fields import as_number
from app.i18n import tr

Json = dict[str, Any]
BAR = "｜"
_BETWEEN = re.compile(r"[、,・/\s]+")
_UNITS = re.compile(r"(?<=\d)\s*(cm|kg|歳|才|秒|回|%|％)$", re.IGNORECASE)
_YES = {"はい", "有", "あり", "済", "○", "〇", "yes", "true", "1", "y"}
_NO = {"いいえ", "無", "なし", "未", "×", "no", "false", "0", "n"}


def choices(kind: str) -> tuple[str, ...]:
    """What the drop-down of a cell offers; empty where people write freely."""
    lists: Mapping[str, tuple[str, ...]] = {
        "session_type": tuple(scales.session_type_label(one, "ja") for one in SessionType),
        "status": tuple(scales.case_status_label(one, "ja") for one in CaseStatus),
        "sex": tuple(scales.sex_label(one, "ja") for one in Sex),
        "disability": scales.disability_scale(),
        "dementia": scales.dementia_scale(),
        "care_level": _levels(),
        "previous": ("新規", *_levels()),
        "household": scales.household_types(),
        "height_method": scales.height_methods(),
        "outcome": tuple(scales.outcome_label(one, "ja") for one in scales.outcome_codes()),
        "flag": ("はい", "いいえ"),
        "answer": ("1", "0"),
        "rating": tuple(symbol(one) for one in RATINGS),
    }
    return lists.get(kind, ())


def _levels() -> tuple[str, ...]:
    return ("非該当", "事業対象者", "要支援1", "要支援2", *(f"要介護{n}" for n in range(1, 6)))


def show(kind: str, value: Any) -> str:
    """The text of a cell for one value of Case JSON (dates and lists have their own)."""
    if value is None:
        return ""
    if kind in _SHOW and (told := _SHOW[kind](value)) is not None:
        return told
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return str(int(value)) if value == int(value) else repr(value)


def _listed(value: Any) -> str | None:
    return "、".join(str(one) for one in value) if isinstance(value, list) else None


_SHOW: Final[Mapping[str, Callable[[Any], str | None]]] = {
    "flag": {True: "はい", False: "いいえ"}.get,
    "regular": lambda value: "頓用" if value is False else "",
    "status": lambda value: scales.case_status_label(str(value), "ja"),
    "outcome": lambda value: scales.outcome_label(str(value), "ja"),
    "rating": lambda value: symbol(value) if value in RATINGS else None,
    "features": _listed,
    "codes": _listed,
}


def parse(kind: str, text: str) -> Any:
    """The value behind the text of a cell; ``None`` for an empty one."""
    if kind == "regular":
        return not unicodedata.normalize("NFKC", text).strip()
    if not text.strip():
        return text or None
    return _PARSE[kind](text) if kind in _PARSE else text


def _number(text: str) -> float | str:
    number = as_number(_UNITS.sub("", unicodedata.normalize("NFKC", text).strip()))
    if number is None:
        return text
    return int(number) if number == int(number) else number


def _flag(text: str) -> bool | str:
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    return True if folded in _YES else (False if folded in _NO else text)


def _features(text: str) -> list[Any]:
    codes = scales.parse_features(text)
    parts = [part for part in _BETWEEN.split(text) if part]
    return list(codes) if len(codes) == len(parts) else [text]


_PARSE: Final[Mapping[str, Callable[[str], Any]]] = {
    "number": _number,
    "answer": _number,
    "flag": _flag,
    "status": lambda text: _code(text, tuple(CaseStatus), scales.case_status_label),
    "outcome": lambda text: _code(text, scales.outcome_codes(), scales.outcome_label),
    "rating": lambda text: parse_rating(text) or text,
    "features": _features,
    "codes": lambda text: [part for part in _BETWEEN.split(text) if part],
}


def _code(text: str, codes: tuple[str, ...], label: Any) -> str:
    return next((str(code) for code in codes if label(code, "ja") == text.strip()), text)


def show_date(holder: Mapping[str, Any], key: str) -> str:
    """A date as it was typed, else as ISO."""
    return str(holder.get(f"{key}_text") or holder.get(key) or "")


def date_parts(text: str) -> tuple[str | None, str | None]:
    """``key`` and ``key_text`` of Case JSON for a date as people write it."""
    if not text.strip():
        return None, None
    iso = parse_date(text).iso
    return iso, (text if text != iso else None)


@dataclass(frozen=True, slots=True)
class Lines:
    """A list in one cell: one entry a line, its parts divided by ｜."""

    parts: tuple[tuple[str, str], ...]

    def show(self, entries: list[Any]) -> str:
        return "\n".join(self.line(entry) for entry in entries)

    def line(self, entry: Any) -> str:
        """One entry as one line; a line break inside becomes a space."""
        if isinstance(entry, str):
            return _flat(entry)
        texts = [self._part(entry, key, kind) for key, kind in self.parts]
        return BAR.join(_flat(text) for text in texts).rstrip(BAR)

    def _part(self, entry: Json, key: str, kind: str) -> str:
        if kind == "date":
            return show_date(entry, key)
        if kind == "onset":
            return str(entry.get("onset_text") or entry.get("onset_iso") or "")
        return show(kind, entry.get(key))

    def parse(self, text: str, kept: list[Any]) -> list[Any]:
        """The entries of a cell. A line that says what it said keeps all of its entry, and one that
        begins as before keeps the parts that have no place in the line."""
        free = list(kept)
        result = []
        for line in text.split("\n"):
            if not line.strip():
                continue
            twin = next((entry for entry in free if self.line(entry) == line), None)
            if twin is None:
                twin = next((e for e in free if self._head(e) == _split(line)[0]), None)
                entry = self._entry(line, twin if isinstance(twin, dict) else {})
            else:
                entry = twin
            if twin is not None:
                free.remove(twin)
            result.append(entry)
        return result

    def _head(self, entry: Any) -> str:
        return _split(self.line(entry))[0]

    def _entry(self, line: str, base: Json) -> Json:
        texts = _split(line)
        if len(texts) > len(self.parts):  # a bar inside the last text
            texts[len(self.parts) - 1 :] = [BAR.join(texts[len(self.parts) - 1 :])]
        texts += [""] * (len(self.parts) - len(texts))
        entry = dict(base)
        for (key, kind), text in zip(self.parts, texts, strict=True):
            if kind == "date":
                _put_date(entry, key, text)
            elif kind == "onset":
                entry["onset_text"], entry["onset_iso"] = (
                    text,
                    parse_date(text).iso if text else None,
                )
            else:
                value = parse(kind, text)
                if value is not None:
                    entry[key] = value
                else:
                    entry.pop(key, None)
        return entry


def _put_date(entry: Json, key: str, text: str) -> None:
    entry[key], typed = date_parts(text)
    entry.pop(f"{key}_text", None)
    if typed:
        entry[f"{key}_text"] = typed
    if entry[key] is None and not typed:
        del entry[key]


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def _split(line: str) -> list[str]:
    return [part.strip() for part in line.replace("|", BAR).split(BAR)]


def show_interests(codes: list[str]) -> str:
    """The activities by their names, one a line."""
    return "\n".join(entry_label(code, "ja") for code in codes)


def parse_interests(text: str) -> list[str]:
    """Codes of the activities named; an unknown name stays as written."""
    return [read_entry(line) for line in text.split("\n") if line.strip()]


def rating_note(lang: str | None = None) -> str:
    """The key of the ratings for the head of the judgement tab."""
    from app.care.ratings import meaning

    told = " ".join(f"{symbol(one)} {meaning(one, lang=lang)}" for one in RATINGS)
    return tr("評価の記号：{key}", lang=lang, key=told)

"""What an entry of a municipality must pass before it is used (``care.overrides``)."""

from __future__ import annotations

import math
import re
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from app.care import community_rules, consistency, prompts
from app.care.case import CareDate, Case, Condition, Judgement, Medication, SessionType, TimePoint
from app.care.codes import issue_codes, response_types
from app.care.community import Stage
from app.care.items import ITEM_KEY, is_item, items
from app.care.knowledge import load
from app.care.medical_risk import drugs
from app.care.medical_risk.engine import rule_set, run
from app.care.medical_risk.lint import FILES, lint_rule_texts, texts_in
from app.care.medical_risk.red_flags import red_flags
from app.care.medical_risk.thresholds import thresholds
from app.i18n import tr

NAMES: Final = ("id", "code", "key", "generic")
"""Fields by which an entry of a list is told from the others, the first one that is there."""

_MOST_ITEMS: Final = 40
_MOST_CASES: Final = 12
_MOST_MINUTES: Final = 480
_PARTS: Final = ("opening", "closing")
_STAGES: Final = ("issue", "goal", "risk", "support")
_LEAST: Final = (*_PARTS, *_STAGES)
_PRESENCE_KEY: Final = re.compile("[0-9A-Z]")
_LIFE_CODE: Final = re.compile(r"(?:\d{3})?", re.ASCII)
_QUESTION_FIELDS: Final = frozenset({"n", "bmi", "kw", "polypharmacy", "low", "high"})
_OPTIONAL: Final = frozenset({"off", "also", "strengths_mg", "oral_only", "not_topical", "called"})


class Refused(Exception):
    """Why an entry can't be used, in words for a person."""


def check_entry(
    name: str, old: Mapping[str, Any] | None, new: Mapping[str, Any], rows: Sequence[Any]
) -> None:
    """Keys, kinds of values and texts of an entry before it goes into ``rows``."""
    known = {key: value for row in rows for key, value in row.items()} | {"off": True}
    for key, value in new.items():
        if key not in known:
            raise Refused(tr("{key} という欄はありません", key=key))
        same_kind(known[key], value)
    needed = set.intersection(*(set(row) for row in rows)) - _OPTIONAL
    if missing := sorted(needed - set(new)):
        raise Refused(tr("{key} がありません", key=missing[0]))
    if name == "red_flags" and old is not None and old["words"] != new["words"]:
        raise Refused(tr("すぐ対応する言葉は減らせません。連絡の手順だけ変えられます"))
    check_text_of(name, old or {}, new)


def same_kind(old: object, new: object) -> None:
    """Text stays text, a figure a figure above nothing, a list a list."""
    if isinstance(old, bool) or isinstance(new, bool):
        fits = isinstance(old, bool) and isinstance(new, bool)
    elif isinstance(old, int | float):
        fits = isinstance(new, int | float) and math.isfinite(new) and new > 0
    elif isinstance(old, list) and old and isinstance(old[0], str):
        fits = isinstance(new, list) and all(isinstance(part, str) and part for part in new)
    else:
        fits = isinstance(new, type(old))
    if not fits:
        raise Refused(tr("値の種類が違います（文字・数・並び）"))


def check_text_of(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Both languages, no placeholder the program doesn't fill, no forbidden word."""
    for key, value in _flat(new):
        if not isinstance(value, str):
            continue
        if key.endswith("ja") and not _other(new, key, "en") == bool(value.strip()):
            raise Refused(tr("日本語と英語の両方が要ります（{key}）", key=key))
        allowed = _QUESTION_FIELDS if name == "risk_rules" else _fields(_at(old, key))
        if unknown := _fields(value) - allowed:
            raise Refused(tr("使えない差し込み {field} があります", field=min(unknown)))
    if name in FILES and (found := lint_rule_texts(texts_in(name, new))):
        raise Refused(tr("使えない言葉「{word}」があります", word=found[0].word))


def _flat(value: object, prefix: str = "") -> Iterator[tuple[str, object]]:
    """All values with their path; list entries by place."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, f"{prefix}/{key}" if prefix else str(key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _flat(inner, f"{prefix}/{place}")
    else:
        yield prefix, value


def _at(value: Mapping[str, Any], path: str) -> object:
    return dict(_flat(value)).get(path, "")


def _other(entry: Mapping[str, Any], key: str, lang: str) -> bool:
    if key != "ja" and not key.endswith(("/ja", "_ja")):
        return True
    return bool(str(_at(entry, key[:-2] + lang)).strip())


def _fields(text: object) -> frozenset[str]:
    try:
        parts = list(string.Formatter().parse(str(text)))
    except ValueError:
        raise Refused(tr("波かっこが閉じていません")) from None
    return frozenset(field for _, field, _, _ in parts if field is not None)


# ---- trial runs: whatever fails here would fail later, in front of a person ----


def try_out(name: str) -> None:
    """Read the file the way the program does, and let the rules run over a full sheet."""
    try:
        _TRIALS.get(name, lambda: None)()
    except Refused:
        raise
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, re.error) as error:
        why = error.args[0] if error.args else type(error).__name__
        raise Refused(tr("読み取れません（{why}）", why=str(why)[:80])) from None


def _try_rules() -> None:
    rules = rule_set()
    for rule in rules.rules:
        if rule.priority not in load("risk_rules")["priority"]:
            raise Refused(tr("優先度はA・B・Cです"))
        if rule.confidence not in load("risk_rules")["confidence"]:
            raise Refused(tr("確からしさの段階が知られていません"))
    for case in (
        _full_sheet(45.0), _full_sheet(50.0, month="2026-07-01"), _full_sheet(53.0, age=70)
    ):  # fmt: skip
        for found in run(rules, case):
            found.because()


def _full_sheet(weight_kg: float, age: int = 82, month: str = "2026-02-01") -> Case:
    """A sheet with something in every place a rule can look at."""
    classes = load("drug_classes")["class"]
    names = [name for row in classes for name in (row["drugs"][0]["generic"],) if name]
    said = "。".join(word for words in load("risk_rules")["words"].values() for word in words)
    return Case(
        age=age,
        conference_date=CareDate(month, month),
        height_cm=160.0,
        weight_kg=weight_kg,
        hba1c=6.4,
        dementia_independence="IIIa",
        feature_codes=(1, 2, 3, 4, 5),
        checklist=(1,) * 25,
        life_issues=f"{said}。半年で体重が4kg減った。",
        conditions=(Condition(name="心不全"),),
        medications=tuple(Medication(sheet_text=name) for name in names),
        judgements=tuple(
            Judgement(item=item.key, time_point=TimePoint.BEFORE, rating="X1") for item in items()
        ),
    )


def _try_items() -> None:
    rows = load("judgement_items")["item"]
    _unlike(rows, "key")
    for row in rows:
        if not ITEM_KEY.fullmatch(row["key"]):
            raise Refused(tr("key は英小文字・数字・_ で書きます"))
        if row["domain"] not in {"ADL", "IADL"}:
            raise Refused(tr("domain は ADL か IADL です"))
    if unknown := [key for key in load("judgement_items").get("order", ()) if not is_item(key)]:
        raise Refused(tr("{key} という項目はありません", key=unknown[0]))
    if not 1 <= len(items()) <= _MOST_ITEMS:
        raise Refused(tr("項目は1から{most}までです", most=_MOST_ITEMS))


def _try_drugs() -> None:
    drugs.known_drug_names()
    _try_rules()


def _try_thresholds() -> None:
    thresholds()
    _try_rules()


def _try_flags() -> None:
    for row in load("red_flags")["flag"]:
        lists = [words for group in row["words"] for words in group]
        if not lists or not all(words and all(words) for words in lists):
            raise Refused(tr("words が空です"))
    red_flags(_full_sheet(60.0))


def _try_professions() -> None:
    """Ids are stored with the meetings, and each key counts people of one profession."""
    rows = load("professions")["profession"]
    _unlike(rows, "id")
    _unlike(rows, "key")
    for row in rows:
        if not ITEM_KEY.fullmatch(row["id"]):
            raise Refused(tr("id は英小文字・数字・_ で書きます"))
        if not _PRESENCE_KEY.fullmatch(row["key"]):
            raise Refused(tr("key は数字か英大文字の1字です"))
        if not _LIFE_CODE.fullmatch(row["life"]):
            raise Refused(tr("life は3けたの数字か空です"))


def _try_templates() -> None:
    """Every template adds up, so that the plan made from it does (DOMAIN.md §3.2)."""
    rows = load("agenda_templates")["template"]
    least = [value for key, value in load("agenda_templates")["least"].items() if key in _LEAST]
    if not all(isinstance(figure, int) for figure in least):
        raise Refused(tr("事例の数と分は整数です"))
    _unlike(rows, "id")
    for row in rows:
        figures = [row[key] for key in ("cases", "minutes", *_PARTS, *_STAGES)]
        if not all(isinstance(figure, int) for figure in figures):
            raise Refused(tr("事例の数と分は整数です"))
        if row["cases"] > _MOST_CASES or row["minutes"] > _MOST_MINUTES:
            raise Refused(
                tr(
                    "事例は{cases}件、時間は{minutes}分までです",
                    cases=_MOST_CASES,
                    minutes=_MOST_MINUTES,
                )
            )
        if row["session_type"] not in {kind.value for kind in SessionType}:
            raise Refused(tr("session_type は hokatsu か kyotaku です"))
        total = sum(row[part] for part in _PARTS)
        total += row["cases"] * sum(row[stage] for stage in _STAGES)
        if total != row["minutes"]:
            raise Refused(
                tr(
                    "分の合計が{total}分で、{minutes}分になりません",
                    total=total,
                    minutes=row["minutes"],
                )
            )


def _unlike(rows: Sequence[Mapping[str, Any]], key: str) -> None:
    if len({row[key] for row in rows}) != len(rows):
        raise Refused(tr("同じ {key} が2つあります", key=key))


def _try_community() -> None:
    """The rule can be asked, and every step stands on one of the five rungs."""
    community_rules.rule()
    if len(community_rules.rungs()) != len({community_rules.rung_of(stage) for stage in Stage}):
        raise Refused(tr("段は5つのままにしてください"))


_TRIALS: Final[Mapping[str, Callable[[], object]]] = {
    "thresholds": _try_thresholds,
    "drug_classes": _try_drugs,
    "judgement_items": _try_items,
    "risk_rules": _try_rules,
    "red_flags": _try_flags,
    "consistency_hints": lambda: consistency.hints(_full_sheet(60.0)),
    "prompts": lambda: [prompts.groups(), prompts.prompt_of("")],
    "issue_codes": lambda: [issue_codes(), response_types()],
    "professions": _try_professions,
    "agenda_templates": _try_templates,
    "community": _try_community,
}

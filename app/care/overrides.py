"""A municipality's own knowledge: ``DATA/knowledge/*.toml`` over the bundled entries, by key.

An entry is taken over whole or not at all, after the same checks the bundled files pass in the
tests: known keys, kinds of values, both languages, placeholders, the forbidden words of
DOMAIN.md §4.1, and a trial run. What can't be used leaves the bundled entry in place and is said
in a sentence; the program always starts. ``disclosure`` isn't open to this: a slip there would be
a leak (docs/decisions/020, 037).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from app.care import knowledge
from app.care.knowledge import Override, Overrides
from app.care.override_checks import (
    NAMES,
    Refused,
    check_entry,
    check_text_of,
    same_kind,
    try_out,
)
from app.i18n import tr

# In the order in which one file may speak of another: rules name figures, classes and items.
OPEN_FILES: Final = (
    "thresholds", "drug_classes", "judgement_items", "risk_rules", "red_flags",
    "consistency_hints", "prompts", "issue_codes", "room", "professions", "agenda_templates",
    "minutes", "papers", "community", "indicators",
)  # fmt: skip
_MAY_BE_OFF: Final = frozenset(
    {
        "risk_rules", "consistency_hints", "prompts", "judgement_items", "professions",
        "agenda_templates", "minutes",
    }
)  # fmt: skip
# How words are read and linted stays the program's own.
_CLOSED: Final = frozenset({"lint", "text", "fields", "evidence"})
_HEAD: Final = frozenset({"version", "source", "date"})
_MOST_BYTES: Final = 1_000_000


_Merge = Callable[[Mapping[str, Any]], Mapping[str, Any]]


def apply_overrides(folder: Path) -> Overrides:
    """Use what ``folder`` holds from now on, in place of what was used before. Never raises."""
    knowledge.use_bundled()
    if not folder.is_dir():
        return Overrides()
    found = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    problems = [_closed(path) for name, path in found.items() if name not in OPEN_FILES]
    used = []
    for name in OPEN_FILES:
        if name in found:
            taken, complaints = _apply(name, found[name])
            problems += complaints
            if taken:
                used.append(Override(found[name].name, tuple(taken)))
    return Overrides(tuple(used), tuple(problems))


def _closed(path: Path) -> str:
    if path.stem == "disclosure":
        why = tr("個人情報を守る表なので、変えられません")
    else:
        why = tr("変えられる表の名前ではありません")
    return _sentence(path, "", why)


def _sentence(path: Path, entry: str, why: str) -> str:
    place = f"{path.name} [{entry}]" if entry else path.name
    return tr(
        "knowledge/{place} は使えません：{why}。もとの内容を使っています。", place=place, why=why
    )


def _apply(name: str, path: Path) -> tuple[list[str], list[str]]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return [], [_sentence(path, "", tr("ファイルが大きすぎます"))]
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return [], [_sentence(path, "", tr("読めません（文字コードはUTF-8にしてください）"))]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        where = str(error)[str(error).rfind("(at ") :] if "(at " in str(error) else ""
        return [], [_sentence(path, "", tr("TOMLの書き方が違います {where}", where=where).strip())]
    units = list(_units(name, content))
    try:
        _take(name, units)
    except Refused:
        return _one_by_one(name, path, units)
    return [entry for entry, _ in units], []


def _take(name: str, units: Iterable[tuple[str, _Merge]]) -> None:
    """Use all of ``units``, or none of them and ``Refused``."""
    before = knowledge.load(name)
    try:
        content = before
        for _, merge in units:
            content = merge(content)
        knowledge.use(name, content)
        try_out(name)
    except Refused:
        knowledge.use(name, before)
        raise


def _one_by_one(
    name: str, path: Path, units: Iterable[tuple[str, _Merge]]
) -> tuple[list[str], list[str]]:
    """The slow way, to find what can't be used and keep the rest."""
    taken, problems = [], []
    for entry, merge in units:
        try:
            _take(name, [(entry, merge)])
        except Refused as refused:
            problems.append(_sentence(path, entry, str(refused)))
        else:
            taken.append(entry)
    return taken, problems


def _units(name: str, content: Mapping[str, Any]) -> Iterator[tuple[str, _Merge]]:
    """What stands or falls alone: an entry of a list, a line of a table, a single value."""
    lists_first = sorted(content.items(), key=lambda part: not _named(part[1]))
    for section, value in lists_first:  # the order of the items speaks of added ones
        if section in _HEAD:
            continue
        if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
            for number, row in enumerate(value, start=1):
                entry = next((str(row[key]) for key in NAMES if row.get(key)), f"{number}")
                yield f"{section} {entry}", _entry_merge(name, section, row)
        elif isinstance(value, dict):
            for key in value:
                yield f"{section}.{key}", _line_merge(name, section, key, value[key])
        else:
            yield section, _value_merge(name, section, value)


def _entry_merge(name: str, section: str, row: Mapping[str, Any]) -> _Merge:
    def merge(now: Mapping[str, Any]) -> Mapping[str, Any]:
        rows = now.get(section)
        if section in _CLOSED or not isinstance(rows, list):
            raise Refused(tr("この欄は変えられません"))
        return {**now, section: merged_rows(name, rows, row)}

    return merge


def merged_rows(name: str, rows: list[Any], row: Mapping[str, Any]) -> list[Any]:
    """``rows`` with ``row`` laid over the one of the same name, or added at the end."""
    key = next((key for key in NAMES if key in rows[0]), "")
    if not row.get(key) or not isinstance(row[key], str):
        raise Refused(tr("{key} がありません", key=key))
    place = next((n for n, known in enumerate(rows) if known.get(key) == row[key]), None)
    if row.get("off") and (name not in _MAY_BE_OFF or place is None):
        raise Refused(tr("この項目は切れません"))
    old = rows[place] if place is not None else None
    new = dict(old or {})
    for field, value in row.items():
        inner = new.get(field)
        if isinstance(inner, list) and inner and isinstance(inner[0], dict) and _named(value):
            for part in value:
                inner = merged_rows(name, inner, part)
            new[field] = inner
        else:
            new[field] = value
    check_entry(name, old, new, rows)
    if row.get("off") and name != "judgement_items":  # a hidden item keeps its name and ratings
        if len(rows) == 1:
            raise Refused(tr("最後の1つは切れません"))
        return [known for n, known in enumerate(rows) if n != place]
    if place is None:
        return [*rows, new]
    return [new if n == place else known for n, known in enumerate(rows)]


def _named(value: object) -> bool:
    """Whether ``value`` are entries that can be told by a name: prompts, medicines of a class."""
    return isinstance(value, list) and all(
        isinstance(part, dict) and any(part.get(key) for key in NAMES) for part in value
    )


def _line_merge(name: str, section: str, key: str, value: object) -> _Merge:
    def merge(now: Mapping[str, Any]) -> Mapping[str, Any]:
        table = now.get(section)
        if section in _CLOSED or not isinstance(table, dict):
            raise Refused(tr("この欄は変えられません"))
        old = table.get(key)
        line = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
        if old is None and section not in {"words", "word_en", "word_ja"}:
            raise Refused(tr("この項目は知られていません"))
        same_kind(old if old is not None else next(iter(table.values())), line)
        check_text_of(name, {key: old}, {key: line})
        return {**now, section: {**table, key: line}}

    return merge


def _value_merge(name: str, section: str, value: object) -> _Merge:
    def merge(now: Mapping[str, Any]) -> Mapping[str, Any]:
        if (name, section) != ("judgement_items", "order"):
            raise Refused(tr("この項目は知られていません"))
        same_kind([""], value)
        return {**now, section: value}

    return merge

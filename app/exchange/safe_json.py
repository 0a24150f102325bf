"""Reading JSON from strangers: bounded in size and depth, no duplicates, no NaN, clean text.

``json.loads`` alone accepts all of these (RELIABILITY.md §B5), and each of them ends as a wrong
or lost value later.
"""

from __future__ import annotations

import json
import re
from typing import NoReturn

from app.errors import InputRefused
from app.i18n import tr

MAX_BYTES = 20 * 1024 * 1024
MAX_DEPTH = 50
# Possessive, so that a text without its closing quote costs one pass and not one per character.
_BRACKET_OR_TEXT = re.compile(r'[\[\]{}]|"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


def load_json(data: bytes) -> object:
    """Parse ``data`` (UTF-8) or raise ``InputRefused`` with one clear sentence."""
    if len(data) > MAX_BYTES:
        raise InputRefused(
            tr("ファイルが大きすぎます（20MBまで）。"), todo=tr("ファイルを分けてください。")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputRefused(
            tr("文字コードがUTF-8ではありません。"), todo=tr("UTF-8で保存し直してください。")
        ) from None
    if _depth(text) > MAX_DEPTH:
        raise InputRefused(tr("JSONの入れ子が深すぎます。"))
    try:
        value = json.loads(
            text,
            object_pairs_hook=_no_duplicates,
            parse_constant=_no_constant,
            parse_int=_bounded_int,
        )
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise InputRefused(tr("JSONとして読めません（{line}行目）。", line=line)) from None
    if _SURROGATE.search(text) or _has_surrogate(value):
        raise InputRefused(tr("壊れた文字が含まれています。"))
    return value


def _depth(text: str) -> int:
    depth = deepest = 0
    for found in _BRACKET_OR_TEXT.finditer(text):
        if found[0] in ("[", "{"):
            depth += 1
            deepest = max(deepest, depth)
        elif found[0] in ("]", "}"):
            depth -= 1
    return deepest


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result: dict[str, object] = {}
    for key, value in pairs:
        if key in result:
            raise InputRefused(tr("同じ項目名が二度書かれています：{key}", key=key[:40]))
        result[key] = value
    return result


def _no_constant(name: str) -> NoReturn:
    raise InputRefused(tr("数値ではない値があります：{name}", name=name))


def _bounded_int(digits: str) -> int:
    if len(digits) > 18:
        raise InputRefused(tr("数字が大きすぎます。"))
    return int(digits)


def _has_surrogate(value: object) -> bool:
    if isinstance(value, str):
        return bool(_SURROGATE.search(value))
    if isinstance(value, dict):
        return any(_has_surrogate(key) or _has_surrogate(item) for key, item in value.items())
    if isinstance(value, list):
        return any(_has_surrogate(item) for item in value)
    return False

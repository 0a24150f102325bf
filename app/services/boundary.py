"""The text boundary (RELIABILITY §C): every value is cleaned before it is stored."""

from __future__ import annotations

import dataclasses
import math
import unicodedata
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final, TypeVar

from app.care.case import CareDate
from app.care.changes import is_record
from app.care.text import clean
from app.errors import InputRefused
from app.i18n import tr

Value = TypeVar("Value")
_LARGEST: Final = 2**53


def cleaned(value: Value) -> Value:
    """``value`` with every text cleaned and every number fit to be stored."""
    result: Value = _cleaned(value)
    return result


def _cleaned(value: Any) -> Any:
    if isinstance(value, Enum | bool) or value is None:
        return value
    if isinstance(value, str):
        return value if _is_clean(value) else clean(value)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, tuple | list | frozenset):
        return type(value)(_cleaned(item) for item in value)
    if isinstance(value, Mapping):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    if is_record(value) or isinstance(value, CareDate):
        return _record(value)
    raise TypeError(type(value).__name__)


def _is_clean(text: str) -> bool:
    """The quick way out for nearly all texts: nothing invisible, and composed already."""
    return text.isprintable() and unicodedata.is_normalized("NFC", text)


def _record(value: Any) -> Any:
    changed = {}
    for field in dataclasses.fields(value):
        before = getattr(value, field.name)
        after = _cleaned(before)
        if after is not before and after != before:
            changed[field.name] = after
    return dataclasses.replace(value, **changed) if changed else value


def _number(value: float) -> float:
    if math.isfinite(value) and abs(value) <= _LARGEST:
        return value
    raise InputRefused(
        tr("保存できない数値があります。"),
        tr("保存済みの分も画面の入力も残っています。"),
        tr("数値を確かめて、もう一度保存してください。"),
    )

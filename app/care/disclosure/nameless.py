"""A case as an export without names may write it (DOMAIN.md §9.2 no. 2 and 8).

The open doubts are the business of ``gate``. Here goes what no doubt can be about: staff and the
people who answered, the words a replaced doubt was about, and places no person types text into.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Any, Final

from app.care.case import Case
from app.care.disclosure.case_texts import CODE_FIELDS
from app.care.disclosure.coarse import staff_role
from app.care.disclosure.spelling import key_of
from app.care.knowledge import load

_CODE: Final = re.compile(r"[A-Za-z0-9_.:+\-]*", re.ASCII)
_OWN_CHECK: Final = frozenset({"privacy_decisions", "projected_fields"})


def without_names(case: Case) -> Case:
    """``case`` without staff, answerers and private keys; clinical values stay as they are."""
    coded: Case = _codes_only(case)
    return replace(
        coded,
        staff=staff_role(case.staff),
        judgements=tuple(replace(each, rated_by="") for each in coded.judgements),
        risk_decisions=tuple(replace(each, by="") for each in coded.risk_decisions),
        privacy_decisions=tuple(
            replace(each, by="", decided_at=_code(each.decided_at))
            for each in coded.privacy_decisions
            if each.state == "not_a_name"
        ),
        extra=public_extra(coded.extra),
    )


def public_extra(extra: Mapping[str, object]) -> dict[str, object]:
    """Unknown keys of an imported file without those that hold an identity (氏名, phone)."""
    return {key: _public(value) for key, value in extra.items() if key_of(key) not in _private()}


def _public(value: object) -> object:
    if isinstance(value, Mapping):
        return public_extra(value)
    return [_public(part) for part in value] if isinstance(value, list) else value


def _codes_only(value: Any) -> Any:
    """``value`` with fields for codes and ISO dates emptied where something else stands there."""
    if isinstance(value, tuple):
        return tuple(_codes_only(part) for part in value)
    if isinstance(value, Mapping):
        return public_extra(value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {}
    for spec in fields(value):
        old = getattr(value, spec.name)
        if spec.name in _OWN_CHECK:
            continue
        new = _code(old) if spec.name in CODE_FIELDS else _codes_only(old)
        if new != old:
            changes[spec.name] = new
    return replace(value, **changes) if changes else value


def _code(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(part for part in value if _code(part) == part)
    if isinstance(value, str) and not isinstance(value, Enum):
        return value if _CODE.fullmatch(value) else ""
    return value


@lru_cache
def _private() -> frozenset[str]:
    return frozenset(key_of(key) for key in load("privacy")["private_keys"]["keys"])

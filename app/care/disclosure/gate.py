"""Whether a case may go out at all: consent, and no doubt about its texts left open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.care.case import Case
from app.care.disclosure.privacy_check import Checker, Doubt, open_doubts
from app.care.field_names import field_label
from app.errors import InputRefused
from app.i18n import tr

_NAMED: Final = 2  # fields a reason names before it says 「ほか」: it must fit the console


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why a case may not go out, and what a person can do about it. Never case text."""

    reason: str
    todo: str


def consent_missing(case: Case, *, lang: str | None = None) -> Blocked | None:
    """Why the consent keeps this case from room and paper; ``None`` when it doesn't (§9.2 no. 1).

    A withdrawal counts from the moment it is recorded, whatever date it carries.
    """
    if case.consent.withdrawn is None and case.consent.person:
        return None
    reason = (
        tr("本人の同意が記録されていないため、映すことも印刷することもできません。", lang=lang)
        if case.consent.withdrawn is None
        else tr(
            "本人の同意が取り下げられているため、映すことも印刷することもできません。", lang=lang
        )
    )
    todo = tr("事例の「同意」で、本人の同意を確かめて記録してください。", lang=lang)
    return Blocked(reason, todo)


def doubts_open(case: Case, checker: Checker, *, lang: str | None = None) -> Blocked | None:
    """How many doubts nobody has answered, and in which fields; ``None`` without any."""
    doubts = open_doubts(case, checker)
    if not doubts:
        return None
    return Blocked(
        tr(
            "個人情報の確認が{count}件残っています（{fields}）。",
            lang=lang,
            count=len(doubts),
            fields=_fields(doubts, lang),
        ),
        tr("事例を開き、言いかえるか「名前ではない」と答えてください。", lang=lang),
    )


def blocked(case: Case, checker: Checker, *, lang: str | None = None) -> Blocked | None:
    """Why this case may reach neither room nor paper; ``None`` when it may."""
    return consent_missing(case, lang=lang) or doubts_open(case, checker, lang=lang)


def blocked_reason(case: Case, checker: Checker, *, lang: str | None = None) -> str | None:
    """The reason of ``blocked`` alone."""
    found = blocked(case, checker, lang=lang)
    return found.reason if found else None


def require_open_way(case: Case, checker: Checker) -> None:
    """Raise ``InputRefused`` where the case is blocked."""
    found = blocked(case, checker)
    if found is not None:
        raise InputRefused(found.reason, tr("事例はそのまま残っています。"), found.todo)


def _fields(doubts: tuple[Doubt, ...], lang: str | None) -> str:
    labels = list(dict.fromkeys(field_label(doubt.field, lang) for doubt in doubts))
    named = tr("、", lang=lang).join(labels[:_NAMED])
    return tr("{fields} ほか", lang=lang, fields=named) if len(labels) > _NAMED else named

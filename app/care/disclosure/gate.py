"""Whether a case may be shown at all, and what a person should look at before it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from app.care.case import Case, PrivateIdentity
from app.care.disclosure.identity import identifiers
from app.care.disclosure.patterns import hits
from app.care.disclosure.whitelist import opened
from app.errors import InputRefused
from app.i18n import tr

# Keys and codes, and texts that never reach the audience as they were typed.
_NO_TEXT = frozenset({"uuid", "stage", "item", "rule_id", "iso", "route", "classes"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of free text that looks like an identifier: field path, words, kind."""

    field: str
    snippet: str
    kind: str


def blocked_reason(
    case: Case,
    identity: PrivateIdentity | None = None,  # noqa: ARG001 - the privacy check will ask for it
    *,
    lang: str | None = None,
) -> str | None:
    """Why this case may reach neither room nor paper; ``None`` when it may (§9.2 no. 1).

    A withdrawal counts from the moment it is recorded, whatever date it carries.
    """
    if case.consent.withdrawn is not None:
        return tr(
            "本人の同意が取り下げられているため、映すことも印刷することもできません。", lang=lang
        )
    if not case.consent.person:
        return tr(
            "本人の同意が記録されていないため、映すことも印刷することもできません。", lang=lang
        )
    return None


def require_consent(case: Case) -> None:
    """Raise ``InputRefused`` where ``blocked_reason`` has one."""
    reason = blocked_reason(case)
    if reason is not None:
        raise InputRefused(
            reason,
            kept=tr("事例はそのまま残っています。"),
            todo=tr("事例の「同意」で、本人の同意を確かめて記録してください。"),
        )


def findings(case: Case, identity: PrivateIdentity | None = None) -> tuple[Finding, ...]:
    """What the masks will hide in the texts that may be shown: the hook of the privacy check."""
    own = identifiers(identity)
    found = (
        Finding(path, text[hit.start : hit.end], hit.kind)
        for path, text in _texts(opened(case, "paper"))
        for hit in (*hits(text), *own.hits(text))
    )
    return tuple(dict.fromkeys(found))


def _texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part, path)
    elif is_dataclass(value):
        for spec in fields(value):
            if spec.name not in _NO_TEXT:
                inner = f"{path}.{spec.name}" if path else spec.name
                yield from _texts(getattr(value, spec.name), inner)

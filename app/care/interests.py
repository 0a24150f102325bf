"""興味・関心チェックシート: 47 activities, each with up to three marks (DOMAIN.md §5.3).

An entry of ``Case.interest_codes`` is one ○ of the sheet: the code of the activity and the
column it stands in, ``350:doing``. A code alone, as older files and other programs write it,
says that the person is interested. What is no code of the sheet is an activity in words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Final

from app.care.codes import interest_label, interests
from app.i18n import tr


class InterestMark(StrEnum):
    """The three columns of the sheet, in its order."""

    DOING = "doing"
    WISH = "wish"
    INTERESTED = "interested"


_MARKS: Final = frozenset(mark.value for mark in InterestMark)


def mark_label(mark: InterestMark, lang: str | None = None) -> str:
    """The heading of a column."""
    return {
        InterestMark.DOING: tr("している", lang=lang),
        InterestMark.WISH: tr("してみたい", lang=lang),
        InterestMark.INTERESTED: tr("興味がある", lang=lang),
    }[mark]


def marked(entries: Iterable[str]) -> Mapping[str, frozenset[InterestMark]]:
    """The marks of each activity of the sheet that has any."""
    found: dict[str, frozenset[InterestMark]] = {}
    for entry in entries:
        known = _read(entry)
        if known is not None:
            code, mark = known
            found[code] = found.get(code, frozenset()) | {mark}
    return found


def in_words(entries: Iterable[str]) -> tuple[str, ...]:
    """The activities that the sheet doesn't list, as written."""
    return tuple(entry for entry in entries if _read(entry) is None)


def with_marks(
    entries: Iterable[str], code: str, marks: Collection[InterestMark]
) -> tuple[str, ...]:
    """``entries`` with exactly ``marks`` for one activity, in the order of the sheet."""
    entries = tuple(entries)
    now = {**marked(entries), code: frozenset(marks)}
    return (*_in_order(now), *in_words(entries))


def with_words(entries: Iterable[str], texts: Iterable[str]) -> tuple[str, ...]:
    """``entries`` with ``texts`` as the activities that the sheet doesn't list."""
    return (*_in_order(marked(entries)), *texts)


def entry_label(entry: str, lang: str | None = None) -> str:
    """「散歩（している）」; words and a code without a column read as they are."""
    code, mark = _split(entry)
    name = interest_label(code, lang)
    if mark is None:
        return name
    return tr("{name}（{mark}）", lang=lang, name=name, mark=mark_label(mark, lang))


def read_entry(text: str) -> str:
    """The entry a Japanese label of ``entry_label`` stands for; words of their own stay."""
    name = text.strip()
    for one in interests():
        for entry in (one.code, *(f"{one.code}:{mark}" for mark in InterestMark)):
            if name == entry_label(entry, "ja"):
                return entry
    return text


def _split(entry: str) -> tuple[str, InterestMark | None]:
    code, _, mark = entry.partition(":")
    return (code, InterestMark(mark)) if _listed(code) and mark in _MARKS else (entry, None)


def _read(entry: str) -> tuple[str, InterestMark] | None:
    code, mark = _split(entry)
    return (code, mark or InterestMark.INTERESTED) if _listed(code) else None


def _listed(code: str) -> bool:
    return any(code == one.code for one in interests())


def _in_order(marks: Mapping[str, Collection[InterestMark]]) -> tuple[str, ...]:
    return tuple(
        f"{one.code}:{mark}"
        for one in interests()
        for mark in InterestMark
        if mark in marks.get(one.code, ())
    )

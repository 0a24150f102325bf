"""Minutes put together from what was captured (DOMAIN.md §3.7).

A section is either assembled, anew each time it is looked at, or stands in a person's words
(``Conference.minutes``). Beside such words lies what was assembled when they were written, so
that a later change of the record shows. Minutes called final keep every section as it was then.
Nothing here names an attendee: who was there is told as numbers by profession (§3.3).

One line of a section is what was decided, who does it, by when; in a person's words the three
stand beside each other with ``｜`` between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.care import wareki
from app.care.case import FollowUp
from app.conference import attendance, checks
from app.conference.meeting import Conference, Entry, EntryKind, MinutesText, Stage
from app.i18n import tr


class Section(StrEnum):
    """The sections of §3.7; community issues and what is put off belong to cases and to all."""

    ISSUE = "issue"
    GOAL = "goal"
    RISK = "risk"
    OBSTACLES = "obstacles"
    IDEAS = "ideas"
    RESOURCES = "resources"
    PREDICTION = "prediction"
    FIRST_STEP = "first_step"
    WORDS_BACK = "words_back"
    COMMUNITY = "community"
    CARRIED_OVER = "carried_over"
    FOLLOW_UPS = "follow_ups"
    LEARNING = "learning"
    OTHER = "other"
    ATTENDANCE = "attendance"
    STATEMENT = "statement"
    HOST = "host"
    RECORDER = "recorder"


CASE_SECTIONS: Final = (
    Section.ISSUE, Section.GOAL, Section.RISK, Section.OBSTACLES, Section.IDEAS,
    Section.RESOURCES, Section.PREDICTION, Section.FIRST_STEP, Section.COMMUNITY,
    Section.CARRIED_OVER, Section.WORDS_BACK, Section.FOLLOW_UPS,
)  # fmt: skip
MEETING_SECTIONS: Final = (
    Section.HOST, Section.RECORDER, Section.ATTENDANCE, Section.COMMUNITY, Section.LEARNING,
    Section.CARRIED_OVER, Section.OTHER, Section.STATEMENT,
)  # fmt: skip

SEPARATOR: Final = "｜"
_BARS: Final = re.compile(r"\s*[｜|]\s*")
_SEEN: Final = ":seen"  # what was assembled when a person wrote the section
_FINAL: Final = ":final"  # what was assembled when the minutes were called final

_OF_ALL: Final = frozenset({EntryKind.COMMUNITY_ISSUE, EntryKind.CARRIED_OVER, EntryKind.LEARNING})

# An issue noted while support is discussed is what stands in its way (§3.1 P6: 阻害要因).
_KINDS: Final[Mapping[Section, Callable[[Entry], bool]]] = {
    Section.ISSUE: lambda e: e.kind is EntryKind.ISSUE and e.stage is not Stage.SUPPORT,
    Section.OBSTACLES: lambda e: e.kind is EntryKind.ISSUE and e.stage is Stage.SUPPORT,
    Section.GOAL: lambda e: e.kind is EntryKind.GOAL,
    Section.RISK: lambda e: e.kind is EntryKind.RISK_RESPONSE,
    Section.IDEAS: lambda e: e.kind is EntryKind.SUPPORT,
    Section.PREDICTION: lambda e: e.kind is EntryKind.PREDICTION,
    Section.FIRST_STEP: lambda e: e.kind is EntryKind.FIRST_STEP,
    Section.WORDS_BACK: lambda e: e.kind is EntryKind.WORDS_BACK,
    Section.COMMUNITY: lambda e: e.kind is EntryKind.COMMUNITY_ISSUE,
    Section.CARRIED_OVER: lambda e: e.kind is EntryKind.CARRIED_OVER,
    Section.LEARNING: lambda e: e.kind is EntryKind.LEARNING,
    # What was written at the opening or closing under a kind that belongs to cases.
    Section.OTHER: lambda e: e.kind not in _OF_ALL,
}


@dataclass(frozen=True, slots=True)
class Line:
    """What was decided, who does it, by when."""

    text: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One section as it stands in the minutes.

    ``edited``: in a person's words. ``outdated``: the record has changed since they were written
    (or, in final minutes, since the end).
    """

    section: Section
    case_uuid: str | None
    lines: tuple[Line, ...]
    edited: bool = False
    outdated: bool = False

    @property
    def text(self) -> str:
        """The lines as a person edits them."""
        return write_lines(self.lines)


@dataclass(frozen=True, slots=True)
class Source:
    """What minutes are made of: the record, and the planned follow-ups of each case."""

    conference: Conference
    follow_ups: Mapping[str, tuple[FollowUp, ...]] = field(default_factory=dict)


def write_lines(lines: Iterable[Line]) -> str:
    """Lines as text, one each; owner and date behind ``｜`` where there are any."""
    return "\n".join(_written(line) for line in lines)


def read_lines(text: str) -> tuple[Line, ...]:
    """Text as lines; of a line, what stands behind a first and second bar is owner and date."""
    found = []
    for raw in text.split("\n"):
        if not raw.strip():
            continue
        parts = [*_BARS.split(raw.strip(), maxsplit=2), "", ""]
        found.append(Line(parts[0], parts[1], parts[2]))
    return tuple(found)


def _written(line: Line) -> str:
    parts = [line.text, line.owner, line.due]
    while not parts[-1] and len(parts) > 1:
        parts.pop()
    return SEPARATOR.join(_BARS.sub("／", part) for part in parts)


def cases_of(conference: Conference) -> tuple[str, ...]:
    """The cases of the minutes: the agenda, then any case something was written for."""
    agenda = (item.case_uuid for item in conference.agenda)
    written = (entry.case_uuid for entry in conference.entries if entry.case_uuid)
    used = (use.case_uuid for use in conference.resource_uses)
    return tuple(dict.fromkeys((*agenda, *written, *used)))


def is_final(conference: Conference) -> bool:
    """Whether a person called the minutes final."""
    return bool(checks.done_at(conference, checks.MINUTES_FINAL))


# ---- reading ----


def block(
    source: Source, section: Section, case_uuid: str | None, lang: str | None = None
) -> Block:
    """One section: a person's words, else what was assembled."""
    conference = source.conference
    written = _text(conference, section, case_uuid)
    now = write_lines(assembled(source, section, case_uuid, "ja"))
    if written is not None:
        seen = _text(conference, section + _SEEN, case_uuid) or ""
        return Block(section, case_uuid, read_lines(written), edited=True, outdated=seen != now)
    kept = _text(conference, section + _FINAL, case_uuid)
    if kept is not None and kept != now:
        return Block(section, case_uuid, read_lines(kept), outdated=True)
    return Block(section, case_uuid, assembled(source, section, case_uuid, lang))


def words_of(
    source: Source, section: Section, case_uuid: str | None, lang: str | None = None
) -> str:
    """What stands in the field of a section: as a person typed it, else the lines as text."""
    written = _text(source.conference, section, case_uuid)
    return block(source, section, case_uuid, lang).text if written is None else written


def case_blocks(source: Source, case_uuid: str, lang: str | None = None) -> tuple[Block, ...]:
    """The sections of one case, the empty ones too."""
    return tuple(block(source, section, case_uuid, lang) for section in CASE_SECTIONS)


def meeting_blocks(source: Source, lang: str | None = None) -> tuple[Block, ...]:
    """The sections of the whole meeting, the empty ones too."""
    return tuple(block(source, section, None, lang) for section in MEETING_SECTIONS)


def assembled(
    source: Source, section: Section, case_uuid: str | None, lang: str | None = None
) -> tuple[Line, ...]:
    """A section made from the record alone."""
    conference = source.conference
    match section:
        case Section.RESOURCES:
            return _resources(conference, case_uuid, lang)
        case Section.FOLLOW_UPS:
            return _follow_ups(source.follow_ups.get(case_uuid or "", ()), lang)
        case Section.ATTENDANCE:
            return _attendance(conference, lang)
        case Section.STATEMENT:
            return (_statement(conference, lang),)
    wanted = _KINDS.get(section)
    if wanted is None:
        return ()
    # What was learned is told at the end for the whole meeting, whichever case it came from.
    everywhere = section is Section.LEARNING
    return tuple(
        Line(" ".join(entry.text.split()), entry.owner, entry.due)
        for entry in conference.entries
        if wanted(entry) and (everywhere or entry.case_uuid == case_uuid)
    )


def _resources(conference: Conference, case_uuid: str | None, lang: str | None) -> tuple[Line, ...]:
    found = []
    for use in conference.resource_uses:
        if use.case_uuid != case_uuid:
            continue
        known = _RESOURCE_WORDS.get(use.status)
        words = [known(lang) if known else use.status]
        words += [part for part in (use.detail, use.reason) if part.strip()]
        text = tr(
            "{name}（{words}）", name=use.name, words=tr("、", lang=lang).join(words), lang=lang
        )
        found.append(Line(text))
    return tuple(found)


_RESOURCE_WORDS: Final[Mapping[str, Callable[[str | None], str]]] = {
    "suggested": lambda lang: tr("候補", lang=lang),
    "asking": lambda lang: tr("相談中", lang=lang),
    "agreed": lambda lang: tr("使う", lang=lang),
    "tried": lambda lang: tr("試した", lang=lang),
    "continuing": lambda lang: tr("続いている", lang=lang),
    "stopped": lambda lang: tr("やめた", lang=lang),
}


def _follow_ups(planned: tuple[FollowUp, ...], lang: str | None) -> tuple[Line, ...]:
    days = [
        tr(
            "{n}か月 {day}",
            n=one.months,
            day=wareki.format_wareki(one.target_date, lang=lang),
            lang=lang,
        )
        for one in planned
        if one.target_date
    ]
    return (Line("　".join(days)),) if days else ()


def _attendance(conference: Conference, lang: str | None) -> tuple[Line, ...]:
    """51名・11職種（ケアマネジャー16、…）; never a name."""
    counts = attendance.counts(conference)
    if not counts:
        return ()
    names = ((attendance.profession_name(who, lang), n) for who, n in counts)
    each = tr("、", lang=lang).join(
        f"{name} {n}" if name.isascii() else f"{name}{n}" for name, n in names
    )
    people = attendance.people(conference)
    return (
        Line(tr("{n}名・{kinds}職種（{each}）", n=people, kinds=len(counts), each=each, lang=lang)),
    )


def _statement(conference: Conference, lang: str | None) -> Line:
    read = checks.done_at(conference, checks.STATEMENT_READ)
    if not read:
        return Line(tr("守秘の確認は読み上げていません", lang=lang))
    said = tr("守秘の確認を読み上げた（{time}）", time=time_of(read), lang=lang)
    pledged = attendance.pledged(conference)
    if not pledged:
        return Line(said)
    return Line(tr("{said}　誓約 {n}名", said=said, n=pledged, lang=lang))


def time_of(iso: str) -> str:
    """``14:02`` of an ISO time; what can't be read stays as it is."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{moment.hour}:{moment.minute:02d}"


# ---- writing ----


def with_text(source: Source, section: Section, case_uuid: str | None, text: str) -> Conference:
    """The section in a person's words; words equal to the assembled ones are none of theirs.

    Final minutes stay as they are.
    """
    conference = source.conference
    if is_final(conference):
        return conference
    if text == write_lines(assembled(source, section, case_uuid)):
        return reassembled(conference, section, case_uuid)
    seen = _text(conference, section + _SEEN, case_uuid)
    if seen is None:  # a further change of the words is no look at the record
        now = write_lines(assembled(source, section, case_uuid, "ja"))
        conference = _put(conference, section + _SEEN, case_uuid, now)
    return _put(conference, section, case_uuid, text)


def with_record_seen(source: Source, section: Section, case_uuid: str | None) -> Conference:
    """The person looked at what changed in the record and keeps their words."""
    now = write_lines(assembled(source, section, case_uuid, "ja"))
    return _put(source.conference, section + _SEEN, case_uuid, now)


def reassembled(conference: Conference, section: Section, case_uuid: str | None) -> Conference:
    """The section as assembled again (組み立て直す); final minutes stay as they are."""
    if is_final(conference):
        return conference
    return _without(conference, {section, section + _SEEN}, case_uuid)


def finalised(source: Source, at: str) -> Conference:
    """The minutes called final at the ISO time ``at``, each section kept as it is now."""
    conference = source.conference
    if is_final(conference):
        return conference
    places = [(section, None) for section in MEETING_SECTIONS] + [
        (section, uuid) for uuid in cases_of(conference) for section in CASE_SECTIONS
    ]
    for section, case_uuid in places:
        now = write_lines(assembled(source, section, case_uuid, "ja"))
        conference = _put(conference, section + _FINAL, case_uuid, now)
    return checks.ticked(conference, checks.MINUTES_FINAL, at)


def taken_back(conference: Conference) -> Conference:
    """Minutes that were final may be worked on again."""
    kept = tuple(text for text in conference.minutes if not text.section.endswith(_FINAL))
    return checks.unticked(replace(conference, minutes=kept), checks.MINUTES_FINAL)


def _text(conference: Conference, section: str, case_uuid: str | None) -> str | None:
    return next(
        (
            text.text
            for text in conference.minutes
            if text.section == section and text.case_uuid == case_uuid
        ),
        None,
    )


def _put(conference: Conference, section: str, case_uuid: str | None, text: str) -> Conference:
    fresh = MinutesText(section=section, case_uuid=case_uuid, text=text)
    others = _without(conference, {section}, case_uuid)
    return replace(others, minutes=(*others.minutes, fresh))


def _without(conference: Conference, sections: set[str], case_uuid: str | None) -> Conference:
    kept = tuple(
        text
        for text in conference.minutes
        if text.case_uuid != case_uuid or text.section not in sections
    )
    return replace(conference, minutes=kept)

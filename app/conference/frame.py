"""One frame of the wall: the case as the room may know it and what was said in the meeting.

``room_view`` is what the console, the tour and ``dev projection`` ask for. The case parts come
finished from ``care.disclosure``; here they meet the entries, are cut into pages, and get the
fixed words of the wall (design 06a–d, DESIGN-SYSTEM §9). It stands in ``conference`` and not in
``care`` because care may not know a meeting (import contract; docs/decisions/021).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.care.case import Case
from app.care.disclosure import Checker, Mask, Reader, RoomCase, mask_of, room_case
from app.conference import wall_fit as fit
from app.conference import wall_words as say
from app.conference.frame_parts import fill_part
from app.conference.frame_stages import Said, fill
from app.conference.meeting import Entry, EntryKind, Part, ResourceUse, Stage
from app.conference.room import Agreed, Identity, RoomView
from app.i18n import tr

_KIND_OF_STAGE = {
    Stage.ISSUE: EntryKind.ISSUE,
    Stage.GOAL: EntryKind.GOAL,
    Stage.RISK: EntryKind.RISK_RESPONSE,
    Stage.SUPPORT: EntryKind.SUPPORT,
}
_WRAP_UP_KINDS = frozenset({EntryKind.FIRST_STEP, EntryKind.PREDICTION})
_CLOSING_KINDS = frozenset({EntryKind.LEARNING, EntryKind.COMMUNITY_ISSUE, EntryKind.CARRIED_OVER})


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Whole minutes left of the stage and the share of its plan; ``None`` shows no time."""

    minutes: int | None = None
    share: float = 1.0


class _Asked:
    """A case, its checker and a language, equal only to the very same ones.

    Both are frozen values, so what the wall may know of them can't change; a case that was
    edited, or whose consent was withdrawn, is another value and is judged anew.
    """

    __slots__ = ("case", "checker", "lang")

    def __init__(self, case: Case, checker: Checker, lang: str) -> None:
        self.case, self.checker, self.lang = case, checker, lang

    def __hash__(self) -> int:
        return hash((id(self.case), id(self.checker), self.lang))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Asked)
            and self.case is other.case
            and self.checker is other.checker
            and self.lang == other.lang
        )


@lru_cache(maxsize=32)  # the cases of a meeting in two languages, turned page by page
def _known(asked: _Asked) -> RoomCase:
    return room_case(asked.case, asked.checker, lang=asked.lang)


def room_view(
    case: Case,
    checker: Checker,
    *,
    stage: Stage,
    part: Part | None = None,
    order: int,
    total: int,
    lang: str = "ja",
    entries: Sequence[Entry] = (),
    resource_uses: Sequence[ResourceUse] = (),
    minutes_left: int | None = None,
    share_left: float = 1.0,
    page: int = 1,
    practice: bool = False,
) -> RoomView:
    """The frame of one stage of a case; ``InputRefused`` where the case is blocked.

    ``entries`` and ``resource_uses`` may be those of the whole conference: only what belongs to
    this case and stage and is shown counts, read through the mask of the case: nobody could
    answer a doubt about words said a moment ago. A ``page`` beyond the last gives the last.
    ``part`` chooses the frame of presentation, resources or wrap-up; else it is the stage's.
    """
    known = _known(_Asked(case, checker, lang))
    said = Said(
        known,
        stage,
        entries=_entries_of(case, _kinds(stage, part), entries),
        uses=tuple(use for use in resource_uses if use.shown and use.case_uuid == case.uuid),
        fresh=_fresh(entries),
        # What people say in the meeting may name a day (due dates), so it is read like paper.
        reader=Reader(mask_of(case, "paper", checker, lang=lang)),
    )
    view = RoomView(
        language=lang,
        stage=stage,
        identity=_identity(known, order, total),
        question=say.of_stage(stage, "question", lang),
        minutes_left=minutes_left,
        share_left=min(1.0, max(0.0, share_left)),
        practice=practice or known.practice,
    )
    filled = fill_part(view, said, part, page) or fill(view, said, page)
    withheld = known.family_withheld or said.reader.withheld
    return replace(filled, note=say.label("family", lang)) if withheld else filled


def opening_view(
    *,
    lang: str = "ja",
    minutes_left: int | None = None,
    share_left: float = 1.0,
    practice: bool = False,
) -> RoomView:
    """The two questions of the day, before the first case (DOMAIN.md §3.4)."""
    return RoomView(
        language=lang,
        stage=None,
        identity=None,
        question=say.of_section("opening", "heading", lang),
        facts=tuple(say.of_section("opening", key, lang) for key in ("first", "second")),
        subheading="\n".join(say.of_section("opening", key, lang) for key in ("rule", "voice")),
        minutes_left=minutes_left,
        share_left=share_left,
        practice=practice,
    )


def closing_view(
    *,
    lang: str = "ja",
    entries: Sequence[Entry],
    masks: Mapping[str, Mask],
    plain: Checker,
    minutes_left: int | None = None,
    share_left: float = 1.0,
    practice: bool = False,
) -> RoomView:
    """What is taken home: learning and community issues people chose to show (§3.5 P9).

    ``masks`` are those of the cases, by key: an entry about a case is read through its mask,
    any other with ``plain``, which knows no identity.
    """
    own = {uuid: Reader(replace(mask, audience="paper")) for uuid, mask in masks.items()}
    other = Reader(Mask("paper", lang, family_agreed=True, checker=plain))
    shown = [e for e in entries if e.shown and e.kind in _CLOSING_KINDS]
    fresh = _fresh(entries)
    agreed = [
        Agreed(
            _closing_text(entry, own.get(entry.case_uuid or "", other)),
            fresh=entry.uuid == fresh,
            number=number,
        )
        for number, entry in enumerate(shown, start=1)
    ]
    older = len(agreed) - fit.MOST_AGREED
    return RoomView(
        language=lang,
        stage=None,
        identity=None,
        question=say.of_section("closing", "question", lang),
        subheading=say.of_section("closing", "agreed", lang),
        agreed=tuple(agreed[-fit.MOST_AGREED :])
        or (Agreed(say.label("open", lang), decided=False),),
        more_agreed=say.label("more", lang, n=older) if older > 0 else "",
        minutes_left=minutes_left,
        share_left=share_left,
        practice=practice,
    )


def _closing_text(entry: Entry, reader: Reader) -> str:
    text = reader.cell(entry.text) or tr("（伏せています）", lang=reader.mask.lang)
    return fit.shortened(text, fit.AGREED, fit.INNER - fit.AGREED_WIDTH + fit.AGREED_TEXT, 2)


def _kinds(stage: Stage, part: Part | None) -> frozenset[EntryKind]:
    return _WRAP_UP_KINDS if part is Part.WRAP_UP else frozenset({_KIND_OF_STAGE[stage]})


def _entries_of(
    case: Case, kinds: frozenset[EntryKind], entries: Sequence[Entry]
) -> tuple[Entry, ...]:
    return tuple(e for e in entries if e.shown and e.case_uuid == case.uuid and e.kind in kinds)


def _fresh(entries: Sequence[Entry]) -> str:
    """The newest thing on the wall keeps its mark until the next one comes (§9)."""
    return next((entry.uuid for entry in reversed(entries) if entry.shown), "")


def _identity(known: RoomCase, order: int, total: int) -> Identity:
    return Identity(
        order=order,
        total=total,
        pseudonym=known.pseudonym,
        age_band=known.age_band,
        sex=known.sex,
        care_level=known.care_level,
        household=known.household,
    )

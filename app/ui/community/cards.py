"""What stands on the board: one card for an issue, a candidate, or something noticed.

Worked out from a ``Board``, so that the columns only paint.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.care.codes import issue_label, response_types
from app.care.community import CommunityIssue, Sighting, Stage
from app.care.community_board import Board
from app.care.community_likeness import Likeness
from app.care.community_rules import Candidate, months_before, rung_of, rungs, stage_label
from app.care.text import search_key
from app.i18n import tr

INBOX: Final = ""
"""The column of what has no type of response yet."""
MAIN_TYPES: Final = ("連携強化", "公的制度化", "資源発掘")
"""The types with a column of their own at all times, and the three buttons of the inbox."""
PAGE: Final = 60  # things noticed that are shown at a time


class CardKind(StrEnum):
    """What a card stands for."""

    ISSUE = "issue"
    CANDIDATE = "candidate"
    NOTICED = "noticed"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A card. ``key`` is the uuid of an issue, the code of a candidate, or a sighting's key.

    ``numbers`` are those of its cases, newest first. ``like`` names the issue it may be a part
    of. ``rung`` is 0 for what nobody has confirmed. For ``MORE``, ``cases`` is how many are left.
    """

    kind: CardKind
    key: str
    title: str
    column: str = INBOX
    cases: int = 0
    numbers: tuple[int, ...] = ()
    rung: int = 0
    step: str = ""
    line: str = ""
    like: str = ""
    like_title: str = ""
    sightings: tuple[Sighting, ...] = ()

    def spoken(self) -> str:
        """The card as a screen reader says it."""
        parts = [self.title, tr("{n}事例", n=self.cases), self.step, self.line]
        if self.like_title:
            parts.append(tr("にた課題：{title}", title=self.like_title))
        if self.kind is CardKind.MORE:
            parts = [self.title]
        return tr("、").join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the filters let through: months back from the newest case (0: all), districts."""

    months: int = 0
    districts: frozenset[str] = frozenset()
    noticed: int = PAGE


@dataclass(frozen=True, slots=True)
class Path:
    """The way from cases to effect: the figures of the top line."""

    cases: int
    noticed: int
    issues: int
    rungs: tuple[tuple[str, int], ...]


def columns(board: Board) -> tuple[str, ...]:
    """The columns right of the inbox: the three of the design, others once they are used."""
    used = {issue.response_type for issue in board.open_issues}
    known = [each.code for each in response_types()]
    more = [code for code in known if code in used and code not in MAIN_TYPES]
    strange = sorted(code for code in used if code and code not in known)
    return (*MAIN_TYPES, *more, *strange)


def counted_cases(board: Board, shown: Shown) -> frozenset[str]:
    """The cases that the filters let through; a case without a day is always of the period."""
    newest = max((case.day for case in board.cases.values()), default="")
    start = months_before(newest, shown.months) if newest and shown.months else ""
    return frozenset(
        uuid
        for uuid, case in board.cases.items()
        if (not case.day or case.day > start)
        and (not shown.districts or search_key(case.district) in shown.districts)
    )


def path_of(board: Board, shown: Shown) -> Path:
    """The figures of the top line, for what the filters let through."""
    seen = counted_cases(board, shown)
    issues = [issue for issue in board.open_issues if _is_seen(board, issue, seen, shown)]
    steps = [rung_of(issue.stage) for issue in issues]
    names = [rung.label() for rung in rungs()][1:]
    return Path(
        cases=len(seen),
        noticed=sum(_sighting_seen(each, seen, shown) for each in board.sightings),
        issues=len(issues),
        rungs=tuple((name, steps.count(n)) for n, name in enumerate(names, start=2)),
    )


def _sighting_seen(sighting: Sighting, seen: frozenset[str], shown: Shown) -> bool:
    if sighting.case_uuid is None:
        return not shown.districts
    return sighting.case_uuid in seen


def _is_seen(board: Board, issue: CommunityIssue, seen: frozenset[str], shown: Shown) -> bool:
    """A district hides issues whose cases are all elsewhere; no period hides an issue."""
    if not shown.districts:
        return True
    behind = board.spread(issue).case_uuids
    return not behind or not seen.isdisjoint(behind)


def board_cards(board: Board, shown: Shown) -> dict[str, tuple[BoardCard, ...]]:
    """The cards of each column: what many cases tell of first, what is closed last."""
    seen = counted_cases(board, shown)
    found: dict[str, list[BoardCard]] = {code: [] for code in (INBOX, *columns(board))}
    for issue in board.open_issues:
        if _is_seen(board, issue, seen, shown):
            found[issue.response_type or INBOX].append(_issue_card(board, issue, seen))
    inbox = found.pop(INBOX)
    closed = {issue.uuid for issue in board.open_issues if issue.stage is Stage.CLOSED}
    sorted_columns = {
        code: tuple(sorted(cards, key=lambda card: (card.key in closed, -card.cases)))
        for code, cards in found.items()
    }
    candidates = [
        _candidate_card(board, each, seen)
        for each in board.candidates
        if not seen.isdisjoint(each.spread.case_uuids)
    ]
    waiting = sorted((*inbox, *candidates), key=lambda card: -card.cases)
    return {INBOX: (*waiting, *_noticed_cards(board, seen, shown)), **sorted_columns}


def waiting_count(cards: Iterable[BoardCard]) -> int:
    """How many issues and candidates of the inbox wait to be sorted."""
    return sum(card.kind in (CardKind.ISSUE, CardKind.CANDIDATE) for card in cards)


def column_total(cards: Iterable[BoardCard]) -> int:
    """How many cards a column has, with those that are not shown yet."""
    return sum(card.cases if card.kind is CardKind.MORE else 1 for card in cards)


# ---- one card ----


def _numbers(board: Board, uuids: Iterable[str | None]) -> tuple[int, ...]:
    cases = (board.cases.get(uuid or "") for uuid in uuids)
    known = {case.case_no for case in cases if case is not None and case.case_no is not None}
    return tuple(sorted(known, reverse=True))


def _issue_card(board: Board, issue: CommunityIssue, seen: frozenset[str]) -> BoardCard:
    behind = [uuid for uuid in board.spread(issue).case_uuids if uuid in seen]
    number = rung_of(issue.stage)
    closed = issue.stage is Stage.CLOSED
    like = _nearest(board, board.alike(issue)) if issue.response_type is None else ("", "")
    return BoardCard(
        CardKind.ISSUE,
        issue.uuid,
        issue.title,
        column=issue.response_type or INBOX,
        cases=len(behind),
        numbers=_numbers(board, behind),
        rung=number,
        step=stage_label(issue.stage) if closed else rungs()[number - 1].label(),
        line=_measure(board, issue),
        like=like[0],
        like_title=like[1],
    )


def _measure(board: Board, issue: CommunityIssue) -> str:
    """What is done now, else who looks after it."""
    policies = board.policies_of(issue)
    if policies:
        return tr("、").join(policy.title for policy in policies)
    if issue.owner:
        return tr("受け持ち：{owner}", owner=issue.owner)
    return tr("対応は未定")


def _candidate_card(board: Board, found: Candidate, seen: frozenset[str]) -> BoardCard:
    behind = [uuid for uuid in found.spread.case_uuids if uuid in seen]
    texts = [each.text for each in found.sightings if each.text]
    title = issue_label(found.code)
    own = next((issue for issue in board.open_issues if found.code in issue.codes), None)
    return BoardCard(
        CardKind.CANDIDATE,
        found.code,
        title,
        cases=len(behind),
        numbers=_numbers(board, behind),
        step=stage_label(Stage.CANDIDATE),
        line=tr("「{words}」など", words=texts[0]) if texts else "",
        like=own.uuid if own else "",
        like_title=own.title if own else "",
        sightings=found.sightings,
    )


def _noticed_cards(board: Board, seen: frozenset[str], shown: Shown) -> tuple[BoardCard, ...]:
    """The same words of several cases are one card; what is behind a candidate waits there."""
    behind = {each.key for found in board.candidates for each in found.sightings}
    groups: dict[str, list[Sighting]] = {}
    for sighting in board.loose:
        if sighting.key not in behind and _sighting_seen(sighting, seen, shown):
            key = search_key(sighting.text) or "".join(sighting.codes)
            groups.setdefault(key, []).append(sighting)
    ordered = sorted(groups.values(), key=lambda group: -_case_count(group))
    cards = [_noticed_card(board, group) for group in ordered[: shown.noticed]]
    if left := len(ordered) - len(cards):
        cards.append(
            BoardCard(CardKind.MORE, "more", tr("さらに表示（残り{n}件）", n=left), cases=left)
        )
    return tuple(cards)


def _case_count(group: list[Sighting]) -> int:
    return len({each.case_uuid for each in group if each.case_uuid})


def _noticed_card(board: Board, group: list[Sighting]) -> BoardCard:
    first = group[0]
    codes = dict.fromkeys(code for each in group for code in each.codes)
    like, title = _nearest(board, board.alike_sighting(first))
    uuids = dict.fromkeys(each.case_uuid for each in group)
    return BoardCard(
        CardKind.NOTICED,
        first.key,
        first.text or tr("、").join(map(issue_label, codes)),
        cases=_case_count(group),
        numbers=_numbers(board, uuids),
        like=like,
        like_title=title,
        sightings=tuple(group),
    )


def _nearest(board: Board, found: tuple[Likeness, ...]) -> tuple[str, str]:
    if not found:
        return "", ""
    uuid = found[0].issue_uuid
    return uuid, next(issue.title for issue in board.open_issues if issue.uuid == uuid)

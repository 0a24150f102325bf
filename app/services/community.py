"""Verbs on community issues and policies (DOMAIN.md §7.1–§7.3). Each is one transaction.

Every verb gives a ``Done``: the record as it is stored now and as it was, so ``take_back`` can
undo it. Each version is kept in the history like that of a case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select

from app.care import community
from app.care.codes import issue_codes, issue_label, response_types
from app.care.community import CommunityIssue, Policy, Sighting, Stage
from app.errors import InputRefused
from app.i18n import tr
from app.models.community import community_issues
from app.models.records import Record
from app.models.shapes import COMMUNITY_ISSUE, POLICY
from app.services.changes import ChangeSet
from app.services.community_board import board, read_board
from app.services.store import Store
from app.services.work import SaveConflict, Work

__all__ = [
    "Done",
    "add_evidence",
    "bin_issue",
    "bin_policy",
    "board",
    "confirm_candidate",
    "describe_issue",
    "merge_issue",
    "move_issue",
    "open_issue",
    "remove_evidence",
    "save_policy",
    "sort_issue",
    "take_back",
    "unmerge_issue",
]

_WORDS = frozenset(
    {"title", "text", "codes", "need_or_demand", "cause", "counter_evidence", "owner", "note"}
)


@dataclass(frozen=True, slots=True)
class Done:
    """What a verb did: the record now, as it was (``None``: it is new), and when.

    ``binned``: it went into the bin.
    """

    value: CommunityIssue | Policy
    before: CommunityIssue | Policy | None
    changes: ChangeSet
    saved_at: datetime
    binned: bool = False


# ---- issues ----


def confirm_candidate(
    store: Store, code: str, *, title: str = "", source: object | None = None
) -> Done:
    """Make a candidate a confirmed issue with the sightings behind it as evidence.

    ``InputRefused`` where the rule proposes no such code now.
    """
    with store.write() as work:
        now = read_board(work.connection, practice=store.practice)
        found = next((each for each in now.candidates if each.code == code), None)
        if found is None:
            raise InputRefused(
                tr("{code} は、いま地域課題の候補ではありません。", code=code),
                tr("何も変えていません。"),
                tr("kurashi community で候補を確かめてください。"),
            )
        fresh = CommunityIssue(
            practice=store.practice,
            position=_next_position(work),
            title=title or issue_label(code),
            codes=(code,),
            stage=Stage.CONFIRMED,
        )
        stored = _put(work, community.with_sightings(fresh, found.sightings), "confirmed")
    return Done(stored, None, work.changes(source), work.moment)


def open_issue(
    store: Store,
    title: str,
    *,
    text: str = "",
    codes: Iterable[str] = (),
    sightings: Iterable[Sighting] = (),
    source: object | None = None,
) -> Done:
    """A new issue in people's words, as a candidate; its title must say something."""
    _need_title(title)
    with store.write() as work:
        fresh = CommunityIssue(
            practice=store.practice,
            position=_next_position(work),
            title=title.strip(),
            text=text,
            codes=_known_codes(codes),
        )
        stored = _put(work, community.with_sightings(fresh, sightings))
    return Done(stored, None, work.changes(source), work.moment)


def describe_issue(
    store: Store, uuid: str, *, source: object | None = None, **words: str | tuple[str, ...]
) -> Done:
    """Change what is written about an issue: title, text, codes, need_or_demand, cause,
    counter_evidence, owner, note."""
    if not words.keys() <= _WORDS:
        raise TypeError(min(words.keys() - _WORDS))
    if "title" in words:
        _need_title(str(words["title"]))
    if "codes" in words:
        words["codes"] = _known_codes(words["codes"])
    return _change(store, uuid, lambda issue: replace(issue, **words), source)  # type: ignore[arg-type]


def sort_issue(
    store: Store, uuid: str, response_type: str | None, *, source: object | None = None
) -> Done:
    """Say what kind of answer an issue needs; ``None`` puts it back among the unsorted."""
    known = [each.code for each in response_types()]
    if response_type is not None and response_type not in known:
        raise InputRefused(
            tr("{name} という対応の型はありません。", name=response_type),
            tr("何も変えていません。"),
            tr("使える型：{names}", names="、".join(known)),
        )
    return _change(store, uuid, lambda issue: community.sorted_to(issue, response_type), source)


def move_issue(store: Store, uuid: str, stage: Stage, *, source: object | None = None) -> Done:
    """Put an issue on another step of the ladder."""
    return _change(store, uuid, lambda issue: community.moved_to(issue, stage), source)


def merge_issue(store: Store, uuid: str, into: str, *, source: object | None = None) -> Done:
    """Let another issue carry this one's evidence on; both keep their own words."""
    with store.write() as work:
        target: CommunityIssue = work.need(COMMUNITY_ISSUE, into)
        before: CommunityIssue = work.need(COMMUNITY_ISSUE, uuid)
        if before.practice != target.practice:
            raise SaveConflict
        stored = _put(work, community.merged(before, target), "merged")
    return Done(stored, before, work.changes(source), work.moment)


def unmerge_issue(store: Store, uuid: str, *, source: object | None = None) -> Done:
    """Let an issue stand for itself again."""
    return _change(store, uuid, lambda issue: replace(issue, merged_into=None), source)


def add_evidence(
    store: Store,
    uuid: str,
    sightings: Iterable[Sighting],
    *,
    against: bool = False,
    source: object | None = None,
) -> Done:
    """Count more sightings for an issue, or against it: a known resource turns it into INFO."""
    more = tuple(sightings)
    return _change(
        store,
        uuid,
        lambda issue: community.with_sightings(issue, more, against=against),
        source,
    )


def remove_evidence(
    store: Store, uuid: str, evidence_uuid: str, *, source: object | None = None
) -> Done:
    """Take a line of evidence away; the sighting itself stays where it was written."""
    return _change(
        store, uuid, lambda issue: community.without_evidence(issue, evidence_uuid), source
    )


def bin_issue(store: Store, uuid: str, *, source: object | None = None) -> Done:
    """Put an issue into the bin; what was merged into it stands for itself again."""
    return _bin(store, "community_issue", COMMUNITY_ISSUE, uuid, source)


# ---- policies ----


def save_policy(store: Store, policy: Policy, *, source: object | None = None) -> Done:
    """Store a policy with its steps; a new one needs its issue. ``SaveConflict`` as for cases."""
    _need_title(policy.title)
    with store.write() as work:
        if policy.issue_uuid is not None:
            work.need(COMMUNITY_ISSUE, policy.issue_uuid)
        before: Policy | None = work.stored(POLICY, policy.uuid)
        stored: Policy = work.put("policy", POLICY, policy)
    return Done(stored, before, work.changes(source), work.moment)


def bin_policy(store: Store, uuid: str, *, source: object | None = None) -> Done:
    """Put a policy into the bin."""
    return _bin(store, "policy", POLICY, uuid, source)


# ---- undo ----


def take_back(store: Store, done: Done, *, source: object | None = None) -> Done:
    """Undo what a verb did; ``SaveConflict`` where the record was changed since.

    What is given back undoes the undoing.
    """
    kind, shape = _kind_of(done.value)
    key = done.value.uuid
    with store.write() as work:
        stored = work.need(shape, key)
        if stored.row_version != done.value.row_version:
            raise SaveConflict
        if done.binned or done.before is None:
            work.set_binned(kind, shape, key, binned=not done.binned)
            now, before = work.need(shape, key), None if done.binned else stored
        else:
            _still_possible(work, done.before)
            former = replace(done.before, row_version=stored.row_version)
            now, before = work.put(kind, shape, former, action="taken_back"), stored
    binned = done.before is None and not done.binned
    return Done(now, before, work.changes(source), work.moment, binned=binned)


def _still_possible(work: Work, former: CommunityIssue | Policy) -> None:
    """A former merge can't come back once its carrier was merged itself."""
    if isinstance(former, CommunityIssue) and former.merged_into is not None:
        carrier: CommunityIssue = work.need(COMMUNITY_ISSUE, former.merged_into)
        community.merged(former, carrier)


def _kind_of(value: CommunityIssue | Policy) -> tuple[str, Record]:
    if isinstance(value, Policy):
        return "policy", POLICY
    return "community_issue", COMMUNITY_ISSUE


# ---- inside a transaction ----


def _change(
    store: Store,
    uuid: str,
    change: Callable[[CommunityIssue], CommunityIssue],
    source: object | None,
) -> Done:
    with store.write() as work:
        before: CommunityIssue = work.need(COMMUNITY_ISSUE, uuid)
        stored = _put(work, change(before))
    return Done(stored, before, work.changes(source), work.moment)


def _put(work: Work, issue: CommunityIssue, action: str = "edited") -> CommunityIssue:
    stored: CommunityIssue = work.put("community_issue", COMMUNITY_ISSUE, issue, action=action)
    return stored


def _bin(store: Store, kind: str, shape: Record, uuid: str, source: object | None) -> Done:
    with store.write() as work:
        before = work.need(shape, uuid)
        work.set_binned(kind, shape, uuid, binned=True)
        value = work.need(shape, uuid)
    return Done(value, before, work.changes(source), work.moment, binned=True)


def _next_position(work: Work) -> int:
    highest = work.connection.execute(select(func.max(community_issues.c.position))).scalar()
    return (highest or 0) + 1


def _need_title(title: str) -> None:
    if not title.strip():
        raise InputRefused(
            tr("題が書かれていません。"),
            tr("何も保存していません。"),
            tr("何のことか分かる題を書いてください。"),
        )


def _known_codes(codes: Iterable[str]) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(codes))
    known = [each.code for each in issue_codes()]
    if unknown := [code for code in given if code not in known]:
        raise InputRefused(
            tr("{code} という分類はありません。", code=unknown[0]),
            tr("何も変えていません。"),
            tr("使える分類：{names}", names=" ".join(known)),
        )
    return given

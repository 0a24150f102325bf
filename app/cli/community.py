"""``community``: what the town has noticed, sorted and decided; a few verbs for scripts."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.care.codes import issue_label, response_label
from app.care.community import CommunityIssue, Evidence, Policy, Sighting, Stage
from app.care.community_likeness import Likeness
from app.care.community_rules import (
    Candidate,
    Spread,
    case_counts,
    response_meaning,
    rung_of,
    stage_label,
)
from app.cli.answers import Json, plain
from app.cli.store import opened
from app.clock import Clock
from app.errors import InputRefused, UsageError
from app.i18n import tr
from app.output import say, say_json, table

if TYPE_CHECKING:
    from app.care.community_board import Board
    from app.services.store import Store


def community(args: argparse.Namespace, clock: Clock) -> int:
    """Issues and candidates with the cases behind each; with a verb, after it was done."""
    from app.services.community import board

    with opened(args, clock) as store:
        _act(args, store)
        found = board(store)
    if args.json:
        say_json(as_json(found))
    else:
        say(*_lines(found))
    return 0


def _act(args: argparse.Namespace, store: Store) -> None:
    from app.services import community as verbs

    if args.title and not args.confirm:
        raise UsageError(tr("--title は --confirm のときだけ使えます。"))
    if args.confirm:
        verbs.confirm_candidate(store, args.confirm, title=args.title)
    elif args.sort:
        verbs.sort_issue(store, _key(store, args.sort[0]), args.sort[1])
    elif args.move:
        stage = _stage(args.move[1])
        verbs.move_issue(store, _key(store, args.move[0]), stage)
    elif args.merge:
        verbs.merge_issue(store, *(_key(store, each) for each in args.merge))


def _stage(text: str) -> Stage:
    if text not in set(Stage):
        raise UsageError(
            tr("{name} という段階はありません。", name=text),
            todo=tr("使える段階：{names}", names=" ".join(Stage)),
        )
    return Stage(text)


def _key(store: Store, text: str) -> str:
    """The issue with this key, or the only one with this code."""
    from app.services.community import board

    issues = board(store).issues
    found = [issue.uuid for issue in issues if text == issue.uuid or text in issue.codes]
    if len(found) == 1:
        return found[0]
    raise InputRefused(
        tr("{name} という地域課題はありません。", name=text)
        if not found
        else tr("{name} の地域課題は1つではありません。", name=text),
        tr("何も変えていません。"),
        tr("kurashi community --json の uuid で選んでください。"),
    )


# ---- JSON ----


def as_json(board: Board) -> Json:
    """Everything, with case numbers and never a name."""
    return {
        "cases": len(board.cases),
        "cases_counted_for_council": len(board.for_council().cases),
        "sightings": len(board.sightings),
        "issues": [
            *(_issue(board, issue) for issue in board.open_issues),
            *(_candidate(board, each) for each in board.candidates),
        ],
        "codes": [
            {
                "code": code,
                "label": issue_label(code),
                "case_count": len(uuids),
                "cases": _cases(board, uuids),
            }
            for code, uuids in case_counts(board.sightings).items()
        ],
        "unsorted": [_sighting(board, each) for each in board.loose],
    }


def _issue(board: Board, issue: CommunityIssue) -> Json:
    response = issue.response_type
    return {
        "uuid": issue.uuid,
        "title": issue.title,
        "text": issue.text,
        "codes": list(issue.codes),
        **_step(issue.stage),
        "response_type": response,
        "response_label": response_label(response) if response else "",
        "response_meaning": response_meaning(response) if response else "",
        "need_or_demand": issue.need_or_demand,
        "cause": issue.cause,
        "counter_evidence": issue.counter_evidence,
        "owner": issue.owner,
        **_spread(board, board.spread(issue)),
        "evidence": [_evidence(board, line) for line in board.evidence(issue)],
        "merged": [each.uuid for each in board.issues if each.merged_into == issue.uuid],
        "alike": _alike(board.alike(issue)),
        "policies": [_policy(policy) for policy in board.policies_of(issue)],
    }


def _candidate(board: Board, found: Candidate) -> Json:
    return {
        "uuid": None,
        "title": issue_label(found.code),
        "codes": [found.code],
        **_step(Stage.CANDIDATE),
        "response_type": None,
        **_spread(board, found.spread),
        "evidence": [_sighting(board, each) for each in found.sightings],
        "policies": [],
    }


def _step(stage: Stage) -> Json:
    return {"stage": stage.value, "stage_label": stage_label(stage), "rung": rung_of(stage)}


def _spread(board: Board, spread: Spread) -> Json:
    return {
        "case_count": spread.cases,
        "case_total": spread.total,
        "share": round(spread.share, 4),
        "cases": _cases(board, spread.case_uuids),
        "from": spread.start,
        "to": spread.end,
        "first_seen": spread.first_seen,
        "presenters": spread.presenters,
        "districts": spread.districts,
    }


def _cases(board: Board, uuids: Iterable[str]) -> list[Json]:
    return [{"uuid": uuid, "case_no": _number(board, uuid)} for uuid in uuids]


def _number(board: Board, uuid: str | None) -> int | None:
    case = board.cases.get(uuid or "")
    return case.case_no if case else None


def _evidence(board: Board, line: Evidence) -> Json:
    return {
        "uuid": line.uuid,
        "case_no": _number(board, line.case_uuid),
        "text": line.text,
        "day": line.seen_on,
        "against": line.against,
    }


def _sighting(board: Board, sighting: Sighting) -> Json:
    return {
        "uuid": sighting.key,
        "case_no": _number(board, sighting.case_uuid),
        "text": sighting.text,
        "codes": list(sighting.codes),
        "day": sighting.day,
        "alike": _alike(board.alike_sighting(sighting)),
    }


def _alike(found: Iterable[Likeness]) -> list[Json]:
    return [{"uuid": each.issue_uuid, "likeness": round(each.likeness, 2)} for each in found]


def _policy(policy: Policy) -> Json:
    data = plain(policy)
    assert isinstance(data, dict)  # noqa: S101 - a dataclass always becomes an object
    return data | _step(policy.stage)


# ---- lines ----


def _lines(board: Board) -> list[str]:
    lines = [
        tr(
            "事例 {cases}・気づき {sightings}・地域課題 {issues}・候補 {candidates}",
            cases=len(board.cases),
            sightings=len(board.sightings),
            issues=len(board.open_issues),
            candidates=len(board.candidates),
        )
    ]
    counted = len(board.for_council().cases)
    if counted < len(board.cases):
        hint = tr(
            "協議体の紙に数えられる事例は{counted}件です（同意の範囲が地域課題の統計を含むもの）。",
            counted=counted,
        )
        lines.append(hint)
    rows = [_cells(board, issue) for issue in board.open_issues]
    rows += [_candidate_cells(board, each) for each in board.candidates]
    if rows:
        lines += ["", *table(rows)]
    if board.loose:
        lines += ["", tr("まだどの課題にも入っていない気づき")]
        lines += table(_loose_cells(board, each) for each in board.loose)
    return lines


def _cells(board: Board, issue: CommunityIssue) -> list[str]:
    response = issue.response_type
    return [
        " ".join(issue.codes),
        issue.title,
        *_numbers(board, board.spread(issue)),
        stage_label(issue.stage),
        response_label(response) if response else tr("未分類"),
        tr("、").join(policy.title for policy in board.policies_of(issue)),
    ]


def _candidate_cells(board: Board, found: Candidate) -> list[str]:
    label = issue_label(found.code)
    stage = stage_label(Stage.CANDIDATE)
    return [found.code, label, *_numbers(board, found.spread), stage, tr("未分類"), ""]


def _numbers(board: Board, spread: Spread) -> tuple[str, str]:
    numbers = [str(_number(board, uuid) or "－") for uuid in spread.case_uuids]
    return f"{spread.cases}/{spread.total}", " ".join(numbers)


def _loose_cells(board: Board, sighting: Sighting) -> list[str]:
    number = _number(board, sighting.case_uuid)
    codes = " ".join(sighting.codes)
    return ["  " + ("－" if number is None else str(number)), codes, sighting.text]

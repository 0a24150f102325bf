"""``resources``, and ``match``: what may fit a case, with the reason for each point."""

from __future__ import annotations

import argparse

from app.care.resource_match import Match, Point, matches
from app.cli.answers import Json, plain
from app.cli.store import opened
from app.clock import Clock
from app.i18n import tr
from app.output import say, say_json, table


def resources(args: argparse.Namespace, clock: Clock) -> int:
    """The resource register, without private contacts; what has ended too."""
    from app.services.resource_register import registered_resources

    with opened(args, clock) as store:
        found = registered_resources(store, without=())
    if args.json:
        say_json([plain(each) for each in found])
    else:
        cells = ("name", "kind", "district", "place", "days_times", "status")
        say(*table([[getattr(each, cell) for cell in cells] for each in found]))
    return 0


def match(args: argparse.Namespace, clock: Clock) -> int:
    """Candidates for one case, most points first."""
    from app.services.cases import find_case
    from app.services.resource_register import registered_resources

    with opened(args, clock) as store:
        case = find_case(store, args.no)
        found = matches(case, registered_resources(store))
    if args.json:
        candidates = [_json(each) for each in found]
        say_json({"uuid": case.uuid, "case_no": case.case_no, "candidates": candidates})
    elif found:
        say(*(line for each in found for line in _lines(each)))
    else:
        say(tr("合う資源は見つかりません。"))
    return 0


def _json(found: Match) -> Json:
    return {
        "uuid": found.uuid,
        "name": found.name,
        "detail": found.detail,
        "own": found.own,
        "score": found.score,
        "points": [plain(point) for point in found.points],
    }


def _lines(found: Match) -> list[str]:
    head = "　".join(filter(None, (found.name, found.detail)))
    return [f"{found.score:3d}  {head}", *(f"     ・{_reason(point)}" for point in found.points)]


def _reason(point: Point) -> str:
    about = tr("：{about}", about=point.about) if point.about else ""
    return f"+{point.points} {point.reason}{about}"

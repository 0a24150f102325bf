"""``kurashi print WHAT``: which paper, of which cases, for which meeting."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

from app.cli.store import opened, passphrase, pdf_password
from app.clock import Clock
from app.errors import InputRefused, UsageError
from app.i18n import language, tr
from app.output import say, say_json

if TYPE_CHECKING:
    from app.reports.fonts import MissingGlyphs
    from app.services.papers import Kind, Printed
    from app.services.store import Store

_OF_CASES: Final = {"case-sheet", "judgement-sheet", "packet", "agenda", "summary"}


def print_what(args: argparse.Namespace, clock: Clock) -> int:
    """Make the PDF that ``args`` ask for."""
    if args.what == "recovery":
        return _recovery(args, clock)
    if args.what in _OF_CASES and not args.case and not args.conference:
        raise UsageError(
            tr("どの事例を印刷しますか。"), todo=tr("--case か --conference を付けてください。")
        )
    if args.what == "minutes" and not args.conference:
        raise UsageError(tr("どの会議の会議録ですか。"), todo=tr("--conference を付けてください。"))
    if args.issue and args.what != "policy":
        raise UsageError(tr("--issue は policy のときだけ使えます。"))
    if args.internal and args.what != "outcomes":
        raise UsageError(tr("--internal は outcomes のときだけ使えます。"))
    if args.copies < 1:
        raise UsageError(tr("部数は1以上です。"))
    with opened(args, clock) as store:
        printed, cases = _print(args, store)
    _answer(args, printed, cases)
    return 0


def _recovery(args: argparse.Namespace, clock: Clock) -> int:
    """A new recovery sheet; it asks for the passphrase again, since it makes a key."""
    from app.services.recovery import renew_sheet

    with opened(args, clock) as store:
        renew_sheet(store, passphrase(args), args.out, lang=language())
    if args.json:
        say_json({"file": args.out.name, "cases": 0, "pages": 1, "copies": 1, "missing": []})
    else:
        say(tr("復旧用紙を作りました。前の用紙は使えません。"))
    return 0


def _print(args: argparse.Namespace, store: Store) -> tuple[Printed, int]:
    from app.services.cases import find_case
    from app.services.conferences import find_conference
    from app.services.papers import OF_CASES, preview, write_paper

    kind = cast("Kind", args.what.replace("-", "_"))
    conference = find_conference(store, args.conference) if args.conference else None
    uuids = [find_case(store, number).uuid for number in args.case]
    if not uuids and conference is not None and kind in OF_CASES:
        uuids = [item.case_uuid for item in conference.agenda]
    password = pdf_password(args)
    made = preview(
        store,
        kind,
        uuids,
        conference_uuid=conference.uuid if conference else None,
        paper=args.paper or "A3",
        copies=args.copies,
        lang=language(),
        duplex=args.duplex,
        issues=args.issue,
        internal=args.internal,
    )
    if not args.substitute:
        _refuse_gaps(made.missing)
    return write_paper(store, made, args.out, password), len(made.order.cases)


def _refuse_gaps(missing: Sequence[MissingGlyphs]) -> None:
    """What no font has is a person's decision, told before there is any paper (decision 067)."""
    places = [f"{gap.place}「{gap.characters}」" for gap in missing if gap.characters]
    if places:
        raise InputRefused(
            tr("書体にない文字があります：{places}", places=tr("、").join(places)),
            tr("何も印刷していません。"),
            tr("文字を直すか、--substitute を付けて〓に置き換えてください。"),
        )


def _answer(args: argparse.Namespace, printed: Printed, cases: int) -> None:
    if args.json:
        missing = [
            {"place": m.place, "characters": m.characters, "variants": m.variants}
            for m in printed.missing
        ]
        say_json(
            {
                "file": args.out.name,
                "cases": cases,
                "pages": printed.pages,
                "copies": printed.copies,
                "missing": missing,
            }
        )
        return
    say(tr("PDFを作りました。"))
    for gap in printed.missing:
        if gap.characters:
            say(tr("印刷できない文字があり、〓にしました：{place}", place=gap.place))
        if gap.variants:
            say(tr("書体にない異体字を、ふつうの字形にしました：{place}", place=gap.place))

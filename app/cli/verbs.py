"""The headless verbs: each a thin call into services, answered as text or JSON."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from app.cli import answers
from app.cli.community import community
from app.cli.conferences import conference, conferences
from app.cli.matching import match, resources
from app.cli.outcomes import outcomes
from app.cli.store import data_folder, file_password, opened, passphrase
from app.clock import Clock
from app.errors import UsageError
from app.i18n import tr
from app.output import say, say_json, table

Verb = Callable[[argparse.Namespace, Clock], int]


def init(args: argparse.Namespace, clock: Clock) -> int:
    """Create the encrypted data folder."""
    from app.services.store import create_store

    folder, secret = data_folder(args), passphrase(args)
    if args.recovery_sheet is None:
        create_store(folder, secret, clock=clock).close()
    else:
        from app.services.recovery import accept_sheet, pending_sheet

        with pending_sheet(args.recovery_sheet, clock) as sheet:
            store = create_store(folder, secret, clock=clock)
            try:
                accept_sheet(store, secret, sheet)
            finally:
                store.close()
    if args.json:
        say_json({"created": str(folder)})
    else:
        say(tr("暗号化されたデータの場所を作りました。"))
        if args.recovery_sheet is not None:
            say(tr("復旧用紙を作りました。印刷して金庫などにしまい、ファイルは消してください。"))
    return 0


def import_files(args: argparse.Namespace, clock: Clock) -> int:
    """Read case files; all or nothing per file. Exit 3 if any file was refused."""
    from app.services.files import import_file
    from app.services.sheets import SHEETS, import_unattended

    total = answers.ImportAnswer()
    with opened(args, clock) as store:
        for path in args.files:
            take_in = import_unattended if path.suffix.lower() in SHEETS else import_file
            password = file_password(args, path) if take_in is import_unattended else None
            report = take_in(store, path, dry_run=args.dry_run, password=password)
            total.add(path.name, report)
    if args.json:
        say_json(total.as_json())
    else:
        say(*total.lines(dry_run=args.dry_run))
    sys.stderr.write("".join(f"{line}\n" for line in total.refusals()))
    return 3 if total.refused else 0


def export(args: argparse.Namespace, clock: Clock) -> int:
    """Write cases to a file; names only after a confirmation or ``--yes``."""
    from app.services.files import export_blank, export_file

    if args.blank:
        return _export_blank(args, export_blank)
    if args.with_identity and not args.yes and not answers.confirmed():
        raise UsageError(
            tr("氏名を含む書き出しには確認が必要です。"), todo=tr("--yes を付けてください。")
        )
    with opened(args, clock) as store:
        count = export_file(
            store, args.out, case_nos=args.case or None, with_identity=args.with_identity
        )
    if args.json:
        say_json({"exported": count})
    else:
        say(tr("{n}件の事例を書き出しました。", n=count))
    return 0


def _export_blank(args: argparse.Namespace, write: Callable[[Path], None]) -> int:
    """The empty workbook: no data folder is opened, so it works before there is one."""
    if args.case or args.with_identity:
        raise UsageError(
            tr("--blank は空の事例シートを作ります。"),
            todo=tr("--case や --with-identity は付けないでください。"),
        )
    write(args.out)
    if args.json:
        say_json({"exported": 0, "blank": True})
    else:
        say(tr("空の事例シートを書き出しました。"))
    return 0


def cases(args: argparse.Namespace, clock: Clock) -> int:
    """List cases."""
    from app.services.cases import list_cases

    filters = answers.case_filter(args.filter)
    with opened(args, clock) as store:
        rows = list_cases(store, search=args.search, filters=filters)
    if args.json:
        say_json([answers.case_row(row) for row in rows])
    else:
        say(*table([answers.case_cells(row) for row in rows]))
    return 0


def case(args: argparse.Namespace, clock: Clock) -> int:
    """One case, whole, without the private identity."""
    from app.exchange.case_json_write import write_case
    from app.services.cases import find_case

    with opened(args, clock) as store:
        found = find_case(store, args.no)
    data = write_case(found)
    if args.json:
        say_json(data)
    else:
        say(*answers.lines_of(data))
    return 0


def risks(args: argparse.Namespace, clock: Clock) -> int:
    """Medical-risk candidates and consistency hints of one case."""
    from app.services.cases import find_case

    with opened(args, clock) as store:
        found = find_case(store, args.no)
    if args.json:
        say_json(answers.risks_json(found))
    else:
        say(*answers.risk_lines(found))
    return 0


def print_paper(args: argparse.Namespace, clock: Clock) -> int:
    """Make a PDF."""
    from app.cli.printing import print_what

    return print_what(args, clock)


def check(args: argparse.Namespace, clock: Clock) -> int:
    """Full integrity check; exit 4 if anything is wrong."""
    with opened(args, clock) as store:
        report = store.verify()
    if args.json:
        say_json(answers.plain(report))
    else:
        say(tr("データに問題はありません。") if report.ok else tr("データに問題があります。"))
    return 0 if report.ok else 4


VERBS: dict[str, Verb] = {
    "init": init,
    "import": import_files,
    "export": export,
    "cases": cases,
    "case": case,
    "risks": risks,
    "print": print_paper,
    "conferences": conferences,
    "conference": conference,
    "outcomes": outcomes,
    "community": community,
    "match": match,
    "resources": resources,
    "check": check,
}

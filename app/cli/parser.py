"""The arguments of ``kurashi`` as CONTRACT.md lists them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from app.errors import UsageError
from app.i18n import tr

PAPERS = (
    "case-sheet",
    "judgement-sheet",
    "packet",
    "minutes",
    "blank",
    "agenda",
    "policy",
    "outcomes",
    "recovery",
    "attendance",
    "collection",
    "summary",
    "resources",
)
STAGES = ("issue", "goal", "risk", "support")


class _Parser(argparse.ArgumentParser):
    """A wrong call is one sentence and exit code 2, like every other error."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(
            tr("呼び出し方が違います：{message}", message=message),
            todo=tr("使い方は kurashi --help で見られます。"),
        )


def _global_options(parser: argparse.ArgumentParser, *, default: object) -> None:
    """Global options are accepted before and after the verb."""
    parser.add_argument("--data", type=Path, default=default, metavar="DIR")
    parser.add_argument("--passphrase-file", type=Path, default=default, metavar="FILE")
    parser.add_argument("--lang", choices=("ja", "en"), default=default)
    parser.add_argument("--json", action="store_true", default=default)


def build_parser() -> argparse.ArgumentParser:
    """The whole command line; ``verb`` is ``None`` when the window is wanted."""
    parser = _Parser(prog="kurashi", description="くらしカンファ — Kurashi Conference")
    _global_options(parser, default=None)
    shared = _Parser(add_help=False)
    _global_options(shared, default=argparse.SUPPRESS)
    verbs = parser.add_subparsers(dest="verb", parser_class=_Parser)

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        return verbs.add_parser(name, help=text, description=text, parents=[shared])

    verb("practice", "open on throw-away sample data / 練習")
    init = verb("init", "create the encrypted data folder / データの場所を作る")
    init.add_argument("--recovery-sheet", type=Path, metavar="FILE.pdf", help="復旧用紙")
    _add_exchange(verb("import", "read case files / 取り込む"), verb("export", "write case files"))
    cases = verb("cases", "list cases / 事例の一覧")
    cases.add_argument("--search", default="", metavar="TEXT")
    cases.add_argument("--filter", action="extend", nargs="+", default=[], metavar="KEY=VALUE")
    verb("case", "one case, whole / 事例").add_argument("no", metavar="NO")
    verb("risks", "medical-risk candidates / 医学的リスクの気づき").add_argument("no", metavar="NO")
    _add_print(verb("print", "make a PDF / 印刷物を作る"))
    verb("conferences", "list conferences / 会議の一覧")
    meeting = verb("conference", "one conference, whole / 会議")
    meeting.add_argument("id", metavar="ID")
    meeting.add_argument("--with-identity", action="store_true", help="names of attendees too")
    meeting.add_argument("--yes", action="store_true")
    _add_outcomes(verb("outcomes", "indicators with counts and intervals / 評価の指標"))
    verb("resources", "resource register / 地域資源")
    verb("match", "resources for a case / 事例に合う資源").add_argument("no", metavar="NO")
    _add_community(verb("community", "community issues and policies / 地域課題と施策"))
    verb("check", "full integrity check / データの検査")
    tour = verb("tour", "picture every page of a practice meeting / 画面と紙を一巡する")
    tour.add_argument("--out", type=Path, required=True, metavar="DIR")
    tour.add_argument("--size", default="1366x768", metavar="WxH")
    tour.add_argument("--scale", type=float, default=1.0, metavar="F")
    _widen_languages(tour)
    _add_dev(verb("dev", "checks for developers / 開発用"))
    return parser


def _widen_languages(parser: argparse.ArgumentParser) -> None:
    """Only the tour also speaks the pseudo language."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no public way to widen a choice
        if action.dest == "lang":
            action.choices = ("ja", "en", "pseudo")


def _add_exchange(reader: argparse.ArgumentParser, writer: argparse.ArgumentParser) -> None:
    reader.add_argument("files", nargs="+", type=Path, metavar="FILE")
    reader.add_argument("--dry-run", action="store_true")
    reader.add_argument("--password-file", type=Path, metavar="FILE", help="of an Excel file")
    writer.add_argument("--out", type=Path, required=True, metavar="FILE")
    writer.add_argument("--blank", action="store_true", help="an empty workbook / 空の事例シート")
    writer.add_argument("--case", nargs="+", default=[], metavar="NO")
    writer.add_argument("--with-identity", action="store_true")
    writer.add_argument("--yes", action="store_true")


def _add_print(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=PAPERS)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    parser.add_argument("--case", nargs="+", default=[], metavar="NO")
    parser.add_argument("--conference", metavar="ID")
    parser.add_argument("--issue", nargs="+", default=[], metavar="KEY", help="of policy / 課題")
    parser.add_argument("--copies", type=int, default=1, metavar="N")
    parser.add_argument("--paper", choices=("A3", "A4"))
    parser.add_argument("--internal", action="store_true", help="of outcomes / 庁内用")
    lock = parser.add_mutually_exclusive_group()
    lock.add_argument("--password", action="store_true", help="ask for one / パスワードを付ける")
    lock.add_argument("--password-file", type=Path, metavar="FILE", help="the PDF's own")
    parser.add_argument("--duplex", action="store_true", help="both sides / 両面")
    parser.add_argument(
        "--substitute", action="store_true", help="print 〓 for what no font has / 〓で印刷"
    )


def _add_outcomes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, metavar="FILE.xlsx", help="a workbook / 表計算のファイル"
    )
    parser.add_argument("--internal", action="store_true", help="small counts too / 庁内用")
    parser.add_argument("--figures", type=Path, metavar="FILE.csv", help="take in yearly figures")


def _add_community(parser: argparse.ArgumentParser) -> None:
    """KEY is the uuid of an issue, or its code where only one issue has it."""
    deed = parser.add_mutually_exclusive_group()
    deed.add_argument(
        "--confirm", metavar="CODE", help="make a candidate an issue / 候補を確認する"
    )
    deed.add_argument(
        "--sort", nargs=2, metavar=("KEY", "TYPE"), help="type of response / 対応の型"
    )
    deed.add_argument("--move", nargs=2, metavar=("KEY", "STAGE"), help="step / 段階")
    deed.add_argument("--merge", nargs=2, metavar=("KEY", "INTO"), help="into another / まとめる")
    parser.add_argument("--title", default="", help="of the confirmed issue / 題")


def _add_dev(parser: argparse.ArgumentParser) -> None:
    dev = parser.add_subparsers(dest="dev_verb", parser_class=_Parser, required=True)
    shared = _Parser(add_help=False)
    _global_options(shared, default=argparse.SUPPRESS)
    loop = dev.add_parser("save-loop", parents=[shared])
    loop.add_argument("--limit", type=int, metavar="N")
    dev.add_parser("verify", parents=[shared])
    dev.add_parser("facts", parents=[shared])
    projection = dev.add_parser("projection", parents=[shared])
    projection.add_argument("no", metavar="NO")
    projection.add_argument("--stage", choices=STAGES, required=True)
    projection.add_argument("--out", type=Path, required=True, metavar="DIR")

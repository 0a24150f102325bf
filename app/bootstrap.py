"""The only place that wires things together: arguments, language, verbs, windows, exit codes."""

from __future__ import annotations

import gc
import logging
import sys
import traceback
from collections.abc import Sequence

from app.clock import SystemClock
from app.errors import UserFacingError
from app.i18n import set_language, tr

WINDOW_VERBS = (None, "practice", "tour")


def run(argv: Sequence[str]) -> int:
    """Run one call and return its exit code. Never shows a traceback or case text."""
    _speak_utf8()
    set_language(_early_language(argv))
    try:
        return _dispatch(argv)
    except UserFacingError as error:
        sys.stderr.write(error.sentence() + "\n")
        return error.exit_code
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the last door: our bug, exit code 1
        _report_bug(error)
        return 1


def _speak_utf8() -> None:
    """Windows consoles may be cp932; JSON and 𠮷 need UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _early_language(argv: Sequence[str]) -> str:
    """The language for errors in the arguments themselves, before they are parsed."""
    for flag, value in zip(argv, [*argv[1:], ""], strict=False):
        if flag == "--lang" and value in ("ja", "en", "pseudo"):
            return value
        if flag in ("--lang=ja", "--lang=en", "--lang=pseudo"):
            return flag.partition("=")[2]
    return "ja"


def _dispatch(argv: Sequence[str]) -> int:
    from app.cli.parser import build_parser

    args = build_parser().parse_args(argv)
    if args.verb in WINDOW_VERBS:
        gc.disable()  # start-up only builds; AfterPaint and the main window collect again
        from app.ui.quick_start import spare_source_scan

        spare_source_scan()
        from app.ui import application

        return application.run(args, SystemClock())
    if args.verb == "dev":
        if args.dev_verb == "projection":
            return _projection(args)
        from app.cli.dev import DEV_VERBS

        return DEV_VERBS[args.dev_verb](args, SystemClock())
    from app.cli.verbs import VERBS

    return VERBS[args.verb](args, SystemClock())


def _projection(args: object) -> int:
    """``dev projection``: the store is opened headless, the frame drawn by the real window."""
    import argparse

    from app.cli.store import opened
    from app.output import say_json
    from app.ui.room_capture import capture_room

    assert isinstance(args, argparse.Namespace)  # noqa: S101 - narrows the type for mypy
    with opened(args, SystemClock()) as store:
        say_json(capture_room(store, args.no, args.stage, args.out))
    return 0


def _report_bug(error: Exception) -> None:
    """Class names and line numbers only: exception texts may carry what people typed."""
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-4:]))
    logging.getLogger("kurashi").error("%s at %s", type(error).__name__, where)
    sys.stderr.write(
        tr(
            "プログラムの不具合で止まりました（{name}）。保存済みのデータは残っています。",
            name=type(error).__name__,
        )
        + "\n"
    )

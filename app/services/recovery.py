"""The recovery sheet: a code on paper that opens the data folder (RELIABILITY §C, DOMAIN §9.2)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.care import wareki
from app.care.ids import new_id
from app.clock import Clock, today
from app.errors import InputRefused
from app.i18n import language, tr
from app.models.recovery_code import new_code
from app.services.outgoing import outgoing_file
from app.services.store import Store


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished sheet that opens nothing yet: ``accept_sheet`` makes its code a key."""

    pdf: bytes = field(repr=False)
    code: str = field(repr=False)


def fresh_sheet(clock: Clock, *, lang: str | None = None, maker: str = "") -> Sheet:
    """A sheet with a fresh code, which is kept nowhere else."""
    from app.reports.job import PrintJob
    from app.reports.recovery_sheet import recovery_sheet

    chosen = lang or language()
    code = new_code()
    job = PrintJob(
        made_at=clock.now(),
        maker=maker,
        made_on=wareki.format_wareki(today(clock).isoformat(), lang=chosen),
        language=chosen,
    )
    return Sheet(recovery_sheet(code, job).pdf, code)


@contextmanager
def pending_sheet(out: Path, clock: Clock) -> Iterator[Sheet]:
    """The first sheet of a data folder that isn't there yet; it waits beside ``out``.

    The block lets the code open the data. If it fails no sheet appears, so no paper promises what
    it can't do.
    """
    from app.reports.writer import pending_file

    sheet = fresh_sheet(clock)
    with pending_file(out, sheet.pdf):
        yield sheet


def accept_sheet(store: Store, passphrase: str, sheet: Sheet) -> None:
    """Let ``sheet`` open ``store``; an earlier one opens nothing from then on.

    ``LockedOut`` for a wrong passphrase. The deed stands in the trail, or nothing happened.
    """
    _refuse_practice(store)
    with store.keeping_keys():
        store.add_recovery(passphrase, sheet.code)
        with store.write() as work:
            work.record("recovery_sheet", new_id(), "made")


def renew_sheet(
    store: Store, passphrase: str, out: Path, *, lang: str | None = None, maker: str = ""
) -> None:
    """Write a new sheet for ``store``; errors as above, and those of writing a file."""
    _refuse_practice(store)
    sheet = fresh_sheet(store.clock, lang=lang, maker=maker)
    with store.keeping_keys(), outgoing_file(store, out, sheet.pdf):
        accept_sheet(store, passphrase, sheet)


def _refuse_practice(store: Store) -> None:
    if store.practice:
        raise InputRefused(
            tr("練習用のデータに復旧用紙はありません。"), tr("何も印刷していません。")
        )

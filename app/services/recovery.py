"""The recovery sheet: a code on paper that opens the data folder (RELIABILITY §C, DOMAIN §9.2)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.care import wareki
from app.clock import Clock, today
from app.errors import InputRefused
from app.i18n import language, tr
from app.models.recovery_code import new_code
from app.services.store import Store


@contextmanager
def pending_sheet(
    out: Path, clock: Clock, *, lang: str | None = None, maker: str = ""
) -> Iterator[str]:
    """A fresh code whose sheet waits beside ``out``; it takes its place when the block succeeds.

    The block lets the code open the data. If it fails no sheet appears, so no paper promises what
    it can't do. The code is kept nowhere else.
    """
    from app.reports.job import PrintJob
    from app.reports.recovery_sheet import recovery_sheet
    from app.reports.writer import pending_file

    chosen = lang or language()
    code = new_code()
    job = PrintJob(
        made_at=clock.now(),
        maker=maker,
        made_on=wareki.format_wareki(today(clock).isoformat(), lang=chosen),
        language=chosen,
    )
    with pending_file(out, recovery_sheet(code, job).pdf):
        yield code


def renew_sheet(
    store: Store, passphrase: str, out: Path, *, lang: str | None = None, maker: str = ""
) -> None:
    """Write a new sheet for ``store``; an earlier one opens nothing from then on."""
    if store.practice:
        raise InputRefused(
            tr("練習用のデータに復旧用紙はありません。"), tr("何も印刷していません。")
        )
    with pending_sheet(out, store.clock, lang=lang, maker=maker) as code:
        store.add_recovery(passphrase, code)

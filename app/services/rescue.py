"""別の場所に保存: an encrypted copy of everything with the edits that could not be saved.

For the moment when the disk is full, unplugged or read-only and somebody's words are only on the
screen. The copy is a data folder like any other: same key, same passphrase, opened by the same
program. It is read back whole before anybody is told that it is there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.care.case import Case, PrivateIdentity
from app.errors import InputRefused, StorageTrouble
from app.i18n import tr
from app.models.shapes import CASE, IDENTITY
from app.services.cases import get_case, get_identity, put_case, put_identity
from app.services.store import Store
from app.services.work import Work


@dataclass(frozen=True, slots=True)
class RescueCopy:
    """Where the copy is. ``whole`` tells whether it holds everything or the edited cases only."""

    folder: Path
    whole: bool


def save_elsewhere(
    store: Store,
    place: Path,
    cases: Sequence[Case] = (),
    identities: Sequence[PrivateIdentity] = (),
) -> RescueCopy:
    """Write an encrypted, verified copy into a new folder below ``place``.

    ``cases`` and ``identities`` are the values on screen, saved or not; an identity needs its
    case beside it. Raises ``StorageTrouble`` where ``place`` can't take it either, and leaves
    nothing half-written behind.
    """
    if store.practice:  # no passphrase could open the copy
        raise InputRefused(
            tr("練習用のデータは別の場所に保存できません。"),
            tr("入力は画面に残っています。"),
        )
    folder = place / f"kurashi-{store.clock.now():%Y%m%d-%H%M%S}"
    if folder.exists():
        raise InputRefused(
            tr("同じ名前のフォルダーがあります。"),
            tr("入力は画面に残っています。"),
            tr("少し待ってから、もう一度選んでください。"),
        )
    try:
        return _copy(store, folder, cases, identities, empty=False)
    except StorageTrouble:
        _take_away(folder)
    except BaseException:
        _take_away(folder)
        raise
    try:
        return _copy(store, folder, cases, identities, empty=True)
    except BaseException:
        _take_away(folder)
        raise


def _copy(
    store: Store,
    folder: Path,
    cases: Sequence[Case],
    identities: Sequence[PrivateIdentity],
    *,
    empty: bool,
) -> RescueCopy:
    copy = store.copy_to(folder, empty=empty)
    try:
        copy.actor = store.actor
        with copy.write() as work:
            put_cases = [_put_case(work, case) for case in cases]
            put_identities = [_put_identity(work, identity) for identity in identities]
        if not _is_whole(copy, put_cases, put_identities):
            raise StorageTrouble(
                tr("写しを確かめられませんでした。"),
                tr("入力は画面に残っています。"),
                tr("別の場所を選んでください。"),
            )
    finally:
        copy.close()
    return RescueCopy(folder, whole=not empty)


def _put_case(work: Work, case: Case) -> Case:
    there = work.stored(CASE, case.uuid)
    return put_case(work, replace(case, row_version=there.row_version if there else 0))


def _put_identity(work: Work, identity: PrivateIdentity) -> PrivateIdentity:
    there = work.stored(IDENTITY, identity.case_uuid)
    return put_identity(work, replace(identity, row_version=there.row_version if there else 0))


def _is_whole(copy: Store, cases: Sequence[Case], identities: Sequence[PrivateIdentity]) -> bool:
    """Every page reads, and what was put in comes out again."""
    if not copy.verify().ok:
        return False
    return all(get_case(copy, case.uuid) == case for case in cases) and all(
        get_identity(copy, one.case_uuid) == one for one in identities
    )


def _take_away(folder: Path) -> None:
    """Remove a copy that failed, by the names of its own files only."""
    names = ("kurashi.db", "keyslots.json", "kurashi.lock")
    for name in (*names, *(f"{name}{end}" for name in names for end in (".new", "-journal"))):
        with contextlib.suppress(OSError):
            (folder / name).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        (folder / "kurashi.db.new-journal").unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()

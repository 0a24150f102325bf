"""The open data folder: the only door between the database and everything above.

Light on purpose: the unlock page asks ``store_exists`` and ``check_passphrase`` while the
database code is not loaded yet; it comes in when a store is opened (TOOLCHAIN, start-up).
"""

from __future__ import annotations

import contextlib
import getpass
import importlib
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.care.knowledge import Overrides, use_bundled
from app.clock import Clock
from app.errors import InputRefused, StorageTrouble
from app.i18n import tr
from app.models.faults import ReadOnlyPlace, missing, os_trouble, read_only
from app.models.files import can_write, put_in_place, write_atomically
from app.models.keyslots import (
    MIN_PASSPHRASE,
    SLOT_FILE,
    KdfCost,
    check_against,
    check_passphrase,
    holds_recovery,
    new_key,
    unlock,
    write_recovery,
    write_slots,
)
from app.models.lock import LOCK_FILE, FolderLock

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.models.database import Database
    from app.models.verification import Verification
    from app.services.work import Work

__all__ = [
    "MIN_PASSPHRASE",
    "OPENING_NEEDS",
    "KdfCost",
    "Store",
    "check_passphrase",
    "create_store",
    "open_store",
    "practice_store",
    "store_exists",
]

_DATABASE = "kurashi.db"  # models.database.DATABASE_FILE, which would load SQLAlchemy
KNOWLEDGE = "knowledge"
"""Folder beside the data where a municipality puts its own knowledge (``care.overrides``)."""
_CIPHERS = ("argon2.low_level", "cryptography.hazmat.primitives.ciphers.aead")
_CODE = ("sqlalchemy", "sqlalchemy.dialects.sqlite", "app.models.database")
OPENING_NEEDS = (*_CIPHERS, *_CODE)
"""Modules that opening a store imports; the unlock page fetches them ahead, one by one."""


class Store:
    """An open data folder. ``actor`` is who the histories name; ``practice`` marks 練習用.

    ``read_only``: the place can't be written; every ``write`` raises ``StorageTrouble``.
    """

    def __init__(
        self,
        folder: Path,
        database: Database,
        lock: FolderLock | None,
        clock: Clock,
        *,
        practice: bool = False,
    ) -> None:
        self.folder = folder
        self.clock = clock
        self.practice = practice
        self.read_only = lock is None or not can_write(folder, folder / _DATABASE)
        self.actor = _login()
        self._slots = b""
        use_bundled()
        self.overrides = Overrides() if practice else _overrides(folder)
        self._database = database
        self._lock = lock
        with contextlib.suppress(OSError):  # practice has none
            self._slots = (folder / SLOT_FILE).read_bytes()

    def admit(self, passphrase: str) -> None:
        """``LockedOut`` unless ``passphrase`` is that of this store, which is open behind a lock.

        Asks the key slots of the moment it was opened: its folder may be gone by now.
        """
        check_against(self._slots, passphrase)

    def refusal(self) -> StorageTrouble | None:
        """Why nothing can be saved now, as far as the system tells; ``None`` where it can be."""
        database = self.folder / _DATABASE
        if not self.read_only and can_write(self.folder, database):
            return None
        return read_only(self.folder) if database.exists() else missing(self.folder)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that only reads."""
        with self._database.reading() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Work]:
        """One unit of work: all of it is durable at the end, or none of it happened."""
        from app.models.database import CommitFailed
        from app.services.work import Work

        try:
            with self._database.writing() as connection, _known_references():
                work = Work(connection, self.clock.now(), self.actor)
                yield work
        except CommitFailed as failure:
            # A commit may report an error and be durable (RELIABILITY §B2): look, then decide.
            if not self._arrived(work):
                trouble = self._database.trouble(failure.cause)
                raise (trouble or failure.cause) from None

    def _arrived(self, work: Work) -> bool:
        from app.models.history import in_trail

        with self.read() as connection:
            return bool(work.proofs) and in_trail(connection, work.proofs[-1])

    def copy_to(self, folder: Path, *, empty: bool) -> Store:
        """Everything as an open store in the new ``folder``, which the same passphrase opens.

        With ``empty`` without the records, for when what is stored can't be read any more. The
        key slots are those of the moment this store was opened: its folder may be gone by now.
        """
        with _locked_anew(folder, self.clock) as lock:
            path = folder / _DATABASE
            copy = self._database.empty_copy_to(path) if empty else self._database.copy_to(path)
            write_atomically(folder / SLOT_FILE, self._slots)
            return Store(folder, copy, lock, self.clock)

    def add_recovery(self, passphrase: str, code: str) -> None:
        """Let ``code`` open this folder too, in place of an earlier recovery code.

        ``LockedOut`` for a wrong passphrase: who sits at an open program doesn't get a key.
        """
        if (trouble := self.refusal()) is not None:
            raise trouble
        write_recovery(self.folder, unlock(self.folder, passphrase), code)
        self._slots = (self.folder / SLOT_FILE).read_bytes()

    @contextmanager
    def keeping_keys(self) -> Iterator[None]:
        """If the block fails, whoever opened this folder before it still does, and nobody else."""
        before = self._slots
        try:
            yield
        except BaseException:
            if self._slots != before:
                write_atomically(self.folder / SLOT_FILE, before)
                self._slots = before
            raise

    def has_recovery(self) -> bool:
        """Whether there is a recovery sheet that opens this folder."""
        return holds_recovery(self._slots)

    def verify(self) -> Verification:
        """Full integrity check of the database; takes seconds on a large one."""
        from app.models.verification import verify

        return verify(self._database)

    def facts(self) -> dict[str, object]:
        """Versions, journal mode and synchronous level as the database reports them."""
        from app.models.pragmas import facts

        with self.read() as connection:
            return facts(connection)

    def close(self) -> None:
        """Close the database and give the folder free; practice data vanish."""
        self._database.close()
        if self._lock is not None:
            self._lock.release()
        if self.practice:
            self._vanish()

    def _vanish(self) -> None:
        """Remove what practice left, by name: the folder may hold things of other people."""
        for name in (_DATABASE, f"{_DATABASE}-journal", LOCK_FILE):
            with contextlib.suppress(OSError):
                (self.folder / name).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self.folder.rmdir()


def _overrides(folder: Path) -> Overrides:
    """The municipality's own knowledge in ``folder``, in use until another store is opened."""
    own = folder / KNOWLEDGE
    if not own.is_dir():
        return Overrides()
    from app.care.overrides import apply_overrides

    return apply_overrides(own)


def store_exists(folder: Path) -> bool:
    """Whether ``folder`` holds data, even if only a part of it: then it is opened, not made."""
    return any((folder / name).exists() for name in (_DATABASE, SLOT_FILE))


def create_store(
    folder: Path, passphrase: str, *, clock: Clock, kdf: KdfCost | None = None
) -> Store:
    """Make an encrypted data folder and open it. ``kdf`` is for tests only."""
    from app.models.database import create_database, open_database

    problem = check_passphrase(passphrase)
    if problem:
        raise InputRefused(problem, tr("何も作っていません。"))
    _refuse_existing(folder)
    with _locked_anew(folder, clock) as lock:
        key = new_key()
        path = folder / _DATABASE
        fresh = create_database(path, key)
        write_slots(folder, key, passphrase, kdf)
        put_in_place(fresh, path)
        return Store(folder, open_database(path, key), lock, clock)


def open_store(
    folder: Path, passphrase: str, *, clock: Clock, read_only_too: bool = False
) -> Store:
    """Open a data folder; ``LockedOut`` for a wrong passphrase, ``StorageTrouble`` otherwise.

    With ``read_only_too`` a folder that can't be written opens for reading. It goes without the
    lock then: there is nothing this process could write into it.
    """
    if not store_exists(folder):
        raise missing(folder)
    lock: FolderLock | None = None
    try:
        lock = FolderLock(folder, clock)
    except ReadOnlyPlace:
        if not read_only_too:
            raise
    try:
        key = _unlocked(folder, passphrase)
        from app.models.database import open_database

        store = Store(folder, open_database(folder / _DATABASE, key), lock, clock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    try:
        with contextlib.suppress(StorageTrouble):  # a list looks again, and says what is wrong
            _look_at_unchecked(store)
            _look_for_unfinished(store)
    except BaseException:
        store.close()
        raise
    return store


def _look_at_unchecked(store: Store) -> None:
    """Cases of an older file and of imports: here a person waits anyway, at a list they don't.

    After an update 2 ms for each case, once (docs/decisions/047).
    """
    with store.read() as connection:
        waiting = connection.exec_driver_sql(
            "SELECT 1 FROM case_gaps WHERE gap = 'unchecked' LIMIT 1"
        ).first()
    if waiting is not None:
        from app.services.case_gaps import check_unchecked

        check_unchecked(store)


def _look_for_unfinished(store: Store) -> None:
    """A file that a killed write left half made somewhere outside (decision 067)."""
    if store.read_only:
        return
    with store.read() as connection:
        noted = connection.exec_driver_sql(
            "SELECT 1 FROM settings WHERE name = 'unfinished_files'"
        ).first()
    if noted is not None:
        from app.services.outgoing import remove_unfinished

        remove_unfinished(store)


def _unlocked(folder: Path, passphrase: str) -> bytes:
    """The data key; Argon2id works in a thread of its own while the database code still loads."""
    if _CODE[-1] in sys.modules:
        return unlock(folder, passphrase)
    from concurrent.futures import ThreadPoolExecutor

    for name in _CIPHERS:
        importlib.import_module(name)
    with ThreadPoolExecutor(1) as pool:
        key = pool.submit(unlock, folder, passphrase)
        importlib.import_module(_CODE[-1])
        return key.result()


def practice_store(folder: Path | None = None, *, clock: Clock) -> Store:
    """A throw-away store with the sample cases: random key, marked 練習用, gone when closed."""
    from app.models.database import create_database, open_database
    from app.services.practice import fill

    folder = folder or _scratch_folder()
    _refuse_existing(folder)
    with _locked_anew(folder, clock) as lock:
        key = new_key()
        path = folder / _DATABASE
        put_in_place(create_database(path, key), path)
        store = Store(folder, open_database(path, key), lock, clock, practice=True)
    try:
        fill(store)
    except BaseException:
        store.close()
        raise
    return store


def _scratch_folder() -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix="kurashi-practice-"))
    except OSError as error:
        raise os_trouble(error, Path(tempfile.gettempdir())) from None


def _refuse_existing(folder: Path) -> None:
    if store_exists(folder):
        raise InputRefused(
            tr("この場所にはすでにデータがあります。"),
            tr("何も変えていません。"),
            tr("そのデータを開くか、別の場所を選んでください。"),
        )


@contextmanager
def _locked_anew(folder: Path, clock: Clock) -> Iterator[FolderLock]:
    """The lock of a folder that is made and filled: given back where that goes wrong."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise os_trouble(error, folder) from None
    lock = FolderLock(folder, clock)
    try:
        yield lock
    except OSError as error:
        lock.release()
        raise os_trouble(error, folder) from None
    except BaseException:
        lock.release()
        raise


def _login() -> str:
    """The account of the computer; there may be none where no user is known."""
    with contextlib.suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


@contextmanager
def _known_references() -> Iterator[None]:
    """A reference to a record that isn't there is refused input, not a bug.

    sqlcipher3 reports no extended codes, so the constant text of SQLite has to tell which
    constraint it was; every other one is our mistake.
    """
    from sqlalchemy.exc import IntegrityError

    try:
        yield
    except IntegrityError as error:
        if str(error.orig) != "FOREIGN KEY constraint failed":
            raise
        raise InputRefused(
            tr("指している記録が見つかりません。"),
            tr("何も保存していません。"),
            tr("その事例や資源があるか確かめてください。"),
        ) from None

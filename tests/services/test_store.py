"""Making, opening and losing a data folder; faults as people meet them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.care.case import Case, PrivateIdentity
from app.clock import FixedClock
from app.errors import InputRefused, LockedOut, StorageTrouble, UserFacingError
from app.models.keyslots import unlock
from app.models.pragmas import connect
from app.services.cases import (
    find_case,
    get_case,
    get_identity,
    list_cases,
    new_case,
    put_case,
    save_case,
    save_identity,
)
from app.services.conferences import list_conferences
from app.services.history import revisions
from app.services.store import Store, create_store, open_store, practice_store, store_exists
from tests.services.conftest import CHEAP, PASSPHRASE
from tests.town import town_store

DATABASE = "kurashi.db"


@pytest.fixture
def folder(tmp_path: Path, fixed_clock: FixedClock) -> Path:
    """A closed data folder with one case, No. 1."""
    folder = tmp_path / "data"
    made = town_store(folder, fixed_clock)
    new_case(made)
    made.close()
    return folder


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_was_saved_is_there_after_opening_again(folder: Path, fixed_clock: FixedClock) -> None:
    opened = open_store(folder, PASSPHRASE, clock=fixed_clock)
    case = find_case(opened, 1)
    save_case(opened, replace(case, staff="森本"))
    opened.close()
    again = open_store(folder, PASSPHRASE, clock=fixed_clock)
    assert find_case(again, 1).staff == "森本"
    assert not again.practice
    assert again.folder == folder
    again.close()


def test_creating_leaves_only_files_people_can_tell(
    tmp_path: Path, fixed_clock: FixedClock
) -> None:
    folder = tmp_path / "data"
    made = create_store(folder, PASSPHRASE, clock=fixed_clock, kdf=CHEAP)
    new_case(made)
    made.close()
    assert names(folder) == {DATABASE, f"{DATABASE}-journal", "keyslots.json", "kurashi.lock"}
    assert (folder / f"{DATABASE}-journal").stat().st_size == 0


def test_a_place_with_data_is_not_overwritten(folder: Path, fixed_clock: FixedClock) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(InputRefused):
        create_store(folder, PASSPHRASE, clock=fixed_clock, kdf=CHEAP)
    with pytest.raises(InputRefused):
        practice_store(folder, clock=fixed_clock)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_weak_passphrase_makes_nothing(tmp_path: Path, fixed_clock: FixedClock) -> None:
    with pytest.raises(InputRefused, match="13"):
        create_store(tmp_path / "new", "短すぎる", clock=fixed_clock)
    assert not (tmp_path / "new").exists()


def test_a_wrong_passphrase_changes_nothing(folder: Path, fixed_clock: FixedClock) -> None:
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(LockedOut):
        open_store(folder, PASSPHRASE + "!", clock=fixed_clock)
    assert (folder / DATABASE).read_bytes() == before
    open_store(folder, PASSPHRASE, clock=fixed_clock).close()  # and the folder is free


def test_nothing_there_makes_nothing(tmp_path: Path, fixed_clock: FixedClock) -> None:
    gone = tmp_path / "usb"
    with pytest.raises(StorageTrouble, match="見つかりません") as caught:
        open_store(gone, PASSPHRASE, clock=fixed_clock)
    assert caught.value.exit_code == 4
    assert not gone.exists()
    assert not store_exists(gone)


@pytest.mark.parametrize(
    ("lost", "sentence"), [(DATABASE, "データの場所"), ("keyslots.json", "鍵のファイル")]
)
def test_a_lost_file_is_named_and_not_made_anew(
    folder: Path, fixed_clock: FixedClock, lost: str, sentence: str
) -> None:
    (folder / lost).unlink()
    assert store_exists(folder)
    with pytest.raises(StorageTrouble, match=sentence):
        open_store(folder, PASSPHRASE, clock=fixed_clock)
    assert not (folder / lost).exists()


def _raw(folder: Path, *statements: str) -> None:
    raw = connect(folder / DATABASE, unlock(folder, PASSPHRASE))
    for statement in statements:
        raw.execute(statement)
    raw.close()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("PRAGMA user_version = 99", "新しい版"),
        ("PRAGMA application_id = 1", "くらしカンファのデータファイルではありません"),
        ("DROP TABLE agenda_points", "壊れています"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused(
    folder: Path, fixed_clock: FixedClock, statement: str, sentence: str
) -> None:
    _raw(folder, statement)
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(StorageTrouble, match=sentence):
        open_store(folder, PASSPHRASE, clock=fixed_clock)
    assert (folder / DATABASE).read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + bytes(4080), b"\x07" * 8192])
def test_another_file_under_our_name_is_refused_and_left_alone(
    folder: Path, fixed_clock: FixedClock, content: bytes
) -> None:
    (folder / DATABASE).write_bytes(content)
    with pytest.raises(StorageTrouble):
        open_store(folder, PASSPHRASE, clock=fixed_clock)
    assert (folder / DATABASE).read_bytes() == content


def test_one_flipped_bit_is_found_by_the_check(folder: Path, fixed_clock: FixedClock) -> None:
    with_row = connect(folder / DATABASE, unlock(folder, PASSPHRASE))
    (page,) = with_row.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'agenda_points'"
    ).fetchone()
    with_row.close()
    content = bytearray((folder / DATABASE).read_bytes())
    content[page * 4096 - 100] ^= 1  # a page that opening doesn't read
    (folder / DATABASE).write_bytes(content)
    opened = open_store(folder, PASSPHRASE, clock=fixed_clock)
    report = opened.verify()
    opened.close()
    assert report.cipher_problems == 1
    assert not report.ok


def test_a_folder_in_use_says_where_and_since_when(folder: Path, fixed_clock: FixedClock) -> None:
    first = open_store(folder, PASSPHRASE, clock=fixed_clock)
    with pytest.raises(StorageTrouble, match=r"使用中です（.*8/6 10:42から）"):
        open_store(folder, PASSPHRASE, clock=fixed_clock)
    first.close()
    open_store(folder, PASSPHRASE, clock=fixed_clock).close()


def test_a_killed_process_locks_nobody_out(folder: Path, fixed_clock: FixedClock) -> None:
    script = (
        "import sys; from pathlib import Path; from app.clock import SystemClock\n"
        "from app.models.lock import FolderLock\n"
        "lock = FolderLock(Path(sys.argv[1]), SystemClock()); print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    child = subprocess.Popen(  # noqa: S603 - our own code in our own interpreter
        [sys.executable, "-c", script, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == b"held\n"
    with pytest.raises(StorageTrouble, match="使用中"):
        open_store(folder, PASSPHRASE, clock=fixed_clock)
    child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()
    open_store(folder, PASSPHRASE, clock=fixed_clock).close()


def test_no_name_is_readable_in_any_file_while_it_is_being_written(store: Store) -> None:
    case = new_case(store)
    save_case(store, replace(case, life_issues="石段が怖いアジサイ"))
    save_identity(store, PrivateIdentity(case_uuid=case.uuid, name="山田アジサイ花子"))
    with store.write() as work:
        work.connection.exec_driver_sql("UPDATE cases SET staff = 'アジサイ'")
        for path in store.folder.iterdir():
            assert "アジサイ".encode() not in path.read_bytes(), path.name
    assert list_cases(store)[0].staff == "アジサイ"


def test_an_error_inside_a_transaction_leaves_everything_as_it_was(store: Store) -> None:
    case = new_case(store)
    with pytest.raises(InputRefused), store.write() as work:  # noqa: PT012 - the block is the point
        put_case(work, replace(case, staff="halb"))
        put_case(work, Case(case_no=case.case_no))  # the number is taken
    assert get_case(store, case.uuid) == case


# ---- faults while it is open --------------------------------------------------------------


def test_a_full_disk_is_said_and_the_store_goes_on(store: Store) -> None:
    case = new_case(store)
    with store.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    _limit_pages(store, int(str(pages)))
    with pytest.raises(StorageTrouble, match=r"空きが足りません（残り[0-9]+MB）"):
        save_case(store, replace(case, life_issues="長い文章" * 100_000))
    assert get_case(store, case.uuid) == case
    _limit_pages(store, 10**6)
    assert save_case(store, replace(case, life_issues="短い")).case.life_issues == "短い"


def _limit_pages(store: Store, pages: int) -> None:
    """SQLite's own limit raises the same SQLITE_FULL as a full disk (RELIABILITY §B2)."""
    with store.read() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_a_file_that_was_moved_away_is_said(store: Store) -> None:
    case = new_case(store)
    (store.folder / DATABASE).rename(store.folder / "elsewhere.db")
    with pytest.raises(StorageTrouble) as caught:
        save_case(store, replace(case, staff="x"))
    assert caught.value.what in (
        "データファイルが移動されました。",
        "データの場所が見つかりません（USBが抜けていませんか）。",
    )
    assert not (store.folder / DATABASE).exists()
    (store.folder / "elsewhere.db").rename(store.folder / DATABASE)
    assert get_case(store, case.uuid) == case


def test_a_commit_that_failed_but_arrived_counts_as_saved(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = new_case(store)
    monkeypatch.setattr(FailingCommit, "arrives", True)
    _break_commit(store, monkeypatch)
    saved = save_case(store, replace(case, staff="森本"))
    monkeypatch.undo()
    assert get_case(store, case.uuid) == saved.case
    assert len(revisions(store, case.uuid)) == 2


def test_a_commit_that_failed_and_did_not_arrive_is_said(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = new_case(store)
    _break_commit(store, monkeypatch)
    with pytest.raises(StorageTrouble, match="読み書きに失敗"):
        save_case(store, replace(case, staff="森本"))
    monkeypatch.undo()
    assert get_case(store, case.uuid) == case
    assert save_case(store, replace(case, staff="森本")).case.row_version == 2


class FailingCommit:
    """A COMMIT that reports SQLITE_IOERR, before or after it happened."""

    arrives = False


def _break_commit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlcipher3 import dbapi2

    error = dbapi2.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR"

    def commit(self: object, connection: object) -> None:
        raw = getattr(connection, "driver_connection", connection)
        if FailingCommit.arrives:
            raw.execute("COMMIT")  # type: ignore[attr-defined]
        raise error

    dialect = type(store._database._engine.dialect)
    monkeypatch.setattr(dialect, "do_commit", commit)


# ---- practice -----------------------------------------------------------------------------


def test_practice_is_marked_everywhere_and_has_its_meetings(practice: Store) -> None:
    assert practice.practice
    assert all(row.practice for row in list_cases(practice))
    meetings = list_conferences(practice)
    assert [row.date for row in meetings] == ["2024-09-13", "2024-08-23", "2024-08-09"]
    assert [row.case_nos for row in meetings] == [
        (102, 107, 110),
        (101, 108, 109),
        (103, 104, 105, 106),
    ]
    assert all(row.practice for row in meetings)
    assert new_case(practice).practice


def test_practice_vanishes_with_its_folder_but_not_with_other_files(
    tmp_path: Path, fixed_clock: FixedClock
) -> None:
    made = practice_store(clock=fixed_clock)
    folder = made.folder
    save_case(made, Case(staff="x"))
    made.close()
    assert not folder.exists()
    (tmp_path / "photo.jpg").write_bytes(b"mine")
    practice_store(tmp_path, clock=fixed_clock).close()
    assert names(tmp_path) == {"photo.jpg"}


# ---- facts --------------------------------------------------------------------------------


def test_facts_are_those_of_the_reliability_page(store: Store) -> None:
    facts = store.facts()
    assert facts["journal_mode"] == "truncate"
    assert facts["synchronous"] == "extra"
    assert facts["foreign_keys"] is True
    assert str(facts["sqlcipher"]).startswith("4.")


def test_the_check_counts_and_passes(practice: Store) -> None:
    case = find_case(practice, 104)
    save_identity(practice, replace(get_identity(practice, case.uuid), name="x"))
    report = practice.verify()
    assert report.ok
    assert report.counts["cases"] == 10
    assert report.counts["private_identities"] == 1
    assert report.counts["conferences"] == 3


def test_the_check_finds_a_reference_to_nothing(folder: Path, fixed_clock: FixedClock) -> None:
    _raw(
        folder,
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO agenda_points VALUES ('u', 1, 'nobody', 0, '')",
    )
    opened = open_store(folder, PASSPHRASE, clock=fixed_clock)
    report = opened.verify()
    opened.close()
    assert report.foreign_keys == 1
    assert not report.ok
    assert report.integrity == "ok"


def test_every_trouble_says_what_happened_what_was_kept_and_what_to_do() -> None:
    from app.models import faults

    here = Path()
    troubles: list[UserFacingError] = [
        make(here)
        for make in (
            faults.disk_full,
            faults.not_written,
            faults.read_only,
            faults.missing,
            faults.moved,
            faults.in_use,
            faults.damaged,
        )
    ]
    troubles += [faults.foreign(), faults.newer()]
    for trouble in troubles:
        assert all((trouble.what, trouble.kept, trouble.todo))
        assert trouble.exit_code == 4
    assert len({trouble.what for trouble in troubles}) == len(troubles)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("SQLITE_FULL", "ディスクの空きが足りません"),
        ("SQLITE_IOERR_WRITE", "読み書きに失敗"),
        ("SQLITE_READONLY_DIRECTORY", "読み取り専用"),
        ("SQLITE_READONLY_DBMOVED", "移動されました"),
        ("SQLITE_CANTOPEN", "見つかりません"),
        ("SQLITE_BUSY", "使用中"),
        ("SQLITE_CORRUPT", "壊れて"),
        ("SQLITE_NOTADB", "壊れて"),
    ],
)
def test_sqlite_names_have_their_sentence(tmp_path: Path, name: str, what: str) -> None:
    from app.models.faults import sqlite_trouble

    here = tmp_path / DATABASE
    here.touch()
    trouble = sqlite_trouble(name, here)
    assert trouble is not None
    assert what in trouble.what
    assert sqlite_trouble("SQLITE_CONSTRAINT", here) is None

"""init, check, facts: the data folder from the command line, and every door that stays shut."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.models.database import Database
from app.models.keyslots import unlock
from app.models.pragmas import connect
from app.services.store import Store
from tests.cli.conftest import PASSPHRASE, Kurashi


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def set_header(folder: Path, pragma: str, value: int) -> None:
    """Change a header field of the real encrypted file, as another program would have it."""
    raw = connect(folder / "kurashi.db", unlock(folder, PASSPHRASE))
    raw.execute(f"PRAGMA {pragma} = {value}")
    raw.commit()
    raw.close()


def test_init_makes_an_encrypted_folder_once(kurashi: Kurashi, tmp_path: Path) -> None:
    made = kurashi("init")
    assert (made.code, made.err) == (0, "")
    assert made.out == "暗号化されたデータの場所を作りました。\n"
    before = (tmp_path / "data" / "kurashi.db").read_bytes()
    assert b"SQLite format" not in before
    assert kurashi("cases", "--json").json() == []

    again = kurashi("init")

    assert "すでにデータがあります" in again.refusal(3)
    assert (tmp_path / "data" / "kurashi.db").read_bytes() == before


def test_init_answers_with_the_folder_as_json(kurashi: Kurashi, tmp_path: Path) -> None:
    assert kurashi("init", "--json").json() == {"created": str(tmp_path / "data")}


def test_init_refuses_a_weak_passphrase_and_makes_nothing(kurashi: Kurashi, tmp_path: Path) -> None:
    weak = tmp_path / "weak.txt"
    weak.write_text("short\n", encoding="utf-8")

    assert "13文字以上" in kurashi("init", passphrase=weak).refusal(3)
    assert not (tmp_path / "data").exists()


@pytest.mark.usefixtures("full")
def test_check_says_that_all_is_well(kurashi: Kurashi) -> None:
    assert kurashi("check").out == "データに問題はありません。\n"
    report = kurashi("check", "--json").json()
    assert report["ok"] is True
    assert report["integrity"] == "ok"
    assert report["counts"]["cases"] == 10


def test_check_finds_a_damaged_page(kurashi: Kurashi, full: Path) -> None:
    database = full / "kurashi.db"
    data = bytearray(database.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(64)
    database.write_bytes(data)

    answer = kurashi("check")

    assert answer.code == 4
    assert "Traceback" not in answer.err
    assert database.read_bytes() == data


@pytest.mark.usefixtures("empty")
def test_facts_name_the_store_and_its_settings(kurashi: Kurashi, tmp_path: Path) -> None:
    facts = kurashi("dev", "facts", "--json").json()

    assert facts["data_folder"] == str(tmp_path / "data")
    assert facts["journal_mode"].lower() == "truncate"
    assert "BIZUDPGothic-Regular.ttf" in facts["fonts"]


@pytest.mark.usefixtures("empty")
def test_the_durability_probes_answer(kurashi: Kurashi) -> None:
    lines = kurashi("dev", "save-loop", "--limit", 3).out.splitlines()
    assert [line.split()[:2] for line in lines] == [["ACK", "1"], ["ACK", "2"], ["ACK", "3"]]

    verified = kurashi("dev", "verify").json()

    assert verified["integrity"] == "ok"
    assert verified["rows"] == {line.split()[1]: line.split()[2] for line in lines}


# Doors that stay shut.


def test_a_missing_folder_is_said_and_not_made(kurashi: Kurashi, tmp_path: Path) -> None:
    for call in (["cases"], ["check"], ["import", "x.json"], ["dev", "facts"]):
        assert "データの場所が見つかりません" in kurashi(*call).refusal(4)
    assert not (tmp_path / "data").exists()


def test_a_folder_without_data_stays_without(kurashi: Kurashi, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()

    kurashi("cases").refusal(4)

    assert files_in(tmp_path / "data") == set()


def test_a_wrong_passphrase_locks_out(kurashi: Kurashi, full: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("まちがったパスフレーズです\n", encoding="utf-8")
    before = files_in(full)

    said = kurashi("cases", passphrase=wrong).refusal(5)

    assert said.startswith("パスフレーズが違います。")
    assert files_in(full) == before


@pytest.mark.usefixtures("full")
def test_without_a_passphrase_file_the_call_is_wrong(
    kurashi: Kurashi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KURASHI_PASSPHRASE_FILE", raising=False)

    assert "--passphrase-file" in kurashi("cases", passphrase=None).refusal(2)


@pytest.mark.usefixtures("full")
def test_the_passphrase_file_may_come_from_the_environment(
    kurashi: Kurashi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bom = tmp_path / "windows.txt"
    bom.write_bytes("\ufeff".encode() + PASSPHRASE.encode() + b"\r\n")
    monkeypatch.setenv("KURASHI_PASSPHRASE_FILE", str(bom))

    assert len(kurashi("cases", "--json", passphrase=None).json()) == 10


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_an_unreadable_passphrase_file_is_said(
    kurashi: Kurashi, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "secret.txt"
    if content is not None:
        file.write_bytes(content)

    assert "パスフレーズのファイルを読めません" in kurashi("cases", passphrase=file).refusal(3)


def test_a_newer_database_is_left_alone(kurashi: Kurashi, full: Path) -> None:
    set_header(full, "user_version", 9_999)
    before = (full / "kurashi.db").read_bytes()

    assert "新しい版" in kurashi("cases").refusal(4)
    assert (full / "kurashi.db").read_bytes() == before


def test_a_database_of_another_program_is_left_alone(kurashi: Kurashi, full: Path) -> None:
    set_header(full, "application_id", 1)

    assert "くらしカンファのデータファイルではありません" in kurashi("cases").refusal(4)


def test_a_swapped_file_is_said_and_kept(kurashi: Kurashi, full: Path) -> None:
    (full / "kurashi.db").write_bytes(b"not a database" * 1000)

    assert "読めません" in kurashi("cases").refusal(4)
    assert (full / "kurashi.db").read_bytes().startswith(b"not a database")


def test_half_a_data_folder_is_not_filled_up(kurashi: Kurashi, full: Path) -> None:
    (full / "kurashi.db").unlink()

    kurashi("cases").refusal(4)
    kurashi("init").refusal(3)

    assert not (full / "kurashi.db").exists()


def test_a_folder_in_use_is_said(
    kurashi: Kurashi, full: Path, opened: Callable[[Path], Store]
) -> None:
    store = opened(full)

    kurashi("cases").refusal(4)

    store.close()
    assert kurashi("cases").code == 0


# The call itself.


@pytest.mark.parametrize(
    "words",
    [
        ("bogus",),
        ("case",),
        ("print", "poster", "--out", "x.pdf"),
        ("export",),
        ("cases", "--filter", "colour=blue"),
        ("cases", "--nonsense"),
        ("--lang", "fr", "cases"),
    ],
)
@pytest.mark.usefixtures("full")
def test_a_wrong_call_is_one_sentence(kurashi: Kurashi, words: tuple[str, ...]) -> None:
    kurashi(*words).refusal(2)


def test_help_lists_the_verbs(kurashi: Kurashi, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        kurashi("--help")

    assert ended.value.code == 0
    assert "conferences" in capsys.readouterr().out


@pytest.mark.usefixtures("full")
def test_global_options_may_stand_after_the_verb(kurashi: Kurashi, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()

    assert kurashi("cases", "--data", tmp_path / "elsewhere").code == 4
    assert kurashi("cases", "--json").code == kurashi("--json", "cases").code == 0


def test_english_is_spoken_where_asked_for(kurashi: Kurashi, full: Path, tmp_path: Path) -> None:
    assert kurashi("check", "--lang", "en").out == "The data is sound.\n"
    assert kurashi("--lang=en", "bogus").refusal(2).startswith("The call is wrong:")
    said = kurashi("case", 999, "--lang", "en").refusal(3)
    assert said.isascii()
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("a wrong passphrase 42\n", encoding="utf-8")
    assert kurashi("cases", "--lang", "en", passphrase=wrong).refusal(5).isascii()
    shutil.rmtree(full)
    assert kurashi("cases", "--lang", "en").refusal(4).isascii()


@pytest.mark.usefixtures("full")
def test_a_bug_ends_in_one_sentence_without_case_text(
    kurashi: Kurashi, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("架空 花子 さんの記録")

    monkeypatch.setattr(Database, "reading", broken)

    said = kurashi("cases").refusal(1)

    assert "花子" not in said
    assert "RuntimeError" in said


def test_json_is_the_only_thing_on_standard_output(kurashi: Kurashi, full: Path) -> None:
    before = files_in(full)
    for words in (["cases"], ["case", "101"], ["conferences"], ["check"], ["dev", "facts"]):
        answer = kurashi(*words, "--json")
        json.loads(answer.out)
        assert answer.err == ""
    assert files_in(full) == before

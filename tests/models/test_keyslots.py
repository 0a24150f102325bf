"""Passphrases and the key slots."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.errors import LockedOut, StorageTrouble
from app.models.keyslots import (
    SLOT_FILE,
    KdfCost,
    check_passphrase,
    holds_recovery,
    new_key,
    unlock,
    write_recovery,
    write_slots,
)
from app.models.recovery_code import new_code

CHEAP = KdfCost(time_cost=1, memory_kib=8, parallelism=1)
GOOD = "紫陽花 autobus 42 くもり"


@pytest.fixture
def key(tmp_path: Path) -> bytes:
    """A key wrapped in ``tmp_path``."""
    key = new_key()
    write_slots(tmp_path, key, GOOD, CHEAP)
    return key


def test_the_passphrase_brings_the_key_back(tmp_path: Path, key: bytes) -> None:
    assert unlock(tmp_path, GOOD) == key


def test_the_width_of_the_input_method_does_not_matter(tmp_path: Path, key: bytes) -> None:
    assert unlock(tmp_path, "紫陽花　ａｕｔｏｂｕｓ　４２　くもり") == key


@pytest.mark.parametrize("wrong", ["", GOOD + " ", GOOD.upper(), "紫陽花 autobus 43 くもり"])
def test_a_wrong_passphrase_is_locked_out(tmp_path: Path, key: bytes, wrong: str) -> None:
    with pytest.raises(LockedOut) as caught:
        unlock(tmp_path, wrong)
    assert caught.value.exit_code == 5
    assert wrong not in caught.value.sentence() or not wrong


def test_neither_key_nor_passphrase_is_in_the_file(tmp_path: Path, key: bytes) -> None:
    content = (tmp_path / SLOT_FILE).read_bytes()
    assert key not in content
    assert key.hex().encode() not in content
    assert b"autobus" not in content


def test_a_changed_description_is_not_accepted(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / SLOT_FILE
    content = json.loads(path.read_text())
    content["slots"][0]["id"] = "0" * 36
    path.write_text(json.dumps(content))
    with pytest.raises(LockedOut):
        unlock(tmp_path, GOOD)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b'{"format": "kurashi-keyslots", "version": 1}',
        b'{"format": "kurashi-keyslots", "version": 1, "slots": [{"kind": "passphrase"}]}',
        b'{"format": "something else", "version": 1, "slots": []}',
        b"\xff\xfe",
    ],
)
def test_a_damaged_file_says_so(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / SLOT_FILE).write_bytes(damage)
    with pytest.raises(StorageTrouble):
        unlock(tmp_path, GOOD)


def test_a_slot_that_asks_for_all_memory_is_refused(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / SLOT_FILE
    content = json.loads(path.read_text())
    content["slots"][0]["kdf"]["memory_kib"] = 2**40
    path.write_text(json.dumps(content))
    with pytest.raises(StorageTrouble):
        unlock(tmp_path, GOOD)


def test_slots_of_another_kind_are_left_to_later_versions(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / SLOT_FILE
    content = json.loads(path.read_text())
    content["slots"].insert(0, {"kind": "recovery", "future": True})
    path.write_text(json.dumps(content))
    assert unlock(tmp_path, GOOD) == key


def test_a_newer_file_is_refused_with_its_own_sentence(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / SLOT_FILE
    content = json.loads(path.read_text())
    content["version"] = 2
    path.write_text(json.dumps(content))
    with pytest.raises(StorageTrouble, match="新しい版"):
        unlock(tmp_path, GOOD)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "短い言葉",
        "abcdefghijkl",  # twelve
        "1234567890123",
        "9876543210987",
        "aaaaaaaaaaaaaaa",
        "passwordpassword",
        "Password 12345",
        "くらしカンファくらしカンファ",
        "パスワードパスワード1",
        "qwertyuiopasdfghjkl",
    ],
)
def test_weak_passphrases_are_named(text: str) -> None:
    assert check_passphrase(text)


@pytest.mark.parametrize(
    "text", [GOOD, "庭の椿が赤く咲いた朝に会う", "correct horse battery", "Ki7-mado/sora=tegami"]
)
def test_good_passphrases_pass(text: str) -> None:
    assert check_passphrase(text) is None


def test_the_recovery_code_opens_beside_the_passphrase(tmp_path: Path, key: bytes) -> None:
    assert not holds_recovery((tmp_path / SLOT_FILE).read_bytes())
    code = new_code()
    write_recovery(tmp_path, key, code)
    assert holds_recovery((tmp_path / SLOT_FILE).read_bytes())
    assert unlock(tmp_path, code.lower().replace("-", " ")) == unlock(tmp_path, GOOD) == key
    assert code.replace("-", "") not in (tmp_path / SLOT_FILE).read_text().replace("-", "")


def test_a_new_sheet_takes_the_place_of_the_earlier_one(tmp_path: Path, key: bytes) -> None:
    first, second = new_code(), new_code()
    write_recovery(tmp_path, key, first)
    write_recovery(tmp_path, key, second)
    assert unlock(tmp_path, second) == key
    with pytest.raises(LockedOut, match="パスフレーズが違います"):
        unlock(tmp_path, first)


def test_a_mistyped_group_is_named(tmp_path: Path, key: bytes) -> None:
    code = new_code()
    write_recovery(tmp_path, key, code)
    groups = code.split("-")
    groups[2] = groups[2][:-1] + ("2" if groups[2][-1] == "3" else "3")
    with pytest.raises(LockedOut, match="3番目の組"):
        unlock(tmp_path, "-".join(groups))

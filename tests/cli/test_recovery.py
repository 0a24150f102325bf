"""The recovery sheet: what is printed on it opens the data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Kurashi
from tests.cli.test_print import text

_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}")


def code_on(path: Path) -> str:
    """The groups on the sheet, in reading order."""
    return "-".join(_CODE.findall(text(path)))


@pytest.fixture
def typed(tmp_path: Path) -> Path:
    """A passphrase file to type something else into."""
    return tmp_path / "typed.txt"


def test_a_new_folder_comes_with_its_sheet(kurashi: Kurashi, tmp_path: Path, typed: Path) -> None:
    sheet = tmp_path / "recovery.pdf"
    assert kurashi("init", "--recovery-sheet", sheet).code == 0
    typed.write_text(code_on(sheet), encoding="utf-8")
    assert kurashi("cases", "--json", passphrase=typed).json() == []
    assert kurashi("cases", "--json").json() == []


@pytest.mark.usefixtures("full")
def test_a_new_sheet_makes_the_earlier_one_useless(
    kurashi: Kurashi, tmp_path: Path, typed: Path
) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert kurashi("print", "recovery", "--out", first).code == 0
    assert kurashi("print", "recovery", "--out", second, "--lang", "en").code == 0
    typed.write_text(code_on(first), encoding="utf-8")
    kurashi("cases", passphrase=typed).refusal(5)
    typed.write_text(code_on(second), encoding="utf-8")
    assert kurashi("cases", "--json", passphrase=typed).code == 0


def test_no_place_for_the_sheet_no_folder(kurashi: Kurashi, tmp_path: Path) -> None:
    kurashi("init", "--recovery-sheet", tmp_path / "none" / "recovery.pdf").refusal(3)
    assert not (tmp_path / "data").exists()

"""A case with an open doubt is refused by every verb that lets one out: exit code 3."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.care.case import PrivateIdentity
from app.services.cases import find_case, save_case, save_identity
from app.services.store import Store
from tests.cli.conftest import Kurashi

VERBS = (
    ("print", "case-sheet", "--case", 101, "--out", "a.pdf"),
    ("print", "judgement-sheet", "--case", 102, 101, "--out", "b.pdf"),
    ("dev", "projection", 101, "--stage", "issue", "--out", "room"),
    ("dev", "projection", 101, "--stage", "support", "--out", "room"),
    ("export", "--out", "c.json"),
    ("export", "--case", 101, "--out", "d.json"),
)


@pytest.fixture
def named(full: Path, opened: Callable[[Path], Store]) -> None:
    """Case 101 with the romanised name of its person in a factor text."""
    store = opened(full)
    case = find_case(store, 101)
    judged = (replace(case.judgements[0], personal_factor="Hanako is afraid"), *case.judgements[1:])
    save_identity(
        store, PrivateIdentity(case_uuid=case.uuid, name="髙橋 花子", kana="タカハシ ハナコ")
    )
    save_case(store, replace(case, judgements=judged))
    store.close()


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: " ".join(map(str, verb[:3])))
@pytest.mark.usefixtures("named")
def test_a_blocked_case_is_refused_and_nothing_is_written(
    kurashi: Kurashi, tmp_path: Path, verb: tuple[object, ...]
) -> None:
    out = tmp_path / "out" / str(verb[-1])
    out.parent.mkdir()

    said = kurashi(*verb[:-1], out).refusal(3)

    assert "個人情報の確認が1件残っています（ADL・IADL）" in said
    assert "Hanako" not in said
    assert list(out.parent.iterdir()) == []


@pytest.mark.usefixtures("named")
def test_other_cases_and_an_export_with_names_are_not_held_up(
    kurashi: Kurashi, tmp_path: Path
) -> None:
    assert kurashi("export", "--case", 102, "--out", tmp_path / "one.json").code == 0
    everything = ("export", "--with-identity", "--yes", "--out", tmp_path / "all.json")
    assert kurashi(*everything).code == 0

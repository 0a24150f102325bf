"""community, match and print policy: what scripts read, and the few things they may do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import JSON, insert

from app.models.resources import resources
from app.services.store import Store
from tests.cli.conftest import Kurashi
from tests.cli.test_print import text

pytestmark = pytest.mark.usefixtures("full")


def test_the_samples_have_getting_around_in_nine_of_ten(kurashi: Kurashi) -> None:
    found = kurashi("community", "--json").json()

    first = found["issues"][0]
    assert (first["codes"], first["stage"], first["uuid"]) == (["MOB"], "candidate", None)
    assert (first["case_count"], first["case_total"], first["share"]) == (9, 10, 0.9)
    assert [case["case_no"] for case in first["cases"]] == list(range(102, 111))
    counts = {row["code"]: row["case_count"] for row in found["codes"]}
    assert (counts["ROLE"], counts["NUT"], counts["HOME"]) == (4, 3, 1)
    assert (found["cases"], found["cases_counted_for_council"]) == (10, 0)
    said = kurashi("community").out
    assert "102 103 104" in said
    assert "協議体の紙に数えられる事例は0件" in said
    assert "Getting around" in kurashi("--lang", "en", "community").out


def test_an_issue_is_confirmed_sorted_moved_and_printed(kurashi: Kurashi, tmp_path: Path) -> None:
    kurashi("community", "--confirm", "MOB", "--title", "丘からの足がない")
    kurashi("community", "--sort", "MOB", "公的制度化")

    moved = kurashi("community", "--move", "MOB", "trial", "--json").json()["issues"][0]

    assert (moved["title"], moved["stage"], moved["rung"]) == ("丘からの足がない", "trial", 3)
    assert moved["response_meaning"] == "市の制度や予算で解決する"
    assert len(moved["evidence"]) == 10
    made = kurashi("print", "policy", "--issue", "MOB", "--out", tmp_path / "p.pdf", "--json")
    assert made.json()["pages"] == 2
    told = text(tmp_path / "p.pdf")
    assert "丘からの足がない" in told
    assert "数えられる事例はありません" in told  # the samples agreed to the meeting only
    assert "バス停まで休める場所" not in told


def test_what_cannot_be_done_is_said_with_its_code(kurashi: Kurashi, tmp_path: Path) -> None:
    kurashi("community", "--confirm", "ECON").refusal(3)
    kurashi("community", "--sort", "MOB", "資源発掘").refusal(3)
    kurashi("community", "--move", "MOB", "nowhere").refusal(2)
    kurashi("community", "--title", "足").refusal(2)
    kurashi("match", "999").refusal(3)
    kurashi("print", "policy", "--issue", "X", "--out", tmp_path / "x.pdf").refusal(3)
    kurashi("print", "case-sheet", "--issue", "MOB", "--out", tmp_path / "x.pdf").refusal(2)
    assert not (tmp_path / "x.pdf").exists()


def test_match_gives_the_reason_for_each_point(
    kurashi: Kurashi, full: Path, opened: Callable[[Path], Store]
) -> None:
    row: dict[str, object] = {c.name: "" for c in resources.columns if not c.nullable}
    row |= {c.name: [] for c in resources.columns if isinstance(c.type, JSON)}
    row |= {"uuid": "r1", "row_version": 1, "practice": False, "status": "稼働", "extra": {}}
    store = opened(full)
    with store.write() as work:
        for name, codes in (("庭の会", ["ROLE", "MED"]), ("休みの会", [])):
            row |= {"uuid": name, "name": name, "issue_codes": codes}
            work.connection.execute(insert(resources), row)
    store.close()
    found = kurashi("match", 101, "--json").json()

    assert found["case_no"] == 101
    first = found["candidates"][0]
    assert [match["score"] for match in found["candidates"]][:2] == [6, 6]
    (garden,) = [match for match in found["candidates"] if match["name"] == "庭の会"]
    assert [point["about"] for point in garden["points"]] == ["役割・得意を生かす場", "受診・服薬"]
    assert "休みの会" not in str(found)
    register = kurashi("resources", "--json").json()
    assert [row["name"] for row in register] == ["休みの会", "庭の会"]
    assert "contact_private" not in register[0]
    assert "庭の会" in kurashi("resources").out
    assert first["score"] == sum(point["points"] for point in first["points"])
    assert first["own"]
    assert "+6 本人の身近にある" in kurashi("match", 101).out

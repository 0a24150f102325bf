"""Community issues: what becomes a candidate, the ladder, what is alike, whose case may count."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.care.case import CareDate, Case, Consent
from app.care.community import (
    CommunityIssue,
    Evidence,
    Sighting,
    Stage,
    merged,
    moved_to,
    sorted_to,
    with_sightings,
    without_evidence,
)
from app.care.community_board import Board
from app.care.community_rules import (
    CaseFacts,
    Rule,
    candidates,
    case_counts,
    covers_statistics,
    months_before,
    response_meaning,
    rule,
    rung_of,
    rungs,
    spread_of,
    stage_label,
)
from app.care.knowledge import use_bundled
from app.care.overrides import apply_overrides
from app.errors import InputRefused
from app.exchange.case_json_read import read_cases
from app.paths import resource

Register = tuple[dict[str, CaseFacts], list[Sighting]]


@pytest.fixture(scope="module")
def samples() -> Register:
    """The ten sample cases as the register counts them."""
    text = resource("samples/sample_cases.json").read_text(encoding="utf-8")
    cases = read_cases(json.loads(text)).cases
    facts = {
        case.uuid: CaseFacts(
            uuid=case.uuid, case_no=case.case_no, day=_day(case), presenter=case.staff
        )
        for case in cases
    }
    seen = [
        Sighting(
            text=line.text,
            codes=line.codes,
            day=_day(case),
            case_uuid=case.uuid,
            case_issue_uuid=line.uuid,
        )
        for case in cases
        for line in case.community_issues
    ]
    return facts, seen


def _day(case: Case) -> str:
    assert case.conference_date
    return case.conference_date.iso or ""


def _noticed(*days: str, presenter: str = "A", district: str = "") -> Register:
    """One case a day, each with one sighting of MOB."""
    facts, seen = {}, []
    for number, day in enumerate(days):
        uuid = f"case-{number}"
        facts[uuid] = CaseFacts(uuid=uuid, day=day, presenter=presenter, district=district)
        line = f"line-{number}"
        seen.append(Sighting(text="足がない", codes=("MOB",), case_uuid=uuid, case_issue_uuid=line))
    return facts, seen


def test_the_samples_count_as_the_domain_sheet_says(samples: Register) -> None:
    counts = {code: len(cases) for code, cases in case_counts(samples[1]).items()}

    assert counts == {
        "MOB": 9, "PLACE": 3, "ROLE": 4, "MED": 3, "NUT": 3, "DEM": 2, "FAM": 2, "HOME": 1,
        "SENSE": 2,
    }  # fmt: skip


def test_getting_around_is_the_first_candidate_of_the_samples(samples: Register) -> None:
    facts, seen = samples

    found = candidates(seen, (), facts)

    first = found[0]
    assert (first.code, first.spread.cases, first.spread.total) == ("MOB", 9, 10)
    assert first.spread.share == 0.9
    assert first.spread.first_seen == "2024-08-09"
    assert [facts[uuid].case_no for uuid in first.spread.case_uuids] == list(range(102, 111))
    assert {each.code for each in found} == {"MOB", "ROLE", "NUT", "MED", "PLACE"}


@pytest.mark.parametrize(
    ("days", "places", "is_one"),
    [
        (("2024-01-10", "2024-06-01", "2025-01-10"), ("A", "B", "B"), False),  # a day too long
        (("2024-01-11", "2024-06-01", "2025-01-10"), ("A", "B", "B"), True),
        (("2024-01-11", "2024-06-01"), ("A", "B"), False),
        (("2024-06-01", "2024-06-01", "2024-06-01"), ("A", "A", "A"), False),
        (("", "2024-06-01", "2024-06-01"), ("A", "B", "C"), False),  # no day is invented
    ],
)
def test_the_rule_asks_for_cases_days_and_places(
    days: tuple[str, ...], places: tuple[str, ...], *, is_one: bool
) -> None:
    facts, seen = _noticed(*days)
    facts = {
        uuid: replace(case, presenter=place)
        for (uuid, case), place in zip(facts.items(), places, strict=True)
    }

    assert bool(candidates(seen, (), facts)) is is_one


def test_two_districts_are_enough_where_one_presenter_has_all_cases() -> None:
    facts, seen = _noticed("2024-06-01", "2024-06-02", "2024-06-03", district="北")
    assert not candidates(seen, (), facts)

    facts["case-0"] = replace(facts["case-0"], district="南")

    assert candidates(seen, (), facts)[0].spread.districts == 2


def test_an_older_year_counts_where_the_newest_has_too_few() -> None:
    facts, seen = _noticed("2022-01-01", "2022-02-01", "2022-03-01", "2024-06-01")
    facts["case-0"] = replace(facts["case-0"], presenter="B")

    (found,) = candidates(seen, (), facts)

    assert (found.spread.cases, found.spread.end) == (3, "2022-03-01")


def test_what_an_issue_of_the_code_holds_is_done_with(samples: Register) -> None:
    facts, seen = samples
    mob = [sighting for sighting in seen if "MOB" in sighting.codes]
    issue = with_sightings(CommunityIssue(codes=("MOB",), title="足"), mob)

    left = {each.code: each.spread.cases for each in candidates(seen, (issue,), facts)}

    assert left == {"ROLE": 4, "NUT": 3, "MED": 3, "PLACE": 3}  # a line with two codes counts on


def test_evidence_keeps_its_words_and_is_counted_once() -> None:
    facts, seen = _noticed("2024-06-02", "2024-06-01")
    issue = with_sightings(CommunityIssue(title="足"), seen)

    again = with_sightings(issue, [replace(seen[0], text="言いかえた")])
    imported = with_sightings(issue, [replace(seen[1], case_issue_uuid="new-key")])

    assert again.evidence == imported.evidence == issue.evidence
    both = with_sightings(issue, [seen[0]], against=True)
    assert [line.against for line in both.evidence] == [False, False, True]
    spread = spread_of(both.evidence, facts)
    assert (spread.cases, spread.total, without_evidence(issue, "x")) == (2, 2, issue)


def test_nothing_is_tried_before_its_kind_of_answer_is_known() -> None:
    issue = CommunityIssue(title="足", stage=Stage.CONFIRMED)
    for stage in (Stage.RESPONSE_TYPE, Stage.TRIAL, Stage.POLICY, Stage.MONITORING):
        with pytest.raises(InputRefused):
            moved_to(issue, stage)
    assert moved_to(issue, Stage.CLOSED).stage is Stage.CLOSED

    tried = moved_to(sorted_to(issue, "資源発掘"), Stage.TRIAL)

    with pytest.raises(InputRefused):
        sorted_to(tried, None)


def test_a_merged_issue_stands_on_no_step_of_its_own_and_lends_its_evidence() -> None:
    facts, seen = _noticed("2024-06-01", "2024-06-02")
    one = with_sightings(CommunityIssue(title="足がない", codes=("MOB",)), seen[:1])
    other = with_sightings(CommunityIssue(title="坂が多い", codes=("MOB",)), seen[1:])
    part = merged(other, one)

    board = Board(facts, tuple(seen), (one, part), ())

    assert board.open_issues == (one,)
    assert board.spread(one).cases == 2
    assert board.loose == ()
    for refused in (lambda: moved_to(part, Stage.TRIAL), lambda: merged(one, part)):
        with pytest.raises(InputRefused):
            refused()


def test_like_issues_are_suggested_by_code_and_words(samples: Register) -> None:
    _, seen = samples
    issue = CommunityIssue(
        title="男性の役割",
        codes=("ROLE",),
        evidence=(Evidence(text="男性が役割で参加できる場"),),
    )
    board = Board({}, tuple(seen), (issue,), ())
    role = next(s for s in seen if s.text == "認知症の人が役割を持って通える場")
    other = next(s for s in seen if s.text == "減塩の惣菜")

    assert [found.issue_uuid for found in board.alike_sighting(role)] == [issue.uuid]
    assert board.alike_sighting(other) == ()
    assert board.alike(issue) == ()


@pytest.mark.parametrize(
    ("scope", "counts"),
    [
        ("氏名・住所・生年月日を除いた事例資料の会議内共有", False),
        ("氏名・住所・生年月日を除いた事例資料の会議内共有、地域課題の統計", True),
        ("会議と配付資料、集計", True),
        ("会議、統計には使わない", False),
        ("統計以外", False),
        ("meeting, community issue statistics", True),
        ("", False),
    ],
)
def test_only_a_scope_that_says_so_lets_a_case_be_counted_outside(
    scope: str, *, counts: bool
) -> None:
    agreed = Consent(person=True, scope=scope)

    assert covers_statistics(agreed) is counts
    assert not covers_statistics(replace(agreed, withdrawn=CareDate("6月")))
    assert not covers_statistics(replace(agreed, person=False))


def test_five_rungs_carry_the_nine_steps_in_both_languages() -> None:
    assert [rung_of(stage) for stage in Stage] == [1, 1, 2, 2, 3, 3, 4, 5, 5]
    assert [rung.label("ja") for rung in rungs()] == [
        "気づき", "検討中", "試行・予算化", "実施中", "ききめ確認",
    ]  # fmt: skip
    assert stage_label(Stage.TRIAL, "en") == "Small trial"
    assert response_meaning("資源発掘", "ja") == "地域にあるものを見つけて生かす"
    assert response_meaning("町の型") == ""


def test_a_town_may_change_the_rule_but_not_the_five_rungs(tmp_path: Path) -> None:
    (tmp_path / "community.toml").write_text(
        '[[figure]]\nkey = "least_cases"\nvalue = 4\n'
        '[[stage]]\ncode = "policy"\nrung = "effect"\n'
        '[[stage]]\ncode = "trial"\nrung = "no-such"\n',
        encoding="utf-8",
    )
    try:
        said = apply_overrides(tmp_path)
        assert rule() == Rule(4, 12, 2, 2)
        assert len(said.problems) == 2
    finally:
        use_bundled()


def test_months_go_back_to_the_last_day_of_a_shorter_month() -> None:
    assert months_before("2024-03-31", 1) == "2024-02-29"
    assert months_before("2024-09-13", 12) == "2023-09-13"

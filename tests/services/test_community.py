"""Community issues in a real store: confirmed, sorted, moved, merged, undone, never mixed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.care.case import CareDate, CaseCommunityIssue
from app.care.community import CommunityIssue, Policy, PolicyStep, Stage
from app.conference.meeting import Entry, EntryKind
from app.errors import InputRefused
from app.services import community
from app.services.case_bin import erase_cases
from app.services.cases import bin_case, find_case, save_case
from app.services.conferences import get_conference, list_conferences, save_conference
from app.services.history import issue_versions, policy_versions
from app.services.store import Store
from app.services.work import SaveConflict


def confirmed(store: Store, code: str = "MOB") -> CommunityIssue:
    return _issue(community.confirm_candidate(store, code))


def _issue(done: community.Done) -> CommunityIssue:
    assert isinstance(done.value, CommunityIssue)
    return done.value


def test_a_candidate_becomes_an_issue_with_its_cases_and_their_words(practice: Store) -> None:
    before = community.board(practice)
    assert before.candidates[0].spread.cases == 9

    issue = confirmed(practice)

    now = community.board(practice)
    assert (issue.title, issue.stage, issue.practice) == ("移動・外出", Stage.CONFIRMED, True)
    assert now.open_issues == (issue,)
    assert (now.spread(issue).cases, now.spread(issue).total) == (9, 10)
    assert "バス停まで休める場所" in {line.text for line in issue.evidence}
    assert "MOB" not in {each.code for each in now.candidates}
    assert len(now.loose) == len(before.loose) - len(issue.evidence)
    with pytest.raises(InputRefused):
        community.confirm_candidate(practice, "MOB")


def test_each_step_is_kept_and_can_be_taken_back(practice: Store) -> None:
    issue = confirmed(practice)
    sorted_ = community.sort_issue(practice, issue.uuid, "資源発掘")
    moved = community.move_issue(practice, issue.uuid, Stage.TRIAL)
    told = community.describe_issue(practice, issue.uuid, cause="交通", counter_evidence="乗合あり")

    community.take_back(practice, told)

    stored = community.board(practice).issues[0]
    assert (stored.stage, stored.response_type, stored.cause) == (Stage.TRIAL, "資源発掘", "")
    past = issue_versions(practice, issue.uuid)
    assert [version.revision.action for version in past] == [
        "taken_back", "edited", "edited", "edited", "confirmed",
    ]  # fmt: skip
    assert [version.value.stage for version in past][-2:] == [Stage.CONFIRMED, Stage.CONFIRMED]
    assert past[1].value.counter_evidence == "乗合あり"
    for stale in (sorted_, moved):
        with pytest.raises(SaveConflict):
            community.take_back(practice, stale)


def test_a_new_issue_taken_back_lies_in_the_bin_and_a_binned_one_returns(practice: Store) -> None:
    done = community.open_issue(practice, "夕方の集まりの場がない", codes=("PLACE",))
    changes = community.take_back(practice, done).changes
    assert (changes.kinds, changes.ids) == ({"community_issue"}, {done.value.uuid})
    assert community.board(practice).issues == ()

    again = community.open_issue(practice, "夕方の集まりの場がない")
    binned = community.bin_issue(practice, again.value.uuid)
    assert community.board(practice).issues == ()
    back = community.take_back(practice, binned)

    assert [issue.title for issue in community.board(practice).issues] == ["夕方の集まりの場がない"]
    once_more = community.take_back(practice, back)
    assert community.board(practice).issues == ()
    community.take_back(practice, once_more)
    assert len(community.board(practice).issues) == 1


def test_what_a_meeting_noticed_waits_in_the_inbox_until_it_is_evidence(practice: Store) -> None:
    meeting = get_conference(practice, list_conferences(practice)[0].uuid)
    case_uuid = meeting.agenda[0].case_uuid
    said = [
        Entry(
            kind=EntryKind.COMMUNITY_ISSUE, text="免許返納のあと、外出が減る", case_uuid=case_uuid
        ),
        Entry(kind=EntryKind.COMMUNITY_ISSUE, text="乗合タクシーが知られていない"),
        Entry(kind=EntryKind.LEARNING, text="まなび"),
    ]
    save_conference(practice, replace(meeting, entries=(*meeting.entries, *said)))
    fresh = [s for s in community.board(practice).loose if s.entry_uuid]
    assert [sighting.text for sighting in fresh] == [entry.text for entry in said[:2]]
    assert fresh[0].day == meeting.date

    issue = confirmed(practice)
    community.add_evidence(practice, issue.uuid, fresh[:1])
    community.add_evidence(practice, issue.uuid, fresh[1:], against=True)

    now = community.board(practice)
    assert not [sighting for sighting in now.loose if sighting.entry_uuid]
    against = [line for line in now.issues[0].evidence if line.against]
    assert [line.text for line in against] == ["乗合タクシーが知られていない"]
    assert now.spread(now.issues[0]).cases == 9

    community.remove_evidence(practice, issue.uuid, against[0].uuid)
    assert [sighting.text for sighting in community.board(practice).loose][-1] == against[0].text


def test_merging_brings_the_cases_together_and_can_be_undone(practice: Store) -> None:
    role, place = confirmed(practice, "ROLE"), confirmed(practice, "PLACE")

    done = community.merge_issue(practice, place.uuid, role.uuid)

    now = community.board(practice)
    assert [issue.uuid for issue in now.open_issues] == [role.uuid]
    assert now.spread(role).cases == 6
    community.take_back(practice, done)
    assert len(community.board(practice).open_issues) == 2
    community.merge_issue(practice, place.uuid, role.uuid)
    with pytest.raises(InputRefused):
        community.merge_issue(practice, role.uuid, place.uuid)
    community.unmerge_issue(practice, place.uuid)
    assert len(community.board(practice).open_issues) == 2


def test_a_policy_keeps_its_steps_budget_and_effects(practice: Store) -> None:
    issue = confirmed(practice)
    policy = Policy(
        issue_uuid=issue.uuid,
        title="乗合送迎の試行",
        budget="40万円",
        expected_effect="通いの場に月2回",
        start=CareDate("令和6年9月", "2024-09"),
        steps=(PolicyStep(text="2地区で試す", owner="高齢福祉課", due="3月"),),
    )
    first = community.save_policy(practice, policy)
    assert isinstance(first.value, Policy)
    step = replace(first.value.steps[0], result="14人が利用", done=CareDate("2月", None))

    second = community.save_policy(
        practice, replace(first.value, steps=(step,), measured_effect="月2.3回", stage=Stage.RESULT)
    )

    (stored,) = community.board(practice).policies_of(issue)
    assert stored == second.value
    assert (stored.steps[0].result, stored.measured_effect) == ("14人が利用", "月2.3回")
    with pytest.raises(SaveConflict):
        community.save_policy(practice, policy)
    community.take_back(practice, second)
    assert len(policy_versions(practice, policy.uuid)) == 3
    community.bin_policy(practice, policy.uuid)
    assert community.board(practice).policies == ()


def test_the_words_of_the_town_outlive_a_case_but_its_history_does_not(practice: Store) -> None:
    issue = community.open_issue(practice, "足").value
    gone = find_case(practice, 105)
    mine = [s for s in community.board(practice).sightings if s.case_uuid == gone.uuid]
    community.add_evidence(practice, issue.uuid, mine)
    bin_case(practice, gone.uuid)
    assert community.board(practice).spread(_only(practice)).cases == 0

    erase_cases(practice, [gone.uuid])

    now = _only(practice)
    assert [line.text for line in now.evidence] == [sighting.text for sighting in mine]
    assert all(line.case_uuid is None for line in now.evidence)
    assert gone.uuid not in str(issue_versions(practice, issue.uuid))


def _only(store: Store) -> CommunityIssue:
    (issue,) = community.board(store).issues
    return issue


def test_a_reworded_line_stays_the_same_evidence(practice: Store) -> None:
    issue = confirmed(practice)
    case = find_case(practice, 105)
    lines = tuple(replace(line, text=f"{line.text}（坂）") for line in case.community_issues)
    save_case(practice, replace(case, community_issues=lines))

    now = community.board(practice)

    assert now.spread(now.issues[0]).cases == 9
    assert now.issues[0].evidence == issue.evidence
    assert not [s for s in now.loose if "（坂）" in s.text and "MOB" in s.codes]
    save_case(practice, replace(find_case(practice, 105), community_issues=()))
    kept = [line for line in _only(practice).evidence if line.case_uuid == case.uuid]
    assert len(kept) == 2
    assert {line.case_issue_uuid for line in kept} == {None}


def test_practice_stays_apart_and_nothing_unknown_is_stored(store: Store) -> None:
    assert community.board(store).candidates == ()
    real = community.open_issue(store, "夕方の足").value
    assert not real.practice
    for refused in (
        lambda: community.open_issue(store, "  "),
        lambda: community.open_issue(store, "足", codes=("XYZ",)),
        lambda: community.sort_issue(store, real.uuid, "町の型"),
        lambda: community.sort_issue(store, "no-such", "資源発掘"),
        lambda: community.save_policy(store, Policy(issue_uuid=real.uuid)),
    ):
        with pytest.raises(InputRefused):
            refused()
    assert CaseCommunityIssue().codes == ()

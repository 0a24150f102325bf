"""Resources for a case: points with their reasons, what the person has first."""

from __future__ import annotations

from app.care.case import Case, CaseCommunityIssue, InformalSupport
from app.care.codes import interest_label
from app.care.resource_match import Resource, matches

CASE = Case(
    district="北部",
    dementia_independence="IIa",
    interest_codes=("350:wish", "010"),
    community_issues=(CaseCommunityIssue(text="足", codes=("MOB", "ROLE")),),
    informal_supports=(InformalSupport(text="隣の人が声をかける", who="隣人", frequency="毎日"),),
)


def test_each_point_has_its_reason() -> None:
    salon = Resource(
        uuid="s",
        name="北のサロン",
        district="北部",
        transport="送迎あり",
        acceptance=("認知症", "車いす"),
        interest_codes=("350",),
        issue_codes=("MOB", "NUT"),
        roles_offered=("お茶を入れる人",),
    )

    own, first = sorted(matches(CASE, [salon], "ja"), key=lambda match: match.score)

    assert (own.own, own.name, own.detail, own.score) == (
        True,
        "隣の人が声をかける",
        "隣人 毎日",
        6,
    )
    assert {point.key: (point.points, point.about) for point in first.points} == {
        "interest_wish": (4, interest_label("350", "ja")),
        "issue": (3, "移動・外出"),
        "district": (2, ""),
        "transport": (2, ""),
        "dementia": (2, ""),
        "role": (2, "お茶を入れる人"),
    }
    assert first.score == 15


def test_what_fits_in_nothing_is_left_out_and_english_has_english_reasons() -> None:
    far = Resource(uuid="f", name="南の会", district="南部", transport="徒歩")
    near = Resource(uuid="n", name="北の会", district="北部")

    found = matches(CASE, [far, near], "en")

    assert [match.name for match in found] == ["隣の人が声をかける", "北の会"]
    assert found[1].points[0].reason == "In the same district"
    assert matches(Case(), [far]) == ()

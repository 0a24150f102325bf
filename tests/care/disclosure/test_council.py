"""What leaves for the council: no small number, no word of a case that may not speak."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.care.case import Case, Consent, PrivacyDecision, PrivateIdentity
from app.care.community import CommunityIssue, Evidence, Policy
from app.care.community_rules import Spread
from app.care.disclosure import KnownNames, checker
from app.care.disclosure.council import (
    CouncilSheet,
    Words,
    case_words,
    council_sheet,
    council_view,
    meeting_words,
)
from app.care.disclosure.mask import office_mask
from tests.checkers import NOBODY

AGREED = Consent(person=True, family=True, scope="会議、地域課題の統計")
LINE = Evidence(case_uuid="c", text="夫の送迎がなくなり外出できない")


def said(case: Case, line: Evidence = LINE) -> str:
    identity = PrivateIdentity(case_uuid=case.uuid, name="山田 太郎")
    return case_words(case, checker(identity, KnownNames()), lang="ja")(line)


def sheet_of(
    issue: CommunityIssue, spread: Spread, words: Words, *policies: Policy
) -> CouncilSheet:
    mask = office_mask(checker(None, KnownNames(staff=("佐伯 花子",))))
    return council_sheet(issue, policies, spread, words, mask, number=1, evidence=issue.evidence)


def reaching(cases: int, total: int = 20, **more: object) -> Spread:
    uuids = tuple(map(str, range(cases)))
    return replace(Spread(case_uuids=uuids, total=total), **more)  # type: ignore[arg-type]


def test_words_need_consent_to_statistics_and_no_open_doubt() -> None:
    case = Case(consent=AGREED)

    assert said(case) == LINE.text
    assert said(replace(case, consent=replace(AGREED, scope="会議内共有"))) == ""
    assert said(replace(case, consent=replace(AGREED, family=False))) == ""  # speaks of the family
    assert said(replace(case, life_issues="山田太郎さんは外出しない")) == ""


def test_old_words_are_checked_even_where_the_sheet_was_cleaned_since() -> None:
    case, line = Case(consent=AGREED), replace(LINE, text="山田さんの足がない")

    assert said(case, line) == ""

    answered = PrivacyDecision(snippet="山田さん", state="not_a_name")
    answered_too = PrivacyDecision(snippet="山田", state="not_a_name")
    assert said(replace(case, privacy_decisions=(answered, answered_too)), line) == line.text


def test_what_a_meeting_said_of_all_passes_unless_it_names_somebody() -> None:
    words = meeting_words(checker(None, KnownNames(staff=("佐伯 花子",))), lang="ja")

    assert words(Evidence(text="夕方の集まりの場がない")) == "夕方の集まりの場がない"
    assert words(Evidence(text="佐伯花子さんに頼りすぎている")) == ""


@pytest.mark.parametrize(
    ("cases", "told", "blocks"),
    [
        (0, "数えられる事例はありません", 0),
        (4, "5事例未満", 0),
        (5, "5事例（20事例のうち25%）", 5),
    ],
)
def test_fewer_than_five_cases_are_no_number(cases: int, told: str, blocks: int) -> None:
    spread = reaching(cases, presenters=3, districts=2)

    sheet = sheet_of(CommunityIssue(title="足"), spread, lambda line: line.text)

    assert (sheet.cases, sheet.blocks) == (told, blocks)
    assert sheet.spread == ("担当 3か所・地区 2か所" if cases >= 5 else "")


@pytest.mark.parametrize(
    ("districts", "told"),
    [
        ({"北": 7, "南": 5}, "北 7件、南 5件"),
        ({"北": 7, "南": 5, "東": 3}, "北 7件"),  # 南 would tell 東
        ({"北": 7, "東": 3}, ""),  # 北 would tell 東
        ({"北": 7, "東": 3, "西": 4}, "北 7件"),
    ],
)
def test_a_district_is_told_only_where_no_small_one_follows(
    districts: dict[str, int], told: str
) -> None:
    spread = reaching(sum(districts.values()), by_district=tuple(districts.items()))

    assert sheet_of(CommunityIssue(title="足"), spread, lambda _: "").districts == told


def test_the_lines_can_not_be_counted_in_place_of_few_cases() -> None:
    lines = tuple(Evidence(text=f"ことば{n}", seen_on=f"2024-0{n}-01") for n in (3, 1, 2))
    issue = CommunityIssue(title="足", evidence=(*lines, replace(lines[0], uuid="again")))

    few = sheet_of(issue, reaching(3), lambda line: line.text)
    many = sheet_of(issue, reaching(9), lambda line: line.text)

    assert (few.voices, few.voices_withheld) == (("ことば1", "ことば2"), True)
    assert (many.voices, many.voices_withheld) == (("ことば1", "ことば2", "ことば3"), False)


def test_what_the_office_wrote_names_nobody_and_repeats_no_hidden_words() -> None:
    issue = CommunityIssue(
        title="足がない",
        text=f"例：{LINE.text}",
        codes=("MOB",),
        cause="佐伯花子が退職した",
        note="内緒のメモ",
        counter_evidence="乗合タクシーがある\n電話 0562-99-1234",
        evidence=(LINE, replace(LINE, uuid="x", text="足がない")),
    )
    policy = Policy(title="乗合の試行", note="内緒のメモ", owner="高齢福祉課")

    sheet = sheet_of(issue, reaching(9), lambda _: "", policy)

    assert (sheet.title, sheet.text) == ("移動・外出", "")
    assert "佐伯" not in sheet.causes
    assert sheet.against[0] == "乗合タクシーがある"
    assert "0562" not in "".join(sheet.against)
    assert sheet.measures == ("乗合の試行（小さく試行）",)
    assert "内緒" not in repr(sheet)


def test_left_out_cases_are_told_without_a_small_number() -> None:
    assert council_view([], 9, 1, lang="ja").left_out.endswith("（5件未満）。")
    assert council_view([], 9, 12, lang="en").left_out.endswith("(12).")
    assert council_view([], 9, 0, lang="ja").left_out == ""
    assert NOBODY.doubts("夕方の足") == ()

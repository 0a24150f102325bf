"""The two papers of a case as a care manager would read them."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest

from app.care.case import CareDate, Consent, MonitoringNote
from app.care.disclosure import blocked_reason, judgement_sheet, room_case, sheet
from app.care.disclosure.family import mentions_family
from app.errors import InputRefused
from tests.checkers import NOBODY

KIN_WORDS = ("長男", "長女", "息子", "夫")


def test_the_sheet_carries_the_whole_case(samples: Any) -> None:
    view = sheet(replace(samples[104], pseudonym="つばき"), NOBODY, order=2)

    assert (view.head.order, view.head.case_no, view.head.pseudonym) == (
        2,
        "No.104（仮名）",
        "つばき",
    )
    assert (view.head.age_sex, view.head.care_level) == ("84歳 女", "要支援2（新規）")
    assert view.independence == "A1 ・ 自立"
    assert view.features == "2 筋力低下"
    assert view.feature_note == "骨折後の筋力低下と転倒への不安。"
    assert view.body == "147.0cm　41.0kg（19.0）"
    assert view.first_visit == "令和6年5月27日"
    assert view.head.staff == "地域包括支援センター北 看護師"
    assert view.head.session_line == "多職種合同カンファレンス（包括版）　令和6年8月9日(金)"
    assert view.housing.startswith("市内 2階建て戸建て。")
    assert view.family.startswith("三世代同居。長男夫婦は共働き")
    assert view.conditions[0].when == "R6年3月受傷・手術、5月20日退院"
    assert view.medication_count == 6  # the patch is no systemic medicine
    assert len(view.medications) == 7
    assert view.issues[0] == "杖で室内は歩けるが、石段が怖くて一人で外に出ていない。"
    assert view.wish.startswith("秋のお彼岸に")
    assert view.monitoring[-1].when == "8月5日"
    assert view.conference_time.startswith("手すり設置後")
    assert len(view.points) == 3
    assert view.notes == ()


def test_english_paper_translates_labels_and_keeps_what_people_wrote(samples: Any) -> None:
    view = sheet(samples[104], NOBODY, lang="en")

    assert view.head.case_no == "No. 104 (pseudonym)"
    assert view.head.care_level == "Support level 2 (new)"
    assert view.first_visit == "27 May 2024"
    assert view.wish.startswith("秋のお彼岸に")


def test_a_given_session_line_is_printed_as_it_is(samples: Any) -> None:
    line = "第27回 多職種合同カンファレンス（包括版）"

    assert sheet(samples[104], NOBODY, session_line=line).head.session_line == line


def test_without_the_family_every_sentence_about_it_is_left_out_and_said_so(samples: Any) -> None:
    case = samples[103]
    papers = (
        asdict(sheet(case, NOBODY)),
        asdict(judgement_sheet(case, NOBODY)),
        asdict(room_case(case, NOBODY)),
    )

    for word in KIN_WORDS:
        assert word not in str(papers), word
    assert sheet(case, NOBODY).wish == "得意だった着物の直しを、また人の役に立てたい。"
    assert "家計と息子" not in sheet(case, NOBODY).assessment
    assert sheet(case, NOBODY).assessment.startswith("身体機能は保たれている。")
    assert sheet(case, NOBODY).family == "同居の人あり。"
    assert sheet(case, NOBODY).notes == (
        "ご家族の同意がないため、ご家族についての記載は載せていません。",
    )
    assert judgement_sheet(case, NOBODY).notes == sheet(case, NOBODY).notes
    assert room_case(case, NOBODY).family_withheld


def test_with_the_family_the_same_case_says_everything(samples: Any) -> None:
    case = replace(samples[103], consent=replace(samples[103].consent, family=True))

    assert sheet(case, NOBODY).notes == ()
    assert "息子のことを誰かに話せるようになりたい。" in sheet(case, NOBODY).wish
    assert not room_case(case, NOBODY).family_withheld


def test_a_withheld_factor_says_so_instead_of_looking_unwritten(samples: Any) -> None:
    rows = {row.label: row for row in judgement_sheet(samples[103], NOBODY).rows}

    assert rows["外出頻度"].personal == "（伏せています）"
    assert rows["外出頻度"].environment == "短時間なら出られる場所が近くにある"
    assert not any(mentions_family(row.personal + row.environment) for row in rows.values())


def test_the_judgement_sheet_marks_what_improves_and_repeats_with_ditto(samples: Any) -> None:
    view = judgement_sheet(samples[104], NOBODY)
    rows = {row.label: row for row in view.rows}

    assert (view.improved_count, view.total_count) == (13, 18)
    assert (rows["調理"].before, rows["調理"].predicted, rows["調理"].arrow) == ("D1", "O1", "up")
    assert rows["調理"].improved
    assert not rows["食事"].improved
    assert rows["金銭管理"].personal == "自立"
    assert rows["電話"].personal == "〃"


@pytest.mark.parametrize(
    ("consent", "word"),
    [
        (Consent(), "記録されていない"),
        (Consent(person=False, family=True), "記録されていない"),
        (Consent(person=True, family=True, withdrawn=CareDate("R6.8.1", "2024-08-01")), "取り下げ"),
    ],
)
def test_without_the_persons_consent_there_is_no_paper_and_no_room(
    samples: Any, consent: Consent, word: str
) -> None:
    case = replace(samples[104], consent=consent)

    assert word in (blocked_reason(case, NOBODY) or "")
    for make in (sheet, judgement_sheet, room_case):
        with pytest.raises(InputRefused) as refused:
            make(case, NOBODY)
        assert refused.value.exit_code == 3


def test_consent_opens_the_way(samples: Any) -> None:
    assert blocked_reason(samples[104], NOBODY) is None


def test_earlier_monitoring_stands_with_its_day_before_the_newest(samples: Any) -> None:
    notes = (
        MonitoringNote(date=CareDate("", "2024-08-05"), conference_time_status="階段を昇れた。"),
        MonitoringNote(date=CareDate("", "2024-07-01"), conference_time_status="手すりがついた。"),
    )
    view = sheet(replace(samples[104], monitoring=notes), NOBODY)

    assert [(line.when, line.text) for line in view.monitoring] == [
        ("7月1日", "手すりがついた。"),
        ("8月5日", ""),
    ]
    assert view.conference_time == "階段を昇れた。"


def test_issues_typed_as_bullets_stay_as_they_were_divided(samples: Any) -> None:
    case = replace(samples[104], life_issues="・腰が痛む。台所に立てない。\n〇布団が重い")

    assert sheet(case, NOBODY).issues == ("腰が痛む。台所に立てない。", "布団が重い")


def test_a_short_feature_note_names_the_other_feature(samples: Any) -> None:
    case = replace(samples[104], feature_codes=(1, 5), feature_note="低栄養")

    assert sheet(case, NOBODY).features == "1 意欲低下　5 低栄養"
    assert sheet(case, NOBODY).feature_note == ""

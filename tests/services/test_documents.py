"""The papers around a meeting, from the store: what they need, what is recorded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, insert

from app.conference.meeting import Attendance, Conference, Entry, EntryKind, Stage
from app.errors import InputRefused
from app.models.resources import resources
from app.services.cases import get_case, save_case
from app.services.conferences import get_conference, list_conferences, save_conference
from app.services.handouts import list_handouts, set_returned
from app.services.papers import Kind, preview, write_paper
from app.services.store import Store
from tests.services.test_papers import text_of


@pytest.fixture
def meeting(practice: Store) -> Conference:
    """The practice meeting of four cases, at 14:00."""
    row = next(row for row in list_conferences(practice) if row.case_count == 4)
    found = get_conference(practice, row.uuid)
    return save_conference(practice, replace(found, start_time="14:00")).conference


def cases_of(meeting: Conference) -> list[str]:
    return [item.case_uuid for item in meeting.agenda]


def test_the_packet_is_one_document_of_the_meeting(
    practice: Store, meeting: Conference, tmp_path: Path
):
    out = tmp_path / "packet.pdf"
    made = preview(
        practice, "packet", cases_of(meeting), conference_uuid=meeting.uuid, copies=2, lang="ja"
    )
    printed = write_paper(practice, made, out)
    pages = text_of(out)
    assert pages[0].startswith(f"次第第{meeting.number}回（包括版）")
    assert "14:00開会・視点の共有" in pages[0]
    assert pages[1].startswith("論点")
    assert len(pages) == 2 * printed.pages
    [handout] = list_handouts(practice)
    assert (handout.kind, handout.copies, handout.uuid) == ("packet", 2, printed.handout_uuid)
    assert handout.case_uuids == tuple(cases_of(meeting))


def test_the_agenda_needs_a_meeting(practice: Store, meeting: Conference):
    with pytest.raises(InputRefused, match="会議ごとに"):
        preview(practice, "agenda", cases_of(meeting))


def test_a_case_without_consent_keeps_the_whole_packet_back(practice: Store, meeting: Conference):
    case = get_case(practice, cases_of(meeting)[2])
    save_case(practice, replace(case, consent=replace(case.consent, person=False)))
    with pytest.raises(InputRefused, match=f"事例{case.case_no}"):
        preview(practice, "packet", cases_of(meeting), conference_uuid=meeting.uuid)


def held(store: Store, meeting: Conference) -> Conference:
    """The meeting with something said about its first case and with people in the room."""
    case = meeting.agenda[0].case_uuid
    said = (
        Entry(case_uuid=case, stage=Stage.ISSUE, kind=EntryKind.ISSUE, text="薬の時間が決まらない"),
        Entry(
            case_uuid=case,
            stage=Stage.RISK,
            kind=EntryKind.RISK_RESPONSE,
            text="脈と食欲を主治医に確かめる。電話 0562-12-3456",
            owner="薬剤師会",
            due="6月26日",
        ),
        Entry(case_uuid=case, kind=EntryKind.FIRST_STEP, text="花の水やりを一緒にする"),
        Entry(case_uuid=meeting.agenda[1].case_uuid, kind=EntryKind.ISSUE, text="よその課題"),
    )
    people = (
        Attendance(profession="physician", name="医師の名前", organisation="花里医師会"),
        Attendance(profession="centre", count=2),
    )
    changed = replace(meeting, entries=said, attendance=people, expected_people=30)
    return save_conference(store, changed).conference


def printed(store: Store, kind: Kind, meeting: Conference, out: Path, **options: Any) -> str:
    """The text of a paper of the meeting, spaces aside."""
    made = preview(store, kind, options.pop("cases", []), conference_uuid=meeting.uuid, **options)
    write_paper(store, made, out)
    return "".join(text_of(out))


def test_the_summary_hands_back_what_was_said_of_the_case_alone(
    practice: Store, meeting: Conference, tmp_path: Path
):
    meeting = held(practice, meeting)
    case = meeting.agenda[0].case_uuid
    text = printed(practice, "summary", meeting, tmp_path / "summary.pdf", cases=[case])
    assert "薬の時間が決まらない" in text
    assert "だれが：薬剤師会いつまで：6月26日" in text
    assert "最初の一歩・花の水やりを一緒にする" in text
    assert "どんな言葉で返しますか" in text
    assert "よその課題" not in text
    assert "0562" not in text


def test_a_family_that_did_not_agree_is_hidden_in_the_summary(
    practice: Store, meeting: Conference, tmp_path: Path
):
    meeting = held(practice, meeting)
    case = get_case(practice, meeting.agenda[0].case_uuid)
    save_case(practice, replace(case, consent=replace(case.consent, family=False)))
    said = Entry(case_uuid=case.uuid, kind=EntryKind.GOAL, text="長男に送ってもらう")
    save_conference(practice, replace(meeting, entries=(*meeting.entries, said)))
    text = printed(practice, "summary", meeting, tmp_path / "summary.pdf", cases=[case.uuid])
    assert "長男に送ってもらう" not in text
    assert "確認した目標・（伏せています）" in text


def test_the_attendance_sheet_has_the_pledge_and_a_row_for_everybody(
    practice: Store, meeting: Conference, tmp_path: Path
):
    meeting = held(practice, meeting)
    text = printed(practice, "attendance", meeting, tmp_path / "people.pdf")
    assert "正当な理由なくほかの人に知らせません" in text
    assert "1医師花里医師会2地域包括支援センター3地域包括支援センター" in text
    assert "35" in text  # 30 expected, 5 spare
    assert "医師の名前" not in text
    assert list_handouts(practice) == []


def test_the_collection_list_ticks_what_came_back(
    practice: Store, meeting: Conference, tmp_path: Path
):
    with pytest.raises(InputRefused, match="配った資料の記録がありません"):
        preview(practice, "collection", [], conference_uuid=meeting.uuid)
    cases = cases_of(meeting)[:1]
    made = preview(practice, "agenda", cases, conference_uuid=meeting.uuid, copies=12)
    handout = write_paper(practice, made, tmp_path / "agenda.pdf").handout_uuid
    before = printed(practice, "collection", meeting, tmp_path / "before.pdf")
    assert "回収0/12部" in before
    assert "012" in before
    set_returned(practice, handout, 3, returned=True)
    after = printed(practice, "collection", meeting, tmp_path / "after.pdf")
    assert "回収1/12部" in after


def test_resources_without_private_contacts(practice: Store, meeting: Conference, tmp_path: Path):
    with pytest.raises(InputRefused, match="登録された地域資源がありません"):
        preview(practice, "resources", [])
    row = dict.fromkeys((column.name for column in resources.columns), "")
    for column in resources.columns:
        if column.nullable:
            row[column.name] = None
        elif isinstance(column.type, JSON):
            row[column.name] = []
    row |= {"uuid": "r1", "row_version": 1, "practice": True, "status": "稼働"}
    row |= {"created_at": "2026-06-01", "updated_at": "2026-06-01"}
    row |= {"name": "囲碁の会", "district": "南", "what_happens": "囲碁を打つ"}
    row |= {"contact_private": "090-1111-2222", "key_person": "ひみつの人"}
    with practice.write() as work:
        work.connection.execute(insert(resources), row)
    text = printed(practice, "resources", meeting, tmp_path / "resources.pdf")
    assert "囲碁の会" in text
    assert "090-1111-2222" not in text
    assert "ひみつの人" not in text


def test_blank_forms_need_neither_case_nor_meeting(practice: Store, tmp_path: Path):
    made = preview(practice, "blank", [], copies=2)
    written = write_paper(practice, made, tmp_path / "blank.pdf")
    assert written.handout_uuid == ""
    assert len(text_of(tmp_path / "blank.pdf")) == 2 * written.pages

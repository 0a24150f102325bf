"""The papers around a meeting, from the store: what they need, what is recorded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.conference.meeting import Conference
from app.errors import InputRefused
from app.services.cases import get_case, save_case
from app.services.conferences import get_conference, list_conferences, save_conference
from app.services.handouts import list_handouts
from app.services.papers import preview, write_paper
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

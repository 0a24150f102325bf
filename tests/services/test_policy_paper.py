"""The policy sheet from a real store: whose case counts, what is chosen, what never leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from app.care.case import CareDate
from app.care.community import CommunityIssue
from app.errors import InputRefused
from app.services import community
from app.services.case_bin import erase_cases
from app.services.cases import bin_case, find_case, save_case
from app.services.papers import preview, save_paper
from app.services.policy_paper import policy_view
from app.services.store import Store


def test_the_practice_cases_make_a_paper_of_candidates(practice: Store, tmp_path: Path) -> None:
    made = preview(practice, "policy", [])

    written = save_paper(practice, made, tmp_path / "policy.pdf")

    assert (written.handout_uuid, made.missing) == ("", ())
    document = pypdfium2.PdfDocument(made.pdf)
    first, second = (document[n].get_textpage().get_text_bounded() for n in (0, 1))
    document.close()
    assert "8事例" in first
    assert "5件未満" in first  # case 103 agreed to the meeting only
    assert "バス停まで休める場所" in second
    assert "103" not in first + second


def test_a_withdrawn_consent_takes_numbers_and_words_back(practice: Store) -> None:
    before = policy_view(practice, ["MOB"], "ja").sheets[0]
    case = find_case(practice, 105)
    withdrawn = replace(case.consent, withdrawn=CareDate("きのう", None))
    save_case(practice, replace(case, consent=withdrawn))

    after = policy_view(practice, ["MOB"], "ja").sheets[0]

    assert (before.blocks, after.blocks) == (8, 7)
    assert "バス停まで休める場所" in before.voices
    assert "バス停まで休める場所" not in after.voices


def test_words_of_an_erased_case_are_not_read_out(practice: Store) -> None:
    community.confirm_candidate(practice, "MOB", title="足")
    gone = find_case(practice, 105)
    bin_case(practice, gone.uuid)
    erase_cases(practice, [gone.uuid])

    (sheet,) = policy_view(practice, ["MOB"], "ja").sheets

    assert "バス停まで休める場所" not in sheet.voices
    assert sheet.blocks == 7


def test_issues_come_by_response_and_can_be_chosen(practice: Store) -> None:
    mob = community.confirm_candidate(practice, "MOB", title="足").value
    role = community.confirm_candidate(practice, "ROLE", title="役割").value
    assert isinstance(role, CommunityIssue)
    community.sort_issue(practice, role.uuid, "資源発掘")

    everything = policy_view(practice, [], "ja").sheets

    assert [sheet.title for sheet in everything[:2]] == ["役割", "足"]
    assert {sheet.confirmed for sheet in everything[2:]} == {False}
    assert [s.title for s in policy_view(practice, [mob.uuid], "ja").sheets] == ["足"]
    with pytest.raises(InputRefused):
        policy_view(practice, ["no-such"], "ja")

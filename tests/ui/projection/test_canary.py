"""A word planted in every private field: none is ever readable in the room's window (§9.2)."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.care.case import (
    AgendaPoint,
    CareDate,
    Case,
    CaseCommunityIssue,
    Condition,
    Consent,
    FollowUp,
    Household,
    Judgement,
    Medication,
    MonitoringNote,
    PhysicalTest,
    PrivacyDecision,
    PrivateIdentity,
    RiskDecision,
    TimePoint,
)
from app.care.disclosure import WHITELIST, KnownNames, checker
from app.conference import output
from app.conference.frame import closing_view, opening_view, room_view
from app.conference.meeting import STAGES, Entry, EntryKind, Stage
from app.conference.output import OutputState
from app.conference.room import Output
from app.errors import InputRefused
from app.ui.projection.window import RoomWindow, room_texts
from tests.checkers import NOBODY

CANARY = "カナリヤ"


def _date() -> CareDate:
    return CareDate(f"R6.5.20{CANARY}", "2024-05-20")


def _private(case: Case) -> Case:
    """``case`` with the canary in every text that must stay off the wall."""
    judged = tuple(
        replace(
            j, personal_factor=CANARY, environment_factor=CANARY, rated_by=CANARY, rated_on=CANARY
        )
        for j in case.judgements
    )
    return replace(
        case,
        case_no=87654321,
        age=83,
        staff=CANARY,
        first_visit_date=_date(),
        birth_year=_date(),
        previous_care_level=CANARY,
        disability_independence=CANARY,
        dementia_independence=CANARY,
        application_trigger=CANARY,
        feature_note=CANARY,
        district=CANARY,
        housing=f"{CANARY}町 2階建て",
        household=Household(
            type=case.household.type, family_note=CANARY, nearby_family=CANARY, key_person=CANARY,
            caregiver_note=CANARY, family_professional=CANARY, work_of_family=CANARY,
        ),
        height_method=CANARY,
        conditions=(Condition(name=CANARY, onset=_date(), note=CANARY),),
        medications=(
            *case.medications, Medication(sheet_text=CANARY, generic=CANARY, brand=CANARY,
                                          amount=CANARY, usage=CANARY),
        ),
        cm_assessment=CANARY,
        monitoring=(MonitoringNote(month_label=CANARY, date=_date(), conference_time_status=CANARY),),
        strengths=CANARY,
        interest_codes=(CANARY,),
        physical_tests=(PhysicalTest(note=CANARY),),
        agenda_points=(AgendaPoint(text=CANARY),),
        presenter_note=CANARY,
        community_issues=(CaseCommunityIssue(text=CANARY, codes=(CANARY,)),),
        consent=Consent(person=True, family=True, method=CANARY, scope=CANARY, note=CANARY),
        judgements=(*judged, Judgement(item="eating", time_point=TimePoint.ACTUAL_3,
                                       personal_factor=CANARY, environment_factor=CANARY)),
        risk_decisions=(RiskDecision(rule_id="R08", state="agenda", note=CANARY, by=CANARY),),
        privacy_decisions=(PrivacyDecision(snippet=CANARY, state="not_a_name", by=CANARY),),
        follow_ups=(FollowUp(months=6, residence=CANARY, note=CANARY),),
        extra={CANARY: CANARY},
    )  # fmt: skip


IDENTITY = PrivateIdentity(
    case_uuid="x",
    name=f"{CANARY} 花子",
    kana=f"{CANARY} ハナコ",
    birth_date=CareDate("昭和15年1月2日", "1940-01-02"),
    address=f"花里市{CANARY}町2-3-4",
    phone="0565-12-3456",
    insured_number="0001234567",
    relatives=(f"長男 {CANARY}太郎",),
    facilities=(f"{CANARY}苑",),
)


def test_the_planted_case_really_fills_every_field_that_is_not_for_the_wall(samples: Any) -> None:
    """Keeps this test honest when a field is added."""
    private = {field.name for field in fields(Case)} - WHITELIST["room"]
    planted = _private(samples[3])
    plain = {
        "row_version", "status", "previous_case_uuid", "newly_certified", "baseline_date",
        "certification_from", "certification_to", "feature_codes", "imported_bmi", "hba1c",
        "checklist", "short_term_program",
    }  # fmt: skip

    for name in private - plain:
        value = getattr(planted, name)
        assert CANARY in str(value) or name == "case_no", name


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_private_word_is_readable_in_any_stage(samples: Any, qtbot: QtBot, lang: str) -> None:
    window = RoomWindow()
    qtbot.addWidget(window)
    entries = [
        Entry(kind=kind, text=CANARY, case_uuid=case.uuid, owner=CANARY, due=CANARY, shown=False)
        for case in samples
        for kind in EntryKind
    ]
    for case in map(_private, samples):
        for stage in STAGES:
            page = pages = 1
            while page <= pages:
                view = room_view(
                    case,
                    NOBODY,
                    stage=stage,
                    order=1,
                    total=4,
                    lang=lang,
                    entries=entries,
                    page=page,
                )
                pages = view.pages
                page += 1
                window.apply(OutputState(Output.SHOWING), view)
                _nothing_private(window)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_identity_is_hidden_even_where_it_was_typed_or_recorded(
    samples: Any, qtbot: QtBot, lang: str
) -> None:
    window = RoomWindow()
    qtbot.addWidget(window)
    name = f"{CANARY}花子さん"
    typed = f"{name}は困っている。電話は0565-12-3456。{CANARY}苑に通う。長男の{CANARY}太郎が来る。"
    case = replace(samples[3], life_issues=typed, desired_life=typed, support_question=name)
    said = [
        Entry(kind=kind, text=typed, case_uuid=case.uuid, owner=name, due=name, shown=True)
        for kind in EntryKind
    ]
    check = checker(IDENTITY, KnownNames())
    with pytest.raises(InputRefused):
        room_view(case, check, stage=Stage.ISSUE, order=1, total=4, lang=lang, entries=said)
    for stage in STAGES:
        view = room_view(samples[3], check, stage=stage, order=1, total=4, lang=lang, entries=said)
        window.apply(OutputState(Output.SHOWING), view)
        _nothing_private(window)


def test_a_walk_through_states_and_cases_never_shows_a_private_word(
    samples: Any, qtbot: QtBot
) -> None:
    """Random moves of a facilitator: stages, cases, freeze, blank, hide, languages."""
    window = RoomWindow()
    qtbot.addWidget(window)
    dice = random.Random(20240809)  # noqa: S311 - a fixed walk
    cases = [_private(case) for case in samples]
    state, live = OutputState(), opening_view()
    for _ in range(200):
        lang = dice.choice(("ja", "en"))
        move = dice.choice((output.show, output.hide, output.blank, output.monitor_lost, None))
        state = move(state) if move else output.freeze(state, live)
        live = dice.choice(
            (
                room_view(
                    dice.choice(cases),
                    NOBODY,
                    stage=dice.choice(STAGES),
                    order=1,
                    total=4,
                    lang=lang,
                ),
                live,
                opening_view(lang=lang),
                closing_view(lang=lang, entries=(), masks={}, plain=NOBODY),
            )
        )
        window.apply(state, live)
        _nothing_private(window)
        assert window.isVisible() == state.on_wall


def _nothing_private(window: RoomWindow) -> None:
    said = str(room_texts(window))
    for word in (CANARY, "87654321", "83歳", "花子", "0565", "1234567", "昭和15年"):
        assert word not in said, word

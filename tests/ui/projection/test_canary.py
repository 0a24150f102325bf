"""A word planted in every private field: none is ever readable in the room's window (§9.2)."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

import pytest
from PySide6.QtGui import QImage
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
from app.conference.meeting import PARTS, STAGES, Entry, EntryKind, Stage
from app.conference.output import OutputState
from app.conference.room import Output, RoomView
from app.errors import InputRefused
from app.ui.projection.window import RoomWindow, room_texts
from tests.checkers import NOBODY

CANARY = "カナリヤ"


TWIN = "すずめのとまり木"
"""Stands in the twin wherever the canary stands: longer, so that no measure gives it away."""


def _date(word: str) -> CareDate:
    return CareDate(f"R6.5.20{word}", "2024-05-20")


def _private(case: Case, word: str = CANARY, number: int = 87654321) -> Case:
    """``case`` with ``word`` in every text that must stay off the wall."""
    judged = tuple(
        replace(j, personal_factor=word, environment_factor=word, rated_by=word, rated_on=word)
        for j in case.judgements
    )
    return replace(
        case,
        case_no=number,
        age=83,
        staff=word,
        first_visit_date=_date(word),
        birth_year=_date(word),
        previous_care_level=word,
        disability_independence=word,
        dementia_independence=word,
        application_trigger=word,
        feature_note=word,
        district=word,
        housing=f"{word}町 2階建て",
        household=Household(
            type=case.household.type, family_note=word, nearby_family=word, key_person=word,
            caregiver_note=word, family_professional=word, work_of_family=word,
        ),
        height_method=word,
        conditions=(Condition(name=word, onset=_date(word), note=word),),
        medications=(
            *case.medications, Medication(sheet_text=word, generic=word, brand=word,
                                          amount=word, usage=word),
        ),
        cm_assessment=word,
        monitoring=(MonitoringNote(month_label=word, date=_date(word), conference_time_status=word),),
        strengths=word,
        interest_codes=(word,),
        physical_tests=(PhysicalTest(note=word),),
        agenda_points=(AgendaPoint(text=word),),
        presenter_note=word,
        community_issues=(CaseCommunityIssue(text=word, codes=(word,)),),
        consent=Consent(person=True, family=True, method=word, scope=word, note=word),
        judgements=(*judged, Judgement(item="eating", time_point=TimePoint.ACTUAL_3,
                                       personal_factor=word, environment_factor=word)),
        risk_decisions=(RiskDecision(rule_id="R08", state="agenda", note=word, by=word),),
        privacy_decisions=(PrivacyDecision(snippet=word, state="not_a_name", by=word),),
        follow_ups=(FollowUp(months=6, residence=word, note=word),),
        extra={word: word},
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


PLACES = tuple((stage, part) for stage, parts in PARTS.items() for part in parts)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_private_word_is_readable_in_any_part(samples: Any, qtbot: QtBot, lang: str) -> None:
    window = RoomWindow()
    qtbot.addWidget(window)
    entries = [
        Entry(kind=kind, text=CANARY, case_uuid=case.uuid, owner=CANARY, due=CANARY, shown=False)
        for case in samples
        for kind in EntryKind
    ]
    for case in map(_private, samples):
        for view in _views(case, lang, entries):
            window.apply(OutputState(Output.SHOWING), view)
            _nothing_private(window)


def _views(case: Case, lang: str, entries: Sequence[Entry] = ()) -> Iterator[RoomView]:
    """Every page of every part of a case."""
    for stage, part in PLACES:
        page = pages = 1
        while page <= pages:
            view = room_view(
                case, NOBODY, stage=stage, part=part, order=1, total=4, lang=lang,
                entries=entries, page=page,
            )  # fmt: skip
            pages = view.pages
            page += 1
            yield view


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


class Meeting:
    """A meeting in the hands of a restless facilitator, with a twin that knows no canary.

    The twin holds another word in each place of the canary. Whatever a private field does to the
    wall, be it its words, their length or their number, makes the two differ.
    """

    def __init__(self, twins: tuple[Case, Case], dice: random.Random) -> None:
        self.dice, self.twins = dice, twins
        self.said: tuple[list[Entry], list[Entry]] = ([], [])
        self.place, self.lang, self.page = PLACES[0], "ja", 1
        self.states = (OutputState(Output.SHOWING), OutputState(Output.SHOWING))
        self.lives = self._made()

    def step(self) -> None:
        """One thing a facilitator does."""
        dice = self.dice
        match dice.randrange(9):
            case 0 | 1:
                self.place, self.page = dice.choice(PLACES), 1
            case 2:
                self.page = dice.randrange(1, 5)
            case 3:
                self.lang = dice.choice(("ja", "en"))
            case 4:
                self._record()
            case 5 | 6:
                acts = (output.show, output.show, output.blank, output.hide, output.monitor_lost)
                act = dice.choice(acts)
                self.states = (act(self.states[0]), act(self.states[1]))
                return
            case 7:
                first, second = self.states
                self.states = (
                    output.freeze(first, self.lives[0]),
                    output.freeze(second, self.lives[1]),
                )
                return
            case _:
                self.lives = (opening_view(lang=self.lang), opening_view(lang=self.lang))
                return
        self.lives = self._made()

    def _record(self) -> None:
        """Said and shown, without a private word; or with one, and kept off the wall."""
        kind, shown = self.dice.choice(list(EntryKind)), self.dice.random() < 0.6
        for said, word in zip(self.said, (CANARY, TWIN), strict=True):
            text = "手すりをつける" if shown else word
            said.append(
                Entry(kind=kind, text=text, owner=text, case_uuid=self.twins[0].uuid, shown=shown)
            )

    def _made(self) -> tuple[RoomView, RoomView]:
        stage, part = self.place
        views = [
            closing_view(lang=self.lang, entries=said, masks={}, plain=NOBODY)
            if self.page == 4
            else room_view(
                case, NOBODY, stage=stage, part=part, order=1, total=4, lang=self.lang,
                entries=said, page=self.page,
            )
            for case, said in zip(self.twins, self.said, strict=True)
        ]  # fmt: skip
        return views[0], views[1]


def test_200_walks_look_and_read_as_those_of_a_twin_without_the_canary(
    samples: Any, qtbot: QtBot
) -> None:
    windows = RoomWindow(), RoomWindow()
    for window in windows:
        qtbot.addWidget(window)
    dice = random.Random(20240809)  # noqa: S311 - fixed walks
    twins = [(_private(case), _private(case, TWIN, number=12)) for case in samples]
    drawn: set[RoomView | None] = set()
    for number in range(200):
        meeting = Meeting(twins[number // 20], dice)
        for _ in range(5):
            meeting.step()
            windows[0].apply(meeting.states[0], meeting.lives[0])
            _nothing_private(windows[0])
            assert windows[0].isVisible() == meeting.states[0].on_wall
            pairs = zip(meeting.states, meeting.lives, strict=True)
            view, other = (state.visible_view(live) for state, live in pairs)
            assert view == other
            if view not in drawn:  # every frame the walks come past, but each only once
                drawn.add(view)
                windows[1].apply(meeting.states[1], meeting.lives[1])
                assert room_texts(windows[0]) == room_texts(windows[1])
                assert _pixels(windows[0]) == _pixels(windows[1])
    assert len(drawn) > 100


def test_pixels_tell_a_canary_from_its_twin(samples: Any, qtbot: QtBot) -> None:
    """The comparison of the walks is sharp enough to see a single other sign."""
    window = RoomWindow()
    qtbot.addWidget(window)
    seen = []
    for word in ("カナリヤ", "カナリア"):
        said = [Entry(kind=EntryKind.ISSUE, text=word, case_uuid=samples[0].uuid, shown=True)]
        view = room_view(samples[0], NOBODY, stage=Stage.ISSUE, order=1, total=4, entries=said)
        window.apply(OutputState(Output.SHOWING), view)
        seen.append(_pixels(window))

    assert seen[0] != seen[1]


def _pixels(window: RoomWindow) -> bytes:
    """The room's window as it is painted, in small."""
    window.resize(640, 396)
    image = QImage(window.size(), QImage.Format.Format_Grayscale8)
    image.fill(0)
    window.render(image)
    return bytes(image.constBits())


def _nothing_private(window: RoomWindow) -> None:
    said = str(room_texts(window))
    for word in (CANARY, "87654321", "83歳", "花子", "0565", "1234567", "昭和15年"):
        assert word not in said, word

"""The question deck is complete and lies in its stages (DOMAIN.md §3.5)."""

from __future__ import annotations

import pytest

from app.care.prompts import groups, prompt_of, prompts
from app.conference.meeting import STAGES


def test_eleven_groups_with_their_83_questions() -> None:
    assert {g.id: len(g.prompts) for g in groups()} == {
        "P0": 7, "P1": 7, "P2": 7, "P3": 8, "P4": 7, "P5": 8,
        "P6": 10, "P7": 8, "P8": 7, "P9": 7, "P10": 7,
    }  # fmt: skip


def test_ids_count_up_inside_their_group() -> None:
    for group in groups():
        expected = [f"{group.id}-{n}" for n in range(1, len(group.prompts) + 1)]
        assert [p.id for p in group.prompts] == expected


@pytest.mark.parametrize(
    ("stage", "groups_asked"),
    [
        ("prepare", ["P0"]),
        ("opening", ["P1"]),
        ("issue", ["P2", "P3"]),
        ("goal", ["P4"]),
        ("risk", ["P5"]),
        ("support", ["P6", "P7", "P8"]),
        ("closing", ["P9"]),
        ("follow_up", ["P10"]),
    ],
)
def test_each_stage_asks_its_groups_in_order(stage: str, groups_asked: list[str]) -> None:
    asked = prompts(stage)
    assert list(dict.fromkeys(p.group for p in asked)) == groups_asked
    assert {p.stage for p in asked} == {stage}


def test_the_stages_of_the_meeting_have_questions() -> None:
    for stage in STAGES:
        assert prompts(stage)
    with pytest.raises(KeyError):
        prompts("lunch")


def test_every_question_and_group_speaks_both_languages() -> None:
    for group in groups():
        assert group.name("ja")
        assert group.name("en").isascii()
        assert group.speakers("en")
        assert group.basis("ja")
        assert group.basis("en")
        for prompt in group.prompts:
            assert prompt.text("ja").endswith(("。", "?"))
            assert len(prompt.text("en").split()) >= 4


def test_the_two_questions_of_the_day_open_the_meeting() -> None:
    first = prompt_of("P1-1")
    assert first is not None
    assert "解決したい課題は何か" in first.text("ja")
    assert "what needs solving" in first.text("en")
    assert prompt_of("P99-1") is None

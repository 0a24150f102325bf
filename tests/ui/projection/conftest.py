"""Sample cases, a busy meeting about one of them, and the frames of the design by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from app.care.case import Case, GoalRow
from app.care.pseudonyms import plant_names
from app.conference.frame import closing_view, opening_view, room_view
from app.conference.meeting import PARTS, STAGES, Entry, EntryKind, Part, ResourceUse
from app.conference.room import RoomView
from app.exchange.case_json_read import read_cases
from app.paths import resource
from tests.checkers import NOBODY

LANGUAGES = ("ja", "en")


@pytest.fixture(scope="session")
def samples() -> tuple[Case, ...]:
    """The ten shipped cases, called by the longest plant names there are."""
    text = resource("samples/sample_cases.json").read_text(encoding="utf-8")
    names = sorted(plant_names(), key=len, reverse=True)
    cases = read_cases(json.loads(text)).cases
    return tuple(replace(case, pseudonym=name) for case, name in zip(cases, names, strict=False))


def spoken(case: Case) -> tuple[tuple[Entry, ...], tuple[ResourceUse, ...]]:
    """Entries of every kind, from a few words to more than fits on the wall, and resources."""
    short, middle = "やせてきている", "秋のお彼岸に、手すりのある道を選んで家族と歩いて墓参りに行く"
    long = "台所に長く立てず昼ごはんを自分で用意できない日が続き、夜のふらつきもある。" * 3
    entries = [
        Entry(case_uuid=case.uuid, kind=kind, text=text, owner="ケアマネジャー・薬剤師・保健センター",
              due="令和6年8月23日まで", shown=True)
        for kind in EntryKind
        for text in (short, long, middle, short, middle)
    ]  # fmt: skip
    uses = [
        ResourceUse(shown=True, case_uuid=case.uuid, name=name, detail=detail, status=status)
        for status in ("agreed", "asking", "suggested")
        for name, detail in (("短期集中予防「もどるリハ」", "週2回・送迎あり"), (middle, long))
    ]
    return tuple(entries), tuple(uses)


def with_goals(case: Case) -> Case:
    """A goal table with short, long and empty cells, and a question of two lines."""
    rows = (
        GoalRow(topic="墓参り", before="毎月歩いて", now="行けていない", target="お彼岸に", agreed=True),
        GoalRow(topic="孫の弁当づくり", before="毎朝5時に起きて", now="", target="週に2回"),
        GoalRow(topic="買い物", before="車で夫と週に3回、店を選んで", now="長男の妻に" * 4,
                target="自分で選んで買えるようになる" * 4),
        GoalRow(topic="友人", target="会う", agreed=True),
    )  # fmt: skip
    question = "何があれば、自分の足でお墓参りに行き、孫の弁当を作る毎日に戻れるか？"
    return replace(case, goal_rows=rows, support_question=question)


Walk = Callable[[Sequence[Case]], Iterator[tuple[str, RoomView]]]


@pytest.fixture(scope="session")
def walk() -> Walk:
    """Every frame of a meeting: stages × languages × pages, for three cases a busy one too."""

    def frames(cases: Sequence[Case]) -> Iterator[tuple[str, RoomView]]:
        for lang in LANGUAGES:
            yield f"opening {lang}", opening_view(lang=lang, minutes_left=4, practice=True)
            for number, case in enumerate(cases):
                yield from _of_case(case, lang, busy=number < 3)
                if number < 3 or lang == "ja":  # what a case says is Japanese either way
                    yield from _of_parts(case, lang, busy=number == 0)
            entries, _ = spoken(cases[0])
            yield (
                f"closing {lang}",
                closing_view(lang=lang, entries=entries, masks={}, plain=NOBODY, minutes_left=-1),
            )

    return frames


def _of_parts(case: Case, lang: str, *, busy: bool) -> Iterator[tuple[str, RoomView]]:
    """The frames inside the stages, page by page, quiet and with much said."""
    entries, uses = spoken(case)
    for stage, parts in PARTS.items():
        for part in parts if len(parts) > 1 else ():
            said = entries if busy and part is not Part.PRESENTATION else ()
            page = pages = 1
            while page <= pages:
                view = room_view(
                    case, NOBODY, stage=stage, part=part, order=10, total=10, lang=lang,
                    entries=said, resource_uses=uses if said else (), minutes_left=12, page=page,
                )  # fmt: skip
                pages = view.pages
                yield f"{case.case_no} {part.value} {lang} {page}", view
                page += 1


def _of_case(case: Case, lang: str, *, busy: bool) -> Iterator[tuple[str, RoomView]]:
    entries, uses = spoken(case)
    meetings = (
        ("quiet", case, (), (), False),
        ("busy", case, entries, uses, False),
        ("table", with_goals(case), entries[:7], uses[:1], True),
    )
    for word, shown, said, used, practice in meetings if busy else meetings[:1]:
        for stage in STAGES:
            page = pages = 1
            while page <= pages:
                view = room_view(
                    shown, NOBODY, stage=stage, order=10, total=10, lang=lang, entries=said,
                    resource_uses=used, minutes_left=12, share_left=0.4, page=page,
                    practice=practice,
                )  # fmt: skip
                pages = view.pages
                yield f"{case.case_no} {stage.value} {lang} {word} {page}", view
                page += 1

"""Minutes on paper: everything that is agreed, nobody's name, long text on the next page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.care.case import Case
from app.conference import checks
from app.conference.meeting import (
    AgendaItem,
    Attendance,
    Check,
    Conference,
    Entry,
    EntryKind,
    MinutesText,
    Stage,
    Transition,
)
from app.conference.minutes import Source
from app.conference.minutes_view import MinutesView, discussed, minutes_view
from app.reports.document import Document
from app.reports.job import A4, PrintJob
from app.reports.minutes import minutes, minutes_texts
from app.reports.minutes_table import BODY
from tests.checkers import NOBODY
from tests.reports.conftest import MADE_AT
from tests.reports.pdf_reading import glyphs, ink_outside_margins, sizes_mm, squeezed, texts

WALL = "2026-06-18T{}:00+09:00"


@pytest.fixture
def held(cases: tuple[Case, ...]) -> Conference:
    first, second, third = (case.uuid for case in cases[:3])

    def entry(kind: EntryKind, text: str, **more: object) -> Entry:
        return Entry(kind=kind, text=text, case_uuid=first, **more)  # type: ignore[arg-type]

    return Conference(
        number=27,
        date="2026-06-18",
        start_time="13:30",
        venue="保健センター",
        agenda=tuple(AgendaItem(case_uuid=uuid) for uuid in (first, second, third)),
        attendance=(Attendance(profession="nurse", name="見本花子", pledged=True),),
        checks=(Check(code=checks.STATEMENT_READ, done_at=WALL.format("14:02")),),
        entries=(
            entry(EntryKind.RISK_RESPONSE, "電話は03-1234-5678へ", owner="薬剤師会", due="6月26日"),
            entry(EntryKind.COMMUNITY_ISSUE, "坂の上に店がない"),
        ),
        transitions=(
            Transition(kind="open", at=0, wall_time=WALL.format("14:00")),
            Transition(
                kind="enter", at=60, wall_time=WALL.format("14:01"),
                case_uuid=second, stage=Stage.ISSUE,
            ),
            Transition(kind="closing", at=350, wall_time=WALL.format("14:06")),
            Transition(kind="close", at=400, wall_time=WALL.format("14:07")),
        ),
    )  # fmt: skip


def viewed(conference: Conference, cases: tuple[Case, ...], lang: str = "ja") -> MinutesView:
    source = Source(conference)
    taken = discussed(source)
    known = {case.uuid: case for case in cases}
    return minutes_view(source, [known[uuid] for uuid in taken], lambda _case: NOBODY, lang=lang)


def printed(view: MinutesView) -> Document:
    job = PrintJob(made_at=MADE_AT, edition="第27回", copies=2, language=view.language)
    return minutes(
        view, job, meeting="第27回の会議", papers="配付 2部", seals=("課長", "記録"), years=5
    )


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_was_agreed_is_on_the_paper_and_no_name(
    held: Conference, cases: tuple[Case, ...], lang: str
) -> None:
    pdf = printed(viewed(held, cases, lang)).pdf
    text = squeezed("".join(texts(pdf)))
    for word in ("薬剤師会", "6月26日", "坂の上に店がない", "14:00～14:07", "14:02", "4:50"):
        assert word in text
    assert all(word in text for word in ("けやき", "つばき"))
    assert "さくら" not in text  # never taken up
    assert "花子" not in text
    assert "1234" not in text  # masked like every other paper
    assert set(sizes_mm(pdf)) == {sizes_mm(pdf)[0]}


def test_a_persons_words_and_the_approval_boxes_are_there(
    held: Conference, cases: tuple[Case, ...]
) -> None:
    first = cases[0].uuid
    words = MinutesText(section="goal", case_uuid=first, text="湯船につかる｜森本｜9月\n体操")
    view = viewed(replace(held, minutes=(words,)), cases)
    assert [(line.text, line.owner) for line in view.cases[0].rows[1].lines] == [
        ("湯船につかる", "森本"), ("体操", ""),
    ]  # fmt: skip
    text = "".join(texts(printed(view).pdf))
    assert "課長" in text
    assert "保存期間 5年" in text
    assert any(part == "湯船につかる" for _, part in minutes_texts(view))


def test_long_text_goes_on_in_full_size_inside_the_margins(
    held: Conference, cases: tuple[Case, ...]
) -> None:
    long = "".join(f"{n}番目の文をここに書いておきます。" for n in range(70))
    owner = "地域包括支援センターと居宅介護支援事業所の担当と薬剤師会" * 3
    more = tuple(
        Entry(kind=EntryKind.SUPPORT, text=text, case_uuid=cases[0].uuid, owner=owner)
        for text in (long, "x" * 300, *(f"案{n}" for n in range(9)))
    )
    made = printed(viewed(replace(held, entries=(*held.entries, *more)), cases))
    pages = texts(made.pdf)[: made.pages]
    assert made.pages > 3
    assert "".join(pages).count("。") == 70
    assert all("けやき" in page for page in pages[:-1])
    for number in range(made.pages):
        body = [g for g in glyphs(made.pdf, number) if 40 < g.top < 280]
        assert min(g.size for g in body) >= 9.45
    assert ink_outside_margins(made.pdf, 0, A4) == 0
    assert BODY.size >= 10

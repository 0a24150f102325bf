"""Frames of the parts inside a stage: presentation, resource matching, wrap-up (DOMAIN.md §3.5).

They keep the strip, the stage track and the question of their stage, so that the wall stays
calm; only the body under the question changes. The judgement sheet can be stepped through, six
lines a page, behind the presentation and behind the wrap-up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.conference import wall_fit as fit
from app.conference import wall_words as say
from app.conference.frame_stages import (
    Said,
    fact_pages,
    few_ratings,
    line_pages,
    resources,
    support_question,
)
from app.conference.meeting import Entry, EntryKind, Part, Stage
from app.conference.room import Agreed, RatingLine, ResourceLine, RoomView

_STEP_LINES = 3


def fill_part(view: RoomView, said: Said, part: Part | None, page: int) -> RoomView | None:
    """``view`` as the frame of ``part``; ``None`` where the stage's own frame is the right one.

    A presentation goes over into the stage's frame as soon as something is recorded: what
    people agree on must come up, even if nobody told the console that the talk is over.
    """
    if part is Part.PRESENTATION and not said.entries:
        return _with_sheet(replace(view, part=part), said, page, _presentation)
    if part is Part.WRAP_UP:
        return _with_sheet(replace(view, part=part), said, page, _wrap_up)
    return _resources(replace(view, part=part), said, page) if part is Part.RESOURCES else None


Body = Callable[[RoomView, Said, int], RoomView]
"""Fills the body of a page and says in ``pages`` how many it has itself."""


def _with_sheet(view: RoomView, said: Said, page: int, body: Body) -> RoomView:
    """The pages of ``body``, then those of the judgement sheet."""
    first = body(view, said, page)
    sheet = _sheet_pages(first.question, said)
    pages = first.pages + len(sheet)
    page = min(max(1, page), pages)
    if page <= first.pages:
        return replace(first, page=page, pages=pages)
    lines = sheet[page - first.pages - 1]
    # The question of the frame it stands behind stays; all else gives way to the sheet.
    return replace(view, question=first.question, sheet=lines, page=page, pages=pages)


def _sheet_pages(question: str, said: Said) -> tuple[tuple[RatingLine, ...], ...]:
    """Six lines a page, fewer under a question of two lines."""
    room = fit.BODY_BOTTOM - fit.TOP_ISSUE - fit.HEADING_HEIGHT - 2 - fit.SHEET_NOTE
    room -= fit.extra_question_height(question)
    most = max(1, min(fit.MOST_SHEET, room // fit.SHEET_ROW))
    lines = [
        RatingLine(item.label, item.before, item.predicted, item.arrow) for item in said.known.sheet
    ]
    return tuple(tuple(lines[at : at + most]) for at in range(0, len(lines), most))


# ---- P2 事例の紹介 ----


def _presentation(view: RoomView, said: Said, page: int) -> RoomView:
    """Life now on the left, the person's own words on the right; both turn their pages together."""
    facts = fact_pages(view, said)
    words = _said_pages(said)
    pages = max(len(facts), len(words))
    at = min(max(1, page), pages)
    return replace(
        view,
        subheading=say.of_stage(Stage.ISSUE, "heading", said.lang),
        facts=facts[min(at, len(facts)) - 1],
        wish=words[min(at, len(words)) - 1],
        agreed=() if words[0] else (Agreed(say.label("open", said.lang), decided=False),),
        page=at,
        pages=pages,
    )


def _said_pages(said: Said) -> tuple[str, ...]:
    parts = [
        piece
        for text in said.known.wish
        for piece in fit.pieces(text, fit.SAID, fit.SAID_WIDTH, fit.SAID_LINES)
    ]
    blocks = [(part, float(fit.line_count(part, fit.SAID, fit.SAID_WIDTH))) for part in parts]
    return tuple("\n".join(page) for page in fit.paged(blocks, fit.SAID_LINES, 99))


# ---- P7 資源のマッチング ----


def _resources(view: RoomView, said: Said, page: int) -> RoomView:
    """The resources over the whole width, with more room for what they offer."""
    question = support_question(view, said)
    room = fit.BODY_BOTTOM - fit.TOP_SUPPORT - fit.HEADING_HEIGHT - 2
    room -= fit.extra_question_height(question, fit.QUESTION_SMALL)
    lines = resources(said, fit.WIDE_NAME, fit.WIDE_DETAIL)
    only_now = bool(lines) and all(line.state == "now" for line, _ in lines)
    pages = line_pages(
        lines,
        lambda pair: wide_resource_height(pair[0]),
        lambda pair: pair[1],
        room=room,
        most=fit.MOST_RESOURCES,
    )
    at = min(max(1, page), len(pages))
    heading = (
        say.of_stage(Stage.SUPPORT, "now_heading", said.lang)
        if only_now
        else say.of_section("part", "resources", said.lang)
    )
    return replace(
        view,
        question=question,
        subheading=heading,
        resources=tuple(line for line, _ in pages[at - 1]),
        page=at,
        pages=len(pages),
    )


def wide_resource_height(line: ResourceLine) -> float:
    """Height of a row: the higher one of name and detail, which stand side by side."""
    name = fit.line_count(line.name, fit.RESOURCE, fit.WIDE_NAME) * fit.RESOURCE.line
    detail = fit.line_count(line.detail, fit.DETAIL, fit.WIDE_DETAIL) * fit.DETAIL.line
    return max(fit.RESOURCE_ROW, max(name, detail if line.detail else 0) + 18)


# ---- P8 事後予測とまとめ ----


def _wrap_up(view: RoomView, said: Said, _page: int) -> RoomView:
    """What is predicted on the left, the first steps people took over on the right."""
    lang = said.lang
    question = say.of_section("part", "wrap_up_question", lang)
    room = fit.BODY_BOTTOM - fit.TOP_SUPPORT - fit.HEADING_HEIGHT - 2
    ratings, more = few_ratings(said, int((room - fit.RATING_NOTE) // fit.RATING_ROW))
    steps = [_step(entry, said) for entry in said.entries]
    shown = _newest_steps(steps, room)
    older = len(steps) - len(shown)
    return replace(
        view,
        question=question,
        subheading=say.of_section("part", "first_step", lang),
        ratings=ratings,
        more_ratings=more,
        agreed=shown or (Agreed(say.label("open", lang), decided=False),),
        more_agreed=say.label("more", lang, n=older) if older else "",
    )


def _step(entry: Entry, said: Said) -> Agreed:
    kind = (
        ""
        if entry.kind is EntryKind.FIRST_STEP
        else say.of_section("part", "prediction", said.lang)
    )
    who = (kind, said.text(entry.owner), said.text(entry.due))
    width = fit.STEP_TEXT - fit.TAG_WIDTH
    return Agreed(
        fit.shortened(said.text(entry.text), fit.AGREED, width, _STEP_LINES),
        detail=fit.shortened("　".join(filter(None, who)), fit.DETAIL, width, 1),
        fresh=entry.uuid == said.fresh,
    )


def _newest_steps(steps: list[Agreed], room: float) -> tuple[Agreed, ...]:
    """The newest that fit, in the order they came."""
    for count in range(min(fit.MOST_AGREED, len(steps)), 0, -1):
        part = steps[-count:]
        height = sum(map(step_height, part)) + fit.AGREED_GAP * (count - 1)
        if height + (fit.MORE_HEIGHT if count < len(steps) else 0) <= room:
            return tuple(part)
    return tuple(steps[-1:])


def step_height(step: Agreed) -> float:
    """Height of a box: the words, and below them who and by when."""
    width = fit.STEP_TEXT - (fit.TAG_WIDTH if step.fresh else 0)
    text = fit.line_count(step.text, fit.AGREED, width) * fit.AGREED.line
    detail = fit.line_count(step.detail, fit.DETAIL, width) * fit.DETAIL.line
    return max(fit.AGREED_HEIGHT, text + (detail if step.detail else 0) + 36)

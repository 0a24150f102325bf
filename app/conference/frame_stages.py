"""The four stages of a frame: facts, goals, risks, resources, cut into pages (design 06a–d)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from app.care.disclosure import Reader, RoomCase
from app.care.disclosure.room import RoomGoal
from app.conference import wall_fit as fit
from app.conference import wall_words as say
from app.conference.meeting import Entry, ResourceUse, Stage
from app.conference.room import (
    Agreed,
    GoalLine,
    RatingLine,
    ResourceLine,
    RiskLine,
    RoomView,
)
from app.i18n import tr

Line = TypeVar("Line")

_STATE_OF_USE = {
    "suggested": "candidate",
    "asking": "asking",
    "agreed": "use",
    "tried": "use",
    "continuing": "use",
}
_JAPANESE = re.compile("[ぁ-ヿ一-鿿]")
_GOAL_LINES = 3
_WISH_LINES = 3
_AGREED_LINES = 6
_KNOWN_LINES = 3
_RESPONSE_LINES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What a frame is made from: the known case and what people said about it in this stage."""

    known: RoomCase
    stage: Stage
    entries: tuple[Entry, ...]
    uses: tuple[ResourceUse, ...]
    fresh: str
    reader: Reader

    @property
    def lang(self) -> str:
        """The room's language."""
        return self.known.language

    def text(self, text: str) -> str:
        """What somebody recorded; a text about a family that did not agree shows that it hides."""
        return self.reader.cell(text) or (tr("（伏せています）", lang=self.lang) if text else "")


def fill(view: RoomView, said: Said, page: int) -> RoomView:
    """``view`` with the parts of its stage; a page beyond the last gives the last."""
    fillers = {
        Stage.ISSUE: _issue,
        Stage.GOAL: _goal,
        Stage.RISK: _risk,
        Stage.SUPPORT: _support,
    }
    return fillers[said.stage](view, said, page)


def line_pages(
    lines: Sequence[Line],
    height: Callable[[Line], float],
    is_new: Callable[[Line], bool],
    *,
    room: float,
    most: int,
) -> tuple[tuple[Line, ...], ...]:
    """``lines`` on pages; the newest one comes to the front if it would be on a later page."""
    pages = fit.paged([(line, height(line)) for line in lines], room, most)
    late = [line for page in pages[1:] for line in page if is_new(line)]
    if not late:
        return pages
    rest = [line for line in lines if line not in late]
    return fit.paged([(line, height(line)) for line in (*late, *rest)], room, most)


def _on_page(view: RoomView, pages: int, page: int) -> RoomView:
    return replace(view, pages=pages, page=min(max(1, page), pages))


# ---- ① 課題 ----


def _issue(view: RoomView, said: Said, page: int) -> RoomView:
    pages = fact_pages(view, said)
    agreed, more = _agreed(said, _issue_room(view), fit.AGREED_TEXT)
    view = _on_page(view, len(pages), page)
    return replace(
        view,
        subheading=say.of_stage(said.stage, "heading", said.lang),
        facts=pages[view.page - 1],
        agreed=agreed,
        more_agreed=more,
    )


def _issue_room(view: RoomView) -> float:
    room = fit.BODY_BOTTOM - fit.TOP_ISSUE - fit.HEADING_HEIGHT - 2
    return room - fit.extra_question_height(view.question)


def fact_pages(view: RoomView, said: Said) -> tuple[tuple[str, ...], ...]:
    """The facts of the life now, at most four a page and two lines each."""
    texts = said.known.facts.get(Stage.ISSUE.value) or said.known.issues
    facts = [
        piece
        for text in texts
        for piece in fit.pieces(text.removesuffix("。"), fit.FACT, fit.FACT_WIDTH, 2)
    ]
    blocks = [(fact, _fact_height(fact)) for fact in facts]
    return fit.paged(blocks, _issue_room(view), fit.MOST_FACTS)


def _fact_height(text: str) -> float:
    lines = fit.line_count(text, fit.FACT, fit.FACT_WIDTH)
    return lines * fit.FACT.line + 2 * fit.FACT_PADDING + 2


def _agreed(said: Said, room: float, width: float) -> tuple[tuple[Agreed, ...], str]:
    """The newest agreed items that fit, in the order they came; older ones become ほか n 件."""
    items = [
        Agreed(
            fit.shortened(said.text(entry.text), fit.AGREED, width, _AGREED_LINES),
            fresh=entry.uuid == said.fresh,
            number=number,
        )
        for number, entry in enumerate(said.entries, start=1)
    ]
    if not items:
        return (Agreed(say.label("open", said.lang), decided=False),), ""
    shown = _newest_that_fit(items, room, width)
    older = len(items) - len(shown)
    return shown, say.label("more", said.lang, n=older) if older else ""


def _newest_that_fit(items: list[Agreed], room: float, width: float) -> tuple[Agreed, ...]:
    for count in range(min(fit.MOST_AGREED, len(items)), 1, -1):
        part = items[-count:]
        height = sum(agreed_height(item, width) for item in part) + fit.AGREED_GAP * (count - 1)
        if height + (fit.MORE_HEIGHT if count < len(items) else 0) <= room:
            return tuple(part)
    return tuple(items[-1:])


def agreed_height(item: Agreed, width: float) -> float:
    """Height of one box; the mark いま追加 takes part of its width."""
    inner = width - (fit.TAG_WIDTH if item.fresh else 0)
    return max(fit.AGREED_HEIGHT, fit.line_count(item.text, fit.AGREED, inner) * 60 + 40)


# ---- ② 目標 ----


def _goal(view: RoomView, said: Said, page: int) -> RoomView:
    lang, known = said.lang, said.known
    width = fit.INNER - fit.WISH_INDENT - fit.WISH.size  # the quotation mark hangs in front
    parts = [
        piece for text in known.wish for piece in fit.pieces(text, fit.WISH, width, _WISH_LINES)
    ]
    wishes = fit.paged(
        [(part, fit.line_count(part, fit.WISH, width)) for part in parts], _WISH_LINES, 99
    )
    height = max(_wish_height(wish, width) for wish in wishes)
    room = fit.BODY_BOTTOM - fit.TOP_GOAL - height - fit.extra_question_height(view.question)
    room -= fit.GOAL_HEAD if known.goals else fit.HEADING_HEIGHT
    lines = _goal_lines(said)
    tables = line_pages(lines, goal_height, lambda line: line.fresh, room=room, most=fit.MOST_GOALS)
    view = _on_page(view, max(len(wishes), len(tables)), page)
    return replace(
        view,
        subheading="" if known.goals else say.of_stage(said.stage, "heading", lang),
        wish="\n".join(wishes[min(view.page, len(wishes)) - 1]),
        goal_heads=_goal_heads(known) if known.goals else ("", "", ""),
        goals=tables[min(view.page, len(tables)) - 1],
    )


def _wish_height(wish: tuple[str, ...], width: float) -> float:
    lines = sum(fit.line_count(part, fit.WISH, width) for part in wish)
    return lines * fit.WISH.line + fit.WISH_GAP if lines else 0


def _goal_heads(known: RoomCase) -> tuple[str, str, str]:
    lang, month = known.language, known.goal_month
    before, now = (say.of_section("goal_table", key, lang) for key in ("before", "now"))
    if month is None:
        return before, now, say.of_section("goal_table", "target", lang)
    return before, now, say.of_section("goal_table", "target_month", lang, month=month)


def _goal_lines(said: Said) -> list[GoalLine]:
    """Prepared rows, then goals people recorded; これから話し合う while there is none."""
    rows = [_prepared(row) for row in said.known.goals]
    wide = fit.INNER - 2 * fit.GOAL_PADDING - fit.GOAL_MARK - fit.TAG_WIDTH
    rows += [
        GoalLine(
            topic="",
            before="",
            now="",
            target=fit.shortened(said.text(entry.text), fit.GOAL, wide, _GOAL_LINES),
            decided=True,
            fresh=entry.uuid == said.fresh,
        )
        for entry in said.entries
    ]
    return rows or [GoalLine("", "", "", say.label("open", said.lang), decided=False)]


def _prepared(row: RoomGoal) -> GoalLine:
    columns = [fit.GOAL_TOPIC_TEXT, *(width - 2 * fit.GOAL_PADDING for width in fit.GOAL_COLUMNS)]

    def cut(text: str, width: float) -> str:
        return fit.shortened(text, fit.GOAL, width, _GOAL_LINES)

    return GoalLine(
        topic=cut(row.topic, columns[0]),
        before=cut(row.before, columns[1]),
        now=cut(row.now, columns[2]),
        target=cut(row.target, columns[3] - fit.GOAL_MARK),
        decided=row.agreed,
    )


def goal_height(line: GoalLine) -> float:
    """Height of a row; a recorded goal spans the whole table."""
    cells = [
        (line.topic, fit.GOAL_TOPIC_TEXT),
        *(
            (text, width - 2 * fit.GOAL_PADDING)
            for text, width in zip((line.before, line.now), fit.GOAL_COLUMNS, strict=False)
        ),
    ]
    spans = not (line.topic or line.before or line.now)
    width = fit.INNER - fit.TAG_WIDTH if spans else fit.GOAL_COLUMNS[2]
    cells.append((line.target, width - 2 * fit.GOAL_PADDING - fit.GOAL_MARK))
    lines = max(fit.line_count(text, fit.GOAL, inner) for text, inner in cells)
    return max(fit.GOAL_ROW, lines * fit.GOAL.line + 16)


# ---- ③ 医学的リスク ----


def _risk(view: RoomView, said: Said, page: int) -> RoomView:
    room = fit.BODY_BOTTOM - fit.TOP_RISK - fit.RISK_HEAD
    room -= fit.extra_question_height(view.question)
    pages = line_pages(_risk_lines(said), risk_height, _is_news, room=room, most=fit.MOST_RISKS)
    view = _on_page(view, len(pages), page)
    return replace(view, risks=pages[view.page - 1])


def _is_news(line: RiskLine) -> bool:
    return line.response is not None and line.response.fresh


def _risk_lines(said: Said) -> list[RiskLine]:
    """Risks with the newest response to each, then responses that name no risk of the list."""
    lines, answered = [], set()
    for title, known, rule_id in _risk_rows(said):
        entry = next((e for e in reversed(said.entries) if _answers(e, title, rule_id)), None)
        if entry:
            answered.add(entry.uuid)
        lines.append(RiskLine(title, known, _response(entry, said) if entry else None))
    other = say.of_section("risk_table", "other", said.lang)
    for entry in said.entries:
        if entry.uuid not in answered:
            title = say.risk_title(entry.rule_id, said.lang) or other
            lines.append(RiskLine(title, "", _response(entry, said)))
    return lines


def _answers(entry: Entry, title: str, rule_id: str) -> bool:
    """By its rule, or by its words; a guess by order could put a wrong answer on the wall."""
    if entry.rule_id:
        return entry.rule_id == rule_id
    return title in entry.text or bool(rule_id and say.risk_title(rule_id, "ja") in entry.text)


def _risk_rows(said: Said) -> Iterator[tuple[str, str, str]]:
    """Title, what is known, rule. A fact written for this stage (題：内容) replaces its rule's."""
    written = {}
    for fact in said.known.facts.get(Stage.RISK.value, ()):
        title, _, known = fact.replace(":", "：", 1).partition("：")
        written[title.strip()] = known.strip()
    for risk in said.known.risks:
        title = say.risk_title(risk.rule_id, said.lang) or say.of_section(
            "risk_table", "other", said.lang
        )
        by_hand = written.pop(title, "")
        yield title, _few([by_hand] if by_hand else risk.known), risk.rule_id
    for title, by_hand in written.items():
        yield title, _few([by_hand]), ""


def _few(known: Iterable[str]) -> str:
    """As many sentences as three lines hold; the first is shortened if it alone is longer."""
    width = fit.RISK_COLUMNS[1] - fit.RISK_GAP
    text = ""
    for sentence in known:
        bare = sentence.removesuffix("。")
        longer = f"{text}\n{bare}" if text else bare
        if text and fit.line_count(longer, fit.RISK_KNOWN, width) > _KNOWN_LINES:
            break
        text = longer
    return fit.shortened(text, fit.RISK_KNOWN, width, _KNOWN_LINES)


def _response(entry: Entry, said: Said) -> Agreed:
    width = fit.RISK_COLUMNS[2] - fit.RESPONSE_INDENT - fit.RESPONSE_MARK - fit.RISK_GAP
    detail = "　".join(filter(None, (said.text(entry.owner), said.text(entry.due))))
    return Agreed(
        fit.shortened(said.text(entry.text), fit.RESPONSE, width, _RESPONSE_LINES),
        detail=fit.shortened(detail, fit.DETAIL, width, 2),
        fresh=entry.uuid == said.fresh,
    )


def risk_height(line: RiskLine) -> float:
    """Height of a row: the highest of its three cells."""
    title = fit.line_count(line.title, fit.RISK_TITLE, fit.RISK_COLUMNS[0] - fit.RISK_GAP) * 64
    known = fit.line_count(line.known, fit.RISK_KNOWN, fit.RISK_COLUMNS[1] - fit.RISK_GAP) * 54
    response = 0
    if line.response:
        width = fit.RISK_COLUMNS[2] - fit.RESPONSE_INDENT - fit.RESPONSE_MARK - fit.RISK_GAP
        response = fit.line_count(line.response.text, fit.RESPONSE, width) * fit.RESPONSE.line
        if line.response.detail:
            response += fit.line_count(line.response.detail, fit.DETAIL, width) * fit.DETAIL.line
        response += fit.SMALL.line if line.response.fresh else 0
    return max(fit.RISK_ROW, max(title, known, response) + 2 * fit.RISK_PADDING)


# ---- ④ 生活支援 ----


def _support(view: RoomView, said: Said, page: int) -> RoomView:
    lang = said.lang
    question = support_question(view, said)
    extra = fit.extra_question_height(question, fit.QUESTION_SMALL)
    room = fit.BODY_BOTTOM - fit.TOP_SUPPORT - fit.HEADING_HEIGHT - 2 - extra
    ratings, more = few_ratings(said, int((room - fit.RATING_NOTE) // fit.RATING_ROW))
    width = fit.RESOURCE_WIDTH - fit.RESOURCE_INDENT - fit.RESOURCE_STATE
    lines = resources(said, width, width)
    only_now = bool(lines) and all(line.state == "now" for line, _ in lines)
    heading = "now_heading" if only_now else "heading"
    pages = line_pages(
        lines,
        lambda pair: resource_height(pair[0]),
        lambda pair: pair[1],
        room=room,
        most=fit.MOST_RESOURCES,
    )
    view = _on_page(view, len(pages), page)
    return replace(
        view,
        question=question,
        subheading=say.of_stage(said.stage, heading, lang),
        ratings=ratings,
        more_ratings=more,
        resources=tuple(line for line, _ in pages[view.page - 1]),
    )


def support_question(view: RoomView, said: Said) -> str:
    """The question prepared for the case, which names the wish (06d), else the stage's own.

    In a room of another language too: words of the frame itself are never in two languages.
    """
    prepared = said.known.support_question
    foreign = said.lang == "en" and _JAPANESE.search(prepared)
    wanted = view.question if foreign or not prepared else prepared
    return fit.shortened(wanted, fit.QUESTION_SMALL, fit.INNER, 2)


def few_ratings(said: Said, room: int) -> tuple[tuple[RatingLine, ...], str]:
    """The most important improvements in the sheet's order, and how many more there are."""
    found = said.known.ratings
    most = max(1, min(fit.MOST_RATINGS, room))
    best = sorted(range(len(found)), key=lambda place: -found[place].weight)[:most]
    lines = tuple(
        RatingLine(found[place].label, found[place].before, found[place].predicted, "up")
        for place in sorted(best)
    )
    more = len(found) - len(lines)
    return lines, say.label("more_ratings", said.lang, n=more) if more else ""


def resources(said: Said, name: float, detail: float) -> list[tuple[ResourceLine, bool]]:
    """Resources and supports of the meeting; before there are any, what helps already.

    ``name`` and ``detail`` are the widths of the two texts; each line tells whether it is new.
    """
    widths = (name, detail)
    lines = [
        (_resource(said.text(use.name), said.text(use.detail), state, widths), False)
        for use in said.uses
        if (state := _STATE_OF_USE.get(use.status))
    ]
    for entry in said.entries:
        who = "　".join(filter(None, (said.text(entry.owner), said.text(entry.due))))
        state = "use" if who else "candidate"
        fresh = entry.uuid == said.fresh
        line = _resource(said.text(entry.text), who, state, widths)
        lines.append((replace(line, fresh=fresh), fresh))
    if lines:
        return lines
    now = (*said.known.supports, *((text, "") for text in said.known.facts.get("support", ())))
    return [(_resource(what, more, "now", widths), False) for what, more in now]


def _resource(name: str, detail: str, state: str, widths: tuple[float, float]) -> ResourceLine:
    return ResourceLine(
        fit.shortened(name, fit.RESOURCE, widths[0], 2),
        fit.shortened(detail, fit.DETAIL, widths[1], 2),
        state,
    )


def resource_height(line: ResourceLine) -> float:
    """Height of a row: name and detail with a little air."""
    width = fit.RESOURCE_WIDTH - fit.RESOURCE_INDENT - fit.RESOURCE_STATE
    height = fit.line_count(line.name, fit.RESOURCE, width) * fit.RESOURCE.line
    if line.detail:
        height += fit.line_count(line.detail, fit.DETAIL, width) * fit.DETAIL.line
    return max(fit.RESOURCE_ROW, height + 18)

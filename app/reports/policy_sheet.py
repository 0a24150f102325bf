"""施策シート: community issues for the council (協議体), an overview and a sheet each (§7).

The card of design 08-community on paper: the problem in people's words, blocks for the cases
behind it, five rungs, what is done now. What nobody has decided yet is blank, to be written on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from app.care.codes import response_types
from app.care.community_rules import causes, response_meaning, rungs
from app.care.disclosure.council import CouncilPolicy, CouncilSheet, CouncilView
from app.i18n import tr
from app.reports.document import Document, Page, make_document
from app.reports.fonts import Face, width
from app.reports.frame import Frame
from app.reports.grid import CELL, PAD_X, Column, Drawing, Grid, Row
from app.reports.job import A4, PrintJob
from app.reports.meeting_frame import meeting_frame, sentence
from app.reports.pen import BLACK, Pen
from app.reports.strips import (
    BODY,
    BODY_BOLD,
    SMALL,
    Ends,
    Strip,
    case_bar,
    space,
    strip_pages,
    text_strips,
    titled,
)
from app.reports.text import Style

_LABEL: Final = 30.0
_WRITE: Final = 10.5  # a field for the pen
_BLOCK: Final = 2.5
_STEP: Final = 3.2
_MOST_BLOCKS: Final = 40
_RUNG: Final = Style(Face.TEXT, 9.5, 13)
_RUNG_NOW: Final = Style(Face.BOLD, 9.5, 13)
_BAR: Final = 3.6
_BOX: Final = "□"


def policy_sheet(view: CouncilView, job: PrintJob) -> Document:
    """The overview and the sheets of ``view`` for all copies of ``job``."""
    lang = job.language
    notice = (
        tr("協議体で話し合うための資料です。", lang=lang),
        tr("個人が分かることは載せていません。", lang=lang),
    )
    title = tr("地域課題と施策", lang=lang)
    frame = meeting_frame(job, title, notice=notice, numbered=False)
    pages = strip_pages(frame, _overview(view, lang), title)
    one = meeting_frame(job, tr("施策シート", lang=lang), notice=notice, numbered=False)
    for sheet in view.sheets:
        pages += _sheet_pages(one, sheet, lang)
    return make_document(pages, job, frame.title)


def policy_texts(view: CouncilView) -> Iterator[tuple[str, str]]:
    """Every text a person wrote, with its place, to be looked up in the fonts."""
    for sheet in view.sheets:
        place = f"{sheet.number} {sheet.title}"
        told = (sheet.title, sheet.text, sheet.need, sheet.causes, sheet.districts)
        yield from ((place, text) for text in told)
        yield from ((place, text) for text in (*sheet.voices, *sheet.against, *sheet.measures))
        for policy in sheet.policies:
            texts = (policy.title, policy.text, policy.owner, policy.budget, policy.due)
            yield from ((place, text) for text in (*texts, policy.expected, policy.measured))
            for step in policy.steps:
                yield from ((place, text) for text in (step.text, step.owner, step.due))
                yield place, step.result


# ---- overview ----


def _overview(view: CouncilView, lang: str) -> list[Strip]:
    wide = A4.inner
    strips = text_strips(sentence("policy", lang), wide)
    strips += [space(1.0), *text_strips(sentence("policy", lang, "numbers"), wide, SMALL)]
    told = "　".join(filter(None, (view.counted, view.left_out)))
    strips += text_strips(told, wide, SMALL)
    if not view.sheets:
        return [*strips, space(4.0), *text_strips(_none(view, lang), wide)]
    strips += [space(2.5), *_funnel(view, lang)]
    for label, meaning, sheets in _groups(view, lang):
        head = tr("{label}　{n}件", label=label, n=len(sheets), lang=lang)
        body = [*text_strips(meaning, wide, SMALL), *_table(sheets, lang)]
        strips += titled(head, [replace(body[0], keep=True), *body[1:]], wide, lang)
    return strips


def _funnel(view: CouncilView, lang: str) -> list[Strip]:
    """How many issues stand on each rung, from what was noticed to its effect."""
    columns = [Column(rung.label(lang)) for rung in rungs()]
    counted = [sum(s.rung == place for s in view.sheets) for place in range(1, len(columns) + 1)]
    return Grid(columns, A4.inner, lang).strips([Row(tuple(str(n) for n in counted))])


def _none(view: CouncilView, lang: str) -> str:
    none = tr("まとめられる地域課題は、まだありません。", lang=lang)
    if not view.left_out:
        return none
    hint = tr(
        "同意の範囲に「地域課題の統計」と記録された事例から数えます。",
        lang=lang,
    )
    return f"{none}\n{hint}"


def _groups(view: CouncilView, lang: str) -> Iterator[tuple[str, str, list[CouncilSheet]]]:
    """The types of response in their order, then what nobody has sorted yet."""
    known = {each.label(lang): response_meaning(each.code, lang) for each in response_types()}
    for label, sheets in groupby(view.sheets, key=lambda sheet: sheet.response):
        if label:
            yield label, known.get(label) or label, list(sheets)
        else:
            inbox = tr("会議で出たもの。行き先を決める", lang=lang)
            yield tr("未分類", lang=lang), inbox, list(sheets)


def _table(sheets: Sequence[CouncilSheet], lang: str) -> list[Strip]:
    columns = (
        Column(tr("番号", lang=lang), 12.0, align="centre"),
        Column(tr("課題", lang=lang), face=Face.BOLD),
        Column(tr("事例", lang=lang), 36.0),
        Column(tr("段階", lang=lang), 36.0),
        Column(tr("いまの取り組み", lang=lang), 40.0),
    )
    rows = [
        Row(
            (
                str(sheet.number),
                sheet.title,
                sheet.cases,
                _ladder_cell(sheet),
                sheet.policies[0].title if sheet.policies else "",
            ),
            11.0,
        )
        for sheet in sheets
    ]
    return Grid(columns, A4.inner, lang).strips(rows)


def _ladder_cell(sheet: CouncilSheet) -> Drawing:
    """Five small boxes and the name of the step below them."""

    def draw(pen: Pen, x: float, y: float, wide: float, _high: float) -> None:
        _boxes(pen, x + PAD_X, y + 2.2, (wide - 2 * PAD_X) / len(rungs()), 2.2, sheet.rung)
        pen.text(x + PAD_X, y + 4.8, sheet.stage, _RUNG_NOW)

    return draw


def _boxes(pen: Pen, x: float, y: float, step: float, high: float, rung: int) -> None:
    for place in range(len(rungs())):
        left, wide = x + place * step, step - 0.8
        if place < rung:
            pen.fill(left, y, wide, high, BLACK)
        pen.frame(left + 0.125, y + 0.125, wide - 0.25, high - 0.25)


# ---- one sheet ----


def _sheet_pages(frame: Frame, sheet: CouncilSheet, lang: str) -> list[Page]:
    wide = A4.inner
    bookmark = f"{sheet.number} {sheet.title}"
    strips = [case_bar(str(sheet.number), sheet.title, _facts(sheet, lang), wide, bookmark)]
    if sheet.text:
        strips += [space(2.0), *text_strips(sheet.text, wide)]
    strips += [space(2.5), _ladder(sheet, lang), space(2.5), *_numbers(sheet, lang)]
    strips += titled(tr("事例から出たことば", lang=lang), _voices(sheet, lang), wide, lang)
    strips += titled(tr("話し合うこと", lang=lang), _questions(sheet, lang), wide, lang)
    for policy in sheet.policies or (None,):
        strips += titled(_proposal_title(policy, lang), _proposal(policy, lang), wide, lang)
    # A page that goes on says which issue it is about.
    again = text_strips(tr("{label}（続き）", label=bookmark, lang=lang), wide, BODY_BOLD)
    goes_on = [replace(strip, again=(*again, *strip.again)) for strip in strips[1:]]
    return strip_pages(frame, [strips[0], *goes_on])


def _facts(sheet: CouncilSheet, lang: str) -> str:
    kind = "" if sheet.confirmed else tr("候補（まだ確認していません）", lang=lang)
    codes = "" if sheet.codes == sheet.title else sheet.codes
    return "　".join(filter(None, (codes, kind)))


def _ladder(sheet: CouncilSheet, lang: str) -> Strip:
    """The five rungs with their names; those reached are black."""
    step = A4.inner / len(rungs())

    def draw(pen: Pen, x: float, y: float, _ends: Ends) -> None:
        _boxes(pen, x, y, step, _BAR, sheet.rung)
        for place, rung in enumerate(rungs(), 1):
            style = _RUNG_NOW if place == sheet.rung else _RUNG
            pen.text(x + (place - 1) * step, y + _BAR + 0.4, rung.label(lang), style)

    return Strip(_BAR + 0.4 + _RUNG.line, draw)


def _numbers(sheet: CouncilSheet, lang: str) -> list[Strip]:
    first = tr("最初の気づき {month}", month=sheet.first_seen, lang=lang)
    when = "　".join(filter(None, (sheet.period, first if sheet.first_seen else "")))
    columns = (Column(width=_LABEL, face=Face.BOLD, grey=True), Column())
    rows = [Row((tr("事例", lang=lang), _cases_cell(sheet)), _cases_height(sheet))]
    if when:
        rows.append(Row((tr("数えた期間", lang=lang), when)))
    strips = Grid(columns, A4.inner, lang).strips(rows)
    stage = (tr("段階", lang=lang), sheet.stage)
    spread = "　".join(filter(None, (sheet.spread, sheet.districts)))
    if spread:
        return [*strips, *_pair(stage, (tr("広がり", lang=lang), spread), lang)]
    return [*strips, *_fields([stage], lang)]


def _cases_height(sheet: CouncilSheet) -> float:
    return 12.0 if sheet.blocks else 7.5


def _cases_cell(sheet: CouncilSheet) -> Drawing:
    """「9事例（10事例のうち90%）」 over a block for each case."""

    def draw(pen: Pen, x: float, y: float, _wide: float, high: float) -> None:
        left = x + PAD_X
        if not sheet.blocks:
            pen.text(left, y + (high - BODY_BOLD.line) / 2, sheet.cases, BODY_BOLD)
            return
        pen.text(left, y + 0.9, sheet.cases, BODY_BOLD)
        for place in range(min(sheet.blocks, _MOST_BLOCKS)):
            pen.fill(left + place * _STEP, y + 7.2, _BLOCK, 3.4, BLACK)
        if sheet.blocks > _MOST_BLOCKS:
            pen.text(left + _MOST_BLOCKS * _STEP, y + 6.6, "…", BODY)

    return draw


def _voices(sheet: CouncilSheet, lang: str) -> list[Strip]:
    wide = A4.inner
    strips = [line for text in sheet.voices for line in text_strips(f"・{text}", wide)]
    if not strips:
        return text_strips(tr("載せられることばはありません。", lang=lang), wide, SMALL)
    if sheet.voices_withheld:
        strips += text_strips(tr("ほかのことばは載せていません。", lang=lang), wide, SMALL)
    return strips


def _questions(sheet: CouncilSheet, lang: str) -> list[Strip]:
    """What the council settles; a choice to tick where nothing is written yet."""
    kinds = (tr("自立への課題（ニーズ）", lang=lang), tr("希望（デマンド）", lang=lang))
    answer = "　".join(filter(None, (sheet.response, sheet.meaning)))
    rows = (
        (tr("課題か、希望か", lang=lang), sheet.need or _ticks(kinds)),
        (tr("原因", lang=lang), sheet.causes or _ticks([each.label(lang) for each in causes()])),
        (tr("反対の証拠", lang=lang), _bullets(sheet.against)),
        (
            tr("対応の型", lang=lang),
            answer or _ticks([each.label(lang) for each in response_types()]),
        ),
        (tr("いまの取り組み", lang=lang), _bullets(sheet.measures)),
    )
    return _fields(rows, lang)


def _fields(rows: Iterable[tuple[str, str]], lang: str, *, least: float = _WRITE) -> list[Strip]:
    """Label and text side by side; a field with nothing in it, or a choice, is for the pen."""
    columns = (Column(width=_LABEL, face=Face.BOLD, grey=True), Column())
    made = [Row(row, 0.0 if row[1] and _BOX not in row[1] else least) for row in rows]
    return Grid(columns, A4.inner, lang).strips(made)


def _pair(left: tuple[str, str], right: tuple[str, str], lang: str) -> list[Strip]:
    """Two fields beside each other."""
    label = Column(width=_LABEL, face=Face.BOLD, grey=True)
    row = Row((*left, *right), 0.0 if left[1] and right[1] else _WRITE)
    return Grid((label, Column(), label, Column()), A4.inner, lang).strips([row])


def _ticks(labels: Sequence[str]) -> str:
    """A box before each label; no label is parted where a line ends."""
    room = A4.inner - _LABEL - 2 * PAD_X
    lines = [""]
    for label in labels:
        more = f"{lines[-1]}　{_BOX}{label}" if lines[-1] else _BOX + label
        if width(more, CELL.face, CELL.size) <= room:
            lines[-1] = more
        else:
            lines.append(_BOX + label)
    return "\n".join(lines)


def _bullets(texts: Sequence[str]) -> str:
    return "\n".join(f"・{text}" for text in texts)


def _proposal_title(policy: CouncilPolicy | None, lang: str) -> str:
    if policy is None:
        return tr("提案", lang=lang)
    return tr("提案（{stage}）", stage=policy.stage, lang=lang)


def _proposal(policy: CouncilPolicy | None, lang: str) -> list[Strip]:
    what = "\n".join(filter(None, (policy.title, policy.text))) if policy else ""
    owner, budget, due, expected, measured = (
        (policy.owner, policy.budget, policy.due, policy.expected, policy.measured)
        if policy
        else ("",) * 5
    )
    strips = [
        *_fields([(tr("すること", lang=lang), what)], lang, least=2 * _WRITE),
        *_pair((tr("担当課・団体", lang=lang), owner), (tr("予算", lang=lang), budget), lang),
        *_fields([(tr("期間・期限", lang=lang), due)], lang),
        *_pair(
            (tr("見込むききめ", lang=lang), expected),
            (tr("確かめたききめ", lang=lang), measured),
            lang,
        ),
    ]
    if policy and policy.steps:
        strips += [space(2.5), *_steps(policy, lang)]
    return strips


def _steps(policy: CouncilPolicy, lang: str) -> list[Strip]:
    columns = (
        Column(tr("段階", lang=lang), 27.0, Face.BOLD, grey=True),
        Column(tr("すること", lang=lang)),
        Column(tr("担当課・団体", lang=lang), 30.0),
        Column(tr("期限・済んだ日", lang=lang), 28.0),
        Column(tr("結果", lang=lang), 36.0),
    )
    rows = [
        Row(
            (step.stage, step.text, step.owner, "\n".join(filter(None, (step.due, step.done))),
             step.result)
        )
        for step in policy.steps
    ]  # fmt: skip
    return Grid(columns, A4.inner, lang).strips(rows)

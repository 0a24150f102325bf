"""What the council (協議体) may read of community issues: it sits outside the meeting.

Numbers under five are not told (DOMAIN.md §9.2 no. 8), and nothing they could be worked out
from. Words of a case stand there only where its consent covers that and no doubt about it is
open; what the office wrote goes through the mask too. These values have no place for a name, a
case number, a note or a district with few cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.care.case import Case
from app.care.codes import issue_label, response_label
from app.care.community import CommunityIssue, Evidence, Policy, PolicyStep
from app.care.community_rules import (
    Spread,
    covers_statistics,
    response_meaning,
    rung_of,
    stage_label,
)
from app.care.disclosure.gate import blocked
from app.care.disclosure.mask import Mask, Reader, mask_of, office_mask
from app.care.disclosure.privacy_check import Checker, decision_key, named_harmless
from app.care.disclosure.whitelist import opened
from app.care.text import search_key
from app.care.wareki import format_care_date, format_wareki
from app.i18n import tr

SMALLEST: Final = 5
"""The smallest number of cases that is told (§9.2 no. 8)."""
_VOICES: Final = 6
_FEW_VOICES: Final = 2  # so that the lines can't be counted instead
_TELLING: Final = 8  # letters from which words inside a longer text are recognised as a case's

Words = Callable[[Evidence], str]
"""The words of a line of evidence as the council may read them; empty: it may not."""


@dataclass(frozen=True, slots=True)
class CouncilStep:
    """One step of a policy: what, who, until when, done when, with what result."""

    stage: str
    text: str
    owner: str
    due: str
    done: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilPolicy:
    """A policy; every text is empty where nobody has written it, for the pen."""

    title: str
    text: str
    stage: str
    owner: str
    budget: str
    due: str
    expected: str
    measured: str
    steps: tuple[CouncilStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilSheet:
    """One community issue as finished texts. ``blocks`` are cases to draw, 0 where few."""

    number: int
    title: str
    text: str
    codes: str
    confirmed: bool
    rung: int
    stage: str
    blocks: int
    few: bool
    cases: str
    period: str
    first_seen: str
    spread: str
    districts: str
    voices: tuple[str, ...]
    voices_withheld: bool
    need: str
    causes: str
    against: tuple[str, ...]
    response: str  # empty: not sorted yet
    meaning: str
    measures: tuple[str, ...]
    policies: tuple[CouncilPolicy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilView:
    """All sheets, and what must be said about their numbers."""

    sheets: tuple[CouncilSheet, ...]
    counted: str
    left_out: str  # empty where every case is counted


def case_words(case: Case, checker: Checker, *, lang: str) -> Words:
    """What the lines of a case may say; nothing at all without consent or with a doubt.

    A line keeps the words it was counted with, so they are checked themselves: what was taken
    out of the sheet since doesn't get out here.
    """
    agreed = covers_statistics(opened(case, "council").consent)
    if not agreed or blocked(case, checker) is not None:
        return lambda _line: ""
    reader, harmless = Reader(mask_of(case, "council", checker, lang=lang)), named_harmless(case)

    def words(line: Evidence) -> str:
        doubts = checker.doubts(line.text)
        if any(decision_key(doubt.snippet) not in harmless for doubt in doubts):
            return ""
        return reader.cell(line.text)

    return words


def meeting_words(checker: Checker, *, lang: str) -> Words:
    """What a meeting said of no single case: nothing that anyone could be told by."""
    mask = office_mask(checker, lang=lang)
    return lambda line: "" if checker.doubts(line.text) else mask.text(line.text.strip())


def council_sheet(
    issue: CommunityIssue,
    policies: Sequence[Policy],
    spread: Spread,
    words: Words,
    mask: Mask,
    *,
    number: int,
    evidence: Sequence[Evidence],
    resources: Sequence[str] = (),
    confirmed: bool = True,
) -> CouncilSheet:
    """The sheet of one issue. ``evidence`` is its own and what was merged into it."""
    lang, few = mask.lang, 0 < spread.cases < SMALLEST
    own = _OfficeTexts(mask, [line.text for line in evidence if not words(line)])
    for_it = [line for line in evidence if not line.against]
    voices, withheld = _voices(for_it, words, _FEW_VOICES if few else _VOICES)
    codes = tr("・", lang=lang).join(issue_label(code, lang) for code in issue.codes)
    response = issue.response_type or ""
    return CouncilSheet(
        number=number,
        title=own.text(issue.title) or codes or tr("（題は載せていません）", lang=lang),
        text=own.text(issue.text),
        codes=codes,
        confirmed=confirmed,
        rung=rung_of(issue.stage),
        stage=stage_label(issue.stage, lang),
        blocks=0 if few else spread.cases,
        few=few,
        cases=cases_words(spread, lang),
        period=_period(spread, lang),
        first_seen=_month(spread.first_seen, lang),
        spread=_places(spread, lang),
        districts=_districts(spread, lang),
        voices=voices,
        voices_withheld=withheld,
        need=own.text(issue.need_or_demand),
        causes=own.text(issue.cause),
        against=(*own.lines(issue.counter_evidence), *_against(evidence, words)),
        response=response_label(response, lang) if response else "",
        meaning=response_meaning(response, lang) if response else "",
        measures=tuple(filter(None, (*_measures(policies, own, lang), *map(own.text, resources)))),
        policies=tuple(_policy(policy, own, lang) for policy in policies),
    )


def council_view(
    sheets: Sequence[CouncilSheet], counted: int, left_out: int, *, lang: str
) -> CouncilView:
    """The sheets with what is said about the cases that were and weren't counted."""
    return CouncilView(
        sheets=tuple(sheets),
        counted=tr("数えた事例 {number}", number=number_word(counted, lang), lang=lang),
        left_out=""
        if not left_out
        else tr(
            "地域課題の集計への同意が記録されていない事例は、数えていません（{number}）。",
            number=number_word(left_out, lang),
            lang=lang,
        ),
    )


def number_word(number: int, lang: str) -> str:
    """A number of cases, or that it is too small to be told."""
    if 0 < number < SMALLEST:
        return tr("{n}件未満", n=SMALLEST, lang=lang)
    return tr("{n}件", n=number, lang=lang)


def cases_words(spread: Spread, lang: str) -> str:
    """9事例（10事例のうち90%）; few cases have no share, it would tell them."""
    if not spread.cases:
        return tr("数えられる事例はありません", lang=lang)
    if spread.cases < SMALLEST:
        return tr("{n}事例未満", n=SMALLEST, lang=lang)
    return tr(
        "{n}事例（{total}事例のうち{percent}%）",
        n=spread.cases,
        total=spread.total,
        percent=int(spread.share * 100 + 0.5),
        lang=lang,
    )


class _OfficeTexts:
    """What the office wrote, masked; words taken over from a case that may not speak are not
    shown, however they came there."""

    def __init__(self, mask: Mask, hidden: Iterable[str]) -> None:
        self._mask = mask
        self._hidden = tuple(filter(None, map(search_key, hidden)))

    def text(self, text: str) -> str:
        key = search_key(text)
        if any(said == key or (len(said) >= _TELLING and said in key) for said in self._hidden):
            return ""
        return self._mask.text(text.strip()) if key else ""

    def lines(self, text: str) -> tuple[str, ...]:
        return tuple(filter(None, map(self.text, text.split("\n"))))


def _voices(evidence: Iterable[Evidence], words: Words, most: int) -> tuple[tuple[str, ...], bool]:
    """Different words, the oldest first, and whether there are more that don't stand here."""
    found: dict[str, str] = {}
    withheld = False
    for line in sorted(evidence, key=lambda each: each.seen_on):
        said = words(line)
        if said and (len(found) < most or search_key(said) in found):
            found.setdefault(search_key(said), said)
        else:
            withheld = True
    return tuple(found.values()), withheld


def _against(evidence: Iterable[Evidence], words: Words) -> tuple[str, ...]:
    said = (words(line) for line in evidence if line.against)
    return tuple(dict.fromkeys(filter(None, said)))


def _period(spread: Spread, lang: str) -> str:
    if not (spread.start and spread.end):
        return ""
    return tr(
        "{start}〜{end}",
        start=_month(spread.start, lang),
        end=_month(spread.end, lang),
        lang=lang,
    )


def _month(day: str, lang: str) -> str:
    """The month is near enough: a day would name the meeting."""
    return format_wareki(day[:7], lang=lang) if day else ""


def _places(spread: Spread, lang: str) -> str:
    """担当 8か所・地区 3か所; of few cases they would tell the number."""
    if spread.cases < SMALLEST:
        return ""
    parts = []
    if spread.presenters:
        parts.append(tr("担当 {n}か所", n=spread.presenters, lang=lang))
    if spread.districts:
        parts.append(tr("地区 {n}か所", n=spread.districts, lang=lang))
    return tr("・", lang=lang).join(parts)


def _districts(spread: Spread, lang: str) -> str:
    """Districts with five cases or more, while what is left is none or five or more too."""
    shown = sorted(
        ((name, n) for name, n in spread.by_district if n >= SMALLEST), key=lambda one: -one[1]
    )
    while shown and 0 < spread.cases - sum(n for _, n in shown) < SMALLEST:
        shown.pop()
    return tr("、", lang=lang).join(f"{name} {number_word(n, lang)}" for name, n in shown)


def _measures(policies: Iterable[Policy], own: _OfficeTexts, lang: str) -> list[str]:
    """乗合送迎の試行（小さく試行、令和6年9月～）."""
    found = []
    for policy in policies:
        title = own.text(policy.title)
        if title:
            when = _span(policy, lang)
            told = tr("、", lang=lang).join(filter(None, (stage_label(policy.stage, lang), when)))
            found.append(tr("{text}（{detail}）", text=title, detail=told, lang=lang))
    return found


def _span(policy: Policy, lang: str) -> str:
    start, end = (format_care_date(day, lang=lang) for day in (policy.start, policy.end))
    return tr("{start}〜{end}", start=start, end=end, lang=lang) if start or end else ""


def _policy(policy: Policy, own: _OfficeTexts, lang: str) -> CouncilPolicy:
    return CouncilPolicy(
        title=own.text(policy.title),
        text=own.text(policy.text),
        stage=stage_label(policy.stage, lang),
        owner=own.text(policy.owner),
        budget=own.text(policy.budget),
        due=_span(policy, lang),
        expected=own.text(policy.expected_effect),
        measured=own.text(policy.measured_effect),
        steps=tuple(_step(step, own, lang) for step in policy.steps),
    )


def _step(step: PolicyStep, own: _OfficeTexts, lang: str) -> CouncilStep:
    return CouncilStep(
        stage=stage_label(step.stage, lang),
        text=own.text(step.text),
        owner=own.text(step.owner),
        due=own.text(step.due),
        done=format_care_date(step.done, short=True, lang=lang),
        result=own.text(step.result),
    )

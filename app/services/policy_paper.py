"""The policy sheet for the council as a paper (DOMAIN.md §7, §9.2 no. 1 and 8).

Only cases whose consent covers community-issue statistics are counted, also for the candidates:
that something exists is told by nobody else's case.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from app.care.codes import issue_label, response_types
from app.care.community import CommunityIssue, Evidence, Policy, evidence_of
from app.care.community_board import Board
from app.care.community_rules import Candidate, Spread, rung_of
from app.care.disclosure import checker
from app.care.disclosure.council import (
    CouncilSheet,
    CouncilView,
    Words,
    case_words,
    council_sheet,
    council_view,
    meeting_words,
)
from app.care.disclosure.mask import office_mask
from app.errors import InputRefused
from app.i18n import tr
from app.models.resources import resources
from app.models.shapes import CASE
from app.services.community_board import board
from app.services.papers import Order, Paper, PaperName
from app.services.privacy import checker_of, known_names
from app.services.resource_register import ENDED
from app.services.store import Store

_RESOURCES = 6  # named on a sheet; the register has its own list


def policy_paper(store: Store, order: Order, _paper: PaperName) -> Paper:
    """The overview and a sheet for each issue of ``order``, or for all of them."""
    from app.reports.fonts import missing_glyphs
    from app.reports.policy_sheet import policy_sheet, policy_texts

    view = policy_view(store, order.issues, order.lang)
    made = policy_sheet(view, order.job)
    return Paper(made.pdf, made.pages, missing_glyphs(policy_texts(view)), "policy", "A4", order)


def policy_view(store: Store, chosen: Iterable[str], lang: str) -> CouncilView:
    """What the council may read; ``InputRefused`` where a chosen issue isn't there."""
    whole = board(store)
    told = whole.for_council()
    words = _Approved(store, told, lang)
    mask = office_mask(checker(None, known_names(store)), lang=lang)
    offers = _offers(store)
    sheets: list[CouncilSheet] = []
    for subject in _in_order(_chosen([*_issues(told), *_candidates(told, lang)], tuple(chosen))):
        sheets.append(
            council_sheet(
                subject.issue,
                subject.policies,
                subject.spread,
                words,
                mask,
                number=len(sheets) + 1,
                evidence=subject.evidence,
                resources=_answering(offers, subject.issue),
                confirmed=subject.confirmed,
            )
        )
    left_out = len(whole.cases) - len(told.cases)
    return council_view(sheets, len(told.cases), left_out, lang=lang)


class _Subject:
    """An issue or a candidate with what stands behind it."""

    def __init__(
        self,
        issue: CommunityIssue,
        evidence: tuple[Evidence, ...],
        spread: Spread,
        policies: tuple[Policy, ...] = (),
        *,
        confirmed: bool = True,
    ) -> None:
        self.issue = issue
        self.evidence = evidence
        self.spread = spread
        self.policies = policies
        self.confirmed = confirmed


def _in_order(subjects: list[_Subject]) -> list[_Subject]:
    """By type of response, the unsorted last; what has come far first."""
    types = [each.code for each in response_types()]

    def place(subject: _Subject) -> tuple[int, int]:
        response = subject.issue.response_type
        known = types.index(response) if response in types else len(types)
        return known if response else len(types) + 1, -rung_of(subject.issue.stage)

    return sorted(subjects, key=place)


def _issues(told: Board) -> list[_Subject]:
    return [
        _Subject(issue, told.evidence(issue), told.spread(issue), told.policies_of(issue))
        for issue in told.open_issues
    ]


def _candidates(told: Board, lang: str) -> list[_Subject]:
    return [_candidate(each, lang) for each in told.candidates]


def _candidate(found: Candidate, lang: str) -> _Subject:
    issue = CommunityIssue(title=issue_label(found.code, lang), codes=(found.code,))
    evidence = tuple(evidence_of(sighting) for sighting in found.sightings)
    return _Subject(issue, evidence, found.spread, confirmed=False)


def _chosen(subjects: list[_Subject], chosen: tuple[str, ...]) -> list[_Subject]:
    if not chosen:
        return subjects
    found = [s for s in subjects if s.issue.uuid in chosen or set(s.issue.codes) & set(chosen)]
    known = {s.issue.uuid for s in found} | {code for s in found for code in s.issue.codes}
    if unknown := [key for key in chosen if key not in known]:
        raise InputRefused(
            tr("{name} という地域課題はありません。", name=unknown[0]),
            tr("何も印刷していません。"),
            tr("kurashi community で課題を確かめてください。"),
        )
    return found


class _Approved:
    """The words of evidence as the council may read them; a case is looked at once, if at all."""

    def __init__(self, store: Store, told: Board, lang: str) -> None:
        self._store, self._told, self._lang = store, told, lang
        self._of_meetings = meeting_words(checker(None, known_names(store)), lang=lang)
        self._of_cases: dict[str, Words] = {}

    def __call__(self, line: Evidence) -> str:
        if line.case_uuid is None:
            # Neither case nor meeting: the case was erased, and its words with it.
            return self._of_meetings(line) if line.entry_uuid else ""
        if line.case_uuid not in self._told.cases:
            return ""
        words = self._of_cases.get(line.case_uuid)
        if words is None:
            with self._store.read() as connection:
                (case,) = CASE.read(connection, [line.case_uuid])
            check = checker_of(self._store, line.case_uuid)
            words = self._of_cases[line.case_uuid] = case_words(case, check, lang=self._lang)
        return words(line)


def _offers(store: Store) -> list[tuple[str, frozenset[str]]]:
    """Name and issue codes of the resources that are running."""
    table = resources.c
    statement = (
        select(table.name, table.issue_codes)
        .where(table.deleted_at.is_(None), table.status.not_in(ENDED), table.name != "")
        .order_by(table.kana, table.name)
    )
    with store.read() as connection:
        return [(row.name, frozenset(row.issue_codes)) for row in connection.execute(statement)]


def _answering(offers: list[tuple[str, frozenset[str]]], issue: CommunityIssue) -> list[str]:
    names = [name for name, codes in offers if codes & set(issue.codes)]
    return names[:_RESOURCES]

"""Whether a case is ready for its meeting, and the way to whatever is not (準備完了).

Ready means: the sheet is complete, both columns of the judgement are filled, there is a point of
discussion, the person agreed, and no privacy doubt is open. A person says 準備完了; the program
only takes it back when it is no longer true.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.care.case import Case, CaseStatus
from app.care.completeness import remaining, sections
from app.care.disclosure.privacy_check import Checker, open_doubts
from app.i18n import tr

BEFORE_READY = (CaseStatus.DRAFT, CaseStatus.PREPARING)


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing that keeps a case from being ready.

    ``section`` is a key of ``care.completeness`` or ``privacy``; ``field`` is where to mend it
    (``before`` and ``predicted`` for the columns of the judgement). ``words`` are for people.
    """

    section: str
    field: str
    words: str


def open_points(case: Case, checker: Checker) -> tuple[OpenPoint, ...]:
    """Everything still open, in the order of the editor; the privacy check comes last."""
    found = [
        OpenPoint(section.key, field, words)
        for section in sections(case)
        for field, words in zip(section.fields, section.missing, strict=True)
    ]
    doubts = open_doubts(case, checker)
    if doubts:
        words = tr("個人情報の確認 {n}件", n=len(doubts))
        found.append(OpenPoint("privacy", doubts[0].field, words))
    return tuple(found)


def honest(case: Case, *, doubts: bool = False) -> Case:
    """``case``, back in preparation where it is called ready and isn't."""
    if case.status is CaseStatus.READY and (doubts or remaining(case)):
        return replace(case, status=CaseStatus.PREPARING)
    return case

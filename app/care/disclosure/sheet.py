"""What paper shows of a case: finished, redacted texts with no place for anything else.

``care.disclosure.sheet`` and ``care.disclosure.judgement_sheet`` make these values, ``reports``
only sets them (design 09-handout-p1, 09-handout-p2). Every text is in the paper's language,
masked and coarsened (DOMAIN.md §9.2 no. 2); user text in it is plain text and must be escaped.
A text nobody has written yet is empty.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A line with a time in front: a disease and its onset, a monitoring day and what it said."""

    when: str
    text: str


@dataclass(frozen=True, slots=True)
class MedicationLine:
    """One medicine as the sheet writes it, with its usage."""

    text: str
    usage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHead:
    """Who it is about, the same on both papers. All texts are finished."""

    language: str
    order: int  # position in the meeting, 1 first
    case_no: str  # "No.105（仮名）"
    pseudonym: str  # "つばき"
    age_sex: str  # "84歳 女"
    care_level: str  # "要支援1（新規）": the level now and, in brackets, the one before
    staff: str  # office and role, never a person's name
    session_line: str  # "第27回 多職種合同カンファレンス（包括版）　令和8年6月18日（木）"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """The case sheet of one case (design 09-handout-p1)."""

    head: SheetHead
    independence: str  # "A1 ・ 自立": disability and dementia scale
    features: str  # "1 意欲低下　2 筋力低下"
    feature_note: str  # the words beside the codes, empty where ``features`` carries them
    body: str  # "148.0cm　52.0kg（23.7）"
    first_visit: str  # "令和8年3月27日"
    housing: str  # town names coarsened
    family: str  # household type, then the family note
    conditions: tuple[DatedLine, ...]  # text is the name, its note in brackets
    medications: tuple[MedicationLine, ...]
    medication_count: int  # regular systemic medicines (DOMAIN.md §1.7)
    issues: tuple[str, ...]  # without bullet marks
    wish: str
    assessment: str
    formal: tuple[str, ...]
    informal: tuple[str, ...]
    monitoring: tuple[DatedLine, ...]  # date in bold; the newest one's text is conference_time
    conference_time: str  # 会議のときの状況
    points: tuple[str, ...]  # 論点 in order, without ①
    notes: tuple[str, ...]  # what was withheld and why, to print below the case


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """One row of the judgement sheet; codes as in DOMAIN.md §2.2, ``None`` where unrated."""

    domain: str  # "ADL" or "IADL"
    label: str
    before: str | None
    predicted: str | None
    arrow: str  # "up", "down" or ""
    personal: str  # 〃 when equal to the row above
    environment: str  # 〃 when equal to the row above
    improved: bool  # thick frame


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementView:
    """The judgement sheet of one case (design 09-handout-p2)."""

    head: SheetHead
    household: str  # "ひとり暮らし"
    rows: tuple[JudgementRow, ...]
    improved_count: int
    total_count: int
    notes: tuple[str, ...]  # what was withheld and why

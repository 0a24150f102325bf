"""The only way of a case to the room and to paper (DOMAIN.md §9, RELIABILITY.md §C).

A closed whitelist of fields (``whitelist``), a mask for free text (``mask``) and output values
that have no place for anything else. ``sheet`` and ``judgement_sheet`` make paper, ``room_case``
makes what ``conference.frame`` builds the wall from.
"""

from __future__ import annotations

from app.care.disclosure.gate import (
    Blocked,
    blocked,
    blocked_reason,
    consent_missing,
    doubts_open,
    require_open_way,
)
from app.care.disclosure.mask import Mask, Reader, mask_of
from app.care.disclosure.paper import judgement_sheet, session_of, sheet
from app.care.disclosure.privacy_check import (
    Checker,
    Doubt,
    KnownNames,
    KnownPerson,
    TextDoubt,
    case_doubts,
    checker,
    open_doubts,
    with_answer,
    with_replacement,
)
from app.care.disclosure.room import RoomCase, room_case
from app.care.disclosure.sheet import JudgementRow, JudgementView, SheetHead, SheetView
from app.care.disclosure.whitelist import NEVER, WHITELIST, opened, undecided

__all__ = [
    "NEVER",
    "WHITELIST",
    "Blocked",
    "Checker",
    "Doubt",
    "JudgementRow",
    "JudgementView",
    "KnownNames",
    "KnownPerson",
    "Mask",
    "Reader",
    "RoomCase",
    "SheetHead",
    "SheetView",
    "TextDoubt",
    "blocked",
    "blocked_reason",
    "case_doubts",
    "checker",
    "consent_missing",
    "doubts_open",
    "judgement_sheet",
    "mask_of",
    "open_doubts",
    "opened",
    "require_open_way",
    "room_case",
    "session_of",
    "sheet",
    "undecided",
    "with_answer",
    "with_replacement",
]

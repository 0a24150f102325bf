"""The only way of a case to the room and to paper (DOMAIN.md §9, RELIABILITY.md §C).

A closed whitelist of fields (``whitelist``), a mask for free text (``mask``) and output values
that have no place for anything else. ``sheet`` and ``judgement_sheet`` make paper, ``room_case``
makes what ``conference.frame`` builds the wall from.
"""

from __future__ import annotations

from app.care.disclosure.gate import Finding, blocked_reason, findings, require_consent
from app.care.disclosure.mask import Mask, Reader, mask_identity, mask_of
from app.care.disclosure.paper import judgement_sheet, session_of, sheet
from app.care.disclosure.room import RoomCase, room_case
from app.care.disclosure.sheet import JudgementRow, JudgementView, SheetHead, SheetView
from app.care.disclosure.whitelist import NEVER, WHITELIST, opened, undecided

__all__ = [
    "NEVER",
    "WHITELIST",
    "Finding",
    "JudgementRow",
    "JudgementView",
    "Mask",
    "Reader",
    "RoomCase",
    "SheetHead",
    "SheetView",
    "blocked_reason",
    "findings",
    "judgement_sheet",
    "mask_identity",
    "mask_of",
    "opened",
    "require_consent",
    "room_case",
    "session_of",
    "sheet",
    "undecided",
]

"""What a person has decided about a file so far: one value, so undo is keeping the old one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.exchange.conflicts import Decisions, FieldConflict, Side
from app.services.sheets import SheetCheck, SheetDraft


@dataclass(frozen=True, slots=True)
class ImportState:
    """The sheet as aligned (``None`` for a file of our own) and whose value stays where."""

    draft: SheetDraft | None = None
    decisions: Decisions = field(default_factory=dict)

    def with_draft(self, draft: SheetDraft) -> ImportState:
        """The state after the sheet was aligned further."""
        return replace(self, draft=draft)

    def with_side(self, conflicts: tuple[FieldConflict, ...], side: Side) -> ImportState:
        """The state after a person chose whose value stays in these fields."""
        chosen: dict[str, Mapping[str, Side]] = dict(self.decisions)
        for each in conflicts:
            chosen[each.case_uuid] = {**chosen.get(each.case_uuid, {}), each.field: side}
        return replace(self, decisions=chosen)

    def side_of(self, conflict: FieldConflict) -> Side | None:
        """What was chosen for a field; ``None`` while nobody did."""
        return self.decisions.get(conflict.case_uuid, {}).get(conflict.field)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What taking the file in would do with one case, for the list of cases."""

    kind: str  # created, updated, unchanged, undecided
    name: str
    case_uuid: str


@dataclass(frozen=True, slots=True)
class Trial:
    """The dry run of a state. ``check`` has the cells of a sheet, ``reasons`` all that blocks."""

    outcomes: tuple[Outcome, ...] = ()
    conflicts: tuple[FieldConflict, ...] = ()
    reasons: tuple[str, ...] = ()
    check: SheetCheck | None = None

    def count(self, kind: str) -> int:
        """How many cases of that kind."""
        return sum(each.kind == kind for each in self.outcomes)

    @property
    def ready(self) -> bool:
        """Whether the file would be taken in."""
        return bool(self.outcomes) and not self.reasons

"""Shapes of the answers (CONTRACT.md 'JSON answers') and their plain-text form."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from app.errors import UsageError
from app.i18n import tr

if TYPE_CHECKING:
    from app.care.case import Case
    from app.services.cases import CaseFilter, CaseRow
    from app.services.files import ImportReport

Json = dict[str, object]


@dataclass(slots=True)
class ImportAnswer:
    """The reports of all files of one call."""

    created: list[Json] = field(default_factory=list)
    updated: list[Json] = field(default_factory=list)
    unchanged: list[Json] = field(default_factory=list)
    undecided: list[Json] = field(default_factory=list)
    refused: list[Json] = field(default_factory=list)
    conflicts: list[Json] = field(default_factory=list)

    def add(self, file: str, report: ImportReport) -> None:
        for name in ("created", "updated", "unchanged", "undecided"):
            getattr(self, name).extend(
                {"uuid": case.uuid, "case_no": case.case_no} for case in getattr(report, name)
            )
        self.refused.extend(
            {"file": file, "row": p.row, "column": p.column, "reason": p.reason}
            for p in report.refused
        )
        self.conflicts.extend(
            {"uuid": c.case_uuid, "case_no": c.case_no, "field": c.field, "label": c.label}
            for c in report.conflicts
        )

    def as_json(self) -> Json:
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "undecided": self.undecided,
            "refused": self.refused,
            "conflicts": self.conflicts,
        }

    def lines(self, *, dry_run: bool) -> list[str]:
        lines = [tr("下見です。何も保存していません。")] if dry_run else []
        lines.append(
            tr(
                "新規 {created}・更新 {updated}・変更なし {unchanged}・要確認 {undecided}",
                created=len(self.created),
                updated=len(self.updated),
                unchanged=len(self.unchanged),
                undecided=len(self.undecided),
            )
        )
        return lines

    def refusals(self) -> list[str]:
        """What stands on standard error: each problem's place and reason, never its value."""
        if not self.refused:
            return []
        places = [
            "  ".join(str(p[part]) for part in ("file", "row", "column", "reason") if p[part])
            for p in self.refused
        ]
        return [*places, tr("問題のあるファイルからは何も取り込んでいません。")]


def plain(value: object) -> object:
    """Frozen values as JSON: dataclasses to objects, enums to their value."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


_FILTER_NAMES = {
    "care_level": "care_levels",
    "feature": "feature_codes",
    "feature_code": "feature_codes",
    "status": "statuses",
    "session_type": "session_types",
    "sex": "sexes",
    "household": "households",
    "district": "districts",
}
"""One value is one thing: ``--filter care_level=支援2`` reads better than the list's name."""


def case_filter(pairs: Sequence[str]) -> CaseFilter | None:
    """``key=value`` arguments as a filter; an unknown key is a wrong call."""
    from app.services.cases import CaseFilter

    if not pairs:
        return None
    values: dict[str, list[str]] = {}
    for pair in pairs:
        key, _, value = pair.partition("=")
        key = key.strip().replace("-", "_")
        values.setdefault(_FILTER_NAMES.get(key, key), []).append(value.strip())
    known = {f.name for f in dataclasses.fields(CaseFilter)}
    if unknown := sorted(set(values) - known):
        raise UsageError(
            tr("知らない条件です：{key}", key=unknown[0]),
            todo=tr("使える条件：{keys}", keys=", ".join(sorted(known))),
        )
    return CaseFilter.from_texts(values)


def case_row(row: CaseRow) -> Json:
    data = plain(row)
    assert isinstance(data, dict)  # noqa: S101 - a dataclass always becomes an object
    return data


def case_cells(row: CaseRow) -> list[str]:
    from app.care.scales import care_level_label, case_status_label

    return [
        "" if row.case_no is None else str(row.case_no),
        row.pseudonym,
        "" if row.age is None else str(row.age),
        care_level_label(row.care_level) if row.care_level else "",
        row.main_disease,
        case_status_label(row.status),
    ]


def risks_json(case: Case) -> Json:
    from app.care.consistency import hints
    from app.care.medical_risk import candidates

    return {
        "candidates": [
            {
                "rule_id": c.rule_id,
                "priority": c.priority,
                "title": c.title(),
                "question": {"ja": c.question("ja"), "en": c.question("en")},
                "evidence": [{"field": e.field, "snippet": e.snippet} for e in c.evidence],
                "profession": c.profession(),
                "source": c.source,
                "state": c.state,
            }
            for c in candidates(case)
        ],
        "hints": [
            {"rule_id": h.rule_id, "item": h.item, "question": h.question()} for h in hints(case)
        ],
    }


def risk_lines(case: Case) -> list[str]:
    from app.care.consistency import hints
    from app.care.medical_risk import candidates

    lines = []
    for c in candidates(case):
        lines.append(f"{c.rule_id} [{c.priority}] {c.title()}（{c.profession()}）")
        lines.append(f"    {c.question()}")
        lines += [f"    ・{e.field}: {e.snippet}" for e in c.evidence]
    lines += [f"{h.rule_id} {h.item}: {h.question()}" for h in hints(case)]
    return lines


def confirmed() -> bool:
    """Whether a person at a terminal agrees to names leaving the program."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    answer = input(tr("氏名・住所などを含めて書き出します。よろしいですか（yes/no）："))
    return answer.strip().lower() in ("y", "yes", "はい")


def lines_of(value: object, indent: int = 0) -> list[str]:
    """Any JSON value as indented lines, empty values left out."""
    pad = "  " * indent
    if isinstance(value, Mapping):
        lines = []
        for key, item in value.items():
            if item in (None, "", [], {}):
                continue
            if isinstance(item, Mapping | list):
                lines.append(f"{pad}{key}:")
                lines += lines_of(item, indent + 1)
            else:
                lines.append(f"{pad}{key}: {item}")
        return lines
    if isinstance(value, list):
        lines = []
        for item in value:
            inner = lines_of(item, indent + 1)
            if inner:
                lines += [f"{pad}- {inner[0].strip()}", *inner[1:]]
        return lines
    return [f"{pad}{value}"]

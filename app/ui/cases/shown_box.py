"""投影してよい: only marked parts of a case reach the wall (DESIGN-SYSTEM §9)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox

from app.care.case import Case
from app.i18n import tr
from app.ui.cases.form import FormSection


def shown_box(section: FormSection, part: str, label: str = "") -> QCheckBox:
    """The box that marks ``part`` of the case for the wall."""

    def change(case: Case, on: object) -> Case:
        parts = case.projected_fields | {part} if on else case.projected_fields - {part}
        return replace(case, projected_fields=parts)

    return section.check(
        f"projected_{part}",
        label or tr("投影してよい"),
        lambda case: part in case.projected_fields,
        change,
    )

"""The editor's one primary button: 準備完了, or what keeps the case from it and the way there."""

from __future__ import annotations

from app.care.case import Case
from app.care.completeness import remaining, sections
from app.care.readiness import BEFORE_READY
from app.i18n import tr
from app.ui.widgets.buttons import Button

_SHOWN = 8


class SubmitButton(Button):
    """Counts what is left; the tooltip names it. A privacy doubt counts like a missing entry."""

    def __init__(self) -> None:
        super().__init__(tr("準備完了にする"), "submit_case", kind="primary")

    def show_case(self, case: Case, doubts: int) -> None:
        """Say what is left of ``case``, or that it is ready."""
        left = remaining(case) + doubts
        ready = not left and case.status not in BEFORE_READY
        words = tr("準備完了にする（残り{n}項目）", n=left) if left else tr("準備完了にする")
        self.setText(tr("準備完了") if ready else words)
        self.setEnabled(not ready)
        self.setToolTip(tr("この事例は会議に出せます。") if ready else _open_words(case, doubts))


def _open_words(case: Case, doubts: int) -> str:
    names = [name for section in sections(case) for name in section.missing]
    if len(names) > _SHOWN:
        names[_SHOWN:] = [tr("ほか{n}件", n=len(names) - _SHOWN)]
    if doubts:
        names.append(tr("個人情報の確認 {n}件", n=doubts))
    return "\n".join(names)

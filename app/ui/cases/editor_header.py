"""The editor's header: whose case it is, where it stands on the agenda, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.care.case import Case
from app.care.scales import care_level_label, sex_label
from app.i18n import tr
from app.services.conferences import conferences_of
from app.services.store import Store
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.chip import Chip

_MARK = 36


class EditorHeader:
    """Chips beside the name and the buttons at the right; both give way to the name."""

    def __init__(self) -> None:
        self.person = Chip("", name="case_person")
        self.agenda = Chip("", name="case_agenda")
        self._paper: Button | None = None

    def buttons(
        self,
        *,
        compare: Callable[[], object],
        revisions: Callable[[], object],
        paper: Callable[[], object],
        judge: Callable[[], object],
    ) -> list[QWidget]:
        """What the header offers, from what is used least to what is used most.

        The looks back are quiet marks without a frame; in a narrow window printing gives up
        its words.
        """
        before = _mark("editor_previous", "swap", tr("前回の事例"))
        before.setToolTip(tr("前回の事例とならべる・閉じる") + "  Ctrl+B")
        past = _mark("editor_revisions", "clock", tr("これまでの保存"))
        past.setToolTip(tr("これまでの保存を見る・戻す") + "  Ctrl+H")
        words = tr("印刷の見本")
        self._paper = Button(words, "editor_print", icon="print", key="Ctrl+P", accessible=words)
        judgement = Button(tr("ADL・IADL"), "editor_judgement", key="Ctrl+G", shortcut=True)
        for button, run in (
            (before, compare), (past, revisions), (judgement, judge), (self._paper, paper),
        ):  # fmt: skip
            button.clicked.connect(run)
        return [before, past, judgement, self._paper]

    def show_case(self, case: Case) -> None:
        """81歳・男・要支援1"""
        parts = [
            tr("{age}歳", age=case.age) if case.age is not None else "",
            sex_label(case.sex) if case.sex else "",
            care_level_label(case.care_level) if case.care_level else "",
        ]
        self.person.set_chip("・".join(part for part in parts if part))

    def show_agenda(self, store: Store, uuid: str) -> None:
        """第27回 2番目: the nearest conference that has this case on its agenda."""
        held = conferences_of(store, uuid)
        words = ""
        if held:
            place = next(i for i, item in enumerate(held[0].agenda, 1) if item.case_uuid == uuid)
            words = tr("第{number}回 {place}番目", number=held[0].number, place=place)
        self.agenda.setText(words)

    def fit(self, width: int, *, practice: bool, doubts: bool) -> None:
        """The place on the agenda gives way to the name (練習用 takes room too) and to doubts.

        With a doubt in a narrow window age and level give way as well: they stand in the form.
        """
        wide = width > theme.px(theme.NARROW_WIDTH + 120 * practice)
        self.agenda.setVisible(bool(self.agenda.text()) and wide and not doubts)
        self.person.setVisible(bool(self.person.text()) and (wide or not doubts))
        if self._paper is not None:
            words = tr("印刷の見本")
            self._paper.setText("" if width <= theme.px(theme.NARROW_WIDTH) else words)
            self._paper.setToolTip(f"{words}  Ctrl+P")


def _mark(name: str, icon: str, words: str) -> Button:
    mark = Button("", name, icon=icon, kind="text", accessible=words)
    mark.setFixedWidth(theme.px(_MARK))
    return mark

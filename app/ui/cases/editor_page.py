"""page_case_editor: the whole case on one page, no tabs (design 03)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.care.case import Case, CaseStatus, PrivateIdentity
from app.care.completeness import sections
from app.care.readiness import BEFORE_READY
from app.clock import today
from app.i18n import tr
from app.services.cases import new_case
from app.services.changes import ChangeSet
from app.ui import theme
from app.ui.cases.draft import CaseDraft, draft_of
from app.ui.cases.duplicate_note import DuplicateNote
from app.ui.cases.editor_header import EditorHeader
from app.ui.cases.editor_keys import key_helps
from app.ui.cases.editor_moves import EditorMoves
from app.ui.cases.editor_past import case_ways_out, duplicate_case, show_revisions
from app.ui.cases.editor_privacy import EditorPrivacy
from app.ui.cases.editor_rail import EditorRail
from app.ui.cases.editor_risks import RiskStrip
from app.ui.cases.editor_submit import SubmitButton, focus_gap
from app.ui.cases.form import FormSection
from app.ui.cases.previous_panel import PreviousPanel
from app.ui.cases.privacy_watch import watch_of
from app.ui.cases.rare_note import RareNote
from app.ui.cases.rows_table import CellEditor, commit_cell
from app.ui.cases.section_basic import BasicSection
from app.ui.cases.section_checks import ChecksSection
from app.ui.cases.section_life import LifeSection
from app.ui.cases.section_medical import MedicalSection
from app.ui.cases.section_meeting import MeetingSection
from app.ui.cases.section_people import ConsentSection, IdentitySection
from app.ui.cases.section_plan import PlanSection
from app.ui.cases.view_mode import tell_place, view_only
from app.ui.context import UiContext
from app.ui.page import Crumb, KeyHelp, Page
from app.ui.widgets.buttons import Button
from app.ui.widgets.enter_walk import enter_walks
from app.ui.widgets.message_bar import Action
from app.ui.widgets.save_state import SaveState
from app.ui.widgets.scroll import ScrollArea
from app.ui.widgets.text_area import PlainTextArea

RAIL, RAIL_NARROW = 178, 148
STRIP, STRIP_NARROW = 292, 250
BOTH_STRIPS = 1600
GAP = "gap"  # opened at whatever keeps the case from being ready


class CaseEditorPage(Page):
    """Rail, form and risk strip over the shared draft of the case."""

    page_name = "page_case_editor"
    section = "page_cases"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._draft: CaseDraft | None = None
        day = today(context.clock)
        self.identity = IdentitySection(day)
        self.sections: dict[str, FormSection] = {
            section.key: section
            for section in (
                BasicSection(day),
                MedicalSection(day),
                LifeSection(),
                PlanSection(day),
                MeetingSection(),
                ChecksSection(),
                ConsentSection(day),
                self.identity,
            )
        }
        self.rail = EditorRail()
        self.previous = PreviousPanel(context, self._duplicate)
        self.risks = RiskStrip(context.clock, context.store.actor)
        self.duplicates = DuplicateNote(context)
        self.rare = RareNote(context, lambda case: self._edited(case, ""))
        self._header = EditorHeader()
        self._save_state = SaveState()
        self._submit = SubmitButton()
        self._submit.clicked.connect(self._hand_in)
        self._typing = False
        self._told = False
        self._build()
        self.moves = EditorMoves(
            self, self.sections, self.form_area, self._form, self.rail, self.previous.show_section
        )
        self._connect()
        if context.store.read_only:
            view_only(self._form)

    def _build(self) -> None:
        # From the outside in: Qt works through a full form again each time it moves.
        self.form_area = ScrollArea()
        self.form_area.setObjectName("case_scroll")
        self.form_area.setWidgetResizable(True)
        self.form_area.setFrameShape(QFrame.Shape.NoFrame)
        self.form_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        row.addLayout(middle, 1)
        middle.addWidget(self.duplicates)
        middle.addWidget(self.form_area, 1)
        middle.addWidget(self.rare)  # below: what is being typed above must not move
        self._fill_form()
        row.addWidget(self.previous)
        row.addWidget(self.risks)

    def _fill_form(self) -> None:
        self._form = form = QWidget()
        form.setObjectName("case_form")
        form.setMaximumWidth(theme.px(theme.FORM_WIDTH))
        column = QVBoxLayout(form)
        column.setContentsMargins(theme.px(20), 0, theme.px(18), theme.px(20))
        column.setSpacing(theme.px(4))
        self.form_area.setWidget(form)
        for section in self.sections.values():
            column.addWidget(section)
        self.privacy = EditorPrivacy(self, self.sections, self.form_area, self.rail, column)
        column.addSpacing(theme.px(6))
        column.addWidget(self._way_on(), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        enter_walks(form)

    def _way_on(self) -> Button:
        """Where Enter leads after the last field; the next thing to do for a case."""
        button = Button(tr("ADL・IADLの判定へ"), "editor_go_on", icon="next")
        button.setAutoDefault(True)  # Enter presses it
        button.clicked.connect(self._judge)
        return button

    def _connect(self) -> None:
        for section in self.sections.values():
            section.edited.connect(self._edited)
        self.risks.edited.connect(lambda case: self._edited(case, ""))
        self.risks.cell_wanted.connect(self._judge)
        self.previous.edited.connect(lambda case: self._edited(case, ""))
        self.previous.shown.connect(self._fit_strips)
        self.identity.typed.connect(self._identity_typed)
        self.privacy.count.changed.connect(self._fit_header)
        self.privacy.count.changed.connect(self._show_submit)
        self.rail.chosen.connect(self._jump)
        for key, run in (
            ("Ctrl+S", self.leave),
            ("Ctrl+Down", lambda: self.moves.step(1)),
            ("Ctrl+Up", lambda: self.moves.step(-1)),
            ("Ctrl+H", self.show_revisions),
            ("Ctrl+B", self.previous.toggle),
            ("Ctrl+Shift+N", self._duplicate),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # Header.

    @property
    def title(self) -> str:
        if self._draft is None:
            return tr("事例の編集")
        case = self._draft.case
        return tr("No.{no} {name}", no=case.case_no or "–", name=case.pseudonym)

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(tr("事例"), "page_cases")]

    def title_widgets(self) -> list[QWidget]:
        return [self._header.person, self._header.agenda, self.privacy.count]

    def header_widgets(self) -> list[QWidget]:
        buttons = self._header.buttons(
            compare=self.previous.toggle,
            revisions=self.show_revisions,
            paper=self.print_here,
            judge=self._judge,
        )
        return [self._save_state, *buttons, self._submit]

    def status_text(self) -> str:
        if self._draft is None:
            return ""
        case = self._draft.case
        return tr("編集中：No.{no} {name}", no=case.case_no or "–", name=case.pseudonym)

    def keys(self) -> list[KeyHelp]:
        return key_helps()

    # What the shell asks for.

    def opened(self, **params: object) -> None:
        if params.get("new"):
            made = new_case(self.context.store)
            self.announce(ChangeSet(frozenset({"case"}), frozenset({made.uuid}), self))
            params = {"case_uuid": made.uuid}
        uuid = str(params["case_uuid"])
        fresh = self._draft is None or self._draft.case.uuid != uuid
        draft = self._take_draft(uuid)
        self._show_case(draft.case)
        self.identity.show_identity(draft.identity)
        self.privacy.follow(watch_of(self.context, draft))
        self._show_agenda()
        self.duplicates.show_case(uuid)
        self._told = tell_place(self, told=self._told)
        self.header_changed.emit()
        self.status_changed.emit(self.status_text())
        wanted = GAP if params.get("gap") else str(params.get("section") or "")
        if params.get("doubt"):
            QTimer.singleShot(0, self, self.privacy.go_to_first)
        elif wanted or fresh:
            QTimer.singleShot(0, self, lambda: self._start_at(wanted))

    def _take_draft(self, uuid: str) -> CaseDraft:
        draft = draft_of(self.context, uuid)  # reloads one that is open already
        if draft is not self._draft:
            if self._draft is not None:
                self._draft.changed.disconnect(self._case_changed)
                self._draft.identity_changed.disconnect(self.identity.show_identity)
                self._draft.release(self._save_state, self)
            self._draft = draft
            draft.changed.connect(self._case_changed)
            draft.identity_changed.connect(self.identity.show_identity)
            draft.attach(self._save_state, self)
            self.form_area.verticalScrollBar().setValue(0)
        return draft

    def _start_at(self, section: str) -> None:
        if section and section != GAP:
            self._jump(section)
        elif not (section and self._go_to_gap()):
            self.sections["basic"].fields["first_visit_date"].setFocus()
            self.moves.show_here()

    def changed(self, changes: ChangeSet) -> None:
        """The case, its identity or its conference was saved by another page or a file."""
        if self._draft is None or changes.source is self._draft:
            return
        uuid = self._draft.case.uuid
        if uuid in changes.ids:
            self._draft.reload()
            self.privacy.reload()
        if uuid in changes.ids or "conference" in changes.kinds:
            self._show_agenda()

    def leave(self) -> bool:
        self._commit_focus()
        return self._draft.flush() if self._draft is not None else True

    def place(self) -> Crumb | None:
        draft = self._draft
        return Crumb("", self.page_name, {"case_uuid": draft.case.uuid}) if draft else None

    def failure_actions(self) -> list[Action]:
        draft = self._draft
        ways = case_ways_out(self, draft, self._commit_focus) if draft is not None else []
        return ways or self.privacy.actions()

    def undo(self) -> bool:
        return self._draft is not None and self._step(self._draft, self._draft.undo)

    def redo(self) -> bool:
        return self._draft is not None and self._step(self._draft, self._draft.redo)

    def _step(self, draft: CaseDraft, go: Callable[[], bool]) -> bool:
        """Undo or redo, and bring on screen what it changed."""
        if isinstance(self.focusWidget(), CellEditor):
            return False  # typing in a cell is taken back inside the cell, as in Excel
        self._commit_focus()
        before, who = draft.case, draft.identity
        self._typing = True  # the hints follow a moment later: Ctrl+Z may be held down
        try:
            moved = go()
        finally:
            self._typing = False
        if not moved:
            return False
        changed = [each.first_difference(before, draft.case) for each in self.sections.values()]
        changed.append(self.identity.first_identity_difference(who, draft.identity))
        field = next((field for field in changed if field is not None), None)
        if field is not None:
            self.moves.bring_up(field)
        return True

    def show_revisions(self) -> None:
        """Ctrl+H: the saves of the case; from a field of the identity, those of the identity."""
        if self._draft is not None:
            self.leave()
            focus = self.focusWidget()
            private = focus is not None and self.identity.isAncestorOf(focus)
            show_revisions(self, self.context.store, self._draft, private=private)

    def print_here(self) -> bool:
        if self._draft is None or not self.leave():
            return False
        if self.privacy.refuses():
            return True
        from app.ui.paper.preview import preview_case_sheet

        preview_case_sheet(self, self.context, [self._draft.case.uuid])
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for fit in (self._fit_strips, self._fit_rail, self._fit_header):
            fit()

    def _fit_strips(self) -> None:
        """The risk strip gives way to the last case where both would squeeze the form (§4)."""
        width = self.window().width()
        narrow = width <= theme.px(theme.NARROW_WIDTH)
        self.risks.setFixedWidth(theme.px(STRIP_NARROW if narrow else STRIP))
        self.previous.fit(narrow=narrow)
        self.risks.setVisible(self.previous.isHidden() or width >= theme.px(BOTH_STRIPS))

    def _fit_rail(self) -> None:
        narrow = self.window().width() <= theme.px(theme.NARROW_WIDTH)
        self.rail.fit(RAIL_NARROW if narrow else RAIL, self.height())

    # The case.

    def _edited(self, case: Case, step: str) -> None:
        """``step`` names the field while somebody is typing in it."""
        if self._draft is None:
            return
        self._typing = bool(step)
        try:
            self._draft.edit(case, step or None)
        finally:
            self._typing = False

    def _identity_typed(self, identity: PrivateIdentity, part: str) -> None:
        if self._draft is not None:
            self._draft.edit_identity(identity, f"identity_{part}")

    def _case_changed(self, case: Case) -> None:
        """Another page edits the case while this one is hidden; ``opened`` shows it then."""
        if self.isVisible():
            self._show_case(case)

    def _show_case(self, case: Case) -> None:
        for section in self.sections.values():
            section.show_case(case)
        self.rail.show_case(case)
        self.privacy.case_shown(typing=self._typing)
        self.rare.show_case(case, typing=self._typing)
        self._fit_rail()
        self.risks.show_case(case, typing=self._typing)
        if self._draft is not None:
            self.previous.show_case(case, self._draft.identity)
        self._header.show_case(case)
        self._fit_header()
        self._show_submit()
        self.header_changed.emit()
        self.status_changed.emit(self.status_text())

    def _show_submit(self) -> None:
        """What is left, or that nothing is and the case is ready."""
        if self._draft is not None:
            self._submit.show_case(self._draft.case, self._doubts())

    def _doubts(self) -> int:
        return len(self.privacy.watch.doubts) if self.privacy.watch is not None else 0

    def _show_agenda(self) -> None:
        assert self._draft is not None  # noqa: S101 - called after opening
        self._header.show_agenda(self.context.store, self._draft.case.uuid)
        self._fit_header()

    def _fit_header(self) -> None:
        self._header.fit(
            self.window().width(),
            practice=self.context.store.practice,
            doubts=not self.privacy.count.isHidden(),
        )

    def _hand_in(self) -> None:
        """With something missing, go there; complete, the case is ready for the meeting."""
        if self._draft is None or self._go_to_gap():
            return
        if self._draft.case.status in BEFORE_READY:
            self._edited(replace(self._draft.case, status=CaseStatus.READY), "")
        self.leave()

    def _go_to_gap(self) -> bool:
        """To the first thing that keeps the case from being ready; False where nothing does."""
        if self._draft is None:
            return False
        missing = [each for each in sections(self._draft.case) if each.missing]
        if missing and missing[0].key == "judgement":
            self._judge()
        elif missing:
            field = focus_gap(self.sections.values(), missing[0].fields[0])
            if field is not None:
                self.moves.bring_up(field)
                self.moves.show_here()
        elif self._doubts():
            self.privacy.go_to_first()
        else:
            return False
        return True

    def _duplicate(self) -> None:
        """Ctrl+Shift+N: a new case of the same person, opened beside this one."""
        if self._draft is not None and self.leave():
            duplicate_case(self, self._draft.case.uuid)

    def _judge(self, cell: object = None) -> None:
        """The judgement of this case, at the rating a question asks about."""
        if self._draft is not None:
            place = cell if isinstance(cell, dict) else {}
            self.context.navigate("page_judgement", case_uuid=self._draft.case.uuid, **place)

    def _commit_focus(self) -> None:
        """Let the field being typed in hand over its value before saving or undoing."""
        focus = self.focusWidget()
        if isinstance(focus, PlainTextArea):
            focus.commit()
        elif isinstance(focus, CellEditor):
            commit_cell(focus)
        elif isinstance(focus, QLineEdit):
            focus.editingFinished.emit()

    def _jump(self, key: str) -> None:
        if key == "judgement":
            self._judge()
            return
        self.moves.jump(key)

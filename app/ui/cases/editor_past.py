"""What the pages of a case share beside its draft: its saves, ways out, the next case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.care.case import Case, PrivateIdentity
from app.errors import UserFacingError
from app.i18n import tr
from app.services.history import case_versions, identity_versions
from app.services.previous import new_from_previous
from app.services.store import Store
from app.ui.cases.draft import CaseDraft
from app.ui.cases.revisions_dialog import RecordPast, RevisionsDialog
from app.ui.page import Page
from app.ui.rescue import ways_out
from app.ui.widgets.message_bar import Action


def show_revisions(
    parent: QWidget, store: Store, draft: CaseDraft, *, private: bool
) -> RevisionsDialog:
    """Open the list of saves of the case, or with ``private`` that of the identity."""
    pasts = (_case_past(store, draft), _identity_past(store, draft))
    dialog = RevisionsDialog(pasts, parent, shown="identity" if private else "case")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def case_ways_out(page: Page, draft: CaseDraft, commit: Callable[[], object]) -> list[Action]:
    """What the bar offers while the case can't be saved; ``commit`` takes over open fields."""

    def on_screen() -> tuple[tuple[Case, ...], tuple[PrivateIdentity, ...]]:
        commit()
        return (draft.case,), (draft.identity,)

    return ways_out(page, draft.saver, on_screen)


def duplicate_case(page: Page, uuid: str) -> None:
    """次の会議のために複製, and open the new case."""
    try:
        made = new_from_previous(page.context.store, uuid, source=page)
    except UserFacingError as error:
        page.failed.emit(error)
        return
    page.announce(made.changes)
    page.context.navigate("page_case_editor", case_uuid=made.case.uuid)


def _case_past(store: Store, draft: CaseDraft) -> RecordPast:
    def take(record: Any) -> bool:
        draft.edit(cast(Case, record))
        return draft.flush()

    uuid = draft.case.uuid
    return RecordPast(
        "case",
        tr("事例の内容"),
        lambda older: case_versions(store, uuid, older_than=older),
        lambda: draft.case,
        take,
    )


def _identity_past(store: Store, draft: CaseDraft) -> RecordPast:
    def take(record: Any) -> bool:
        draft.edit_identity(cast(PrivateIdentity, record))
        return draft.flush()

    uuid = draft.case.uuid
    return RecordPast(
        "identity",
        tr("本人の情報"),
        lambda older: identity_versions(store, uuid, older_than=older),
        lambda: draft.identity,
        take,
    )

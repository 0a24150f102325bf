"""The gentle question above the editor: is this the person of another case?"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.errors import UserFacingError
from app.i18n import tr
from app.services.changes import ChangeSet
from app.services.duplicates import Duplicate, call_different, duplicates_of
from app.ui.context import UiContext
from app.ui.widgets.message_bar import Action
from app.ui.widgets.note import InlineNote


class DuplicateNote(InlineNote):
    """Hidden unless another case may be the same person; asks about one case at a time.

    It tells number and pseudonym of the other case, never who the other person is.
    """

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(
            name="duplicate_note",
            kind="yama",
            actions=[
                Action(tr("その事例を開く"), "duplicate_open", self._open),
                Action(tr("別の人です"), "duplicate_different", self._different),
            ],
            parent=parent,
        )
        self._context = context
        self._uuid = ""
        self._other: Duplicate | None = None
        self.hide()
        context.hub.announced.connect(self._changed)

    def show_case(self, uuid: str) -> None:
        """Ask about the case ``uuid``, or say nothing."""
        self._uuid = uuid
        try:
            found = duplicates_of(self._context.store, uuid)
        except UserFacingError:
            found = []  # a question that can't be asked keeps nobody from working
        self._other = found[0] if found else None
        if self._other is not None:
            self.set_note(_words(self._other))
        self.setVisible(self._other is not None)

    def _changed(self, changes: ChangeSet) -> None:
        if self._uuid and changes.kinds & {"case", "identity"} and not self._page_is_hidden():
            self.show_case(self._uuid)

    def _page_is_hidden(self) -> bool:
        holder = self.parentWidget()
        return holder is None or not holder.isVisible()

    def _open(self) -> None:
        if self._other is not None:
            self._context.navigate("page_case_editor", case_uuid=self._other.uuid)

    def _different(self) -> None:
        if self._other is None:
            return
        try:
            call_different(self._context.store, self._uuid, self._other.uuid)
        except UserFacingError as error:
            self.set_note(error.sentence(), kind="akane")
            return
        self.show_case(self._uuid)


def _words(other: Duplicate) -> str:
    why = {
        "insured_number": tr("被保険者番号が同じ"),
        "name": tr("名前と生年月日が同じ"),
        "sheet": tr("年齢・性別・地区・初回訪問日が同じ"),
    }[other.agreement]
    return tr(
        "No.{no} {name} と同じ人かもしれません（{why}）。",
        no=other.case_no if other.case_no is not None else "–",
        name=other.pseudonym,
        why=why,
    )

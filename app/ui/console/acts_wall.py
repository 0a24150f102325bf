"""The acts on the wall: showing, hiding, holding, what the frame may hold."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from app.care.case import Case
from app.errors import UserFacingError
from app.services.projection import note_wall
from app.ui.paper.way_in import way_in

if TYPE_CHECKING:
    from app.ui.console.page import ConsolePage


class WallActs:
    """What the facilitator does with the wall; its state is the session's."""

    def __init__(self, page: ConsolePage) -> None:
        self._page = page

    def show(self) -> None:
        """F5: put the live frame on the wall."""
        session = self._page.session
        if session is not None and not session.closed:
            session.show()
            self._page.refresh_wall()

    def hide(self) -> None:
        """F5 again: no window of ours on any screen."""
        if self._page.session is not None:
            self._page.session.hide()
            self._page.room.take_down()  # first of all: making a frame may fail
            self._page.refresh_wall()

    def toggle(self) -> None:
        """One key to show again after a restart."""
        session = self._page.session
        if session is not None:
            (self.hide if session.output.on_wall else self.show)()

    def blank(self) -> None:
        """B, Ctrl+B or ``.``: black, and back."""
        if self._page.session is not None:
            self._page.session.blank()
            self._page.refresh_wall()

    def freeze(self) -> None:
        """F4: the wall stands still while the console goes on."""
        if self._page.session is not None:
            self._page.session.freeze(self._page.source.view)
            self._page.refresh_wall()

    def monitor_lost(self) -> None:
        """The wall's screen went away."""
        if self._page.session is not None:
            self._page.session.monitor_lost()
            self._page.refresh_wall()

    def note(self, shown: bool) -> None:  # noqa: FBT001 - slot of a signal
        """Write into the trail that the projection began or ended; the wall doesn't wait for it.

        A rehearsal leaves no line.
        """
        session, store = self._page.session, self._page.context.store
        if session is not None and not self._page.keeping.rehearsal:
            with suppress(UserFacingError):
                note_wall(store, session.conference.uuid, shown=shown)

    def choose_content(self) -> None:
        """Open the panel above its button; for a case kept back, the case where it can be freed."""
        page, session = self._page, self._page.session
        if session is not None and page.source.note(session):
            way = way_in(page.context, [session.case_uuid or ""])
            if way is not None:
                way.run()
            return
        self._show_content()
        page.content.open_above(page.wall.content)

    def project_field(self, field: str, on: bool) -> None:  # noqa: FBT001 - slot of a signal
        """Let a field of the case reach the wall, or take it off; saved with the case."""
        page, case = self._page, self._case()
        if case is None:
            return
        fields = case.projected_fields | {field} if on else case.projected_fields - {field}
        page.keeping.save_case(replace(case, projected_fields=fields))
        page.refresh_wall()
        self._show_content()

    def turn_page(self, by: int) -> None:
        """The next or former page of what doesn't fit on one frame."""
        self._page.source.turn(by)
        self._page.refresh_wall()
        self._show_content()

    def _case(self) -> Case | None:
        session = self._page.session
        return self._page.cases.get(session.case_uuid or "") if session else None

    def _show_content(self) -> None:
        view = self._page.source.view
        pages = (view.page, view.pages) if view else (1, 1)
        self._page.content.show_content(self._case(), *pages)

"""Moving about in the editor: from section to section, and the rail that shows where one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.ui import theme
from app.ui.cases.editor_rail import EditorRail
from app.ui.cases.form import FormSection

_FIRST = "basic"


class EditorMoves(QObject):
    """Scrolls to sections and fields, and keeps the rail at the section a person is in."""

    def __init__(
        self,
        page: QWidget,
        sections: Mapping[str, FormSection],
        scroll: QScrollArea,
        form: QWidget,
        rail: EditorRail,
        entered: Callable[[str], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._sections = sections
        self._scroll = scroll
        self._form = form
        self._rail = rail
        self._entered = entered
        scroll.verticalScrollBar().valueChanged.connect(self._light)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def jump(self, key: str) -> None:
        """To the first field of a section, its heading at the top."""
        section = self._sections[key]
        top = section.mapTo(self._form, QPoint(0, 0)).y()
        self._scroll.verticalScrollBar().setValue(top)
        next(iter(section.fields.values())).setFocus(Qt.FocusReason.TabFocusReason)
        self._rail.show_current(key)

    def step(self, step: int) -> None:
        """To the next (+1) or previous (−1) section."""
        keys = list(self._sections)
        place = keys.index(self.current()) + step
        if 0 <= place < len(keys):
            self.jump(keys[place])

    def bring_up(self, field: QWidget) -> None:
        """Scroll a field into view."""
        self._scroll.ensureWidgetVisible(field, 0, theme.px(60))

    def current(self) -> str:
        """The section with the focus, or else the one at the top of the window."""
        focus = self._page.focusWidget()
        for key, section in self._sections.items():
            if focus is not None and section.isAncestorOf(focus):
                return key
        return self._in_view()

    def show_here(self) -> None:
        """Light the section the focus was just put into.

        Qt tells no change of focus while another window is the active one, a dialog on its way
        out for example.
        """
        self._rail.show_current(self.current())

    def _in_view(self) -> str:
        top = self._scroll.verticalScrollBar().value() + theme.px(60)
        current = _FIRST
        for key, section in self._sections.items():
            if section.y() <= top:
                current = key
        return current

    def _light(self) -> None:
        focus = self._page.focusWidget()
        if focus is None or not self._form.isAncestorOf(focus):
            self._rail.show_current(self._in_view())

    def _follow_focus(self) -> None:
        """Keep the focused field in view and its section lit.

        Connected without arguments: a widget destroyed while the focus moves must not be held.
        """
        now = QApplication.focusWidget()
        if now is None or not self._page.isVisible() or not self._form.isAncestorOf(now):
            return
        self.show_here()
        self._entered(self.current())
        self._scroll.ensureWidgetVisible(now, 0, theme.px(48))

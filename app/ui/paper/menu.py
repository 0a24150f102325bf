"""Which paper of a meeting: the menu behind 資料を印刷, each entry with its preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.ui import theme
from app.ui.context import UiContext
from app.ui.page import Page

if TYPE_CHECKING:
    from app.conference.meeting import Conference
    from app.services.papers import Kind

# In the order in which they are needed; an empty name parts before, on the day, and any time.
_ENTRIES: Final[tuple[Kind | None, ...]] = (
    "packet", "agenda", "case_sheet", "judgement_sheet",
    None, "attendance", "collection", "summary", "minutes",
    None, "resources", "blank",
)  # fmt: skip
_NEEDS_CASES: Final = frozenset({"packet", "agenda", "case_sheet", "judgement_sheet", "summary"})


def papers_menu(page: Page, context: UiContext, conference: Conference) -> QMenu:
    """All papers of ``conference``; those of cases are off while it has none."""
    from app.services.documents import kind_name

    menu = QMenu(page)
    menu.setObjectName("papers_menu")
    menu.setFont(theme.font(14))
    cases = [item.case_uuid for item in conference.agenda]
    for number, kind in enumerate((kind for kind in _ENTRIES if kind), 1):
        if _opens_group(kind):
            menu.addSeparator()
        key = "1234567890"[number - 1] if number <= 10 else "B"
        action = menu.addAction(f"{kind_name(kind)}(&{key})")
        action.setObjectName(f"print_{kind}")
        action.setEnabled(bool(cases) or kind not in _NEEDS_CASES)
        action.triggered.connect(_opener(page, context, kind, cases, conference.uuid))
    return menu


def show_papers_menu(page: Page, context: UiContext, conference: Conference, by: QWidget) -> None:
    """Open the menu below the button ``by``, its first entry chosen."""
    menu = papers_menu(page, context, conference)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(by.mapToGlobal(QPoint(0, by.height())))
    if menu.actions():
        menu.setActiveAction(menu.actions()[0])


def _opens_group(kind: Kind) -> bool:
    place = _ENTRIES.index(kind)
    return place > 0 and _ENTRIES[place - 1] is None


def _opener(
    page: Page, context: UiContext, kind: Kind, cases: Sequence[str], conference_uuid: str
) -> Callable[[], object]:
    from app.ui.paper.preview import preview_paper

    wanted = list(cases) if kind in _NEEDS_CASES else []

    def open_preview(_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        preview_paper(page, context, kind, wanted, conference_uuid=conference_uuid)

    return open_preview

"""What every page is given: store, clock, settings, change hub, task runner and navigation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.clock import Clock
from app.settings import Settings
from app.ui.hub import ChangeHub
from app.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from app.services.store import Store

Navigator = Callable[..., bool]


def _nowhere(page_name: str, **params: object) -> bool:
    """Before the shell exists there is nowhere to go."""
    del page_name, params
    return False


@dataclass(slots=True)
class UiContext:
    """Handed from the composition root to the shell and from there to each page."""

    store: Store
    clock: Clock
    settings: Settings
    hub: ChangeHub
    tasks: TaskRunner
    navigator: Navigator = field(default=_nowhere)

    def navigate(self, page_name: str, /, **params: object) -> bool:
        """Open a page by its name; False when the current page could not be left."""
        return self.navigator(page_name, **params)

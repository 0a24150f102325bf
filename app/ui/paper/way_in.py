"""From a refusal to the place in the case where it can be answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.care.disclosure.gate import consent_missing, doubts_open
from app.i18n import tr
from app.services.cases import get_case
from app.services.privacy import checker_of
from app.ui.context import UiContext
from app.ui.widgets.message_bar import Action


def way_in(
    context: UiContext, case_uuids: Sequence[str], before: Callable[[], object] | None = None
) -> Action | None:
    """To the consent or the first doubt of the first of these cases that is kept back.

    ``before`` runs first, for example to close a window. None where no case is kept back.
    """

    def lead(label: str, name: str, **place: object) -> Action:
        def go() -> None:
            if before is not None:
                before()
            context.navigate("page_case_editor", **place)

        return Action(label, name, go)

    for uuid in case_uuids:
        case = get_case(context.store, uuid)
        if consent_missing(case):
            return lead(tr("同意を開く"), "open_consent", case_uuid=uuid, section="consent")
        if doubts_open(case, checker_of(context.store, uuid)):
            return lead(tr("確認する"), "open_doubt", case_uuid=uuid, doubt=True)
    return None

"""事前共有: the packet is shown, and handing it out is remembered with the meeting."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.conference.preparation import PRE_SHARED, check_of
from app.services import conferences as verbs
from app.services.changes import ChangeSet
from app.services.home import home_data
from app.ui.conferences.page import ConferencesPage
from app.ui.context import UiContext
from app.ui.paper.preview import PaperPreview


def test_handing_the_packet_out_is_remembered_and_the_home_page_stops_asking(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    following = home_data(context.store).next_conference
    assert following is not None
    assert following.should_be_shared
    handed_out = ChangeSet(frozenset({"handout"}), frozenset({"x"}))
    context.hub.announce(handed_out)  # other papers: nothing was shared
    assert check_of(verbs.find_conference(context.store, 1), PRE_SHARED) is None
    page.sharing.button.click()
    preview = page.window().findChild(PaperPreview)
    assert isinstance(preview, PaperPreview)
    context.hub.announce(handed_out)
    assert check_of(verbs.find_conference(context.store, 1), PRE_SHARED) is not None
    assert page.sharing.button.text() == "共有ずみ 6日(火)"
    preview.reject()
    following = home_data(context.store).next_conference
    assert following is not None
    assert not following.should_be_shared

"""The tour's pictures of what meetings add up to: community issues and outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.care.knowledge import load
from app.i18n import language, tr

if TYPE_CHECKING:
    from app.ui.shell import MainWindow
    from app.ui.tour import Tour


def community_pictures(tour: Tour, window: MainWindow) -> None:
    """The board as it comes, then with issues under way, one of them opened."""
    from app.care.community import CommunityIssue, Policy
    from app.care.community import Stage as Step
    from app.services import community as verbs
    from app.ui.community.page import CommunityPage

    window.navigate("page_community")
    page = window.current_page()
    assert isinstance(page, CommunityPage)  # noqa: S101 - just opened
    tour.picture(window, "community_inbox", tr("地域課題：会議で出たものと候補"))
    store, lang = window.context.store, "en" if language() == "en" else "ja"
    for row in load("tour")["issue"]:
        made = verbs.confirm_candidate(store, row["code"], title=row[f"title_{lang}"]).value
        assert isinstance(made, CommunityIssue)  # noqa: S101 - the verb of issues
        verbs.sort_issue(store, made.uuid, row["type"])
        verbs.move_issue(store, made.uuid, Step(row["stage"]))
        policy = Policy(issue_uuid=made.uuid, title=row[f"policy_{lang}"])
        verbs.save_policy(store, policy)
    page.reread(made.uuid)
    tour.picture(window, "community", tr("地域課題：事例から施策へ"))
    chosen = page.view.chosen()
    assert chosen is not None  # noqa: S101 - one was just made
    page.act("open", chosen)
    tour.settle()
    for dialog in window.findChildren(QWidget, "issue_dialog"):
        tour.picture(dialog, "community_issue", tr("地域課題：根拠の事例と施策"))
        dialog.close()


def outcomes_pictures(tour: Tour, window: MainWindow) -> None:
    """What became of the people, as charts and as numbers."""
    from app.ui.outcomes.page import OutcomesPage

    window.navigate("page_outcomes")
    page = window.current_page()
    assert isinstance(page, OutcomesPage)  # noqa: S101 - just opened
    tour.settle(page.settled)
    tour.picture(window, "outcomes", tr("評価：指標とグラフ"))
    page.table_button.click()
    tour.picture(window, "outcomes_numbers", tr("評価：もとの数字（Ctrl+T）"))
    page.table_button.click()

"""A meeting that was running when the program ended: one key away right after unlocking.

Only Enter is needed. The wall stays hidden until somebody shows it again (RELIABILITY §C).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from app.conference import stages
from app.conference.meeting import Conference, ConferenceStatus
from app.i18n import tr
from app.services.cases import get_case
from app.services.conferences import get_conference, list_conferences
from app.services.store import Store
from app.ui.shell import MainWindow

RECENT = timedelta(hours=12)


def running_meeting(store: Store) -> Conference | None:
    """The meeting that is not closed and went on within the last hours.

    One that was left open last month is for the home page to mention, not for a dialog.
    """
    for row in list_conferences(store):
        if row.status is ConferenceStatus.RUNNING:
            conference = get_conference(store, row.uuid)
            if not conference.transitions:  # brought in by a file, never held here
                continue
            last = datetime.fromisoformat(conference.transitions[-1].wall_time)
            if abs(store.clock.now() - last) < RECENT:
                return conference
    return None


def propose_meeting(window: MainWindow, store: Store) -> None:
    """Offer to go back into the running meeting; Enter goes, Esc stays on the home page."""
    conference = None if store.read_only else running_meeting(store)
    if conference is None:
        return
    box = QMessageBox(window)
    box.setObjectName("resume_meeting")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(tr("くらしカンファ"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("会議が途中です。続けますか？"))
    place = _place(store, conference)
    words = tr("{place}から続けます。会場の画面は、映すまで隠れています。", place=place)
    box.setInformativeText(words)
    go = box.addButton(tr("会議に戻る"), QMessageBox.ButtonRole.AcceptRole)
    go.setObjectName("resume_yes")
    later = box.addButton(tr("あとで"), QMessageBox.ButtonRole.RejectRole)
    later.setObjectName("resume_no")
    box.setDefaultButton(go)
    uuid = conference.uuid
    go.clicked.connect(lambda: window.navigate("page_console", conference_uuid=uuid))
    box.open()


def _place(store: Store, conference: Conference) -> str:
    from app.ui.console.words import stage_title

    step = stages.replay(conference).step
    if step is None or step.case_uuid is None or step.stage is None:
        return tr("まとめ") if step == stages.CLOSING else tr("開会")
    numbers = [item.case_uuid for item in conference.agenda]
    number = numbers.index(step.case_uuid) + 1 if step.case_uuid in numbers else 0
    name = get_case(store, step.case_uuid).pseudonym
    return f"{number} {name} {stage_title(step.stage)}"

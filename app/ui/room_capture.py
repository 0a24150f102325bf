"""``dev projection``: exactly what the room would see of one case, as a picture and as texts."""

from __future__ import annotations

import os
from pathlib import Path

from app.care.disclosure import blocked
from app.conference.frame import room_view
from app.conference.meeting import Conference, Stage
from app.conference.output import OutputState, show
from app.errors import InputRefused
from app.i18n import language, tr
from app.services.cases import find_case
from app.services.conferences import conferences_of
from app.services.privacy import checker_of
from app.services.store import Store

Json = dict[str, object]


def capture_room(store: Store, number: str, stage: str, out: Path) -> Json:
    """Draw ``stage`` of a case in the real room window; write the PNG, return every text.

    The latest conference of the case gives order, entries and resources. A case that may not be
    shown is refused with the reason (exit code 3) and nothing is written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.ui.application import make_application
    from app.ui.projection.window import RoomWindow

    case = find_case(store, number)
    check = checker_of(store, case.uuid)
    if stopped := blocked(case, check):
        raise InputRefused(stopped.reason, tr("会場には何も出していません。"), stopped.todo)
    conference = next(iter(conferences_of(store, case.uuid)), Conference())
    agenda = [item.case_uuid for item in conference.agenda] or [case.uuid]
    view = room_view(
        case,
        check,
        stage=Stage(stage),
        order=1 + agenda.index(case.uuid),
        total=len(agenda),
        lang=language(),
        entries=conference.entries,
        resource_uses=conference.resource_uses,
        practice=store.practice,
    )
    app = make_application(language())
    window = RoomWindow()
    window.resize(1920, 1080)
    window.canvas.apply(show(OutputState()), view)
    window.show()
    app.processEvents()
    out.mkdir(parents=True, exist_ok=True)
    picture = out / f"projection-{case.case_no or 'case'}-{stage}.png"
    window.grab().save(str(picture))
    texts = window.texts()
    window.close()
    window.deleteLater()
    app.processEvents()
    return {
        "uuid": case.uuid,
        "case_no": case.case_no,
        "stage": stage,
        "png": picture.name,
        **texts,
    }

"""A whole task: prepare a case, hold the meeting, judge afterwards, print, in the real windows."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pypdfium2
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.care.case import TimePoint, judgement_of
from app.clock import FixedClock
from app.conference.meeting import ConferenceStatus, Stage
from app.services.cases import find_case, get_case
from app.services.conferences import get_conference, list_conferences
from app.services.papers import print_case_sheet
from app.services.store import practice_store
from app.settings import Settings
from app.ui import theme
from app.ui.cases.judgement_page import JudgementPage
from app.ui.console.page import ConsolePage
from app.ui.main import build_main_window


def test_prepare_hold_judge_print(
    qtbot: QtBot, qapp: object, fixed_clock: FixedClock, tmp_path: Path
) -> None:
    theme.apply_theme(qapp)  # type: ignore[arg-type]
    store = practice_store(tmp_path / "practice", clock=fixed_clock)
    window = build_main_window(store, fixed_clock, Settings())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    case = find_case(store, 105)
    first = min(list_conferences(store), key=lambda row: row.date)

    window.navigate("page_judgement", case_uuid=case.uuid, months=6)
    judgement = cast("JudgementPage", window.current_page())
    early = judgement.findChild(QPushButton, "judgement_record_early")
    assert early is not None  # the half year isn't over yet
    early.click()
    judgement.view.rate_current("O1")
    assert judgement.leave()

    window.navigate("page_console", conference_uuid=first.uuid)
    console = cast("ConsolePage", window.current_page())
    console.moving.go_to_case(case.uuid)
    for stage in Stage:
        console.moving.go_to_stage(stage)
        if console.moving.asked is not None:
            console.moving.go_on_with_risks()
        fixed_clock.advance(60)
        console.capture.text.setText(f"決めたこと {stage.value}")
        console.writing.record(True)
    assert console.leave()
    held = get_conference(store, first.uuid)

    print_case_sheet(store, [case.uuid], tmp_path / "sheet.pdf", conference_uuid=first.uuid)
    pdf = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
    text = pdf[0].get_textpage().get_text_range()
    pdf.close()

    item = judgement.model.item(0).key
    stored = get_case(store, case.uuid)
    assert judgement_of(stored, item, TimePoint.ACTUAL_6).rating == "O1"
    assert {entry.text for entry in held.entries} == {f"決めたこと {s.value}" for s in Stage}
    assert held.status is ConferenceStatus.RUNNING
    assert "くるみ" in text
    window.close()
    store.close()

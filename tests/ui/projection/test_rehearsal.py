"""A rehearsal is marked on the wall, but never calls real cases invented."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from app.conference.room import RoomView
from app.ui.projection.canvas import RoomCanvas


def test_a_rehearsal_says_practice_and_not_invented(qapp: QApplication) -> None:
    view = RoomView(language="ja", stage=None, identity=None, question="？", practice=True)
    canvas = RoomCanvas()
    canvas.show_view(view)
    canvas.grab()
    assert {"練習用", "架空の事例です"} <= set(canvas.texts())
    canvas.show_view(replace(view, rehearsal=True))
    canvas.grab()
    assert "練習用" in canvas.texts()
    assert "架空の事例です" not in canvas.texts()

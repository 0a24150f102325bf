"""The grid of ratings as tests look at it: the cursor, the ratings, the labels beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.care.case import Case
from app.ui.cases.judgement_model import Column
from app.ui.cases.judgement_page import JudgementPage

Stored = Callable[[int], Case]
KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ENTER, TAB, DELETE = KEY.Key_Return, KEY.Key_Tab, KEY.Key_Delete


def at(page: JudgementPage, row: int, column: Column) -> None:
    """Put the cursor into a cell."""
    page.view.setCurrentIndex(page.model.index(row, column))


def where(page: JudgementPage) -> tuple[int, int]:
    index = page.view.currentIndex()
    return index.row(), index.column()


def ratings(page: JudgementPage, column: Column, rows: range) -> list[str | None]:
    return [page.model.rating(row, column) for row in rows]


def label(page: JudgementPage, name: str) -> str:
    found = page.findChild(QWidget, name)
    assert found is not None
    return str(found.property("text"))

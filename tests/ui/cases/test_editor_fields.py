"""Every part of a case and of an identity can be edited in the editor, or is known not to be."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.care.case import DEFAULT_PROJECTED, CareDate, Case, PrivateIdentity
from app.services.cases import find_case
from app.ui.cases.editor_page import CaseEditorPage
from app.ui.cases.rows_table import RowsTable
from app.ui.context import UiContext
from app.ui.shell import MainWindow
from tests.ui.cases.keys import CTRL, press, strike

KEY = Qt.Key

NOT_HERE: Mapping[str, str] = {
    "uuid": "a key of the program",
    "row_version": "counted by the store",
    "practice": "a property of the store",
    "previous_case_uuid": "chosen by duplicating; the panel of the last case shows it",
    "birth_year": "comes with a file; the date of birth is a field of the identity",
    "imported_bmi": "comes with a file; shown beside the BMI it differs from",
    "extra": "unknown keys of a file, written back as they came",
    "conditions.extra": "as above",
    "medications.extra": "as above",
    "medications.generic": "read from the name of the medicine",
    "medications.brand": "read from the name of the medicine",
    "medications.classes": "read from the name of the medicine",
    "monitoring.month_label": "the month of the date",
    "community_issues.codes": "given where issues of several cases are gathered",
    "goal_rows.agreed": "decided in the meeting",
    "projected_fields.agenda_points": "points are spoken about, the wall never shows them",
    "judgements": "has a page of its own",
    "risk_decisions": "answered in the strip of hints",
    "privacy_decisions": "answered below the field",
    "follow_ups": "recorded on the judgement page",
}


def value(hint: Any, n: int) -> Any:
    """Some value of a type; another one for another ``n``."""
    kind, inner = typing.get_origin(hint), typing.get_args(hint)[:1]
    if kind in (types.UnionType, typing.Union):
        return value(inner[0], n)
    if kind in (tuple, frozenset):
        return kind(value(each, n) for each in inner)
    if hint is CareDate:
        return CareDate(f"{2018 + n}-01-01", f"{2018 + n}-01-01")
    if isinstance(hint, type) and issubclass(hint, Enum):
        return list(hint)[n % 2]
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        parts = {f.name: value(hints[f.name], n) for f in dataclasses.fields(hint)}
        return typing.cast("Any", hint)(**parts)
    simple: dict[Any, Any] = {str: f"{n}0", bool: n == 2, int: n, float: float(n)}
    return simple.get(hint, {"key": n})


def changes(base: Any, other: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """``base`` with one part taken from ``other``, for each part of it and of its rows."""
    for each in dataclasses.fields(base):
        mine, theirs = getattr(base, each.name), getattr(other, each.name)
        path = prefix + each.name
        inner = mine[0] if isinstance(mine, tuple) else mine
        if each.name == "projected_fields":
            for part in sorted(DEFAULT_PROJECTED):
                yield f"{path}.{part}", dataclasses.replace(base, projected_fields={part})
        elif path in NOT_HERE or not dataclasses.is_dataclass(inner) or type(inner) is CareDate:
            yield path, dataclasses.replace(base, **{each.name: theirs})
        else:
            changed = theirs[0] if isinstance(theirs, tuple) else theirs
            for name, part in changes(inner, changed, f"{path}."):
                if not name.endswith(".uuid"):
                    new = (part,) if isinstance(mine, tuple) else part
                    yield name, dataclasses.replace(base, **{each.name: new})


def shows(page: CaseEditorPage, before: Case, after: Case) -> bool:
    """Whether a field of the page reads differently; a table only where a cell does."""
    for section in page.sections.values():
        name = section.differing(before, after)
        if name is None:
            continue
        field = section.fields[name]
        if not isinstance(field, RowsTable):
            return True
        old, new = (section.value_of(name, case) for case in (before, after))
        if field.rows.texts(*old) != field.rows.texts(*new):
            return True
    return False


def opened(window: MainWindow, context: UiContext) -> CaseEditorPage:
    uuid = find_case(context.store, 105).uuid
    window.navigate("page_case_editor", case_uuid=uuid, section="checks")
    QApplication.processEvents()
    page = window.current_page()
    assert isinstance(page, CaseEditorPage)
    return page


def test_every_part_is_edited_here_or_known_not_to_be(context: UiContext, qtbot: QtBot) -> None:
    page = CaseEditorPage(context)
    qtbot.addWidget(page)
    base, other = value(Case, 1), value(Case, 2)
    parts = {path: shows(page, base, changed) for path, changed in changes(base, other)}

    assert [path for path, seen in parts.items() if not seen and path not in NOT_HERE] == []
    assert [path for path in NOT_HERE if parts.get(path, True)] == []  # none listed for nothing
    assert len(parts) > 100
    aside = {"case_uuid", "row_version", "extra"}
    for each in dataclasses.fields(PrivateIdentity):
        field = page.identity.findChild(QWidget, f"identity_{each.name}")
        assert (field is None) is (each.name in aside), each.name


def test_interests_are_marked_by_key_undone_and_saved(
    window: MainWindow, context: UiContext, stored: Callable[[int], Case]
) -> None:
    page = opened(window, context)
    grid = page.findChild(QWidget, "interest_codes")
    grid.setFocus()

    strike(grid, "３")  # full width: the input method is on
    press(grid, KEY.Key_Down)
    press(grid, KEY.Key_1)
    press(grid, KEY.Key_Up)
    press(grid, KEY.Key_2)
    press(grid, KEY.Key_Up)
    assert "してみたい" in grid.accessibleDescription()
    press(window, KEY.Key_S, held=CTRL)
    assert stored(105).interest_codes == ("010:interested", "030:doing", "030:wish")

    press(window, KEY.Key_Z, held=CTRL)
    press(grid, KEY.Key_1)  # the same mark again takes it back and stays
    press(grid, KEY.Key_Return)
    assert QApplication.focusWidget().objectName() == "interest_words"
    page.leave()
    assert stored(105).interest_codes == ("010:interested",)

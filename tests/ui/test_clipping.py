"""The helper that finds cut texts finds them, and lets what may be cut pass."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.ui.widgets.buttons import Button
from app.ui.widgets.chip import Chip
from app.ui.widgets.choice_field import ChoiceField
from app.ui.widgets.labels import Paragraph, SafeLabel
from tests.ui.clipping import clipped_texts
from tests.ui.conftest import ShowWidget

LONG = "長女が週1回まとめ買いをしている。囲碁クラブは休んでいる。"


def narrow(widget: QWidget, width: int = 90) -> QWidget:
    window = QWidget()
    window.resize(300, 200)
    widget.setParent(window)
    widget.setGeometry(5, 5, width, 30)
    return window


def test_a_label_without_room_is_found(show: ShowWidget) -> None:
    assert len(clipped_texts(show(narrow(SafeLabel(LONG))))) == 1


def test_an_elided_label_with_its_tooltip_passes(show: ShowWidget) -> None:
    assert clipped_texts(show(narrow(SafeLabel(LONG, elide=True)))) == []


def test_an_elided_label_whose_tooltip_says_something_else_is_found(show: ShowWidget) -> None:
    label = SafeLabel(LONG, elide=True)
    label.setToolTip("病名")

    assert len(clipped_texts(show(narrow(label)))) == 1


def test_a_paragraph_that_needs_more_lines_is_found(show: ShowWidget) -> None:
    assert len(clipped_texts(show(narrow(Paragraph(LONG))))) == 1


def test_a_paragraph_with_a_limit_of_lines_passes(show: ShowWidget) -> None:
    assert clipped_texts(show(narrow(Paragraph(LONG, max_lines=1)))) == []


def test_buttons_chips_boxes_and_choices_without_room_are_found(show: ShowWidget) -> None:
    choice = ChoiceField([("a", LONG)], "choice", empty=None)
    for widget in (Button(LONG, "b"), Chip(LONG), QCheckBox(LONG), choice):
        assert len(clipped_texts(show(narrow(widget)))) == 1


def test_a_button_that_only_lost_its_key_cap_passes(show: ShowWidget) -> None:
    button = Button("開く", "open", key="Ctrl+Shift+Enter")

    assert clipped_texts(show(narrow(button, button.minimumSizeHint().width()))) == []


def test_a_label_that_its_parent_cuts_off_is_found(show: ShowWidget) -> None:
    window = QWidget()
    window.resize(200, 60)
    label = QLabel("見立て", window)
    label.setGeometry(180, 10, 60, 20)

    assert clipped_texts(show(window)) == ["QLabel: '見立て'"]


def test_what_people_typed_may_scroll_but_a_hint_may_not(show: ShowWidget) -> None:
    field = QLineEdit()
    field.setPlaceholderText(LONG)
    window = show(narrow(field))
    assert len(clipped_texts(window)) == 1

    field.setText(LONG)

    assert clipped_texts(window) == []


def test_a_laid_out_window_is_clean(show: ShowWidget) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in (SafeLabel(LONG), Paragraph(LONG), Button(LONG, "b"), Chip(LONG)):
        column.addWidget(widget)

    assert clipped_texts(show(window)) == []

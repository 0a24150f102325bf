"""Buttons, filters, segments, search and labels as a person meets them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.paths import resource
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.filter_button import FilterButton, FilterOption
from app.ui.widgets.focus_ring import FocusFollower, FocusRing
from app.ui.widgets.highlight_delegate import match_ranges
from app.ui.widgets.icons import icon, pixmap
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.message_bar import Action, MessageBar
from app.ui.widgets.progress_cells import ProgressCells
from app.ui.widgets.search_field import SearchField
from app.ui.widgets.segmented import Segmented
from tests.ui.conftest import ShowWidget


def ring(app: QApplication) -> FocusRing | None:
    follower = app.findChild(FocusFollower, "focus_follower")
    assert follower is not None
    return follower.ring()


def test_a_button_answers_to_the_key_it_shows(show: ShowWidget, qtbot: QtBot) -> None:
    button = Button("ADL・IADL", "judgement", key="Ctrl+G", shortcut=True)
    window = QWidget()
    QVBoxLayout(window).addWidget(button)
    show(window)

    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)


def test_the_key_cap_gives_way_in_a_narrow_window(show: ShowWidget) -> None:
    button = Button("新しい事例", "new", key="Ctrl+N")
    wide = button.sizeHint().width()
    window = QWidget()
    window.setProperty("compact", True)
    QVBoxLayout(window).addWidget(button)
    show(window)

    assert button.sizeHint().width() < wide
    assert "Ctrl+N" in button.toolTip()


def test_a_new_text_reaches_the_screen_reader(qtbot: QtBot) -> None:
    button = Button("提出する（残り4項目）", "submit")
    qtbot.addWidget(button)
    button.setText("提出する（残り3項目）")

    assert button.accessibleName() == "提出する（残り3項目）"


def test_the_ring_surrounds_the_focused_control(show: ShowWidget, qapp: QApplication) -> None:
    first, second = Button("開く", "open"), Button("印刷", "print")
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(first)
    column.addWidget(second)
    show(window)

    def ringed() -> QRect:
        around = ring(qapp)
        assert around is not None
        assert around.isVisible()
        return around.geometry()

    for button in (first, second):
        button.setFocus()
        assert ringed() == button.geometry().adjusted(-3, -3, 3, 3)
    second.hide()  # Qt gives the focus to the other one
    assert ringed() == first.geometry().adjusted(-3, -3, 3, 3)


def test_the_ring_leaves_with_what_is_scrolled_away(show: ShowWidget, qapp: QApplication) -> None:
    area, body = QScrollArea(), QWidget()
    column = QVBoxLayout(body)
    buttons = [Button(f"{number}", f"b{number}") for number in range(30)]
    for button in buttons:
        column.addWidget(button)
    area.setWidget(body)
    area.resize(200, 150)
    show(area)
    buttons[0].setFocus()
    around = ring(qapp)
    assert around is not None
    assert around.isVisible()

    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    assert not around.isVisible()


def test_a_window_may_vanish_while_it_holds_the_ring(qapp: QApplication, qtbot: QtBot) -> None:
    for _ in range(3):
        window = QWidget()
        QVBoxLayout(window).addWidget(Button("開く", "open"))
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.close()
        del window
        qapp.processEvents()

    assert qapp.focusWidget() is None


def filter_button() -> FilterButton:
    return FilterButton(
        "特徴",
        [FilterOption("1", "1 意欲低下", "1"), FilterOption("2", "2 筋力低下", "2")],
        "filter_features",
    )


def entry(button: FilterButton, text: str) -> QAction:
    menu = button.findChild(QMenu)
    assert menu is not None
    return next(action for action in menu.actions() if action.text() == text)


def test_a_filter_says_what_it_hides(qtbot: QtBot) -> None:
    button = filter_button()
    qtbot.addWidget(button)
    assert button.text() == "特徴：すべて"
    assert not button.active()

    with qtbot.waitSignal(button.changed) as told:
        entry(button, "2 筋力低下").trigger()
    assert told.args == [frozenset({"2"})]
    entry(button, "1 意欲低下").trigger()
    assert button.accessibleName() == "特徴：1, 2"
    assert button.active()

    entry(button, "すべて").trigger()
    assert button.codes() == frozenset()


def test_ticking_leaves_the_filter_open(show: ShowWidget, qtbot: QtBot) -> None:
    button = filter_button()
    show(button)
    menu = button.findChild(QMenu)
    assert menu is not None
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
    menu.setActiveAction(entry(button, "1 意欲低下"))

    qtbot.keyClick(menu, Qt.Key.Key_Space)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)

    assert menu.isVisible()
    assert button.codes() == {"1", "2"}
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_new_options_keep_the_choices_that_still_exist(qtbot: QtBot) -> None:
    button = filter_button()
    qtbot.addWidget(button)
    button.set_codes(frozenset({"1", "2"}))
    button.set_options([FilterOption("2", "2 筋力低下", "2"), FilterOption("3", "3 認知症", "3")])

    assert button.codes() == {"2"}


def test_segments_are_chosen_by_mouse_and_arrow(show: ShowWidget, qtbot: QtBot) -> None:
    segments = Segmented([("m", "男"), ("f", "女")], "sex", accessible="性別", clearable=True)
    show(segments)
    seen: list[str] = []
    segments.chosen.connect(seen.append)
    segments.set_value("m")
    assert seen == []

    qtbot.mouseClick(segments.button("f"), Qt.MouseButton.LeftButton)
    assert (seen, segments.value()) == (["f"], "f")

    qtbot.keyClick(segments.button("f"), Qt.Key.Key_Left)
    assert segments.value() == "m"
    assert seen == ["f", "m"]
    qtbot.keyClick(segments.button("m"), Qt.Key.Key_Delete)
    assert (seen, segments.value()) == (["f", "m", ""], "")


def test_an_arrow_chooses_even_where_nothing_is_chosen(show: ShowWidget, qtbot: QtBot) -> None:
    segments = Segmented([("m", "男"), ("f", "女")], "sex", accessible="性別", clearable=True)
    show(segments)
    seen: list[str] = []
    segments.chosen.connect(seen.append)
    segments.button("m").setFocus()

    qtbot.keyClick(segments.button("m"), Qt.Key.Key_Right)

    assert (seen, segments.value()) == (["f"], "f")


def test_search_waits_for_a_pause_and_for_enter_does_not(show: ShowWidget, qtbot: QtBot) -> None:
    field = SearchField("さがす", "search", key="Ctrl+F")
    show(field)
    seen: list[str] = []
    field.searched.connect(seen.append)
    field.setFocus()

    qtbot.keyClicks(field, "abc")
    assert seen == []
    qtbot.waitUntil(lambda: seen == ["abc"])
    qtbot.keyClicks(field, "d")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert seen == ["abc", "abcd"]
    field.clear_search()
    assert seen == ["abc", "abcd", ""]


def test_matches_are_found_under_the_folding_of_the_search() -> None:
    assert match_ranges("アムロジピン錠5mg", "あむろ") == ((0, 3),)
    assert match_ranges("ｱﾑﾛｼﾞﾋﾟﾝ", "アムロ") == ((0, 3),)
    assert match_ranges("髙橋と高橋", "高橋") == ((0, 2), (3, 2))
    assert match_ranges("囲碁", "") == ()


def test_typed_markup_is_shown_not_obeyed(qtbot: QtBot) -> None:
    for label in (SafeLabel("<b>長女</b>"), Paragraph("<img src=x>")):
        qtbot.addWidget(label)
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_the_height_of_a_paragraph_follows_text_font_and_width(qtbot: QtBot) -> None:
    paragraph = Paragraph("囲碁" * 20, size=14, line=22)
    qtbot.addWidget(paragraph)
    once = paragraph.heightForWidth(300)

    assert paragraph.heightForWidth(150) > once
    paragraph.setText("囲碁" * 40)
    twice = paragraph.heightForWidth(300)
    assert twice > once
    paragraph.setFont(theme.font(20))
    assert paragraph.heightForWidth(300) > twice
    paragraph.setText("囲碁")
    assert paragraph.heightForWidth(300) == theme.px(22)


def test_a_paragraph_asks_for_the_height_of_its_lines(qtbot: QtBot) -> None:
    paragraph = Paragraph("囲碁" * 40, size=14, line=22)
    qtbot.addWidget(paragraph)

    assert paragraph.heightForWidth(10_000) == 22
    assert paragraph.heightForWidth(300) % 22 == 0
    assert paragraph.heightForWidth(300) >= 4 * 22


def test_progress_is_said_in_words(qtbot: QtBot) -> None:
    cells = ProgressCells("1h1h11")
    qtbot.addWidget(cells)

    assert cells.accessibleName() == "6のうち4が完了"


def test_a_message_offers_its_actions_and_can_be_put_away(show: ShowWidget, qtbot: QtBot) -> None:
    window, bar = QWidget(), MessageBar()
    QVBoxLayout(window).addWidget(bar)
    show(window)
    tried: list[str] = []
    bar.show_message(
        "保存できませんでした。入力は残っています。",
        [Action("もう一度", "retry", lambda: tried.append("again"))],
    )

    bar.findChild(Button, "retry").click()
    assert tried == ["again"]
    assert "入力は残っています" in bar.text()
    bar.findChild(Button, "message_close").click()
    assert bar.text() == ""
    assert not bar.isVisible()


def test_every_icon_file_draws_something(qtbot: QtBot) -> None:
    names = sorted(path.stem for path in resource("icons").glob("*.svg"))
    assert "home" in names
    for name in names:
        image = pixmap(name, 24, "#1F4E79").toImage()
        drawn = {image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)}
        assert max(drawn) > 0, name
    assert not icon("home").isNull()

"""The pages of hundreds of copies: where they lie is worked out once, not at each stroke."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.ui.context import UiContext
from app.ui.paper.page_view import PageView
from app.ui.paper.pictures import PagePictures
from app.ui.paper.printing import Size


class Counted(list[Size]):
    """Sizes that count how often they are asked for."""

    asked = 0

    def __getitem__(self, place: object) -> object:
        self.asked += 1
        return super().__getitem__(place)

    def __iter__(self) -> object:
        self.asked += len(self)
        return super().__iter__()


def test_painting_and_scrolling_ask_no_size_again(context: UiContext, qtbot: QtBot) -> None:
    pictures = PagePictures(context.tasks, context.tasks)
    view = PageView(pictures)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    sizes = Counted([(595.28, 841.89), (1190.55, 841.89)] * 200)
    view.show_pages(sizes)
    assert sizes.asked <= 3 * len(sizes)
    sizes.asked = 0
    view.go_to(300)
    view.viewport().repaint()
    assert view.current_page() == 300
    assert sizes.asked == 0
    # Wide pages fill the view, tall ones stand in its middle.
    assert view.page_area(301).width() == view.viewport().width() - 32
    assert view.page_area(300).center().x() == view.page_area(301).center().x()
    view.resize(700, 600)
    assert view.current_page() == 300
    assert sizes.asked <= 3 * len(sizes)

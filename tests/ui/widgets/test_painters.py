"""What is painted is where it should be: ratings, clocks, shapes, matches."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.ui import theme
from app.ui.widgets.clock_face import clock_cells, paint_clock
from app.ui.widgets.highlight_delegate import paint_marked_text, paint_shape
from app.ui.widgets.rating_glyph import RatingLabel, paint_rating, rating_width, tint

Paint = Callable[[QPainter], None]
WIDTH, HEIGHT = 120, 40


def painted(paint: Paint, ground: str = theme.SURFACE) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def marked(image: QImage, ground: str = theme.SURFACE) -> list[tuple[int, int]]:
    plain = QColor(ground)
    return [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) != plain
    ]


def has(image: QImage, colour: str) -> bool:
    wanted = QColor(colour)
    return any(image.pixelColor(x, y) == wanted for x, y in marked(image))


AREA = QRectF(4, 0, WIDTH - 8, HEIGHT)


@pytest.mark.parametrize("code", ["O1", "O2", "D1", "D2", "X1", "X2", "NA"])
def test_a_rating_stays_inside_its_width(code: str) -> None:
    image = painted(lambda painter: paint_rating(painter, AREA, code, size=16))
    columns = [x for x, _ in marked(image)]

    assert min(columns) >= 4 - 1  # the mitres of △ reach a pixel further
    assert max(columns) <= 4 + rating_width(16) + 1


def test_every_rating_looks_different_without_colour() -> None:
    looks = {
        code: tuple(marked(painted(lambda p, c=code: paint_rating(p, AREA, c, size=16))))
        for code in ("O1", "O2", "D1", "D2", "X1", "X2", "NA", "〃")
    }

    assert len(set(looks.values())) == len(looks)


def test_the_cross_is_as_large_as_the_circle() -> None:
    def height(code: str) -> int:
        shape = QRectF(4, 0, 16, HEIGHT)
        image = painted(lambda painter: paint_rating(painter, shape, code, size=16))
        rows = [y for x, y in marked(image) if x < 20]
        return max(rows) - min(rows)

    assert height("X1") >= height("O1") - 3


def test_arrows_have_their_own_colour_and_never_touch_the_digit() -> None:
    up = painted(lambda p: paint_rating(p, AREA, "O2", size=17, arrow="up"))
    down = painted(lambda p: paint_rating(p, AREA, "D1", size=17, arrow="down"))

    assert has(up, theme.AI)
    assert not has(up, theme.KAKI)
    assert has(down, theme.KAKI)
    gap = round(4 + rating_width(17)) + 2
    assert not [x for x, _ in marked(up) if x == gap]


def test_no_rating_paints_nothing() -> None:
    assert marked(painted(lambda painter: paint_rating(painter, AREA, None, size=16))) == []


def test_only_triangles_and_crosses_are_tinted() -> None:
    assert [tint(code) for code in ("O1", "D2", "X1", "NA", None)] == [
        None, theme.YAMA_T, theme.CROSS_T, None, None,
    ]  # fmt: skip


def test_a_rating_label_speaks(qtbot: object) -> None:
    label = RatingLabel("D1")

    assert label.accessibleName() == "△1 一部介助・改善の見込み高"


def test_all_digits_of_a_clock_are_equally_wide() -> None:
    used = theme.font(34, bold=True)

    assert sum(clock_cells("11:11", used)) == sum(clock_cells("08:42", used))
    assert clock_cells("1:", used) == [0.64 * 34, 0.34 * 34]


def test_a_clock_does_not_move_while_it_runs() -> None:
    used = theme.font(22, bold=True)

    def colon(text: str) -> list[tuple[int, int]]:
        image = painted(lambda painter: paint_clock(painter, AREA, text, used))
        cells = clock_cells(text, used)
        left, right = 4 + sum(cells[:2]) + 1, 4 + sum(cells[:3]) - 1
        return [(x, y) for x, y in marked(image) if left <= x <= right]

    assert colon("11:11") == colon("48:59")


def test_each_status_has_a_shape_of_its_own() -> None:
    shapes = ("dashed", "open", "filled", "half", "square")
    looks = {tuple(marked(painted(lambda p, s=shape: paint_shape(p, AREA, s)))) for shape in shapes}

    assert len(looks) == len(shapes)


def test_a_match_is_yellow_and_underlined() -> None:
    plain = painted(lambda p: paint_marked_text(p, AREA, "アムロジピン", theme.font(14)))
    image = painted(lambda p: paint_marked_text(p, AREA, "アムロジピン", theme.font(14), ((0, 3),)))

    assert not has(plain, theme.MARK)
    assert has(image, theme.MARK)
    assert has(image, theme.YAMA_M)

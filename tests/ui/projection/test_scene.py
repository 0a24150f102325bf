"""Every frame of every sample case can be read: nothing small, clipped, overlapping or lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app.conference import wall_fit as fit
from app.conference.frame import opening_view
from app.conference.room import RoomView
from app.ui import theme
from app.ui.projection.canvas import render_preview
from app.ui.projection.scene import compose
from app.ui.projection.wall import Drawn, _layout, phrased, text_height, text_width

# Signs a Japanese line must not begin with.
NOT_AT_THE_START = "、。，．」』）？！ーっゃゅょァィゥェォッャュョ々"


class Shot(NamedTuple):
    """One frame of the walk: what it is called, what went in, what was drawn."""

    name: str
    view: RoomView
    texts: tuple[Drawn, ...]


@pytest.fixture(scope="module")
def frames(samples: Any, walk: Any, qapp: QApplication) -> list[Shot]:
    theme.load_fonts()
    return [Shot(name, view, compose(view).texts) for name, view in walk(samples)]


def test_every_text_is_at_least_32_px(frames: Any) -> None:
    small = [(name, text) for name, _, texts in frames for text in texts if text.px < 32]

    assert small == []
    assert len(frames) > 160  # ten cases, four stages, two languages, pages; three busy meetings


def test_no_text_is_clipped(frames: Any) -> None:
    clipped = [(name, text) for name, _, texts in frames for text in texts if not text.fits]

    assert clipped == []


def test_every_text_keeps_the_safe_margin_and_stays_above_the_footer(frames: Any) -> None:
    outside = []
    for name, _, texts in frames:
        for text in texts:
            rect = text.rect
            beside = rect.left() < fit.MARGIN - 0.5 or rect.right() > fit.WIDTH - fit.MARGIN + 0.5
            across = rect.top() < 1000 < rect.bottom() or rect.bottom() > fit.HEIGHT
            if beside or across:
                outside.append((name, text))

    assert outside == []


def test_no_two_texts_lie_on_each_other(frames: Any) -> None:
    assert [
        (name, one.text, other.text)
        for name, _, texts in frames
        for one, other in _pairs(texts)
        if _overlap(one.rect, other.rect)
    ] == []


def test_the_question_is_at_least_92_px_and_unbroken(frames: Any) -> None:
    for name, view, texts in frames:
        sizes = {text.text: text.px for text in texts}
        if view.stage is not None:
            assert sizes[view.question] >= 92, name


def test_everything_in_the_view_is_painted(frames: Any) -> None:
    """A frame that leaves an item out would be quietly wrong."""
    for name, view, texts in frames:
        painted = "\n".join(text.text for text in texts)
        for text in _texts_of(view):
            assert text in painted, (name, text)


def test_the_estimate_of_widths_and_lines_is_never_below_the_font(samples: Any) -> None:
    """The frame decides pages without a font, so its figures have to be an upper bound."""
    texts = [chr(code) * 20 for code in range(32, 127)]
    for case in samples:
        texts += [case.life_issues, case.desired_life, case.cm_assessment, case.housing]
        texts += [f"{line.sheet_text} {line.usage}" for line in case.medications]
    for style in (fit.FACT, fit.AGREED, fit.WISH, fit.GOAL, fit.DETAIL):
        for text in texts:
            assert text_width(text, style) <= fit.text_width(text, style) + 1, text
            for width in (150, 302, 592, 820):
                lines = text_height(text, style, width) / style.line
                assert lines <= fit.line_count(text, style, width), (text, width)


def test_no_line_begins_with_a_sign_that_belongs_to_the_line_before(
    samples: Any, qapp: QApplication
) -> None:
    for case in samples:
        for width in (302, 592, 820, 1600):
            for text in phrased(case.life_issues, fit.FACT, width):
                layout = _layout(text, fit.FACT, width)
                starts = [layout.lineAt(n).textStart() for n in range(1, layout.lineCount())]
                assert not [text[start] for start in starts if text[start] in NOT_AT_THE_START]


def test_the_last_line_never_holds_one_sign_alone() -> None:
    text = "あ" * 39
    width = 38 * text_width("あ", fit.FACT) / 2 + 1
    lines = phrased(text, fit.FACT, width)

    assert "".join(lines) == text
    assert len(lines) == 3
    assert min(map(len, lines)) >= 5


def test_a_line_that_wraps_once_breaks_at_its_comma() -> None:
    text = "団地の自治会費が払えず、行事に出なくなった"

    assert phrased(text, fit.FACT, 820) == ("団地の自治会費が払えず、", "行事に出なくなった")
    assert phrased("台所に立つと10分で痛む", fit.FACT, 820) == ("台所に立つと10分で痛む",)
    assert phrased("あ" * 25, fit.FACT, 820) == ("あ" * 25,)


def test_the_stage_track_shows_where_the_meeting_is(frames: Any) -> None:
    marks = {}
    for _, view, texts in frames:
        if view.stage is not None:
            painted = [text.text for text in texts]
            marks[view.stage.value] = [mark for mark in "①②③④" if mark in painted]

    # A tick is painted, so a stage that is done has lost its number.
    assert marks == {
        "issue": ["①", "②", "③", "④"],
        "goal": ["②", "③", "④"],
        "risk": ["③", "④"],
        "support": ["④"],
    }


def test_time_is_whole_minutes_and_overrun_a_word(qapp: QApplication) -> None:
    def said(minutes: int | None) -> list[str]:
        return [text.text for text in compose(opening_view(minutes_left=minutes)).texts]

    assert "この段階 のこり 4分" in said(4)
    assert "この段階 のこりわずか" in said(0)
    assert "時間を過ぎました" in said(-2)
    assert not [text for text in said(None) if "のこり" in text]


def test_practice_is_marked_on_the_wall(qapp: QApplication) -> None:
    assert "練習用" in [text.text for text in compose(opening_view(practice=True)).texts]
    assert "練習用" not in [text.text for text in compose(opening_view()).texts]


def test_text_and_ground_keep_the_contrast_of_the_room() -> None:
    """≥ 7:1 on the ground each colour is used on (DESIGN-SYSTEM §2, §9)."""
    white = (theme.ROOM_GROUND, theme.ROOM_PAPER, theme.ROOM_AI_T, theme.ROOM_YAMA_T)
    pairs = [(ink, ground) for ink in (theme.ROOM_SUMI, theme.ROOM_NIBI) for ground in white]
    pairs += [(theme.ROOM_AI, theme.ROOM_GROUND), (theme.ROOM_AI, theme.ROOM_AI_T)]
    pairs += [(theme.ROOM_GROUND, theme.ROOM_AI), (theme.ROOM_KAKI, theme.ROOM_GROUND)]

    assert [pair for pair in pairs if _contrast(*pair) < 7] == []


def test_the_frame_is_drawn_in_the_tokens_of_the_room(frames: Any) -> None:
    view = next(view for name, view, _ in frames if "support ja busy" in name)
    image = render_preview(view, 1920).toImage()
    strip, ground, bar = (
        image.pixelColor(5, 5),
        image.pixelColor(5, 600),
        image.pixelColor(1590, 1045),
    )

    assert strip == QColor(theme.ROOM_PAPER)
    assert ground == QColor(theme.ROOM_GROUND)
    assert bar == QColor(theme.ROOM_LINE2)


def _pairs(texts: tuple[Drawn, ...]) -> Iterator[tuple[Drawn, Drawn]]:
    for place, one in enumerate(texts):
        for other in texts[place + 1 :]:
            yield one, other


def _overlap(one: QRectF, other: QRectF) -> bool:
    shared = one.intersected(other)
    return shared.width() > 1 and shared.height() > 1


def _texts_of(view: RoomView) -> list[str]:
    texts = [*view.facts, *(item.text for item in view.agreed)]
    texts += [cell for line in view.goals for cell in (line.topic, line.before, line.target)]
    texts += [text for line in view.risks for text in (line.title, line.known)]
    texts += [line.response.detail for line in view.risks if line.response]
    texts += [line.label for line in (*view.ratings, *view.sheet)]
    texts += view.wish.removesuffix("。").split("\n") if not view.sheet else []
    texts += [text for line in view.resources for text in (line.name, line.detail)]
    texts += [view.more_agreed, view.more_ratings, view.note]
    return [text for text in texts if text]


def _contrast(ink: str, ground: str) -> float:
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    made = QColor(colour)
    parts = (made.redF(), made.greenF(), made.blueF())
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

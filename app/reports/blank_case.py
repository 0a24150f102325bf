"""The case sheet to fill in by hand: its 23 cells in the order of the printed sheet (§1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from app.care import scales
from app.care.field_names import field_label
from app.i18n import tr
from app.reports.flow import BAR, draw_bar
from app.reports.fonts import Face, width
from app.reports.frame import Frame
from app.reports.grid import CELL, PAD_X, Column, Grid, Row, fitting
from app.reports.meeting_frame import sentence
from app.reports.pen import Pen
from app.reports.strips import SMALL, Ends, Strip, height_of, page_room, space, text_strips

BLANK: Final = "　　　　"
_LABEL: Final = 36.0
_LINE: Final = 9.0
_GAP: Final = 2.5
_TABLE_ROW: Final = 8.2
_BOX_END: Final = 1.5
_DOTTED: Final = (0.3, 0.9)


def blank_case_strips(wide: float, frame: Frame, lang: str) -> list[Strip]:
    """Front: who, scales, illness, medicines. Back: life, support, what the meeting is asked.

    Each side is filled to its end, however much room the labels of a language take.
    """
    room = page_room(frame)
    return [*_front(wide, room, lang), *_back(wide, room, lang)]


def _front(wide: float, room: float, lang: str) -> list[Strip]:
    strips = [
        *text_strips(sentence("blank", lang), wide, SMALL),
        *_identity(wide, lang),
        *_scales(wide, lang),
        space(_GAP),
        _boxes([(field_label("housing", lang), 1.0), (_family(lang), 1.0)], 27.0, wide),
    ]
    tables = (
        (
            (tr("いつから", lang=lang), field_label("conditions", lang)),
            (38.0, 0.0),
        ),
        (
            (field_label("medications", lang), tr("量", lang=lang), tr("飲み方", lang=lang)),
            (0.0, 34.0, 44.0),
        ),
    )
    heads = [_table(titles, widths, 0, wide, lang) for titles, widths in tables]
    taken = height_of(strips) + sum(_GAP + height_of(head) for head in heads)
    rows = int((room - taken) / _TABLE_ROW)
    for (titles, widths), count in zip(tables, (rows * 2 // 5, rows - rows * 2 // 5), strict=True):
        strips += [space(_GAP), *_table(titles, widths, count, wide, lang)]
    return strips


def _back(wide: float, room: float, lang: str) -> list[Strip]:
    boxes: tuple[tuple[tuple[str, ...], float], ...] = (
        ((field_label("life_issues", lang),), 5.0),
        ((tr("望む暮らし（目標とする生活）", lang=lang),), 3.0),
        ((tr("ケアマネの見立て（総合的な課題）", lang=lang),), 4.0),
        ((field_label("formal_services", lang), field_label("informal_supports", lang)), 5.0),
        (
            (
                tr("モニタリング評価（　月　日）", lang=lang),
                tr("会議のときの状況", lang=lang),
            ),
            4.0,
        ),
        ((field_label("agenda_points", lang),), 3.0),
    )
    left = room - (_GAP + BAR + _BOX_END) * len(boxes)
    pitch = left / sum(lines for _, lines in boxes)
    strips: list[Strip] = []
    for labels, lines in boxes:
        height = BAR + lines * pitch + _BOX_END
        strips += [space(_GAP), _boxes([(label, 1.0) for label in labels], height, wide, pitch)]
    return strips


def _family(lang: str) -> str:
    return tr("世帯・家族", lang=lang)


def _identity(wide: float, lang: str) -> list[Strip]:
    pairs = (
        (field_label("case_no", lang), "", field_label("staff", lang), ""),
        (field_label("conference_date", lang), "", field_label("first_visit_date", lang), ""),
        (
            tr("年齢・性別", lang=lang),
            "　　".join(
                (
                    tr("{age}歳", age=BLANK, lang=lang),
                    "・".join(scales.sex_label(sex, lang) for sex in ("male", "female")),
                )
            ),
            tr("身長・体重（BMI）", lang=lang),
            f"{BLANK}cm{BLANK}kg（{BLANK}）",
        ),
    )
    rows = [Row(cells, least=_LINE) for cells in pairs]
    first = Column(
        width=fitting((cells[0] for cells in pairs), Face.BOLD, _LABEL), face=Face.BOLD, grey=True
    )
    second = Column(width=_LABEL, face=Face.BOLD, grey=True)
    body = Column(width=fitting(cells[3] for cells in pairs))
    return Grid((first, Column(), second, body), wide, lang).strips(rows)


def _scales(wide: float, lang: str) -> list[Strip]:
    """The scales with all their steps, to be circled."""
    levels = [scales.care_level_label(code, lang) for code in scales.care_levels()]
    agreed = tr("□本人　□家族　（　　年　　月　　日　方法　　　　　　　）", lang=lang)
    choices: tuple[tuple[str, Iterable[str]], ...] = (
        (field_label("care_level", lang), levels),
        (field_label("previous_care_level", lang), (tr("新規", lang=lang), *levels)),
        (
            tr("障害の自立度", lang=lang),
            (scales.disability_label(code, lang) for code in scales.disability_scale()),
        ),
        (
            tr("認知症の自立度", lang=lang),
            (scales.dementia_label(code, lang) for code in scales.dementia_scale()),
        ),
        (
            field_label("feature_codes", lang),
            (f"{code} {scales.feature_label(code, lang)}" for code in scales.feature_codes()),
        ),
        (
            field_label("household", lang),
            (scales.household_label(code, lang) for code in scales.household_types()),
        ),
    )
    label = fitting((label for label, _ in choices), Face.BOLD, _LABEL)
    room = wide - label - 2 * PAD_X
    rows = [(label, _in_lines(steps, room)) for label, steps in choices]
    rows.append((field_label("consent", lang), agreed))
    columns = (Column(width=label, face=Face.BOLD, grey=True), Column())
    return Grid(columns, wide, lang).strips([Row(row) for row in rows])


def _in_lines(steps: Iterable[str], room: float) -> str:
    """Steps side by side; a line ends between two of them, so that each can be circled."""
    lines = [""]
    for step in steps:
        longer = f"{lines[-1]}　{step}" if lines[-1] else step
        if width(longer, CELL.face, CELL.size) <= room:
            lines[-1] = longer
        else:
            lines.append(step)
    return "\n".join(lines)


def _table(
    titles: Sequence[str], widths: Sequence[float], count: int, wide: float, lang: str
) -> list[Strip]:
    columns = [Column(title, width) for title, width in zip(titles, widths, strict=True)]
    return Grid(columns, wide, lang).strips([Row(("",) * len(columns), least=_TABLE_ROW)] * count)


def _boxes(
    labels: Sequence[tuple[str, float]], height: float, wide: float, pitch: float = 8.5
) -> Strip:
    """Labelled boxes side by side, with dotted lines to write on."""
    whole = sum(share for _, share in labels)

    def draw(pen: Pen, x: float, y: float, _ends: Ends) -> None:
        for label, share in labels:
            own = wide * share / whole
            draw_bar(pen, x, y, own, label)
            line = y + BAR + pitch
            while line < y + height - pitch / 2:
                pen.line((x + 2.0, line), (x + own - 2.0, line), 0.2, _DOTTED)
                line += pitch
            pen.frame(x + 0.125, y, own - 0.25, height)
            x += own

    return Strip(height, draw)

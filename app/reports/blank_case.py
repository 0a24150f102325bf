"""The case sheet to fill in by hand: its 23 cells in the order of the printed sheet (§1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from app.care import scales
from app.care.field_names import field_label
from app.i18n import tr
from app.reports.flow import BAR, draw_bar
from app.reports.fonts import Face, width
from app.reports.grid import CELL, PAD_X, Column, Grid, Row
from app.reports.meeting_frame import sentence
from app.reports.pen import Pen
from app.reports.strips import SMALL, Ends, Strip, space, text_strips

BLANK: Final = "　　　　"
_LABEL: Final = 36.0
_LINE: Final = 9.0
_DOTTED: Final = (0.3, 0.9)


def blank_case_strips(wide: float, lang: str) -> list[Strip]:
    """Front: who, scales, illness, medicines. Back: life, support, what the meeting is asked."""
    return [
        *text_strips(sentence("blank", lang), wide, SMALL),
        *_identity(wide, lang),
        *_scales(wide, lang),
        space(2.5),
        _boxes([(field_label("housing", lang), 1.0), (_family(lang), 1.0)], 27.0, wide),
        space(2.5),
        *_table(
            (tr("いつから", lang=lang), field_label("conditions", lang)), (38.0, 0.0), 5, wide, lang
        ),
        space(2.5),
        *_table(
            (field_label("medications", lang), tr("量", lang=lang), tr("飲み方", lang=lang)),
            (0.0, 34.0, 44.0),
            7,
            wide,
            lang,
        ),
        _boxes([(field_label("life_issues", lang), 1.0)], 47.0, wide),
        space(2.5),
        _boxes([(tr("望む暮らし（目標とする生活）", lang=lang), 1.0)], 30.0, wide),
        space(2.5),
        _boxes([(tr("ケアマネの見立て（総合的な課題）", lang=lang), 1.0)], 38.0, wide),
        space(2.5),
        _boxes(
            [
                (field_label("formal_services", lang), 1.0),
                (field_label("informal_supports", lang), 1.0),
            ],
            47.0,
            wide,
        ),
        space(2.5),
        _boxes(
            [
                (tr("モニタリング評価（　月　日）", lang=lang), 1.0),
                (tr("会議のときの状況", lang=lang), 1.0),
            ],
            38.0,
            wide,
        ),
        space(2.5),
        _boxes([(field_label("agenda_points", lang), 1.0)], 30.0, wide),
    ]


def _family(lang: str) -> str:
    return tr("世帯・家族", lang=lang)


def _identity(wide: float, lang: str) -> list[Strip]:
    label = Column(width=_LABEL, face=Face.BOLD, grey=True)
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
    return Grid((label, Column(), label, Column()), wide, lang).strips(rows)


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
    room = wide - _LABEL - 2 * PAD_X
    rows = [(label, _in_lines(steps, room)) for label, steps in choices]
    rows.append((field_label("consent", lang), agreed))
    columns = (Column(width=_LABEL, face=Face.BOLD, grey=True), Column())
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
    return Grid(columns, wide, lang).strips([Row(("",) * len(columns), least=8.2)] * count)


def _boxes(labels: Sequence[tuple[str, float]], height: float, wide: float) -> Strip:
    """Labelled boxes side by side, with dotted lines to write on."""
    whole = sum(share for _, share in labels)

    def draw(pen: Pen, x: float, y: float, _ends: Ends) -> None:
        for label, share in labels:
            own = wide * share / whole
            draw_bar(pen, x, y, own, label)
            line = y + BAR + 8.5
            while line < y + height - 3.0:
                pen.line((x + 2.0, line), (x + own - 2.0, line), 0.2, _DOTTED)
                line += 8.5
            pen.frame(x + 0.125, y, own - 0.25, height)
            x += own

    return Strip(height, draw)

"""What a case sheet says, regrouped as in design 09-handout-p1 but not yet placed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.care.disclosure import SheetView
from app.care.disclosure.sheet import DatedLine
from app.i18n import tr
from app.reports.columns import Column
from app.reports.flow import Row, Section, pair_rows, text_rows
from app.reports.fonts import Face
from app.reports.text import is_written

WISH_GROW: Final = 12.5 / 11
WISH_PITCH: Final = 20 / 16.8
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def band_fields(view: SheetView) -> tuple[tuple[str, str], ...]:
    """The fields of the identity band after the name, as (label, value)."""
    lang, head = view.head.language, view.head
    return (
        (tr("年齢・性別", lang=lang), head.age_sex),
        (tr("介護区分（前回）", lang=lang), head.care_level),
        (tr("障害・認知症", lang=lang), view.independence),
        (tr("特徴", lang=lang), view.features),
        (tr("身長・体重（BMI）", lang=lang), view.body),
        (tr("初回訪問日", lang=lang), view.first_visit),
        (tr("担当", lang=lang), head.staff),
    )


def case_columns(view: SheetView) -> dict[str, Column]:
    """The eight columns by name, with the widths of the design (mm)."""
    lang = view.head.language

    def column(design: float, *sections: Section) -> Column:
        return Column(sections, design, lang)

    return {
        "home": column(
            43,
            Section(tr("住環境", lang=lang), text_rows(view.housing)),
            Section(tr("世帯・家族", lang=lang), text_rows(view.family)),
        ),
        "medical": column(52, Section(tr("医療情報", lang=lang), _dated(view.conditions))),
        "drugs": column(68, _drugs(view)),
        "issues": column(59, Section(tr("生活課題", lang=lang), _bullets(view.issues))),
        "wish": column(46, _wish(view)),
        "assessment": column(53, *_assessment(view)),
        "support": column(
            43,
            Section(tr("フォーマル", lang=lang), _bullets(view.formal)),
            Section(tr("インフォーマル", lang=lang), _bullets(view.informal)),
        ),
        "monitoring": column(
            34,
            Section(tr("モニタリング評価", lang=lang), _monitoring(view.monitoring)),
            Section(tr("会議のときの状況", lang=lang), text_rows(view.conference_time)),
        ),
    }


def points(view: SheetView) -> Section:
    """論点 with their numbers."""
    rows = tuple(
        row
        for number, point in enumerate(filter(is_written, view.points), 1)
        for row in text_rows(f"{_numbered(number)} {point.strip()}")
    )
    return Section(tr("論点", lang=view.head.language), rows)


def case_texts(view: SheetView) -> Iterator[tuple[str, str]]:
    """Every text of the sheet with the label it stands under."""
    yield "", view.head.pseudonym
    yield from band_fields(view)
    sections = [s for column in case_columns(view).values() for s in column.sections]
    for section in (*sections, points(view)):
        for row in section.rows:
            for part in row.parts:
                yield section.label, part.paragraph.text
    for note in view.notes:
        yield "", note


def _numbered(number: int) -> str:
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


def _drugs(view: SheetView) -> Section:
    lang = view.head.language
    label = tr("服薬情報（{n}剤）", n=view.medication_count, lang=lang)
    return Section(label, pair_rows([(m.text, m.usage) for m in view.medications], fixed=1))


def _wish(view: SheetView) -> Section:
    rows = text_rows(view.wish, Face.BOLD, grow=WISH_GROW, pitch=WISH_PITCH)
    return Section(tr("望む暮らし（目標）", lang=view.head.language), rows)


def _assessment(view: SheetView) -> Iterator[Section]:
    """The care manager's view, then the words beside the feature codes where there are any."""
    lang = view.head.language
    yield Section(tr("ケアマネの見立て", lang=lang), text_rows(view.assessment))
    if view.feature_note:
        yield Section(tr("特徴の説明", lang=lang), text_rows(view.feature_note))


def _dated(lines: tuple[DatedLine, ...]) -> tuple[Row, ...]:
    return pair_rows([(line.when, line.text) for line in lines], fixed=0)


def _bullets(texts: tuple[str, ...]) -> tuple[Row, ...]:
    written = filter(is_written, texts)
    return tuple(row for text in written for row in text_rows(f"・{text.strip()}"))


def _monitoring(lines: tuple[DatedLine, ...]) -> tuple[Row, ...]:
    return tuple(
        row for line in lines for row in (*text_rows(line.when, Face.BOLD), *text_rows(line.text))
    )

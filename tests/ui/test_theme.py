"""Fonts, tokens and Qt's own words."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QTextLayout
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.qt_language import translate_qt


def contrast(first: str, second: str) -> float:
    """WCAG 2 contrast ratio."""

    def luminance(colour: str) -> float:
        parts = QColor(colour).getRgbF()[:3]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def drawn_with(text: str) -> str:
    layout = QTextLayout(text, theme.font(14))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout.glyphRuns()[0].rawFont().familyName()


def test_the_bundled_fonts_are_used_in_both_weights(qapp: QApplication) -> None:
    assert {theme.TEXT_FAMILY, theme.FIGURE_FAMILY, theme.FALLBACK_FAMILY} <= set(
        theme.load_fonts()
    )
    for bold in (False, True):
        for tabular in (False, True):
            info = QFontInfo(theme.font(14, bold=bold, tabular=tabular))
            assert info.family() == (theme.FIGURE_FAMILY if tabular else theme.TEXT_FAMILY)
            assert (info.weight() >= QFont.Weight.Bold) == bold


def test_figures_of_the_tabular_font_are_equally_wide(qapp: QApplication) -> None:
    metrics = QFontMetrics(theme.font(14, tabular=True))

    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_rare_kanji_come_from_the_fallback(qapp: QApplication) -> None:
    for character in "花𠮷𫝆":
        used = drawn_with(character)
        assert used == (theme.TEXT_FAMILY if character == "花" else theme.FALLBACK_FAMILY)


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        (theme.SUMI, theme.PAPER, 7),
        (theme.NIBI, theme.SUNK, 4.5),
        (theme.HAI, theme.PAPER, 4.5),
        (theme.AI, theme.AI_T, 4.5),
        (theme.SURFACE, theme.AI, 7),
        (theme.KAKI, theme.KAKI_T, 4.5),
        (theme.MOEGI, theme.MOEGI_T, 4.5),
        (theme.YAMA, theme.YAMA_T, 4.5),
        (theme.AKANE, theme.AKANE_T, 4.5),
        (theme.SUMI, theme.CROSS_T, 7),
        (theme.LINE2, theme.SURFACE, 3),
        (theme.ROOM_SUMI, theme.ROOM_GROUND, 7),
        (theme.ROOM_NIBI, theme.ROOM_GROUND, 7),
        (theme.ROOM_AI, theme.ROOM_AI_T, 7),
        (theme.ROOM_KAKI, theme.ROOM_KAKI_T, 7),
    ],
)
def test_contrast_is_as_the_design_says(text: str, ground: str, least: float) -> None:
    assert contrast(text, ground) >= least - 0.05


def test_the_style_sheet_has_no_token_left(qapp: QApplication) -> None:
    sheet = theme.style_sheet()

    assert "@" not in sheet
    assert ":focus" not in sheet  # the focus is the ring's business alone
    assert re.findall(r"border-radius: 4px", sheet)


def test_placeholders_are_as_dark_as_captions(qtbot: QtBot) -> None:
    for field in (QLineEdit(), QPlainTextEdit(), QTextEdit()):
        qtbot.addWidget(field)
        field.ensurePolished()
        assert field.palette().placeholderText().color() == QColor(theme.HAI)


def test_pixels_follow_the_text_size(qapp: QApplication) -> None:
    assert theme.px(52) == 52
    theme.set_text_size("large")
    assert theme.px(52) == 60
    assert theme.px(1) == 1
    with pytest.raises(ValueError, match="huge"):
        theme.set_text_size("huge")


def test_qt_speaks_the_language_of_the_program(qapp: QApplication) -> None:
    def cancel() -> str:
        return QCoreApplication.translate("QPlatformTheme", "Cancel")

    assert translate_qt(qapp, "ja")
    assert cancel() == "キャンセル"
    assert translate_qt(qapp, "en")
    assert cancel() == "Cancel"

"""Which texts of a window are cut off: used by the tests of every page, in every language.

A text counts as cut when it needs more room than its widget has, or when its widget reaches
out of its parent. Texts that end in an ellipsis on purpose (``elide``, ``max_lines``) are fine
as long as the tooltip has the whole text. What people typed may scroll inside its field. A
widget that paints texts itself may say what it cut through ``clipped_texts()``.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from app.ui import theme
from app.ui.rail import RailButton
from app.ui.widgets.buttons import Button
from app.ui.widgets.chip import Chip, ToggleChip
from app.ui.widgets.labels import Paragraph, SafeLabel

_SLACK = 1  # rounding of text widths


def clipped_texts(window: QWidget) -> list[str]:
    """One line per text of ``window`` that is cut off: widget, name and text."""
    found: list[str] = []
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible() and not widget.visibleRegion().isNull():
            found += [f"{_name(widget)}: {text!r}" for text in _cut(widget)]
    return found


def _cut(widget: QWidget) -> list[str]:
    own = getattr(widget, "clipped_texts", None)
    if callable(own):
        return [str(each) for each in own()]
    texts = _too_long(widget)
    text = _spoken(widget)
    if not texts and text and _reaches_out(widget):
        texts = [text]
    return texts


def _too_long(widget: QWidget) -> list[str]:
    for kind, check in _CHECKS:
        if isinstance(widget, kind):
            return check(widget)
    return []


def _tabs(bar: QTabBar) -> list[str]:
    return [
        bar.tabText(tab)
        for tab in range(bar.count())
        if bar.tabText(tab) and bar.tabRect(tab).width() < bar.tabSizeHint(tab).width()
    ]


def _label(label: QLabel) -> list[str]:
    text = label.text()
    if not text or not label.pixmap().isNull():
        return []
    if isinstance(label, SafeLabel | Paragraph) and label.elides():
        cut = _overflows(label, text) if isinstance(label, SafeLabel) else bool(label.toolTip())
        return [text] if cut and text not in label.toolTip() else []
    if isinstance(label, Chip):
        return [text] if label.width() + _SLACK < label.sizeHint().width() else []
    if isinstance(label, Paragraph) or label.wordWrap():
        return [text] if label.heightForWidth(label.width()) > label.height() + _SLACK else []
    return [text] if _overflows(label, text) else []


def _overflows(label: QLabel, text: str) -> bool:
    metrics = label.fontMetrics()
    area = label.contentsRect()
    widest = max(metrics.horizontalAdvance(line) for line in text.split("\n"))
    # Half a pixel of ascent may be missing in a tight row; glyphs never reach it.
    too_high = metrics.tightBoundingRect(text).height() > area.height() + _SLACK
    return widest > area.width() + _SLACK or too_high


def _button(button: QAbstractButton) -> list[str]:
    text = button.text()
    if not text:
        return []
    if isinstance(button, RailButton):
        room = button.width() - theme.px(4)
        font = button.label_font()
        needed = max(theme.text_width(line, font) for line in button.label_lines())
    elif isinstance(button, Button | ToggleChip):
        room, needed = button.width(), button.minimumSizeHint().width()
    elif isinstance(button, QCheckBox | QRadioButton):
        option = QStyleOptionButton()
        option.initFrom(button)
        part = (
            QStyle.SubElement.SE_CheckBoxContents
            if isinstance(button, QCheckBox)
            else QStyle.SubElement.SE_RadioButtonContents
        )
        room = button.style().subElementRect(part, option, button).width()
        needed = button.fontMetrics().horizontalAdvance(text.replace("&", ""))
    elif button.toolTip():
        return []  # says the whole text itself when it elides, as filters do
    else:
        room = button.width()
        needed = button.fontMetrics().horizontalAdvance(text)
    return [text] if needed > room + _SLACK else []


def _combo(combo: QComboBox) -> list[str]:
    text = combo.currentText()
    if not text or text in combo.toolTip():
        return []
    option = QStyleOptionComboBox()
    option.initFrom(combo)
    field = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox,
        option,
        QStyle.SubControl.SC_ComboBoxEditField,
        combo,
    )
    needed = combo.fontMetrics().horizontalAdvance(text)
    return [text] if needed > field.width() + _SLACK else []


def _placeholder(field: QLineEdit) -> list[str]:
    text = field.placeholderText()
    if not text or field.text() or text in field.toolTip():
        return []
    margins = field.textMargins()
    room = field.contentsRect().width() - margins.left() - margins.right()
    return [text] if field.fontMetrics().horizontalAdvance(text) > room + _SLACK else []


def _header(header: QHeaderView) -> list[str]:
    model = header.model()
    if model is None or header.orientation() is not Qt.Orientation.Horizontal:
        return []
    metrics = QFontMetrics(theme.font(13, bold=True))
    cut: list[str] = []
    for section in range(header.count()):
        text = model.headerData(section, Qt.Orientation.Horizontal)
        if header.isSectionHidden(section) or not text:
            continue
        tip = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        widest = max(metrics.horizontalAdvance(line) for line in str(text).split("\n"))
        if widest > header.sectionSize(section) + _SLACK and str(text) not in str(tip or ""):
            cut.append(str(text))
    return cut


def _spoken(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return ""


def _reaches_out(widget: QWidget) -> bool:
    """Whether a parent cuts the widget; scrolling is no cut."""
    child: QWidget = widget
    parent = widget.parentWidget()
    while parent is not None and not child.isWindow():
        scroller = parent.parentWidget()
        area = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
        if isinstance(scroller, QAbstractScrollArea) and scroller.viewport() is parent:
            fixed = scroller.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            return fixed and area.right() > parent.width() + _SLACK
        if not parent.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(area):
            return True
        child, parent = parent, scroller
    return False


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()}".strip()


_CHECKS: tuple[tuple[type[QWidget], Callable[..., list[str]]], ...] = (
    (QLabel, _label),
    (QAbstractButton, _button),
    (QComboBox, _combo),
    (QLineEdit, _placeholder),
    (QHeaderView, _header),
    (QTabBar, _tabs),
)

"""組み合わせの確認: what the chosen cases have and what they have nothing of; it never chooses."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.conference.selection import Aspect, Selection, value_name
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.card import Card
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.scroll import ScrollColumn


def aspect_names() -> dict[str, str]:
    """What each aspect is called."""
    return {
        "feature": tr("特徴"),
        "sex": tr("性別"),
        "age": tr("年齢"),
        "household": tr("世帯"),
        "district": tr("地区"),
        "disease": tr("病気"),
        "office": tr("事業所"),
    }


class SelectionCard(Card):
    """One block for each aspect: there, and not there yet."""

    def __init__(self) -> None:
        self.count = SafeLabel(size=13, colour=theme.NIBI, name="selection_count")
        super().__init__(
            tr("組み合わせ"), name="selection_card", padded=False, header_widgets=[self.count]
        )
        self._head = Paragraph("", size=13, line=19, max_lines=3, name="selection_head")
        self._found: dict[str, Paragraph] = {}
        self._missing: dict[str, Paragraph] = {}
        scroller = ScrollColumn("selection")
        scroller.column.setContentsMargins(*(theme.px(n) for n in (14, 8, 10, 8)))
        scroller.column.setSpacing(theme.px(6))
        scroller.column.addWidget(self._head)
        for key, name in aspect_names().items():
            scroller.column.addWidget(self._block(key, name))
        scroller.column.addStretch(1)
        self.add(scroller, 1)

    def _block(self, key: str, name: str) -> QWidget:
        found = Paragraph("", size=13, line=19, max_lines=3, name=f"selection_{key}")
        missing = Paragraph(
            "", size=12, line=18, colour=theme.NIBI, max_lines=2, name=f"selection_{key}_missing"
        )
        self._found[key], self._missing[key] = found, missing
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(SafeLabel(name, size=12, bold=True, colour=theme.NIBI))
        column.addWidget(found)
        column.addWidget(missing)
        return block

    def show_selection(self, selection: Selection) -> None:
        """Say what the set has and lacks."""
        self.count.setText(tr("{n}事例", n=selection.total))
        self._head.setText(
            tr(
                "新規（事業対象者〜要支援2）{new}・よくある病気 {common}",
                new=selection.new,
                common=selection.common,
            )
        )
        for aspect in selection.aspects:
            missing = self._missing[aspect.key]
            self._found[aspect.key].setText(_found(aspect))
            missing.setText(_missing(aspect))
            missing.setVisible(bool(missing.text()))


def _found(aspect: Aspect) -> str:
    named = [
        tr("{value} {n}", value=value_name(aspect.key, value), n=count)
        for value, count in aspect.found
    ]
    if aspect.unknown:
        named.append(tr("未記入 {n}", n=aspect.unknown))
    return tr("・").join(named) or tr("まだありません")


def _missing(aspect: Aspect) -> str:
    if not aspect.missing or not aspect.found:
        return ""
    values = tr("、").join(value_name(aspect.key, value) for value in aspect.missing)
    return tr("ない：{values}", values=values)

"""会議録: the sections of the minutes, assembled or in a person's words (DOMAIN.md §3.7)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.care.case import Case
from app.conference import checks, minutes
from app.conference.meeting import Conference
from app.conference.minutes import (
    CASE_SECTIONS,
    MEETING_SECTIONS,
    SEPARATOR,
    Section,
    Source,
)
from app.conference.minutes_view import section_name
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Card, Rule
from app.ui.widgets.highlight_delegate import HighlightDelegate
from app.ui.widgets.labels import FieldLabel, Paragraph, SafeLabel
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.text_area import PlainTextArea

WHERE_WIDTH = 168


class SectionField(QWidget):
    """One section: its name, where its words come from, the words."""

    typed = Signal(str, str)
    """The section and its whole text."""
    assemble_wanted = Signal(str)
    keep_wanted = Signal(str)

    def __init__(self, section: Section, *, of_case: bool) -> None:
        super().__init__()
        self.section = section
        kind = "case" if of_case else "meeting"
        name = section_name(section, of_case=of_case)
        self.area = PlainTextArea(
            f"minutes_{kind}_{section}", accessible=name, lines=1, most_lines=14
        )
        self._state = SafeLabel(size=12, colour=theme.HAI, elide=True)
        self.keep = Button(tr("直した文のまま"), f"minutes_{kind}_{section}_keep", size="small")
        self.again = Button(tr("組み立て直す"), f"minutes_{kind}_{section}_again", size="small")
        self.again.setAccessibleName(tr("{section}を組み立て直す", section=name))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(FieldLabel(name, self.area))
        head.addWidget(self._state, 1)
        head.addWidget(self.keep)
        head.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addLayout(head)
        column.addWidget(self.area)
        self.area.typed.connect(lambda text: self.typed.emit(self.section, text))
        self.again.clicked.connect(lambda: self.assemble_wanted.emit(self.section))
        self.keep.clicked.connect(lambda: self.keep_wanted.emit(self.section))

    def show_section(self, source: Source, case_uuid: str | None, *, final: bool) -> None:
        """Show the section as it stands."""
        block = minutes.block(source, self.section, case_uuid)
        self.area.set_text(minutes.words_of(source, self.section, case_uuid))
        self.area.setReadOnly(final)
        self.again.setVisible(block.edited and not final)
        self.keep.setVisible(block.edited and block.outdated and not final)
        words, colour = "", theme.HAI
        if block.outdated:
            words, colour = tr("書いたあとで、会議の記録が変わりました"), theme.YAMA
        elif block.edited:
            words = tr("手で直した文")
        if block.outdated and final:
            words = tr("確定のあとで、会議の記録が変わりました")
        self._state.setText(words)
        self._state.set_colour(colour)


class MinutesCard(Card):
    """Which part at the left, its sections at the right; final or not in the header."""

    edited = Signal(object, str)
    """The new ``Conference`` and what was typed in, so that typing is one step of undo."""
    final_wanted = Signal(bool)
    print_wanted = Signal()

    def __init__(self) -> None:
        self.state = SafeLabel(size=13, colour=theme.NIBI, name="minutes_state")
        self.paper = Button(tr("印刷の見本"), "print_minutes", size="small", icon="print")
        self.final = Button("", "minutes_final", size="small")
        super().__init__(
            tr("会議録"),
            name="minutes_card",
            padded=False,
            header_widgets=[self.state, self.paper, self.final],
        )
        self._source = Source(Conference())
        self._cases: Mapping[str, Case] = {}
        self._places: list[str | None] = []
        self.where = QListWidget()
        self.where.setObjectName("minutes_where")
        self.where.setAccessibleName(tr("会議録の部分"))
        self.where.setFont(theme.font(14))
        self.where.setItemDelegate(HighlightDelegate(self.where, first_padding=14))
        self.where.setFrameShape(QFrame.Shape.NoFrame)
        self.where.setFixedWidth(theme.px(WHERE_WIDTH))
        self.where.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.where)
        self._fields = {
            True: [SectionField(section, of_case=True) for section in CASE_SECTIONS],
            False: [SectionField(section, of_case=False) for section in MEETING_SECTIONS],
        }
        self.add(self._body(), 1)
        self._connect()

    def _body(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        scroll = ScrollColumn("minutes_scroll")
        side = theme.px(14)
        scroll.column.setContentsMargins(side, theme.px(10), side, theme.px(10))
        hint = tr("一行に一つ。担当者と期限は「{bar}」で区切ります。", bar=SEPARATOR)
        scroll.column.addWidget(Paragraph(hint, size=12, line=18, colour=theme.HAI))
        for field in (*self._fields[True], *self._fields[False]):
            scroll.column.addWidget(field)
        scroll.column.addStretch(1)
        row.addWidget(self.where)
        row.addWidget(Rule(vertical=True))
        row.addWidget(scroll, 1)
        return body

    def _connect(self) -> None:
        self.where.currentRowChanged.connect(lambda _row: self._show_place())
        self.paper.clicked.connect(self.print_wanted)
        self.final.clicked.connect(
            lambda: self.final_wanted.emit(not minutes.is_final(self._source.conference))
        )
        for field in (*self._fields[True], *self._fields[False]):
            field.typed.connect(self._typed)
            field.assemble_wanted.connect(self._assemble)
            field.keep_wanted.connect(self._keep)

    @property
    def place(self) -> str | None:
        """The case now shown; ``None`` for the whole meeting."""
        row = self.where.currentRow()
        return self._places[row] if 0 <= row < len(self._places) else None

    def show_minutes(self, conference: Conference, cases: Mapping[str, Case]) -> None:
        """Show the minutes of a meeting. A field a person types in keeps its cursor."""
        self._source = Source(conference, {uuid: case.follow_ups for uuid, case in cases.items()})
        self._cases = cases
        self._show_places()
        at = checks.done_at(conference, checks.MINUTES_FINAL)
        self.state.setText(
            tr("{time} に確定", time=minutes.time_of(at)) if at else tr("まだ確定していません")
        )
        self.final.setText(tr("確定を取り消す") if at else tr("確定する"))
        self._show_place()

    def _show_places(self) -> None:
        places: list[str | None] = [None, *minutes.cases_of(self._source.conference)]
        names = [tr("会議全体")]
        for number, uuid in enumerate(places[1:], 1):
            case = self._cases.get(uuid or "")
            names.append(f"{number} {case.pseudonym}" if case else f"{number}")
        shown = [self.where.item(row).text() for row in range(self.where.count())]
        if places == self._places and names == shown:
            return
        kept = self.place if self._places else None
        self.where.blockSignals(True)
        self.where.clear()
        for name in names:
            item = QListWidgetItem(name)
            item.setSizeHint(QSize(0, theme.px(theme.ROW)))
            self.where.addItem(item)
        self._places = places
        self.where.setCurrentRow(places.index(kept) if kept in places else 0)
        self.where.blockSignals(False)

    def _show_place(self) -> None:
        uuid = self.place
        final = minutes.is_final(self._source.conference)
        for of_case, fields in self._fields.items():
            for field in fields:
                field.setVisible(of_case == (uuid is not None))
                if of_case == (uuid is not None):
                    field.show_section(self._source, uuid, final=final)

    def _typed(self, section: str, text: str) -> None:
        changed = minutes.with_text(self._source, Section(section), self.place, text)
        self.edited.emit(changed, f"minutes {section} {self.place}")

    def _assemble(self, section: str) -> None:
        conference = self._source.conference
        self.edited.emit(minutes.reassembled(conference, Section(section), self.place), "")

    def _keep(self, section: str) -> None:
        self.edited.emit(minutes.with_record_seen(self._source, Section(section), self.place), "")

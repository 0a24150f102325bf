"""参加者: one key counts one more of a profession; nobody needs a name (DOMAIN.md §3.3)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.conference import attendance
from app.conference.attendance import Profession
from app.conference.meeting import Conference
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.card import Card
from app.ui.widgets.count_list import Counted, CountList
from app.ui.widgets.labels import SafeLabel


def _counted(conference: Conference, profession: Profession) -> Counted:
    count = attendance.count_of(conference, profession.id)
    return Counted(
        uuid=profession.id,
        key=profession.key,
        name=profession.name(),
        figure=str(count or "–"),
        spoken=tr("{profession} {n}名", profession=profession.name(), n=count),
        tip=f"{profession.name()}\n{profession.brings()}",
        colour=theme.SUMI if count else theme.HAI,
        bold=bool(count),
    )


class AttendanceCard(Card):
    """Counts by profession and the sum."""

    edited = Signal(object)

    def __init__(self) -> None:
        self.sum = SafeLabel(size=13, colour=theme.NIBI, name="attendance_sum")
        super().__init__(
            tr("参加者"), name="attendance_card", padded=False, header_widgets=[self.sum]
        )
        self._conference = Conference()
        self.list = CountList("attendance_list", tr("参加者の数"))
        self.list.counted.connect(self._count)
        self.show_attendance(self._conference)
        self.add(self.list, 1)
        self.add(self._foot())

    def _foot(self) -> QWidget:
        hint = SafeLabel(
            tr("文字キーで1名ふやす、− でへらす"), size=12, colour=theme.HAI, elide=True
        )
        hint.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        return hint

    def _count(self, profession: str, by: int) -> None:
        change = attendance.walk_in if by > 0 else attendance.take_back
        self.edited.emit(change(self._conference, profession))

    def show_attendance(self, conference: Conference) -> None:
        """Show who is there."""
        self._conference = conference
        self.list.show_rows(_counted(conference, each) for each in attendance.professions())
        people, kinds = attendance.people(conference), attendance.kinds(conference)
        self.sum.setText(tr("{n}名・{kinds}職種", n=people, kinds=kinds) if people else "")

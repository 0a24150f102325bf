"""発言: a key per profession counts who spoke; only the facilitator sees it (DOMAIN.md §3.5)."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.care.case import Case
from app.conference.session import MeetingSession
from app.conference.tally import Voice, voices
from app.i18n import tr
from app.ui import theme
from app.ui.console.drawer import Drawer
from app.ui.widgets.card import Rule
from app.ui.widgets.count_list import Counted, CountList
from app.ui.widgets.labels import SafeLabel


def _counted(voice: Voice) -> Counted:
    """Those who could speak and have not stand out; those who aren't there are quiet."""
    return Counted(
        uuid=voice.profession,
        key=voice.key,
        name=voice.name,
        figure=str(voice.spoke) if voice.people else "–",
        spoken=tr("{profession} 発言{n}回", profession=voice.name, n=voice.spoke),
        colour=theme.HAI if not voice.people else theme.SUMI if voice.silent else theme.NIBI,
        bold=voice.silent,
    )


class TallyPanel(Drawer):
    """In the place of the facts at hand; the capture row stays."""

    spoken = Signal(str, int)

    def __init__(self) -> None:
        super().__init__(tr("発言"), "tally_panel")
        self.list = CountList("tally_list", tr("職種ごとの発言"))
        self.list.counted.connect(self.spoken)
        self.silent = SafeLabel(size=13, colour=theme.NIBI, elide=True, name="tally_silent")
        self.silent.setContentsMargins(theme.px(14), theme.px(4), theme.px(14), theme.px(4))
        hint = SafeLabel(tr("文字キーで数える、− でもどす"), size=12, colour=theme.HAI, elide=True)
        hint.setContentsMargins(theme.px(14), theme.px(3), theme.px(14), 0)
        self.body.addWidget(self.silent)
        self.body.addWidget(Rule())
        self.body.addWidget(self.list, 1)
        self.body.addWidget(Rule())
        self.body.addWidget(hint)

    def show_meeting(self, session: MeetingSession, _case: Case | None) -> None:
        found = voices(session.conference)
        quiet = sum(voice.silent for voice in found)
        self.silent.setText(tr("まだ話していない職種 {n}", n=quiet))
        self.list.show_rows(map(_counted, found))

    def take_keyboard(self) -> None:
        self.list.setFocus()

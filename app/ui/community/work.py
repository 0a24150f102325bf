"""What can be done with a card: each through one or two verbs of the service."""

from __future__ import annotations

from typing import Final

from app.care.community import CommunityIssue, Stage
from app.care.community_rules import rung_of
from app.errors import InputRefused
from app.i18n import tr
from app.services import community as verbs
from app.services.community import Done
from app.services.store import Store
from app.ui.community.cards import BoardCard, CardKind

_LADDER: Final = tuple(Stage)


class BoardWork:
    """The verbs on cards. Each gives what was done, and the key of the card to stand on."""

    def __init__(self, store: Store, source: object) -> None:
        self._store = store
        self._source = source

    def sort(self, card: BoardCard, code: str | None) -> tuple[list[Done], str]:
        """Say what kind of answer it needs; what was only noticed becomes an issue first."""
        dones, uuid = self.confirm(card)
        if code is not None or card.kind is CardKind.ISSUE:
            dones.append(verbs.sort_issue(self._store, uuid, code, source=self._source))
        return dones, uuid

    def confirm(self, card: BoardCard) -> tuple[list[Done], str]:
        """Make an issue of a candidate or of something noticed; an issue is one already."""
        if card.kind is CardKind.CANDIDATE:
            done = verbs.confirm_candidate(self._store, card.key, source=self._source)
        elif card.kind is CardKind.NOTICED:
            codes = dict.fromkeys(code for each in card.sightings for code in each.codes)
            done = verbs.open_issue(
                self._store,
                card.title,
                codes=tuple(codes),
                sightings=card.sightings,
                source=self._source,
            )
        else:
            return [], card.key
        return [done], done.value.uuid

    def step(
        self, card: BoardCard, issue: CommunityIssue | None, by: int
    ) -> tuple[list[Done], str]:
        """One rung up or down. The first step up of what is no issue yet makes it one."""
        if issue is None:
            return self.confirm(card) if by > 0 else ([], card.key)
        stage = next_stage(issue.stage, by)
        if stage is issue.stage:
            return [], card.key
        return [verbs.move_issue(self._store, issue.uuid, stage, source=self._source)], card.key

    def merge(self, card: BoardCard) -> tuple[list[Done], str]:
        """Into the issue that is alike: an issue as a whole, things noticed as its evidence."""
        if not card.like:
            raise InputRefused(
                tr("にた課題が見つかりません。"),
                tr("何も変えていません。"),
                tr("Space の一覧の「ほかの課題にまとめる」で、まとめる先を選べます。"),
            )
        if card.kind is CardKind.ISSUE:
            done = verbs.merge_issue(self._store, card.key, card.like, source=self._source)
        else:
            done = verbs.add_evidence(self._store, card.like, card.sightings, source=self._source)
        return [done], card.like

    def unmerge(self, uuid: str) -> tuple[list[Done], str]:
        """Let a merged issue stand for itself again."""
        return [verbs.unmerge_issue(self._store, uuid, source=self._source)], uuid

    def bin(self, card: BoardCard) -> tuple[list[Done], str]:
        """Put an issue into the bin; its lines are in the inbox again."""
        if card.kind is not CardKind.ISSUE:
            raise InputRefused(
                tr("ごみ箱に入れられるのは地域課題だけです。"),
                tr("気づきは、事例や会議の記録に残っています。"),
                tr("消すときは、その事例か会議の記録で直してください。"),
            )
        return [verbs.bin_issue(self._store, card.key, source=self._source)], card.key


def next_stage(stage: Stage, by: int) -> Stage:
    """The first step of the next rung up, or of the one below; 終了 follows the top rung."""
    if stage is Stage.CLOSED:
        return stage if by > 0 else Stage.MONITORING
    rung = rung_of(stage) + by
    return next((each for each in _LADDER if rung_of(each) == rung and each is not Stage.CANDIDATE),
                Stage.CLOSED if by > 0 else stage)  # fmt: skip

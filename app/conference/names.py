"""What stages, parts, kinds of entries and states of a meeting are called."""

from __future__ import annotations

from app.conference.meeting import ConferenceStatus, EntryKind, Part, Stage
from app.i18n import tr


def stage_name(stage: Stage) -> str:
    """課題, 目標, 医学的リスク, 生活支援."""
    return {
        Stage.ISSUE: tr("課題"),
        Stage.GOAL: tr("目標"),
        Stage.RISK: tr("医学的リスク"),
        Stage.SUPPORT: tr("生活支援"),
    }[stage]


def part_name(part: Part) -> str:
    """The part as on its mark: 紹介, 話し合い, まとめ."""
    return {
        Part.PRESENTATION: tr("紹介"),
        Part.ISSUE: tr("課題"),
        Part.GOAL: tr("目標"),
        Part.RISK: tr("医学的リスク"),
        Part.DISCUSSION: tr("話し合い"),
        Part.RESOURCES: tr("資源"),
        Part.WRAP_UP: tr("予測とまとめ"),
    }[part]


def kind_name(kind: EntryKind) -> str:
    """What an entry is, as on its chip."""
    return {
        EntryKind.ISSUE: tr("課題"),
        EntryKind.GOAL: tr("目標"),
        EntryKind.RISK_RESPONSE: tr("リスク対応"),
        EntryKind.SUPPORT: tr("支援策"),
        EntryKind.COMMUNITY_ISSUE: tr("地域課題"),
        EntryKind.CARRIED_OVER: tr("保留"),
        EntryKind.LEARNING: tr("学び"),
        EntryKind.PREDICTION: tr("予測"),
        EntryKind.FIRST_STEP: tr("最初の一歩"),
        EntryKind.WORDS_BACK: tr("本人に返す言葉"),
    }[kind]


def status_name(status: ConferenceStatus) -> str:
    """予定, 進行中, 終了."""
    return {
        ConferenceStatus.PLANNED: tr("予定"),
        ConferenceStatus.RUNNING: tr("進行中"),
        ConferenceStatus.CLOSED: tr("終了"),
    }[status]

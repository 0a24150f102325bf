"""Services and supports in one line: nothing written is lost on the way to room and paper."""

from __future__ import annotations

from app.care.case import FormalService, InformalSupport
from app.care.support_words import service_words, support_words


def test_who_helps_and_how_often_is_said_once() -> None:
    support = InformalSupport(who="長女", text="毎晩の電話", frequency="毎日")

    assert support_words(support) == "長女：毎晩の電話 毎日"
    assert support_words(InformalSupport(who="長女", text="長女:電話")) == "長女:電話"
    assert support_words(InformalSupport(who="孫", frequency="週1回")) == "孫 週1回"


def test_a_service_without_a_name_goes_by_its_kind() -> None:
    assert service_words(FormalService(kind="通所", frequency="週2回")) == "通所 週2回"
    assert service_words(FormalService(text="デイ", kind="通所")) == "デイ"

"""A name is replaced together with the relation that stands before it."""

from __future__ import annotations

import pytest

from app.care.case import Case, PrivateIdentity
from app.care.disclosure.fitting import fitted
from app.care.disclosure.privacy_check import KnownNames, checker, open_doubts, with_replacement

IDENTITY = PrivateIdentity(case_uuid="c", relatives=("長女 恵子",))


def fixed(text: str, words: str) -> str:
    case = Case(life_issues=text)
    doubt = open_doubts(case, checker(IDENTITY, KnownNames()))[0]
    return with_replacement(case, fitted(case, doubt, words), words).life_issues


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("長女の恵子さんが週1回来る。", "長女が週1回来る。"),
        ("長女恵子さんが週1回来る。", "長女が週1回来る。"),
        ("長女（恵子さん）が週1回来る。", "長女が週1回来る。"),
        ("長女 恵子さんが来る。", "長女が来る。"),
        ("恵子さんが来る。", "長女が来る。"),
        ("次女の恵子さんが来る。", "次女の長女が来る。"),
        ("（恵子さん）が来る。", "（長女）が来る。"),
    ],
)
def test_the_relation_is_not_said_twice(text: str, after: str) -> None:
    assert fixed(text, "長女") == after


def test_removing_takes_only_the_name() -> None:
    assert fixed("長女の恵子さんが来る。", "") == "長女のが来る。"

"""What of an identity and of other cases counts as a name, and what beside it doesn't."""

from __future__ import annotations

import pytest

from app.care.case import PrivateIdentity
from app.care.disclosure import KnownNames, KnownPerson, checker
from app.care.disclosure.coarse import staff_names


def _asked(text: str, **identity: object) -> list[str]:
    person = PrivateIdentity(case_uuid="x", name="高橋 花子", **identity)  # type: ignore[arg-type]
    return [doubt.snippet for doubt in checker(person, KnownNames()).doubts(text)]


@pytest.mark.parametrize(
    ("relative", "named"),
    [
        ("長男 高橋太郎", "太郎"),
        ("長男高橋太郎", "太郎"),
        ("高橋太郎（長男・東京在住）", "太郎"),
        ("妻 みち子 同居", "みち子"),
        ("長女：鈴木 一子さん（主介護者）", "鈴木一子"),
        ("友人の木下さん", "木下"),
        ("次女 マリア・サントス", "マリア"),
    ],
)
def test_relatives_are_found_however_they_were_entered(relative: str, named: str) -> None:
    assert _asked(f"昨日{named}が来た", relatives=(relative,)) == [named]


@pytest.mark.parametrize(
    "relative",
    [
        "長男",
        "長女（東京）",
        "次男 県外",
        "妻 同居",
        "長男 大阪勤務",
        "妹 花里市",
        "なし",
        "民生委員",
    ],
)
def test_what_is_no_name_beside_a_relative_asks_nothing(relative: str) -> None:
    text = "長男は東京、大阪勤務。長女は県外、妻と同居。妹は花里市、民生委員が訪ねる。支援なし"

    assert _asked(text, relatives=(relative,), emergency_contacts=f"{relative} 090-1234-5678") == []


@pytest.mark.parametrize(
    "facility",
    ["デイサービス", "訪問看護", "かかりつけ医院", "総合病院", "整形外科クリニック", "地域包括支援センター",
     "居宅介護支援事業所A", "老健", "薬局", "市民病院"],
)  # fmt: skip
def test_a_facility_without_a_name_asks_nothing(facility: str) -> None:
    text = (
        "デイサービスと訪問看護、かかりつけ医院、総合病院、整形外科クリニック、薬局、市民病院、老健、"
        "地域包括支援センター、居宅介護支援事業所A"
    )
    assert _asked(text, facilities=(facility,)) == []


@pytest.mark.parametrize(
    ("staff", "names"),
    [
        ("北部包括 森本", ("森本",)),
        ("佐伯（保健師）", ("佐伯",)),
        ("田中ケアマネジャー", ("田中",)),
        ("居宅介護支援事業所A ケアマネ 鈴木 一郎", ("鈴木 一郎",)),
        ("地域包括支援センター北 主任ケアマネジャー", ()),
        ("花里市 高齢福祉係", ()),
        ("森本様、佐伯さん", ("森本", "佐伯")),
        ("", ()),
    ],
)
def test_persons_are_told_from_offices_and_roles(staff: str, names: tuple[str, ...]) -> None:
    assert staff_names(staff) == names


def test_a_person_of_another_case_counts_only_by_the_whole_name() -> None:
    known = KnownNames(people=(KnownPerson("o", "佐藤 和子", "サトウ カズコ"),))
    check = checker(PrivateIdentity(case_uuid="x"), known)

    assert check.doubts("佐藤さんと和子さん、サトウ、Sato") == ()
    for whole in ("佐藤和子", "佐藤 和子さん", "さとうかずこ", "Kazuko SATOH"):
        assert [d.kind for d in check.doubts(f"隣の{whole}と")] == ["person"], whole

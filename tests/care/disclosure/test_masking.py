"""What a mask hides, and the clinical words it must leave alone (RELIABILITY.md §B5, §C)."""

from __future__ import annotations

from typing import Any

import pytest

from app.care.case import CareDate, Case, Consent, PrivacyDecision, PrivateIdentity
from app.care.disclosure import KnownNames, checker, mask_of
from app.care.disclosure.coarse import (
    age_band,
    coarse_housing,
    household_word,
    sex_word,
    staff_role,
)
from app.care.disclosure.family import lines, mentions_family, sentences
from tests.checkers import NOBODY

HIDDEN = "（伏せています）"

IDENTITY = PrivateIdentity(
    case_uuid="x",
    name="髙橋 花子",
    kana="タカハシ ハナコ",
    birth_date=CareDate("昭和17年3月5日", "1942-03-05"),
    address="花里市本郷町2-3-4 みどりハイツ203号室",
    phone="0565-12-3456",
    insured_number="0001234567",
    relatives=("長男 髙橋太郎", "森 恵子"),
    facilities=("さくら苑", "花里市民病院"),
    emergency_contacts="長女 鈴木一子 090-1234-5678",
)


def _masked(text: str, *, identity: PrivateIdentity | None = None) -> str:
    case = Case(housing="本郷町 2階建て", consent=Consent(person=True, family=True))
    return mask_of(case, "room", checker(identity, KnownNames())).text(text)


@pytest.mark.parametrize(
    "text",
    [
        "0565-12-3456",
        "０５６５ー１２ー３４５６",
        "(0565)12-3456",
        "090 1234 5678",
        "09012345678",
        "+81 90-1234-5678",
        "〒471-0001",
        "471-0001",
        "〒4710001",
        "hanako.t@example.jp",
        "https://example.jp/hanako",
        "0001234567",
        "H0001234567",
        "1234 5678 9012",
        "2-3-4",
        "2丁目3番地5",
        "二丁目三番地",
        "12番5号",
        "1番地の2",
        "203号室",
        "昭和17年3月5日生まれ",
        "S17.3.5生",
        "1942年3月5日生",
        "生年月日：昭和17年3月5日",
    ],
)
def test_what_looks_like_an_identifier_is_hidden_whoever_it_belongs_to(text: str) -> None:
    assert _masked(f"連絡は{text}へ。") == f"連絡は{HIDDEN}へ。"


@pytest.mark.parametrize(
    "text",
    [
        "髙橋花子",
        "髙橋 花子",
        "髙橋　花子",
        "高橋花子",
        "髙橋\n花子",
        "髙 橋 花 子",
        "高橋\u200b花子",
        "高橋さん",
        "髙橋様",
        "花子ちゃん",
        "たかはしはなこ",
        "タカハシ ハナコ",
        "ﾀｶﾊｼ ﾊﾅｺ",
        "高橋太郎",
        "森さん",
        "恵子さん",
        "鈴木一子",
        "昭和17年3月5日",
        "S17.3.5",
        "1942/3/5",
        "1942-03-05",
        "みどりハイツ",
        "さくら苑",
    ],
)
def test_the_cases_own_identifiers_are_hidden_in_every_basic_spelling(text: str) -> None:
    mask = mask_of(Case(), "paper", checker(IDENTITY, KnownNames()))

    assert mask.text(f"先月、{text}に会った。") == f"先月、{HIDDEN}に会った。"


@pytest.mark.parametrize(
    "text",
    [
        "血圧168/92、SpO2は88%",
        "HbA1c 6.4%、eGFR 34",
        "エルデカルシトール0.75μg 1日1回",
        "インスリン朝8単位",
        "水分は100-200mLずつ、1日5-6回",
        "20-30-40分と歩く時間をのばす",
        "夜のトイレ3〜4回",
        "午前10時20分のバス、片道200円",
        "平成30年4月 10日間入院",
        "半年で4.2kg減り36.9kg",
        "要介護1-2、障害自立度A1",
        "整形外科クリニックを月1回受診",
        "かかりつけ薬局で一包化",
        "複数薬局の情報共有",
        "近くの病院に通う",
        "総合病院で手術",
        "隣町でパート勤務",
        "同じ団地の仲間",
        "地区の花壇ボランティア",
        "町内の民生委員",
        "住んでいる町が好き",
        "特別養護老人ホームに入所",
        "森を歩きたい",
        "おかずを届ける",
        "外反母趾の工夫",
        "握力16.2kg、TUG 11.8秒",
    ],
)
def test_clinical_and_everyday_words_are_left_alone(text: str) -> None:
    assert _masked(text, identity=IDENTITY) == text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("花里市民病院に入院した", "病院に入院した"),
        ("さくら病院で手術", "病院で手術"),
        ("あおば薬局が届ける", "薬局が届ける"),
        ("松原地区の友人", "地区の友人"),
        ("本郷町の友人", "市内の友人"),
        ("令和6年5月20日に退院", "令和6年5月に退院"),
        ("2024-05-20に転んだ", "2024-05に転んだ"),
    ],
)
def test_places_facilities_and_days_are_made_vague_on_the_wall(typed: str, shown: str) -> None:
    assert _masked(typed) == shown


def test_paper_keeps_the_day() -> None:
    case = Case(consent=Consent(person=True))

    assert mask_of(case, "paper", NOBODY).text("令和6年5月20日に退院") == "令和6年5月20日に退院"


def test_a_mask_shows_nothing_of_the_identity() -> None:
    assert "橋" not in repr(mask_of(Case(), "room", checker(IDENTITY, KnownNames())))


def test_words_a_person_called_harmless_are_shown() -> None:
    said = PrivacyDecision(snippet="0120-123-456", state="not_a_name")
    mask = mask_of(Case(privacy_decisions=(said,)), "paper", NOBODY)

    assert mask.text("相談は0120-123-456へ") == "相談は0120-123-456へ"
    assert mask.text("相談は0120-123-457へ") == f"相談は{HIDDEN}へ"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("あおば町 戸建て平屋。段差20cm", "市内 戸建て平屋。段差20cm"),
        ("みどり台団地 2階", "団地 2階"),
        ("松原地区 マンション4階", "地区 マンション4階"),
        ("本郷町2階建て戸建て", "市内 2階建て戸建て"),
        ("桜ヶ丘 分譲マンション3階", "市内 分譲マンション3階"),
        ("駅南 木造アパート2階", "市内 木造アパート2階"),
        ("2階建て戸建て。石段3段", "2階建て戸建て。石段3段"),
        ("築40年 木造2階", "築40年 木造2階"),
        ("丘の上の団地。2階建て持ち家", "丘の上の団地。2階建て持ち家"),
        ("旧街道沿いの戸建て。", "旧街道沿いの戸建て。"),
        ("持ち家 平屋", "持ち家 平屋"),
    ],
)
def test_housing_keeps_the_home_and_loses_the_place(typed: str, shown: str) -> None:
    assert coarse_housing(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("地域包括支援センター北 主任ケアマネジャー", "地域包括支援センター北 主任ケアマネジャー"),
        ("北部包括 森本", "北部包括"),
        ("森本", ""),
        ("佐伯（保健師）", "保健師"),
        ("田中ケアマネジャー", "ケアマネジャー"),
        ("居宅介護支援事業所A ケアマネ 鈴木 一郎", "居宅介護支援事業所A ケアマネ"),
    ],
)
def test_staff_is_an_office_and_a_role_never_a_person(typed: str, shown: str) -> None:
    assert staff_role(typed) == shown


@pytest.mark.parametrize(
    ("age", "ja", "en"),
    [
        (None, "", ""),
        (64, "60代前半", "early 60s"),
        (80, "80代前半", "early 80s"),
        (84, "80代前半", "early 80s"),
        (85, "80代後半", "late 80s"),
        (99, "90代後半", "late 90s"),
        (100, "100歳以上", "100 or over"),
        (107, "100歳以上", "100 or over"),
    ],
)
def test_age_becomes_half_a_decade(age: int | None, ja: str, en: str) -> None:
    assert (age_band(age, "ja"), age_band(age, "en")) == (ja, en)


def test_household_and_sex_are_plain_words_and_free_text_is_not_shown() -> None:
    assert household_word("独居", "ja") == "ひとり暮らし"
    assert household_word("独居", "en") == "Lives alone"
    assert household_word("長男の花男と二人", "ja") == ""
    assert household_word("子と同居", "ja", family_agreed=False) == "同居の人あり"
    assert household_word("独居", "ja", family_agreed=False) == "ひとり暮らし"
    assert sex_word(None, "ja") == ""


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("長男は県外", True),
        ("夫が先回りする", True),
        ("子は市外に2人", True),
        ("孫の弁当を作りたい", True),
        ("家族が管理", True),
        ("道具の使い方を工夫", False),
        ("からだは丈夫", False),
        ("花の会の教え子4人", False),
        ("様子はよい、調子がよい", False),
        ("外反母趾が痛む", False),
        ("菓子パンで済ませる", False),
        ("銭湯の主人", False),
    ],
)
def test_relatives_are_found_and_words_that_only_look_like_them_are_not(
    text: str,
    family: bool,  # noqa: FBT001
) -> None:
    assert mentions_family(text) is family


def test_sentences_end_at_full_stops_outside_brackets_and_bullets_go() -> None:
    assert sentences("「行かない。」と言う。次は9月。") == ("「行かない。」と言う。", "次は9月。")
    assert sentences("費用（通院。薬）が重い") == ("費用（通院。薬）が重い",)
    assert lines("・腰が痛い\n〇 布団が重い\n\n1.2kmの坂") == (
        "腰が痛い",
        "布団が重い",
        "1.2kmの坂",
    )


def test_no_sample_text_is_changed_but_the_place_names(samples: Any) -> None:
    """The samples hold no identifier, so a change would be a lost clinical word."""
    for case in samples.values():
        mask = mask_of(case, "paper", NOBODY)
        texts = [
            case.life_issues,
            case.desired_life,
            case.cm_assessment,
            case.household.family_note,
        ]
        texts += [line.sheet_text + line.usage for line in case.medications]
        texts += [f"{j.personal_factor}／{j.environment_factor}" for j in case.judgements]
        texts += [note.conference_time_status for note in case.monitoring]
        for text in texts:
            assert mask.text(text) == text.strip()

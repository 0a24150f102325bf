"""Names known only in kanji are found in kana and Latin letters, and slips in the person's own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping

import pytest

from app.care.case import Case, PrivateIdentity
from app.care.disclosure import Checker, KnownNames, KnownPerson, TextDoubt, checker
from app.care.disclosure.case_texts import case_texts
from app.care.disclosure.readings import given_readings, surname_readings
from app.care.disclosure.spelling import script
from app.care.knowledge import load
from tests.care.disclosure.privacy_words import WORDS

FAMILY = PrivateIdentity(
    case_uuid="own",
    name="高橋 花子",
    kana="タカハシ ハナコ",
    relatives=("長女 鈴木一子", "長男 高橋 健一郎", "妹 佐藤 みち子", "孫 林 清"),
)
KNOWN = KnownNames(
    staff=("北部包括 渡辺 裕子", "居宅支援センター 長谷川（保健師）"),
    people=(KnownPerson("other", "小野寺 良子"), KnownPerson("read", "田中 節子", "タナカ セツコ")),
)
CHECK = checker(FAMILY, KNOWN)


def _found(text: str, check: Checker = CHECK) -> list[tuple[str, str]]:
    return [(doubt.kind, doubt.snippet) for doubt in check.doubts(text)]


@pytest.mark.parametrize(
    ("text", "kind", "snippet"),
    [
        ("すずきさんが来た", "relative", "すずきさん"),
        ("スズキが迎えに来る", "relative", "スズキ"),
        ("長女のすずきが来た", "relative", "すずき"),
        ("週末はｽｽﾞｷ宅で過ごす", "relative", "ｽｽﾞｷ"),
        ("かずこちゃんと電話", "relative", "かずこちゃん"),
        ("Suzukiが同席", "relative", "Suzuki"),
        ("連絡先：SUZUKI Kazuko", "relative", "SUZUKI Kazuko"),
        ("けんいちろうさんは県外", "relative", "けんいちろうさん"),
        ("Kenichiro visits", "relative", "Kenichiro"),
        ("みちこさん", "relative", "みちこさん"),
        ("さとうさんと買い物", "relative", "さとうさん"),
        ("はやし様より", "relative", "はやし様"),
        ("きよし君が来る", "relative", "きよし君"),
        ("担当：ワタナベ", "staff", "ワタナベ"),
        ("わたなべゆうこが訪問", "staff", "わたなべゆうこ"),
        ("Hasegawa-san", "staff", "Hasegawa-san"),
        ("はせがわ保健師", "", ""),
        ("おのでらよしこと話した", "person", "おのでらよしこ"),
        ("Yoshiko Onodera", "person", "Yoshiko Onodera"),
        ("おのでらさんとよしこさん、Onodera", "", ""),
    ],
)
def test_a_likely_reading_of_a_known_name_asks(text: str, kind: str, snippet: str) -> None:
    assert _found(text) == ([(kind, snippet)] if kind else [])


@pytest.mark.parametrize(
    "text",
    ["さとうを控える", "さとうが多い飲み物", "砂糖、さとう、はやし", "森林浴とはやしを歩く", "すずき目の魚",
     "きよしこの夜を歌う", "このはやし立て", "のぼる、すすむ", "みちがわからない", "Take a walk in the park",
     "kazuko-like", "かずこえる", "あかずきんの話", "なかのひと", "お孫さん、お母さん、おくさん"],
)  # fmt: skip
def test_a_reading_inside_other_words_asks_nothing(text: str) -> None:
    assert _found(text) == []


def test_a_guess_is_never_certain_without_a_title() -> None:
    (alone,) = CHECK.doubts("スズキが来た")
    (titled,) = CHECK.doubts("スズキさんが来た")

    assert (alone.certain, titled.certain) == (False, True)
    assert alone.suggestions[0] == "長女"


def test_the_reading_of_the_own_name_is_guessed_where_nobody_entered_it() -> None:
    unread = checker(PrivateIdentity(case_uuid="x", name="山田 和子"), KnownNames())

    for text in ("やまださん", "ヤマダ様", "Yamada", "KAZUKO", "やまだかずこ"):
        assert [kind for kind, _ in _found(f"{text}と", unread)] == ["name"], text


@pytest.mark.parametrize(
    ("surname", "first"), [("長谷川", "ハセガワ"), ("渡邊", "ワタナベ"), ("髙橋", "タカハシ")]
)
def test_variant_glyphs_have_the_same_reading(surname: str, first: str) -> None:
    assert surname_readings(surname)[0] == first


@pytest.mark.parametrize(
    ("name", "reading"),
    [("和子", "カズコ"), ("美智子", "ミチコ"), ("健一郎", "ケンイチロウ"), ("三郎", "サブロウ"),
     ("幸雄", "ユキオ"), ("千代", "チヨ"), ("みち子", "ミチコ"), ("惠子", "ケイコ"), ("清", "キヨシ")],
)  # fmt: skip
def test_given_names_are_read_sign_by_sign(name: str, reading: str) -> None:
    assert reading in given_readings(name)


def test_the_table_is_kanji_with_katakana_and_says_nothing_twice() -> None:
    table = load("name_readings")
    for section in ("surnames", "given", "signs"):
        rows = [row.split() for row in table[section]]
        assert len({row[0] for row in rows}) == len(rows)
        for name, *readings in rows:
            assert readings, name
            assert len(set(readings)) == len(readings), name
            assert {script(sign) for sign in "".join(readings)} == {"katakana"}, name
            assert {script(sign) for sign in name} <= {"kanji", "katakana"}, name
    assert len(table["surnames"]) >= 400


# ---- the person's own name with a slip in it ----


@pytest.mark.parametrize(
    ("text", "snippet"),
    [
        ("たがはしさんは元気", "たがはしさん"),
        ("ダカハシ様", "ダカハシ様"),
        ("タカワシさんの希望", "タカワシさん"),
        ("たかばし", "たかばし"),
        ("担当より：タカバシ。", "タカバシ"),
        ("はなごさん", "はなごさん"),
        ("たかはじはなこと話す", "たかはじはなこ"),
        ("高端さん", ""),
        ("孝橋さんの家", "孝橋さん"),
        ("隆橋花子", "隆橋花子"),
        ("華子さんが歩く", "華子さん"),
        ("高橋華子が歩く", "高橋華子"),
    ],
)
def test_a_slip_in_the_own_name_asks_gently(text: str, snippet: str) -> None:
    doubts = CHECK.doubts(text)

    assert [d.snippet for d in doubts] == ([snippet] if snippet else [])
    if snippet not in ("", "高橋華子", "隆橋花子", "たかはじはなこ"):  # these hold a right name too
        assert not any(doubt.certain for doubt in doubts)


@pytest.mark.parametrize(
    ("name", "kana", "text"),
    [
        ("斎藤 進", "サイトウ ススム", "西藤さん"),
        ("斎藤 進", "サイトウ ススム", "さいどうさん"),
        ("佐藤 進", "サトウ ススム", "左藤さん"),
        ("佐藤 進", "", "左藤様"),
        ("佐藤 進", "サトウ ススム", "さとおさん"),
        ("伊藤 進", "イトウ ススム", "伊東さん"),
        ("川合 進", "カワイ ススム", "河井さん"),
        ("太田 進", "オオタ ススム", "多田さん"),
    ],
)
def test_another_kanji_of_the_same_sound_asks(name: str, kana: str, text: str) -> None:
    own = checker(PrivateIdentity(case_uuid="x", name=name, kana=kana), KnownNames())

    assert _found(f"昨日は{text}と会った", own) == [("name", text)]
    assert _found(f"昨日は{text.rstrip('さん様')}線を通った", own) == []


@pytest.mark.parametrize(
    "text",
    ["たかはら高原を歩く", "たかいさん", "おかあさん、おじいさん、おまごさん", "かんごしさん", "ははおやさん",
     "高価さんま", "大孝橋さん", "たからしいもの", "ハナミズキ", "中橋さん", "鼻子"],
)  # fmt: skip
def test_what_only_resembles_the_own_name_asks_nothing(text: str) -> None:
    assert _found(text) == []


# ---- no false alarm ----


def _everyone() -> Iterator[str]:
    """Every surname of the table with some given name, in kanji."""
    table = load("name_readings")
    firsts = [
        "和",
        "幸",
        "恵",
        "智",
        "節",
        "文",
        "良",
        "久",
        "孝",
        "正",
        "健",
        "清",
        "静",
        "光",
        "義",
        "敏",
        "秀",
        "信",
        "照",
        "康",
    ]
    lasts = ["子", "美", "男", "雄", "一", "郎", "江", "代", "治", "枝", "夫", "彦"]
    given = [row.split()[0] for row in table["given"]]
    given += [first + last for first, last in itertools.product(firsts, lasts)]
    surnames = [row.split()[0] for row in table["surnames"]]
    pairs = zip(itertools.cycle(surnames), (given * 2)[: len(surnames)], strict=False)
    return (f"{surname} {name}" for surname, name in pairs)


def _read_from_kana(doubt: TextDoubt) -> bool:
    return not re.search("[一-龥]", doubt.snippet.rstrip("様氏君殿先生"))


def test_no_reading_in_the_table_asks_about_a_clinical_word(samples: Mapping[int, Case]) -> None:
    """All names of the table in one family: no word and no sample text holds a reading."""
    family = checker(PrivateIdentity(case_uuid="x", relatives=tuple(_everyone())), KnownNames())
    texts = [text for case in samples.values() for _, text in case_texts(case)]
    texts += [form for word in WORDS for form in (f"{word}。", f"、{word}と")]
    asked = [(d.snippet, text) for text in texts for d in family.doubts(text) if _read_from_kana(d)]

    assert asked == []
    assert [k for k, _ in _found("いがらしさん", family)] == ["relative"]

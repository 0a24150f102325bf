"""Every planted identifier is found, wherever it stands, and clinical words are left alone."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from app.care.case import Case, PrivateIdentity
from app.care.disclosure import Checker, KnownNames, case_doubts, checker
from app.care.disclosure.case_texts import case_texts
from app.exchange.case_json_read import read_cases
from app.services.practice import _sample
from tests.care.disclosure.privacy_people import CHECKER
from tests.care.disclosure.privacy_spellings import SPELLINGS
from tests.care.disclosure.privacy_words import WORDS

NEIGHBOURS = (
    ("先月、", "に会った。"),
    ("担当より：", "／経過は良好"),
    ("昨日は", "で過ごした"),
    ("（", "）"),
    ("と", "と"),
    ("痛みが強く\n", "\n転倒した"),
    ("", ""),
)

# Frequent names, many of them words or parts of words: surname, reading, given name, reading.
FREQUENT = """
佐藤 サトウ 和子 カズコ|鈴木 スズキ 幸子 サチコ|田中 タナカ 節子 セツコ|伊藤 イトウ 文子 フミコ
中村 ナカムラ 清 キヨシ|小林 コバヤシ 正 タダシ|加藤 カトウ 茂 シゲル|山口 ヤマグチ 実 ミノル
山下 ヤマシタ 進 ススム|石川 イシカワ 登 ノボル|前田 マエダ 歩 アユミ|小川 オガワ 光 ヒカリ
後藤 ゴトウ 緑 ミドリ|金 キン 明 アキラ|大野 オオノ 薫 カオル|林 ハヤシ 一 ハジメ
森 モリ 三郎 サブロウ|原 ハラ 勝 マサル|関 セキ 保 タモツ|中 ナカ 守 マモル|石 イシ 通 トオル
東 アズマ 悟 サトル|西 ニシ 豊 ユタカ|南 ミナミ 静 シズカ|北 キタ 愛 アイ|浜 ハマ 一夫 カズオ
泉 イズミ 良子 ヨシコ|畑 ハタ 千代 チヨ|星 ホシ 義男 ヨシオ|堀 ホリ 雪 ユキ|杉 スギ 梅 ウメ
橋 ハシ 松 マツ|足立 アダチ 竹 タケ|小松 コマツ 安 ヤス|松葉 マツバ 恵 メグミ|本間 ホンマ 仁 ヒトシ
中間 ナカマ 緑 ミドリ|折 オリ 骨 ホネ|上田 ウエダ 久 ヒサシ|内田 ウチダ 誠 マコト|高 タカ 次 ツグ
手塚 テヅカ 学 マナブ|大石 オオイシ 功 イサオ|千葉 チバ 力 チカラ|三宅 ミヤケ 望 ノゾミ
平野 ヒラノ 直 ナオ|水野 ミズノ 歩 アユム|今井 イマイ 新 アラタ|野口 ノグチ 忍 シノブ
"""


@pytest.fixture(scope="module")
def practice_cases() -> tuple[Case, ...]:
    """The sample cases with what practice adds."""
    return read_cases(_sample()).cases


def _texts(cases: tuple[Case, ...]) -> Iterator[str]:
    return (text for case in cases for _, text in case_texts(case))


def _missed(text: str, start: int, end: int, kind: str) -> bool:
    """Whether no doubt of that kind covers the stretch."""
    return not any(
        doubt.kind == kind and doubt.start <= start and end <= doubt.end
        for doubt in CHECKER.doubts(text)
    )


def test_the_table_is_as_long_as_promised() -> None:
    assert len(set(SPELLINGS)) >= 100


@pytest.mark.parametrize(("kind", "spelling"), SPELLINGS)
def test_every_spelling_is_found_between_any_neighbours(kind: str, spelling: str) -> None:
    for before, after in NEIGHBOURS:
        text = before + spelling + after
        doubts = CHECKER.doubts(text)

        assert [doubt.kind for doubt in doubts] == [kind], repr(text)
        assert doubts[0].start <= len(before)
        assert doubts[0].end >= len(before) + len(spelling), repr(text)
        assert doubts[0].snippet == text[doubts[0].start : doubts[0].end]


def test_every_spelling_is_found_anywhere_in_any_sample_text(
    practice_cases: tuple[Case, ...],
) -> None:
    """Between two sentences or phrases of any text; the walk is the same at each run."""
    dice = random.Random(34)  # noqa: S311 - a fixed walk
    texts = [text for text in _texts(practice_cases) if len(text) > 3]
    missed = []
    for kind, spelling in SPELLINGS:
        for text in dice.sample(texts, 25):
            gaps = [0, len(text), *(match.end() for match in re.finditer(r"[。、\s（）・]", text))]
            place = dice.choice(gaps)
            planted = f"{text[:place]}、{spelling}、{text[place:]}"
            if _missed(planted, place + 1, place + 1 + len(spelling), kind):
                missed.append((kind, spelling, planted[max(0, place - 8) : place + 30]))

    assert not missed, f"{len(missed)} of {25 * len(SPELLINGS)} missed: {missed[:5]}"


STRONG = ("髙橋花子", "高橋　花子", "たかはしはなこ", "ﾀｶﾊｼ ﾊﾅｺ", "花子さん", "太郎", "森恵子", "森さん",
          "Takahashi", "花里みどり病院", "さくら苑", "みどりハイツ", "渡辺静江")  # fmt: skip


@pytest.mark.parametrize("spelling", STRONG)
def test_a_name_is_found_even_in_the_middle_of_a_word(
    practice_cases: tuple[Case, ...], spelling: str
) -> None:
    dice = random.Random(spelling)  # noqa: S311 - a fixed walk
    texts = list(_texts(practice_cases))
    latin = spelling.isascii()
    for text in dice.sample(texts, 60):
        place = dice.randrange(len(text) + 1)
        beside = text[max(0, place - 1) : place + 1]
        if latin and re.search(r"[A-Za-z]", beside):
            continue  # inside a Latin word it is another word
        planted = text[:place] + spelling + text[place:]
        doubts = CHECKER.doubts(planted)
        assert any(d.start <= place < d.end for d in doubts), repr(planted)


def test_clinical_and_everyday_words_are_left_alone() -> None:
    asked = [word for word in WORDS if CHECKER.doubts(f"{word}。") or CHECKER.doubts(f"、{word}と")]
    share = 1 - len(asked) / len(WORDS)

    assert len(set(WORDS)) >= 300
    assert share == 1, f"{share:.1%} of {len(WORDS)} words untouched; asked about {asked}"


def test_no_sample_text_raises_a_doubt(practice_cases: tuple[Case, ...]) -> None:
    nobody = checker(None, KnownNames())
    for check in (nobody, CHECKER):
        asked = [doubt.field for case in practice_cases for doubt in case_doubts(case, check)]
        assert asked == []


def test_frequent_names_hardly_ever_ask_about_a_sample_text(
    practice_cases: tuple[Case, ...],
) -> None:
    """49 people whose names are words, all of them in one family: hardly a question."""
    people = [line.split() for line in FREQUENT.replace("\n", "|").split("|") if line]
    family = [f"{name} {given}" for name, _, given, _ in people]
    family += [f"{kana} {reading}" for _, kana, _, reading in people]
    check = checker(PrivateIdentity(case_uuid="x", relatives=tuple(family)), KnownNames())
    texts = list(_texts(practice_cases))
    asked = [
        text[max(0, doubt.start - 5) : doubt.end + 5]
        for text in texts
        for doubt in check.doubts(text)
    ]
    share = 1 - len(asked) / len(texts)

    assert len(people) >= 49
    assert share >= 0.995, f"{share:.2%} of {len(texts)} texts untouched, asked about {asked}"


def _of(name: str, kana: str) -> Checker:
    return checker(PrivateIdentity(case_uuid="x", name=name, kana=kana), KnownNames())


@pytest.mark.parametrize(
    ("name", "kana", "text", "snippet"),
    [
        ("森 清", "モリ キヨシ", "森さんは森を歩く", "森さん"),
        ("森 清", "モリ キヨシ", "担当：森。森林浴が好き", "森"),
        ("森 清", "モリ キヨシ", "青森から森様が来た", "森様"),
        ("石 清", "イシ キヨシ", "結石様の影、石氏は不在", "石氏"),
        ("東 進", "アズマ ススム", "東側の窓を東さんが開ける", "東さん"),
        ("足立 進", "アダチ ススム", "片足立ちで足立さんがふらつく", "足立さん"),
        ("小松 進", "コマツ ススム", "小松菜を小松様に届ける", "小松様"),
        ("林 歩", "ハヤシ アユミ", "歩みは遅い。娘のあゆみが付き添う", "あゆみ"),
        ("岡 恵", "オカ メグミ", "おかずをおかさんに", "おかさん"),
        ("山田 進", "ヤマダ ススム", "富士山 田んぼの山田", "山田"),
        ("後藤 進", "ゴトウ ススム", "go to the park, Goto said", "Goto"),
        ("安部 進", "アベ ススム", "abe, Abe, ABE", "Abe"),
    ],
)
def test_a_name_that_is_a_word_asks_only_where_it_stands_as_a_name(
    name: str, kana: str, text: str, snippet: str
) -> None:
    assert snippet in [doubt.snippet for doubt in _of(name, kana).doubts(text)]
    assert len(_of(name, kana).doubts(text)) == (2 if "ABE" in text else 1)


@pytest.mark.parametrize("word", ["Ｙさん", "Aさん", "T氏", "K.Y.", "H・Tさん", "Ｈ様"])
def test_initials_are_the_way_out_and_not_a_doubt(word: str) -> None:
    assert CHECKER.doubts(f"{word}と話した") == ()


def test_a_name_typed_without_a_space_is_known_in_its_parts_too() -> None:
    check = _of("山田花子", "ヤマダハナコ")

    assert [doubt.snippet for doubt in check.doubts("山田は、花子さんと山田花子")] == [
        "山田",
        "花子さん",
        "山田花子",
    ]

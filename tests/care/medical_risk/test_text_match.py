"""Words in free text: what counts, what is denied, whose they are, what is quoted (§4.1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.care.medical_risk.text_checks import habits
from app.care.medical_risk.text_match import Found, find, fold


def found(text: str, *words: str, relatives: bool = False) -> list[Found]:
    return find(fold(text), words, habits(), relatives=relatives)


DENIED = [
    ("転倒なし", "転倒"),
    ("転倒はなし。", "転倒"),
    ("転倒歴なし", "転倒"),
    ("転倒の既往なし", "転倒"),
    ("転倒は無し", "転倒"),
    ("転倒ない", "転倒"),
    ("転倒はない", "転倒"),
    ("転倒したことはない", "転倒"),
    ("転倒していない", "転倒"),
    ("転倒はみられない", "転倒"),
    ("この半年、転倒なく過ごす", "転倒"),
    ("転倒せず", "転倒"),
    ("転倒、骨折なし", "転倒"),
    ("転倒・骨折なし", "転倒"),
    ("骨折の既往なし", "骨折"),
    ("むせない", "むせ"),
    ("ムセはほとんどない", "むせ"),
    ("飲み忘れはない", "飲み忘れ"),
    ("残薬(-)", "残薬"),
    ("残薬（－）", "残薬"),
    ("飲酒しない", "飲酒"),
    ("便秘ではない", "便秘"),
    ("体重減少は認めない", "体重減少"),
    ("在宅酸素は不要", "在宅酸素"),
    ("家族歴:脳卒中", "脳卒中"),
    ("家族歴に糖尿病と高血圧あり", "糖尿病"),
    ("夫の物忘れで支払いが遅れた", "物忘れ"),
    ("長男の運転で受診", "運転"),
    ("転倒予防教室に通う", "転倒"),
    ("うつ伏せで休む", "うつ"),
    ("インスリンをうつ", "うつ"),
]

COUNTS = [
    ("玄関で転倒", "転倒"),
    ("転倒。骨折なし", "転倒"),
    ("転倒したが、その後の痛みはない", "転倒"),
    ("転倒1回、骨折なし", "転倒"),
    ("便秘あり、下痢なし", "便秘"),
    ("難聴で聞こえない", "難聴"),
    ("便秘で出ない", "便秘"),
    ("ふらつき歩けない", "ふらつき"),
    ("むせが減らない", "むせ"),
    ("ふらつきが取れない", "ふらつき"),
    ("便秘が改善せず", "便秘"),
    ("食欲低下で元気がなくなった", "食欲低下"),
    ("食欲がない", "食欲がない"),
    ("むせ、食欲がない", "むせ"),
    ("死別から元気がない", "死別"),
    ("転倒後外出しない", "転倒"),
    ("受診していない", "受診していない"),
    ("ﾑｾがある", "むせ"),
    ("フラツキあり", "ふらつき"),
    ("ＣＯＰＤ", "COPD"),
    ("薬が3週間分余っていた", "薬が…余"),
    ("父は元気。糖尿病で通院", "糖尿病"),
    ("家族歴:脳卒中。本人は高血圧", "高血圧"),
    ("妻が飲み忘れに気づいた", "飲み忘れ"),
]


@pytest.mark.parametrize(("text", "word"), DENIED)
def test_what_is_denied_or_said_of_others_does_not_count(text: str, word: str) -> None:
    assert found(text, word) == []


@pytest.mark.parametrize(("text", "word"), COUNTS)
def test_what_is_there_counts(text: str, word: str) -> None:
    assert [hit.words for hit in found(text, word)] == [(word,)]


def test_a_denial_further_away_than_five_characters_belongs_to_something_else() -> None:
    assert found("転倒したことはなし", "転倒") == []  # five characters between
    assert found("転倒したことも今はなし", "転倒") != []  # seven


def test_relatives_count_where_the_loss_is_theirs() -> None:
    assert found("夫の死去から元気がない", "死去") == []
    assert found("夫の死去から元気がない", "死去", relatives=True)[0].words == ("死去",)


def test_a_short_sentence_is_quoted_whole_and_a_long_one_around_the_word() -> None:
    long = "買い物は長女と行き、帰り道の坂を休みながら上るが、玄関の石段で一度ふらついて手をついたことがあり、それから一人では出ていない"

    assert found("・玄関で転倒。痛みなし", "転倒")[0].snippet == "玄関で転倒"
    quoted = found(long, "ふらつい")[0].snippet
    assert quoted == "…上るが、玄関の石段で一度ふらついて手をついたことがあり…"
    assert quoted.strip("…") in long


def test_two_words_of_a_sentence_are_quoted_together() -> None:
    hits = found("便秘と夜間のトイレ2回。ふらつきなし。", "便秘", "夜間のトイレ", "ふらつき")

    assert hits == [Found("便秘と夜間のトイレ2回", ("便秘", "夜間のトイレ"))]


def test_a_quotation_keeps_the_width_people_typed() -> None:
    assert found("夜中にﾌﾗﾂｷあり", "ふらつき")[0].snippet == "夜中にﾌﾗﾂｷあり"


@given(st.text(alphabet="転倒むせなしﾌﾗﾞ㎏あ。、\n（-）　", max_size=80))
def test_a_quotation_always_stands_in_the_text(text: str) -> None:
    for hit in found(text, "転倒", "むせ", "ふら"):
        assert hit.snippet.strip("…") in text
        assert hit.snippet.strip("…")

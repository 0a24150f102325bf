"""What may be stored and what meets in a search (RELIABILITY.md §C "text boundary")."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.care.text import bigrams, clean, search_key


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("列\t1\n列\t2", "列\t1\n列\t2"),
        ("痛\x00み\x07\x1b\x7f\x9f", "痛み"),
        ("長\u200b女\ufeff\u2060", "長女"),
        ("\u202eevil\u202c \u2066x\u2069\u200e", "evil x"),
        ("か\u3099", "が"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("𠮷田と𫝆井", "𠮷田と𫝆井"),
        ("👨\u200d👩\u200d👧と❤\ufe0f\u200d🔥", "👨\u200d👩\u200d👧と❤\ufe0f\u200d🔥"),
        ("文\u200d字", "文字"),
        ("\ud800半分\udfff", "半分"),
        ("\ufffe\uffff", ""),
        ("Ⅱb ①～㎏", "Ⅱb ①～㎏"),
    ],
)
def test_clean(raw: str, stored: str) -> None:
    assert clean(raw) == stored


@given(st.text())
def test_clean_text_is_stable_and_can_be_encoded(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once.encode("utf-8").decode("utf-8") == once


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("あむろ", "アムロジピンOD錠5mg"),
        ("ｱﾑﾛｼﾞﾋﾟﾝ", "アムロジピン"),
        ("高崎", "髙﨑"),
        ("渡辺", "渡邉"),
        ("渡邊", "渡辺"),
        ("斉藤", "齋藤"),
        ("浜沢", "濵澤"),
        ("吉田", "𠮷田"),
        ("桜", "櫻"),
        ("葛城", "葛\U000e0100城"),
        ("ワ-ファリン", "ワーファリン"),
        ("ﾜ-ﾌｧﾘﾝ", "ワーファリン"),
        ("わーふぁりん", "ワーファリン"),
        ("od錠", "ＯＤ錠"),
        ("5mg", "５㎎"),
        ("ひざ 痛", "ヒザ痛"),
        ("霞ヶ丘", "霞ケ丘"),
        ("がん", "か゛ん"),
        ("神田", "\ufa19田"),
    ],
)
def test_spellings_of_one_word_meet(typed: str, written: str) -> None:
    assert search_key(typed) in search_key(written)


@pytest.mark.parametrize(
    ("one", "other"), [("膝", "肘"), ("転倒", "転落"), ("ハハ", "ババ"), ("母", "毎")]
)
def test_different_words_do_not_meet(one: str, other: str) -> None:
    assert search_key(one) not in search_key(other)


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


def test_bigrams_answer_two_character_words() -> None:
    assert bigrams(search_key("夜間の転倒")) == "夜間 間ノ ノ転 転倒"
    assert bigrams(search_key("転倒")) == "転倒"
    assert bigrams("膝") == "膝"
    assert bigrams("") == ""

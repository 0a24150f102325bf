"""興味・関心チェックシート: marks, activities in words, labels that are read back (§5.3)."""

from __future__ import annotations

from app.care.interests import (
    InterestMark,
    entry_label,
    in_words,
    marked,
    read_entry,
    with_marks,
    with_words,
)

DOING, WISH, INTERESTED = InterestMark


def test_a_code_alone_of_an_older_file_says_that_somebody_is_interested() -> None:
    assert marked(("350", "370:doing", "弁当作り")) == {"350": {INTERESTED}, "370": {DOING}}


def test_marks_stand_in_the_order_of_the_sheet_and_words_stay() -> None:
    entries = with_marks(("弁当作り", "370:doing"), "350", {INTERESTED, WISH})

    assert entries == ("350:wish", "350:interested", "370:doing", "弁当作り")
    assert with_marks(entries, "350", ()) == ("370:doing", "弁当作り")
    assert in_words(with_words(entries, ("花",))) == ("花",)


def test_every_label_is_read_back_and_other_words_stay() -> None:
    for entry in ("350", "350:doing", "470:wish", "010:interested", "弁当：孫の", "999:doing"):
        assert read_entry(entry_label(entry, "ja")) == entry
    assert entry_label("370:doing", "en") == "Walking (Does)"

"""The judgement item list is Toyoake's 18 (DOMAIN.md §2.1)."""

from __future__ import annotations

from typing import Any

from app.care.items import is_item, item_of, items


def test_order_keys_domains_and_labels_are_those_of_the_sample_file(
    sample_file: dict[str, Any],
) -> None:
    ours = [
        {"no": i.no, "domain": i.domain, "key": i.key, "label_ja": i.label("ja")} for i in items()
    ]
    assert ours == sample_file["adl_iadl_item_order"]


def test_seven_adl_and_eleven_iadl_each_with_words_in_both_languages() -> None:
    assert [i.domain for i in items()] == ["ADL"] * 7 + ["IADL"] * 11
    for item in items():
        assert all([item.label("ja"), item.label("en"), item.help("ja"), item.help("en")])
        assert item.label("en").isascii()


def test_an_item_is_found_by_its_key() -> None:
    assert item_of("money").label("ja") == "金銭管理"
    assert is_item("money")
    assert not is_item("gardening")

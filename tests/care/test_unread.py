"""Input that can't be read yet stays with its case, apart from everything that counts."""

from __future__ import annotations

from app.care.case import Case
from app.care.unread import KEY, unread_texts, with_unread_texts
from app.exchange.case_json_read import read_cases
from app.exchange.case_json_write import write_case


def test_a_text_is_kept_for_its_field_and_gone_when_it_is_corrected() -> None:
    case = Case(extra={"id": "S1"})

    kept = with_unread_texts(case, "weight_kg", {"": "約50"})

    assert unread_texts(kept, "weight_kg") == {"": "約50"}
    assert unread_texts(kept, "weight") == {}
    assert with_unread_texts(kept, "weight_kg", {}) == case


def test_a_table_keeps_its_texts_by_row_and_leaves_the_others_alone() -> None:
    case = with_unread_texts(Case(), "weight_kg", {"": "約50"})
    case = with_unread_texts(case, "weights", {"r1/kg": "不明", "r2/kg": "多い"})

    case = with_unread_texts(case, "weights", {"r2/kg": "多い"})

    assert unread_texts(case, "weights") == {"r2/kg": "多い"}
    assert unread_texts(case, "weight_kg") == {"": "約50"}


def test_nothing_new_makes_no_new_case() -> None:
    case = with_unread_texts(Case(), "age", {"": "八十"})

    assert with_unread_texts(case, "age", {"": "八十"}) is case


def test_what_stands_there_otherwise_is_no_reason_to_fail() -> None:
    case = Case(extra={KEY: "壊れた値"})

    assert unread_texts(case, "age") == {}
    assert unread_texts(with_unread_texts(case, "age", {"": "八十"}), "age") == {"": "八十"}


def test_files_neither_carry_it_out_nor_bring_it_in() -> None:
    case = with_unread_texts(Case(case_no=7), "age", {"": "八十"})

    written = write_case(case)
    read = read_cases({"cases": [{**written, KEY: {"age": "九十"}}]}).cases[0]

    assert KEY not in written
    assert unread_texts(read, "age") == {}

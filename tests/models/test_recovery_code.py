"""The code of the recovery sheet: what is mistyped is told by group, and nothing wrong passes."""

from __future__ import annotations

import pytest

from app.models.recovery_code import GROUPS, new_code, read_code, wrong_groups

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_codes_differ_and_read_back() -> None:
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(read_code(code) == code for code in codes)
    assert all(len(group) == 5 for code in codes for group in code.split("-"))


def test_it_may_be_typed_as_people_type() -> None:
    code = new_code()
    for typed in (
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " "),
        code.replace("-", "ー"),
        code.replace("0", "O").replace("1", "l"),
        "".join(chr(ord(sign) + 0xFEE0) for sign in code),
        f"  {code}\n",
    ):
        assert read_code(typed) == code, typed


def test_every_wrong_sign_is_found_in_its_group() -> None:
    code = new_code()
    for place, sign in enumerate(code):
        if sign == "-":
            continue
        for other in SIGNS.replace(sign, ""):
            typed = code[:place] + other + code[place + 1 :]
            assert wrong_groups(typed) == (1 + place // 6,)
            assert read_code(typed) is None


def test_swapped_neighbours_and_swapped_groups_are_found() -> None:
    code = new_code()
    for place in range(len(code) - 1):
        one, two = code[place : place + 2]
        if one != two and "-" not in (one, two):
            assert read_code(code[:place] + two + one + code[place + 2 :]) is None
    groups = code.split("-")
    for first in range(GROUPS - 1):
        swapped = groups.copy()
        swapped[first], swapped[first + 1] = swapped[first + 1], swapped[first]
        assert swapped == groups or read_code("-".join(swapped)) is None


@pytest.mark.parametrize("text", ["", "紫陽花 autobus 42 くもり", "A" * 39, "A" * 41, "-" * 40])
def test_other_texts_are_no_codes(text: str) -> None:
    assert read_code(text) is None
    assert wrong_groups(text) == ()

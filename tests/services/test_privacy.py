"""Which names the program knows, and that asking again costs nothing."""

from __future__ import annotations

from dataclasses import replace

from app.care.case import PrivateIdentity
from app.services.cases import get_case, new_case, save_case, save_identity
from app.services.privacy import checker_of, known_names
from app.services.store import Store


def _case(store: Store, name: str, *, staff: str = "", address: str = "") -> str:
    case = new_case(store)
    save_case(store, replace(case, staff=staff))
    save_identity(
        store,
        PrivateIdentity(
            case_uuid=case.uuid, name=name, address=address, facilities=("花里みどり病院",)
        ),
    )
    return case.uuid


def test_staff_facilities_and_whole_names_of_other_cases_are_known(store: Store) -> None:
    _case(store, "渡辺 静江", staff="北部包括 森本")
    check = checker_of(store, _case(store, "高橋 花子"))

    text = "森本が花里みどり病院で渡辺静江に会う"
    assert [d.kind for d in check.doubts(text)] == ["staff", "facility", "person"]
    assert check.doubts("渡辺さんと静江さん") == ()


def test_people_at_one_address_are_family(store: Store) -> None:
    _case(store, "高橋 一夫", address="花里市本郷町2-3-4")
    check = checker_of(store, _case(store, "高橋 花子", address="花里市本郷町2丁目3番4号"))

    assert [d.kind for d in check.doubts("一夫が迎える")] == ["relative"]


def test_the_names_are_others_only_after_a_change_of_names(store: Store) -> None:
    uuid = _case(store, "渡辺 静江")
    first = known_names(store)

    save_case(store, replace(get_case(store, uuid), life_issues="膝が痛い"))
    assert known_names(store) is first
    _case(store, "高橋 花子")
    assert known_names(store) is not first

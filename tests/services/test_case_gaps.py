"""The filter 準備 and ``care.readiness`` never say different things about a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy import delete, insert, select

from app.care.case import Case, CaseStatus, Consent, PrivateIdentity
from app.care.readiness import open_points
from app.clock import FixedClock
from app.models.case import case_gaps
from app.services.case_gaps import UNCHECKED
from app.services.cases import (
    CaseFilter,
    find_cases,
    get_case,
    get_identity,
    new_case,
    put_case,
    save_case,
    save_identity,
)
from app.services.privacy import checker_of
from app.services.store import Store, open_store
from tests.care.whole_case import whole_case
from tests.services.conftest import PASSPHRASE


def lacking(store: Store, *needs: str) -> set[str]:
    return set(find_cases(store, filters=CaseFilter(lacking=frozenset(needs))).uuids)


def ready(store: Store) -> set[str]:
    """By the rule itself, case by case."""
    found = (get_case(store, uuid) for uuid in find_cases(store).uuids)
    return {case.uuid for case in found if not open_points(case, checker_of(store, case.uuid))}


CHANGES: Final[Mapping[str, Callable[[Case], Case]]] = {
    "whole": lambda case: case,
    "consent": lambda case: replace(case, consent=Consent()),
    "judgement": lambda case: replace(case, judgements=case.judgements[:-1]),
    "points": lambda case: replace(case, agenda_points=()),
    "sheet": lambda case: replace(case, housing=""),
    "privacy": lambda case: replace(case, life_issues="電話は090-1234-5678。買い物に行けない"),
}


def test_filter_and_rule_agree_on_every_gap(practice: Store) -> None:
    before = ready(practice)
    assert lacking(practice, "nothing") == before
    made = {}
    for name, change in CHANGES.items():
        made[name] = save_case(practice, change(whole_case(new_case(practice)))).case.uuid
    assert ready(practice) == {made["whole"], *before}
    assert lacking(practice, "nothing") == ready(practice)
    others = set(find_cases(practice).uuids) - set(made.values())
    for need in ("consent", "judgement", "points", "sheet"):
        assert lacking(practice, need) - others == {made[need]}
    assert lacking(practice, "consent", "points") >= {made["consent"], made["points"]}


def test_a_name_written_later_and_taken_out_again_counts(store: Store) -> None:
    case = save_case(store, replace(whole_case(new_case(store)), life_issues="森山さんと歩く")).case
    save_identity(store, PrivateIdentity(case_uuid=case.uuid, name="森山 節子"))
    assert lacking(store, "nothing") == ready(store) == set()
    save_identity(store, replace(get_identity(store, case.uuid), name="田所 節子"))
    assert lacking(store, "nothing") == ready(store) == {case.uuid}


def test_a_case_out_of_an_import_is_looked_at_when_a_list_asks(store: Store) -> None:
    fine, named = whole_case(new_case(store)), whole_case(new_case(store))
    named = replace(named, life_issues="電話は090-1234-5678。買い物に行けない")
    with store.write() as work:
        for case in (fine, named):
            put_case(work, case, action="imported")
    assert lacking(store, "nothing") == ready(store) == {fine.uuid}


def test_cases_stored_before_there_were_gaps_are_looked_at(practice: Store) -> None:
    whole = save_case(practice, whole_case(new_case(practice))).case.uuid
    before = {need: lacking(practice, need) for need in ("sheet", "consent", "judgement")}
    with practice.write() as work:
        work.connection.execute(delete(case_gaps))
        unchecked = [{"case_uuid": uuid, "gap": UNCHECKED} for uuid in find_cases(practice).uuids]
        work.connection.execute(insert(case_gaps), unchecked)
    new = new_case(practice).uuid  # a line in the trail: nothing kept counts any more
    before = {need: found | {new} for need, found in before.items()}
    assert {need: lacking(practice, need) for need in before} == before
    assert whole in lacking(practice, "nothing") == ready(practice)


def test_opening_looks_at_cases_of_an_older_file(store: Store, fixed_clock: FixedClock) -> None:
    with store.write() as work:
        fine = put_case(work, whole_case(Case(case_no=1)), action="imported")
    store.close()

    again = open_store(store.folder, PASSPHRASE, clock=fixed_clock)

    with again.read() as connection:
        assert connection.execute(select(case_gaps)).all() == []
    assert lacking(again, "nothing") == {fine.uuid}
    again.close()


def test_a_ready_case_is_in_the_list_of_the_ready(store: Store) -> None:
    case = save_case(store, whole_case(new_case(store))).case
    said = save_case(store, replace(case, status=CaseStatus.READY)).case
    assert said.status is CaseStatus.READY
    assert lacking(store, "nothing") == {case.uuid}

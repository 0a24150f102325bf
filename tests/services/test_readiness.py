"""準備完了 in the store: said by a person, taken back by the save that makes it untrue."""

from __future__ import annotations

from dataclasses import replace

from app.care.case import CaseStatus, PrivateIdentity
from app.services.cases import new_case, save_case, save_identity
from app.services.store import Store
from tests.care.whole_case import whole_case


def test_a_case_is_ready_only_while_it_is(store: Store) -> None:
    case = save_case(store, whole_case(new_case(store))).case
    ready = save_case(store, replace(case, status=CaseStatus.READY)).case
    assert ready.status is CaseStatus.READY

    missing = save_case(store, replace(ready, desired_life="")).case
    assert missing.status is CaseStatus.PREPARING

    again = replace(missing, desired_life="畑に出たい", status=CaseStatus.READY)
    again = save_case(store, again).case
    assert again.status is CaseStatus.READY
    save_identity(store, PrivateIdentity(case_uuid=case.uuid, name="森山 節子"))
    named = save_case(store, replace(again, life_issues="森山さんは買い物に行けない")).case
    assert named.status is CaseStatus.PREPARING

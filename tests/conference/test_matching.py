"""Resources matched to a case."""

from __future__ import annotations

from app.care import interests
from app.care.case import Case, InformalSupport
from app.conference import matching
from app.conference.matching import Offer
from app.conference.meeting import Conference, ResourceUse

CASE = Case(
    uuid="case-1",
    interest_codes=("010:wish",),
    informal_supports=(InformalSupport(text="近所の友人", frequency="週1回"), InformalSupport()),
)


def test_what_the_person_has_comes_first_then_what_they_like() -> None:
    (likes,) = interests.marked(CASE.interest_codes)
    register = (Offer("体操"), Offer("散歩の会", interest_codes=frozenset({likes})))
    assert [offer.name for offer in matching.offers(CASE, register)] == [
        "近所の友人",
        "散歩の会",
        "体操",
    ]
    assert matching.offers(None, register) == ()


def test_a_resource_is_added_corrected_and_taken_out() -> None:
    use = ResourceUse(case_uuid="case-1", name="縫い物の会")
    other = ResourceUse(case_uuid="case-2", name="畑")
    both = matching.with_use(matching.with_use(Conference(), use), other)
    assert matching.uses_of(both, "case-1") == (use,)
    agreed = matching.with_state(both, use.uuid, "agreed")
    shown = matching.with_shown(agreed, use.uuid, shown=True)
    (now,) = matching.uses_of(shown, "case-1")
    assert (now.status, now.shown) == ("agreed", True)
    assert matching.with_use(shown, use).resource_uses == (use, other)
    assert matching.without(both, use.uuid).resource_uses == (other,)

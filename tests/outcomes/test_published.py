"""What leaves the office tells no small count; sentences rest on enough people."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from app.care.case import CareDate, FollowUp
from app.outcomes import charts, wording
from app.outcomes.cohort import Entrant
from app.outcomes.evaluation import Evaluation, evaluate
from app.outcomes.published import Published, publish
from app.outcomes.shares import Share
from app.outcomes.suppression import TOTAL
from tests.outcomes.conftest import LATER
from tests.outcomes.invented import town


@lru_cache
def big() -> Evaluation:
    return town()


@pytest.fixture
def outside() -> Published:
    return publish(big(), internal=False, lang="ja")


def test_no_table_for_the_outside_holds_a_small_count(outside: Published) -> None:
    for table in outside.tables:
        for line in table.lines:
            assert not {1, 2, 3, 4} & set(line[1:]), table.title


def test_shares_for_the_outside_can_be_worked_out_from_their_table(outside: Published) -> None:
    for group in outside.groups:
        for row in (*group.states.rows, TOTAL):
            share, whole = group.variant("primary", row), group.states.shown(row, TOTAL)
            if share is None or not share.denominator:
                continue
            assert group.states.shown(row, "worse") == share.numerator
            assert whole is None or share.denominator <= whole


def test_all_years_together_are_not_told_outside(outside: Published) -> None:
    assert {group.year for group in outside.groups} == set(big().years("new"))
    assert all("年度" in cell.who for cell in outside.shares)


def test_ten_people_of_the_samples_are_hidden_outside_and_shown_inside(
    samples: tuple[Entrant, ...],
) -> None:
    found = evaluate(samples, LATER)

    hidden = publish(found, internal=False, lang="ja")
    shown = publish(found, internal=True, lang="ja")

    assert hidden.target is not None
    assert hidden.target.variant("death_as_worse") is None
    assert shown.target is not None
    assert shown.target.variant("death_as_worse") is not None
    assert wording.worsening_sentence(shown) == "", "five people carry no sentence"


def people(level: str, *records: tuple[int, str | None, str | None]) -> list[Entrant]:
    """Entrants of one level: how many have which outcome and level after a year."""
    return [
        Entrant(
            uuid=f"{level}{code}{after}{number}",
            new=True,
            level=level,
            baseline=CareDate("", "2024-05-01"),
            follow_ups=(FollowUp(months=12, outcome_code=code, care_level=after),),
        )
        for count, code, after in records
        for number in range(count)
    ]


def test_parts_of_a_shown_count_are_not_told_where_the_rest_is_small() -> None:
    """Twelve unknown, nine of them unrecorded: the completeness would tell that three are lost.
    Sixteen worse, thirteen of them moved into support: that three came to need care."""
    town = people(
        "事業対象者",
        (13, "level_in_force", "要支援1"),
        (3, "level_in_force", "要介護1"),
        (20, "level_in_force", "事業対象者"),
        (9, None, None),
        (3, "lost", None),
    )

    found = publish(evaluate(town, LATER), internal=False, lang="ja").target

    assert found is not None
    assert found.variant("primary") == Share(16, 36)
    assert found.unknown == Share(12, 48)
    assert found.recorded is None
    assert found.variant("primary_without_administrative") is None
    inside = publish(evaluate(town, LATER), internal=True, lang="ja").target
    assert inside is not None
    assert inside.recorded == Share(39, 48)
    assert inside.variant("primary_without_administrative") == Share(3, 36)


def test_sentences_say_where_a_figure_went_and_never_that_it_is_good(outside: Published) -> None:
    target, base = outside.target, outside.base
    assert target is not None
    assert base is not None
    text = wording.worsening_sentence(outside)
    now, before = target.variant("primary"), base.variant("primary")
    assert now is not None
    assert before is not None
    assert f"{wording.whole(now)}％" in text
    assert f"{wording.whole(before)}％" in text
    turned = replace(outside, target=base, base=target)
    words = {"下がりました", "上がりました"}
    said = [
        {word for word in words if word in each}
        for each in (text, wording.worsening_sentence(turned))
    ]
    assert said[0] | said[1] == words
    assert "12％の増" in wording.growth_sentence(big().growth, "ja")
    assert "予測どおり" in wording.predictions_sentence(outside, 58)
    assert wording.predictions_sentence(outside, 9) == ""


def test_a_chart_draws_no_bar_for_what_is_hidden(outside: Published) -> None:
    chart = charts.worsening_chart(outside)
    assert chart is not None
    assert outside.target is not None

    for name, bar in zip(chart.categories[:-1], chart.target, strict=False):
        share = outside.target.variant("primary", name)
        assert (bar.percent is None) == (share is None or not share.denominator)


def test_years_that_are_not_over_are_marked(outside: Published) -> None:
    chart = charts.uptake_chart(outside)
    assert chart is not None

    kinds = [bar.kind for bar in chart.bars]

    assert kinds.count("target") == kinds.count("base") == 1
    assert kinds[-1] == "unfinished"


def test_without_anybody_there_is_no_chart() -> None:
    nobody = publish(evaluate((), LATER), internal=False, lang="ja")

    assert charts.worsening_chart(nobody) is None
    assert charts.uptake_chart(nobody) is None
    assert charts.after_service_chart(nobody) is None
    assert charts.predictions_chart(nobody) is None
    assert charts.growth_chart((), "ja") is None
    assert wording.completeness_sentence(nobody) == ""


def test_bands_carry_every_person_from_time_to_time() -> None:
    group = big().group("new", 2024)

    chart = charts.flow_chart(group, "ja")

    assert chart is not None
    totals = [sum(node.count for node in nodes) for nodes in chart.nodes]
    assert totals == [group.year_after.total] * 3
    for stage in (0, 1):
        bands = [band for band in chart.bands if band.stage == stage]
        assert sum(band.count for band in bands) == totals[0]
    kinds = {(band.before, band.after): band.kind for band in chart.bands}
    assert kinds["support_1", "support_2"] == "worse"
    assert kinds["support_1", "independent"] == "better"
    assert kinds["support_1", "unknown"] == "unknown"

"""The figures on screen: everything inside, nothing shared, hatch and solid where they belong."""

from __future__ import annotations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from app.outcomes import charts, figures
from app.outcomes.evaluation import Evaluation
from app.outcomes.flow_figure import flow_figure
from app.outcomes.published import Published, publish
from tests.outcomes.invented import town


@pytest.fixture(scope="module")
def counted() -> Evaluation:
    return town()


@pytest.fixture(scope="module", params=["ja", "en"])
def drawn(counted: Evaluation, request: pytest.FixtureRequest) -> list[Figure]:
    """Every figure at the width of a card of the page, as the screen shows it."""
    lang = request.param
    published: Published = publish(counted, internal=True, lang=lang)
    made = (
        (charts.worsening_chart(published), figures.pair_figure, 60),
        (charts.after_service_chart(published), figures.pair_figure, 66),
        (charts.uptake_chart(published), figures.year_figure, 52),
        (charts.growth_chart(counted.growth, lang), figures.line_figure, 56),
        (charts.predictions_chart(published), figures.stack_figure, 60),
        (charts.flow_chart(counted.group("new", 2024), lang), flow_figure, 78),
    )
    return [make(chart, 150.0, high) for chart, make, high in made]  # type: ignore[operator]


def test_no_text_leaves_a_figure(drawn: list[Figure]) -> None:
    for figure in drawn:
        renderer = FigureCanvasAgg(figure).get_renderer()
        wide, high = figure.get_size_inches() * 72
        for text in figure.findobj(Text):
            if text.get_text():
                box = text.get_window_extent(renderer)
                assert box.x0 >= -1, text
                assert box.x1 <= wide + 1, text
                assert box.y0 >= -1, text
                assert box.y1 <= high + 1, text


def test_the_year_compared_with_is_hatched_and_the_year_reported_solid(
    drawn: list[Figure],
) -> None:
    bars = [each for each in drawn[0].findobj(Rectangle) if each.get_hatch()]
    solid = [each for each in drawn[0].findobj(Rectangle) if each.get_facecolor()[:3] != (1, 1, 1)]

    assert bars
    assert len(solid) > len(bars)
    assert all(each.get_facecolor()[3] == 0 for each in bars)

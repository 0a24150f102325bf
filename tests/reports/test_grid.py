"""Rows of tables that are longer than a page."""

from __future__ import annotations

from app.reports.job import A4, PrintJob
from app.reports.resource_list import ResourceView, resource_list
from tests.reports.pdf_reading import misplaced, squeezed, texts


def test_a_row_that_goes_on_says_in_one_line_what_it_is(job: PrintJob):
    view = ResourceView("集いの場\nサロン", "北", "", "体操をする。" * 400, "")
    [first, second, *_] = texts(resource_list([view], job).pdf)
    assert "集いの場（続き）" in squeezed(second)
    assert "〓" not in first + second


def test_a_label_that_goes_on_itself_is_not_printed_on(job: PrintJob):
    view = ResourceView("北の会" * 300, "北", "", "体操をする。" * 400, "")
    assert misplaced(resource_list([view], job).pdf, A4) == []

"""The outcomes report as a paper: counted now, with small counts hidden unless it stays inside."""

from __future__ import annotations

from app.outcomes.published import publish
from app.services.outcomes import evaluation
from app.services.papers import Order, Paper, PaperName
from app.services.store import Store


def outcomes_paper(store: Store, order: Order, _paper: PaperName) -> Paper:
    """The report of all indicators; it speaks of no person, so it isn't recorded."""
    from app.reports.fonts import missing_glyphs
    from app.reports.outcomes_report import outcomes_report

    found = evaluation(store)
    published = publish(found, internal=order.internal, lang=order.lang)
    made = outcomes_report(found, published, order.job)
    typed = (("", text) for each in found.figures for text in (each.source, each.inclusions))
    return Paper(made.pdf, made.pages, missing_glyphs(typed), "outcomes", "A4", order)

"""Verbs on outcomes: count the indicators, take in yearly figures, write the workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.clock import today
from app.errors import InputRefused
from app.exchange.yearly_figures import read_figures
from app.i18n import tr
from app.models import outcomes as stored
from app.outcomes.evaluation import Evaluation, evaluate
from app.outcomes.growth import YearFigure
from app.outcomes.published import publish
from app.reports.writer import write_atomic
from app.services.changes import ChangeSet
from app.services.store import Store


def evaluation(store: Store) -> Evaluation:
    """All indicators as known today. Reads only; about a second for 10,000 cases."""
    with store.read() as connection:
        people = stored.entrants(connection, practice=store.practice)
        rated, rated_cases = stored.ratings(connection, practice=store.practice)
        figures = stored.figures(connection)
        process = stored.process_years(connection, practice=store.practice)
    return evaluate(
        people,
        today(store.clock),
        figures=figures,
        rated=rated,
        rated_cases=rated_cases,
        process=process,
    )


def import_figures(store: Store, path: Path, *, source: object | None = None) -> ChangeSet:
    """Take in the yearly figures of a CSV; a year that is there already is replaced.

    All or nothing: ``InputRefused`` names the row that can't be read.
    """
    given = read_figures(path)
    with store.write() as work:
        known = {(each.fiscal_year, each.figure): each for each in stored.figures(work.connection)}
        for each in given:
            old = known.get((each.fiscal_year, each.figure))
            value = _over(old, each) if old else each
            work.put("yearly_figure", stored.FIGURE, value, action="imported")
    return work.changes(source)


def write_workbook(found: Evaluation, out: Path, *, internal: bool, lang: str) -> None:
    """Write the indicators to ``out`` in one piece; small counts are hidden unless ``internal``."""
    from app.exchange.outcomes_workbook import write_outcomes

    if out.suffix.lower() != ".xlsx":
        raise InputRefused(
            tr("評価の指標はExcelのファイルです。"),
            tr("何も書き出していません。"),
            tr("ファイル名の最後を .xlsx にしてください。"),
        )
    published = publish(found, internal=internal, lang=lang, fine=True)
    write_atomic(out, write_outcomes(found, published, internal=internal, lang=lang))


def _over(old: YearFigure, new: YearFigure) -> YearFigure:
    """``new`` in the place of ``old``, whose note stays."""
    return replace(new, uuid=old.uuid, row_version=old.row_version, note=old.note)

"""Verbs of planning: the year, what is known of centres, candidates put off, own templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, func, select

from app.care.knowledge import Words
from app.conference.agenda import Template
from app.conference.meeting import STAGES, Conference, ConferenceStatus
from app.conference.selection import Town, groups_of
from app.conference.year_plan import PlannedDay, as_conference, same_month
from app.models.case import cases, conditions
from app.models.conference import case_requests, conferences
from app.models.shapes import CONFERENCE
from app.services.changes import ChangeSet
from app.services.conferences import put_conference
from app.services.settings import get_setting, put_setting_in
from app.services.store import Store

_TEMPLATES: Final = "agenda_templates"
_MOST_TEMPLATES: Final = 20


@dataclass(frozen=True, slots=True)
class Planned:
    """Conferences made, binned or restored together."""

    uuids: tuple[str, ...]
    changes: ChangeSet


def conferences_between(store: Store, first: str, last: str) -> list[Conference]:
    """Conferences outside the bin from one ISO day to another, both included."""
    with store.read() as connection:
        return _between(connection, first, last)


def _between(connection: Connection, first: str, last: str) -> list[Conference]:
    statement = select(conferences.c.uuid).where(
        conferences.c.deleted_at.is_(None), conferences.c.date.between(first, last)
    )
    uuids = list(connection.execute(statement.order_by(conferences.c.date)).scalars())
    found: list[Conference] = CONFERENCE.read(connection, uuids)
    return found


def plan_year(store: Store, days: Sequence[PlannedDay], *, source: object | None = None) -> Planned:
    """Make all conferences of a year plan, or none.

    What another window planned meanwhile isn't doubled: a month that has its meeting of a kind
    is passed over. They are numbered in the order of their days.
    """
    wanted = sorted((day for day in days if day.makes_one), key=lambda each: each.day)
    made: list[str] = []
    with store.write() as work:
        months = [planned.day.isoformat()[:7] for planned in wanted] or [""]
        known = _between(work.connection, f"{months[0]}-01", f"{months[-1]}-31")
        for planned in wanted:
            if same_month(known, planned.rule, planned.day) is None:
                fresh = replace(as_conference(planned), practice=store.practice)
                known.append(put_conference(work, fresh))
                made.append(known[-1].uuid)
    return Planned(tuple(made), work.changes(source))


def bin_planned(store: Store, uuids: Iterable[str], *, source: object | None = None) -> Planned:
    """Put planned conferences into the bin together; running and closed ones stay."""
    return _move_planned(store, uuids, source, binned=True)


def restore_planned(store: Store, uuids: Iterable[str], *, source: object | None = None) -> Planned:
    """Take conferences out of the bin together."""
    return _move_planned(store, uuids, source, binned=False)


def _move_planned(
    store: Store, uuids: Iterable[str], source: object | None, *, binned: bool
) -> Planned:
    moved = []
    with store.write() as work:
        for uuid in uuids:
            if work.need(CONFERENCE, uuid).status is ConferenceStatus.PLANNED:
                work.set_binned("conference", CONFERENCE, uuid, binned=binned)
                moved.append(uuid)
    return Planned(tuple(moved), work.changes(source))


def known_centres(store: Store) -> tuple[str, ...]:
    """Offices of the presenters of cases, and those asked before; sorted."""
    staff = select(cases.c.staff).where(cases.c.deleted_at.is_(None)).distinct()
    asked = select(case_requests.c.centre).distinct()
    with store.read() as connection:
        offices = {text.split()[0] for text in connection.execute(staff).scalars() if text.split()}
        offices |= {text for text in connection.execute(asked).scalars() if text}
    return tuple(sorted(offices))


def town_of(store: Store) -> Town:
    """What occurs among all cases outside the bin, for ``conference.selection``."""
    here = cases.c.deleted_at.is_(None)
    diseases = (
        select(conditions.c.case_uuid, conditions.c.name)
        .join(cases, conditions.c.case_uuid == cases.c.uuid)
        .where(here)
    )
    with store.read() as connection:
        count = connection.execute(select(func.count()).select_from(cases).where(here)).scalar_one()
        districts = connection.execute(select(cases.c.district).where(here).distinct()).scalars()
        offices = connection.execute(select(cases.c.staff).where(here).distinct()).scalars()
        names: dict[str, list[str]] = {}
        for uuid, name in connection.execute(diseases):
            names.setdefault(uuid, []).append(name)
        return Town(
            cases=count,
            districts=tuple(sorted({text.strip() for text in districts if text.strip()})),
            offices=tuple(sorted({text.split()[0] for text in offices if text.split()})),
            diseases=Counter(group for each in names.values() for group in groups_of(each)),
        )


def conferences_of_kind(store: Store, session_type: str) -> list[Conference]:
    """All conferences of a kind outside the bin; ``conference.preparation.waiting`` reads them."""
    statement = select(conferences.c.uuid).where(
        conferences.c.deleted_at.is_(None), conferences.c.session_type == session_type
    )
    with store.read() as connection:
        uuids = list(connection.execute(statement).scalars())
        found: list[Conference] = CONFERENCE.read(connection, uuids)
    return found


def own_templates(store: Store) -> tuple[Template, ...]:
    """Time budgets a person saved under a name, in the order of saving."""
    return tuple(_template(row) for row in get_setting(store, _TEMPLATES, []))


def save_template(store: Store, template: Template) -> None:
    """Keep a template; one of the same name is replaced, the oldest give way."""
    kept = [one for one in own_templates(store) if one.id != template.id]
    _put_templates(store, [*kept, template][-_MOST_TEMPLATES:])


def forget_template(store: Store, template_id: str) -> None:
    """Drop a template of one's own; conferences keep their minutes."""
    _put_templates(store, [one for one in own_templates(store) if one.id != template_id])


def _put_templates(store: Store, templates: Sequence[Template]) -> None:
    rows = [_row(one) for one in templates]
    with store.write() as work:
        put_setting_in(work, _TEMPLATES, rows or None)


def _row(template: Template) -> dict[str, Any]:
    stages = {stage.value: template.stages[stage] for stage in STAGES}
    return {
        "id": template.id,
        "name": template.name.ja,
        "session_type": template.session_type,
        "cases": template.cases,
        "minutes": template.minutes,
        "opening": template.opening,
        "closing": template.closing,
        **stages,
    }


def _template(row: Mapping[str, Any]) -> Template:
    return Template(
        id=row["id"],
        name=Words(row["name"], row["name"]),
        source="",
        session_type=row["session_type"],
        cases=row["cases"],
        minutes=row["minutes"],
        opening=row["opening"],
        closing=row["closing"],
        stages={stage: row[stage.value] for stage in STAGES},
    )

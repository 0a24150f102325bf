"""The time budget of a meeting: templates by number of cases, and edits of the agenda.

The templates are knowledge (``resources/knowledge/agenda_templates.toml``, DOMAIN.md §3.2).
``plan`` serves any number of cases and minutes from the nearest template and always adds up to
the planned minutes; only a person's own edits can make the sum differ, and then the editor
shows by how much.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.care import knowledge
from app.care.knowledge import Words
from app.conference.meeting import STAGES, AgendaItem, Conference, Stage


@dataclass(frozen=True, slots=True)
class Template:
    """One row of DOMAIN.md §3.2: minutes for a meeting of ``cases`` cases."""

    id: str
    name: Words
    source: str
    session_type: str
    cases: int
    minutes: int
    opening: int
    closing: int
    stages: Mapping[Stage, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """Whole minutes for the opening, each stage of each case in order, and the closing."""

    opening: int
    cases: tuple[Mapping[Stage, int], ...]
    closing: int

    @property
    def total(self) -> int:
        """The sum of all parts."""
        return self.opening + sum(sum(case.values()) for case in self.cases) + self.closing


@knowledge.remembered
def templates() -> tuple[Template, ...]:
    """All templates, most cases first."""
    rows = knowledge.load("agenda_templates")["template"]
    found = (
        Template(
            id=row["id"],
            name=knowledge.words(row),
            source=row["source"],
            session_type=row["session_type"],
            cases=row["cases"],
            minutes=row["minutes"],
            opening=row["opening"],
            closing=row["closing"],
            stages={stage: row[stage.value] for stage in STAGES},
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda template: -template.cases))


def template_for(n_cases: int) -> Template:
    """The template with the nearest number of cases; of two equally near the larger one."""
    return min(templates(), key=lambda template: abs(template.cases - n_cases))


def cases_wanted(session_type: str) -> tuple[int, int]:
    """The fewest and the most cases of a meeting of this kind (4–4, 2–3); 1–1 where unknown."""
    counts = [one.cases for one in templates() if one.session_type == session_type]
    return (min(counts), max(counts)) if counts else (1, 1)


def share_out(total: int, weights: Sequence[int]) -> list[int]:
    """Whole parts of ``total`` in proportion to ``weights``, by largest remainder.

    Every part gets at least one while there is enough for all. If ``total`` is the sum of the
    weights, the parts are the weights themselves.
    """
    least = 1 if total >= len(weights) else 0
    spare = total - least * len(weights)
    above = [weight - least for weight in weights]
    if sum(above) == 0:
        above = [1] * len(weights)
    parts = [least + spare * weight // sum(above) for weight in above]
    by_remainder = sorted(
        range(len(weights)), key=lambda index: (-(spare * above[index] % sum(above)), index)
    )
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts


def plan(n_cases: int, minutes: int = 90, template: Template | None = None) -> Plan:
    """The time budget of ``n_cases`` cases in ``minutes``; its total is always ``minutes``.

    Without ``template`` the nearest of the bundled ones serves.
    """
    if n_cases < 0 or minutes < 0:
        raise ValueError((n_cases, minutes))
    template = template or template_for(n_cases)
    per_case = [template.stages[stage] for stage in STAGES]
    parts = share_out(minutes, [template.opening, *per_case * n_cases, template.closing])
    cases = tuple(
        dict(zip(STAGES, parts[1 + len(STAGES) * index :][: len(STAGES)], strict=True))
        for index in range(n_cases)
    )
    return Plan(opening=parts[0], cases=cases, closing=parts[-1])


def plan_of(conference: Conference) -> Plan:
    """The budget written into ``conference``."""
    return Plan(
        opening=conference.opening_minutes,
        cases=tuple(
            {stage: item.planned_minutes.get(stage, 0) for stage in STAGES}
            for item in conference.agenda
        ),
        closing=conference.closing_minutes,
    )


def minutes_open(conference: Conference) -> int:
    """Planned minutes not yet given to a part; negative when the parts are too long."""
    return conference.planned_minutes - plan_of(conference).total


def divided(conference: Conference, template: Template | None = None) -> Conference:
    """``conference`` with its minutes divided by the template; without cases as it is."""
    if not conference.agenda:
        return conference
    fresh = plan(len(conference.agenda), conference.planned_minutes, template)
    agenda = tuple(
        replace(item, planned_minutes=minutes)
        for item, minutes in zip(conference.agenda, fresh.cases, strict=True)
    )
    return replace(
        conference, opening_minutes=fresh.opening, closing_minutes=fresh.closing, agenda=agenda
    )


def is_by_template(conference: Conference) -> bool:
    """Whether the minutes are still those of the template, in any order of cases."""
    fresh = plan(len(conference.agenda), conference.planned_minutes)
    own = plan_of(conference)
    return (own.opening, own.closing) == (fresh.opening, fresh.closing) and sorted(
        tuple(case.values()) for case in own.cases
    ) == sorted(tuple(case.values()) for case in fresh.cases)


def with_minutes(conference: Conference, minutes: int) -> Conference:
    """Another length of the meeting; a budget nobody edited follows it."""
    changed = replace(conference, planned_minutes=minutes)
    return divided(changed) if is_by_template(conference) else changed


def with_case(conference: Conference, case_uuid: str) -> Conference:
    """``case_uuid`` added at the end; a case is on the agenda at most once."""
    if any(item.case_uuid == case_uuid for item in conference.agenda):
        return conference
    item = AgendaItem(
        case_uuid=case_uuid,
        planned_minutes=dict(template_for(len(conference.agenda) + 1).stages),
    )
    changed = replace(conference, agenda=(*conference.agenda, item))
    return divided(changed) if _untouched(conference) else changed


def without_case(conference: Conference, case_uuid: str) -> Conference:
    """``case_uuid`` taken off the agenda."""
    agenda = tuple(item for item in conference.agenda if item.case_uuid != case_uuid)
    changed = replace(conference, agenda=agenda)
    return divided(changed) if _untouched(conference) else changed


def moved(conference: Conference, index: int, to: int) -> Conference:
    """The case at ``index`` moved to place ``to``; its minutes go with it."""
    agenda = list(conference.agenda)
    agenda.insert(to, agenda.pop(index))
    return replace(conference, agenda=tuple(agenda))


def with_stage_minutes(
    conference: Conference, case_uuid: str, stage: Stage, minutes: int
) -> Conference:
    """One stage of one case given ``minutes``."""
    agenda = tuple(
        replace(item, planned_minutes={**item.planned_minutes, stage: max(0, minutes)})
        if item.case_uuid == case_uuid
        else item
        for item in conference.agenda
    )
    return replace(conference, agenda=agenda)


def summed(conference: Conference) -> Conference:
    """The same budget stretched or shortened until it adds up; who had more keeps more.

    A part of no minutes stays without. Where every part is empty the template serves.
    """
    own = plan_of(conference)
    parts = [own.opening, *(n for case in own.cases for n in case.values()), own.closing]
    weights = [part for part in parts if part > 0]
    if not conference.agenda or not weights:
        return divided(conference)
    shares = iter(share_out(conference.planned_minutes, weights))
    new = [next(shares) if part > 0 else 0 for part in parts]
    agenda = tuple(
        replace(
            item,
            planned_minutes=dict(
                zip(STAGES, new[1 + len(STAGES) * place :][: len(STAGES)], strict=True)
            ),
        )
        for place, item in enumerate(conference.agenda)
    )
    return replace(conference, opening_minutes=new[0], closing_minutes=new[-1], agenda=agenda)


def with_stage_everywhere(conference: Conference, case_uuid: str, stage: Stage) -> Conference:
    """The minutes one case has for a stage given to all cases."""
    minutes = next(
        item.planned_minutes.get(stage, 0)
        for item in conference.agenda
        if item.case_uuid == case_uuid
    )
    for item in conference.agenda:
        conference = with_stage_minutes(conference, item.case_uuid, stage, minutes)
    return conference


def template_of(conference: Conference, name: str) -> Template | None:
    """The budget as a template of one's own.

    ``None`` unless it adds up and all cases have the same minutes: a template knows no case.
    """
    own = plan_of(conference)
    same = own.cases and all(case == own.cases[0] for case in own.cases)
    if not same or minutes_open(conference) or not name.strip():
        return None
    return Template(
        id=f"own_{name.strip()}",
        name=Words(name.strip(), name.strip()),
        source="",
        session_type=conference.session_type,
        cases=len(own.cases),
        minutes=conference.planned_minutes,
        opening=own.opening,
        closing=own.closing,
        stages=dict(own.cases[0]),
    )


def _untouched(conference: Conference) -> bool:
    """Whether a change of the list of cases may divide the minutes anew."""
    return not conference.agenda or is_by_template(conference)

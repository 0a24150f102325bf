"""The resource register as texts anybody may read: a closed list of its columns (§7.4).

What is private in it (``contact_private``, ``memo``, who verified it, for which cases it was
used) has no way to paper: only the columns named here are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.i18n import tr
from app.models.resources import resources
from app.services.store import Store

if TYPE_CHECKING:
    from app.reports.resource_list import ResourceView

_PUBLIC: Final = (
    "name", "kind", "provider", "place", "district", "days_times", "what_happens", "who_comes",
    "transport", "cost", "eligibility", "first_time_support", "status",
)  # fmt: skip
_GONE: Final = "終了"
_RESTING: Final = "休止"


def resource_views(store: Store, lang: str) -> tuple[ResourceView, ...]:
    """The resources in use or resting, by district and name."""
    from app.reports.resource_list import ResourceView

    columns = resources.c
    statement = (
        select(*(columns[name] for name in _PUBLIC))
        .where(columns.deleted_at.is_(None), columns.status != _GONE)
        .order_by(columns.district, columns.kana, columns.name)
    )
    with store.read() as connection:
        rows = [dict(zip(_PUBLIC, row, strict=True)) for row in connection.execute(statement)]
    return tuple(
        ResourceView(
            name=_lines(row["name"], row["kind"], _resting(row["status"], lang)),
            district=row["district"],
            where=_lines(row["place"], row["days_times"], row["provider"]),
            what=_lines(row["what_happens"], row["who_comes"], row["eligibility"]),
            how=_lines(row["transport"], row["cost"], row["first_time_support"]),
        )
        for row in rows
    )


def _resting(status: str, lang: str) -> str:
    return tr("（休止中）", lang=lang) if status == _RESTING else ""


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text.strip())

"""When the wall began and ceased to show a meeting: a line each in the audit trail."""

from __future__ import annotations

from app.services.store import Store


def note_wall(store: Store, conference_uuid: str, *, shown: bool) -> None:
    """Write into the trail that the projection began or ended (RELIABILITY §C).

    ``StorageTrouble`` where nothing can be written; whoever shows the wall doesn't wait for it.
    """
    with store.write() as work:
        work.record("conference", conference_uuid, "projected" if shown else "projection_ended")

"""Headless developer verbs: durability and facts. ``dev projection`` needs a window (ui.tour)."""

from __future__ import annotations

import argparse
import itertools

from app.cli.store import opened
from app.clock import Clock
from app.output import say, say_json


def save_loop(args: argparse.Namespace, clock: Clock) -> int:
    """Save through the normal service; ``ACK n sha16`` only after the commit is durable."""
    from app.services.durability import save_probe

    with opened(args, clock) as store:
        numbers = itertools.count(1) if args.limit is None else range(1, args.limit + 1)
        for number in numbers:
            say(f"ACK {number} {save_probe(store, number)}")
    return 0


def verify(args: argparse.Namespace, clock: Clock) -> int:
    """``{"integrity", "foreign_keys", "half", "rows": {n: sha16}}``."""
    from app.services.durability import verify_probes

    with opened(args, clock) as store:
        say_json(verify_probes(store))
    return 0


def facts(args: argparse.Namespace, clock: Clock) -> int:
    """Versions, data folder, journal mode, synchronous level, library versions."""
    import importlib.metadata
    import platform

    import app
    from app.paths import resource

    with opened(args, clock) as store:
        data = {
            "kurashi": app.__version__,
            "python": platform.python_version(),
            "system": platform.system(),
            "data_folder": str(store.folder),
            **store.facts(),
            "knowledge": {row.file: list(row.entries) for row in store.overrides.used},
            "knowledge_problems": list(store.overrides.problems),
            "pyside6": importlib.metadata.version("PySide6-Essentials"),
            "fonts": sorted(path.name for path in resource("fonts").glob("*.ttf")),
        }
    if args.json:
        say_json(data)
    else:
        say(*(f"{key}: {value}" for key, value in data.items()))
    return 0


DEV_VERBS = {"save-loop": save_loop, "verify": verify, "facts": facts}

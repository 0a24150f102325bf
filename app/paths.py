"""Where the program's own read-only resources and the person's data folder are."""

from __future__ import annotations

from pathlib import Path

_APP = Path(__file__).resolve().parent


def resource(relative: str) -> Path:
    """Path of a bundled resource such as ``knowledge/prompts.toml``.

    A wheel carries the resources inside the package, a checkout beside it.
    """
    packed = _APP / "resources"
    root = packed if packed.is_dir() else _APP.parent / "resources"
    return root / relative


def default_data_folder() -> Path:
    """The platform's user data folder (never Documents: OneDrive redirects it)."""
    from platformdirs import user_data_path

    return user_data_path("kurashi", appauthor=False)

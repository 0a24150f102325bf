"""Small files written so that a crash leaves the old or the new one, never half of one."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path``, make it durable, then put it in place."""
    fresh = path.with_name(path.name + ".new")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(fresh, path)
    except OSError:
        with contextlib.suppress(OSError):  # half a file of people's data must not stay behind
            fresh.unlink(missing_ok=True)
        raise


def put_in_place(fresh: Path, path: Path) -> None:
    """Rename ``fresh`` to ``path`` and make the folder's entry durable."""
    fresh.replace(path)
    sync_folder(path.parent)


def can_write(*paths: Path) -> bool:
    """Whether this process may write all of these, as far as the system tells beforehand."""
    effective = os.access in os.supports_effective_ids
    return all(os.access(path, os.W_OK, effective_ids=effective) for path in paths)


def sync_file(path: Path) -> None:
    """Make what another library wrote into ``path`` durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable (B1b); Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

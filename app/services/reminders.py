"""Writing what presenters are told into a file of plain text."""

from __future__ import annotations

from pathlib import Path

from app.reports.writer import write_atomic


def write_reminder(path: Path, text: str) -> None:
    """Write ``text`` atomically, with a mark and line ends that every editor reads.

    ``StorageTrouble`` where the place can't be written.
    """
    lines = text.replace("\n", "\r\n") + "\r\n"
    write_atomic(path, lines.encode("utf-8-sig"))

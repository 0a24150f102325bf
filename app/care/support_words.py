"""How a service and an informal support read in one line, for the room, paper and the console."""

from __future__ import annotations

from app.care.case import FormalService, InformalSupport


def service_words(line: FormalService) -> str:
    """「通所介護 週2回」: what it is (its kind where nothing else is written) and how often."""
    return " ".join(part for part in (line.text or line.kind, line.frequency) if part)


def support_words(line: InformalSupport) -> str:
    """「長女：毎晩の電話 毎日」; who helps isn't said twice where the text begins with it."""
    who = "" if line.who and line.text.startswith(line.who) else line.who
    said = "：".join(part for part in (who, line.text) if part)
    return " ".join(part for part in (said, line.frequency) if part)

"""What a person chose for this computer: language, text size, screens, widths. Nothing personal.

The file lies in the platform's settings folder for the usual data folder, and inside the data
folder when another one was named (``--data``), so a second folder never changes the first.
A damaged or missing file means the defaults: settings must never keep anyone from working.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.paths import default_data_folder

LANGUAGES = ("ja", "en", "pseudo")
TEXT_SIZES = ("standard", "large")
LONGEST_LOCK_MINUTES = 60


@dataclass(slots=True)
class Settings:
    """The choices themselves; ``path`` is where ``save`` writes them, ``None`` keeps them here."""

    language: str = "ja"
    text_size: str = "standard"
    room_screen: str = ""
    """The monitor the room was last shown on: connector, maker, model, serial number, size."""
    room_language: str = ""
    """Language of the room; empty means that of the program."""
    move_down_after_rating: bool = True
    organisation: str = ""
    """Shown at the right of the status bar, such as 花里市 高齢福祉課."""
    lock_minutes: int = 5
    """Minutes without a hand on key or mouse before the screen locks, 1 to 60; 0 means never."""
    widths: dict[str, list[int]] = field(default_factory=dict)
    """Splitter sizes by object name, in design pixels."""
    window: list[int] = field(default_factory=list)
    """Left, top, width, height of the main window; empty means maximised."""
    path: Path | None = field(default=None, compare=False, repr=False)

    def remember_widths(self, name: str, sizes: list[int]) -> None:
        """Keep the sizes of the splitter called ``name``."""
        if self.widths.get(name) != sizes:
            self.widths[name] = sizes
            self.save()

    def save(self) -> bool:
        """Write the file in one piece; False when the folder can't be written."""
        if self.path is None:
            return True
        values = {
            each.name: getattr(self, each.name)
            for each in dataclasses.fields(self)
            if each.name != "path"
        }
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _replace(self.path, json.dumps(values, ensure_ascii=False, indent=2) + "\n")
        except OSError:
            return False
        return True


def settings_path(data_folder: Path | None) -> Path:
    """Where the settings of ``data_folder`` lie (``None``: the usual one)."""
    if data_folder is None or data_folder == default_data_folder():
        from platformdirs import user_config_path

        return user_config_path("kurashi", appauthor=False) / "settings.json"
    return data_folder / "settings.json"


def load_settings(path: Path | None) -> Settings:
    """The settings at ``path``; values that make no sense fall back one by one."""
    settings = Settings(path=path)
    if path is None:
        return settings
    try:
        values: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return settings
    if isinstance(values, dict):
        _take(settings, values)
    return settings


def _take(settings: Settings, values: dict[str, Any]) -> None:
    if values.get("language") in LANGUAGES:
        settings.language = values["language"]
    if values.get("room_language") in LANGUAGES:
        settings.room_language = values["room_language"]
    if values.get("text_size") in TEXT_SIZES:
        settings.text_size = values["text_size"]
    for name in ("room_screen", "organisation"):
        if isinstance(values.get(name), str):
            setattr(settings, name, values[name])
    if isinstance(values.get("move_down_after_rating"), bool):
        settings.move_down_after_rating = values["move_down_after_rating"]
    minutes = values.get("lock_minutes")
    if type(minutes) is int and 0 <= minutes <= LONGEST_LOCK_MINUTES:
        settings.lock_minutes = minutes
    widths = values.get("widths")
    if isinstance(widths, dict):
        settings.widths = {str(key): sizes for key, sizes in widths.items() if _are_ints(sizes)}
    if _are_ints(values.get("window")) and len(values["window"]) == 4:
        settings.window = values["window"]


def _are_ints(value: object) -> bool:
    return isinstance(value, list) and all(type(each) is int for each in value)


def _replace(path: Path, text: str) -> None:
    """Write beside the file and rename, so that a crash never leaves half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise

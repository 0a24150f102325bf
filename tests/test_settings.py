"""Settings survive, and never keep anyone from working."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.paths import default_data_folder
from app.settings import Settings, load_settings, settings_path


def test_choices_survive(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    settings = load_settings(path)
    settings.language = "en"
    settings.text_size = "large"
    settings.room_screen = "HDMI-1|EPSON|EB-1234|SN7|1110x620"
    settings.room_language = "en"
    settings.organisation = "花里市 高齢福祉課"
    settings.remember_widths("case_splitter", [1000, 324])
    settings.window = [0, 0, 1366, 768]
    settings.lock_minutes = 0
    assert settings.save()

    assert load_settings(path) == settings


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', '{"language": 7, "widths": {"a": "b"}}'])
def test_a_damaged_file_means_the_defaults(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")

    assert load_settings(path) == Settings()


def test_values_fall_back_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(
        '{"language": "xx", "text_size": "large", "window": [1], "lock_minutes": 61}',
        encoding="utf-8",
    )

    assert load_settings(path) == Settings(text_size="large")


def test_a_folder_that_cant_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")

    assert not Settings(path=blocked / "settings.json").save()


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    settings = Settings(path=tmp_path / "settings.json")
    settings.save()
    settings.save()

    assert [each.name for each in tmp_path.iterdir()] == ["settings.json"]


def test_another_data_folder_has_settings_of_its_own(tmp_path: Path) -> None:
    assert settings_path(tmp_path) == tmp_path / "settings.json"
    assert settings_path(None) == settings_path(default_data_folder())
    assert settings_path(None) != settings_path(tmp_path)

"""Every knowledge file says its version and source, and loads once."""

from __future__ import annotations

import tomllib

import pytest

from app import i18n
from app.care.knowledge import Words, load
from app.paths import resource

FILES = sorted(path.stem for path in resource("knowledge").glob("*.toml"))


@pytest.mark.parametrize("name", FILES)
def test_a_knowledge_file_loads_with_version_and_source(name: str) -> None:
    content = load(name)
    assert content is load(name)
    assert str(content["version"])
    assert content["source"]


@pytest.mark.parametrize("name", FILES)
def test_every_japanese_text_has_its_english_and_no_stray_spaces(name: str) -> None:
    text = resource(f"knowledge/{name}.toml").read_text(encoding="utf-8")
    stack: list[object] = [tomllib.loads(text)]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node)
        if not isinstance(node, dict):
            continue
        stack.extend(node.values())
        for key, value in node.items():
            if key == "ja" or key.endswith("_ja"):
                assert key[:-2] + "en" in node, (name, node)
                assert bool(value) == bool(node[key[:-2] + "en"]), (name, node)
            if isinstance(value, str):
                separator = not value.strip(" ,、")  # ', ' between the items of a list
                assert separator or value == value.strip(), (name, value)


def test_words_follow_the_language() -> None:
    words = Words("担当", "Presenter")
    assert words() == "担当"
    assert words("en") == "Presenter"
    assert "担当" in words("pseudo")
    i18n.set_language("en")
    try:
        assert words() == "Presenter"
        assert words("ja") == "担当"
    finally:
        i18n.set_language("ja")

"""The ten fictitious cases that ship with the program, as the file has them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.paths import resource


@pytest.fixture(scope="session")
def sample_file() -> dict[str, Any]:
    """The whole sample file."""
    text = resource("samples/sample_cases.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded

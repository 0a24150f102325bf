"""Settings live in the encrypted database."""

from __future__ import annotations

from app.services.settings import get_setting, put_setting
from app.services.store import Store


def test_a_setting_is_kept_replaced_and_forgotten(store: Store) -> None:
    assert get_setting(store, "text_size", 100) == 100
    put_setting(store, "text_size", 125)
    put_setting(store, "columns", {"shown": ["No", "仮名"]})
    put_setting(store, "text_size", 150)
    assert get_setting(store, "text_size") == 150
    assert get_setting(store, "columns") == {"shown": ["No", "仮名"]}
    put_setting(store, "text_size", None)
    assert get_setting(store, "text_size") is None

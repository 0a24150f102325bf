"""Japanese and English stay complete; and the check that says so finds what it should."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.i18n import catalogue, pseudo
from tests.check_translations import ROOT, problems


def test_every_text_has_its_english_and_no_english_is_left_over() -> None:
    found = problems(ROOT / "app", ROOT / "resources" / "i18n" / "en")

    assert not found, "\n".join(found)


def check(folder: Path, code: str, english: dict[str, object], other: object = None) -> list[str]:
    """The check run on a small program of one module."""
    app, texts = folder / "app", folder / "en"
    app.mkdir()
    texts.mkdir()
    (app / "page.py").write_text(code, encoding="utf-8")
    (texts / "a.json").write_text(json.dumps(english), encoding="utf-8")
    (texts / "b.json").write_text(json.dumps(other or {}), encoding="utf-8")
    return problems(app, texts)


@pytest.mark.parametrize(
    ("code", "english", "complaint"),
    [
        ('tr("保存")', {}, "no English for '保存'"),
        ("", {"保存": "Save"}, "no code uses '保存'"),
        ("tr(label)", {}, "plain literal"),
        ('tr(f"{n}件")', {}, "plain literal"),
        ('tr("保存")', {"保存": " "}, "is empty"),
        ('tr("保存")', {"保存": "保存 now"}, "Japanese characters"),
        ('tr("保存")', {"保存": "Save。"}, "Japanese characters"),
        ('tr("{a}を保存", a=1)', {"{a}を保存": "Save {b}"}, "placeholders differ"),
        ('tr("{a}を保存", b=1)', {"{a}を保存": "Save {a}"}, "gets ['b']"),
        ('tr("{a}を保存")', {"{a}を保存": "Save {a}"}, "gets []"),
        ('tr("{n}件")', {"{n}件": "{n} cases"}, "names n"),
        ('tr("{n}件", n=k)', {"{n}件": {"one": "{n} case"}}, "one and other"),
        ('tr("件")', {"件": {"one": "case", "other": "cases"}}, "no call gives n"),
        ("tr(L[k])  # tr: L", {}, "no constant L"),
        ('L = {1: "保存"}\ntr(L[k])  # tr: L', {}, "no English for '保存'"),
    ],
)
def test_a_fault_is_named(
    tmp_path: Path, code: str, english: dict[str, object], complaint: str
) -> None:
    found = check(tmp_path, code, english)

    assert any(complaint in line for line in found), found


@pytest.mark.parametrize(
    ("code", "english"),
    [
        ('tr("保存")', {"保存": "Save"}),
        ('tr("BMI {value}", value=v)', {}),
        ('tr(\n    "{a}"\n    "を保存", a=1, lang=lang)', {"{a}を保存": "Save {a}"}),
        ('tr("{n}件", n=k)', {"{n}件": {"one": "1 case", "other": "{n} cases"}}),
        ("tr(prompt.ja)  # tr: knowledge", {}),
        ('L: Final = {1: "保存"}\ntr(L[k])  # tr: L', {"保存": "Save"}),
        ('tr("くらしカンファについて")', {"くらしカンファについて": "About くらしカンファ"}),
        ('tr("「平成」のように")', {"「平成」のように": "Write it like “平成17年頃”."}),
    ],
)
def test_good_code_passes(tmp_path: Path, code: str, english: dict[str, object]) -> None:
    assert check(tmp_path, code, english) == []


def test_one_text_has_one_translation(tmp_path: Path) -> None:
    found = check(tmp_path, 'tr("閉じる")', {"閉じる": "Close"}, other={"閉じる": "Shut"})

    assert found == ["b.json: '閉じる' reads differently in a.json"]


def test_every_english_text_can_be_filled_in() -> None:
    for english in catalogue().values():
        for text in english.values() if isinstance(english, dict) else [english]:
            assert "{" not in text.format_map(_AnyValue())


def test_pseudo_language_is_forty_percent_longer_and_keeps_placeholders() -> None:
    text = "{name}さんの記録を保存しました"

    assert len(pseudo(text)) >= len(text) * 1.4 - 1
    assert "{name}" in pseudo(text)


class _AnyValue(dict[str, object]):
    def __missing__(self, key: str) -> int:
        return 2

"""The guide names only words and keys the program has, in both languages.

python -m tests.test_guide        writes the pages of keys anew
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from app.paths import resource

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "guide"
PAGES = sorted(path.name for path in (GUIDE / "ja").glob("*.md"))
# Files with keys in the order of the page, and what heads them.
KEYS_OF = (
    ("app/ui/keys_dialog.py", "どの画面でも", "Everywhere"),
    ("app/ui/home/page.py", "ホーム", "Home"),
    ("app/ui/cases/list_page.py", "事例の一覧", "List of cases"),
    ("app/ui/cases/editor_keys.py", "事例の編集", "Editing a case"),
    ("app/ui/cases/judgement_page.py", "ADL・IADLの判定", "Judging ADL and IADL"),
    ("app/ui/cases/import_page.py", "ファイルの取り込み", "Import"),
    ("app/ui/conferences/keys.py", "会議の計画", "Planning a meeting"),
    ("app/ui/community/keys.py", "地域課題", "Community issues"),
    ("app/ui/outcomes/page.py", "評価", "Outcomes"),
    ("app/ui/console/keys.py", "会議を進める", "Running the meeting"),
    ("app/ui/paper/keys.py", "印刷の見本", "Print preview"),
)
# Keys of every program, and those the lists of keys leave out because a label shows them.
OF_EVERY_PROGRAM = frozenset({"Enter", "Tab", "Delete", "F1", "1", "2", "3", "4", "5", "6", "-"})
NO_KEY = frozenset({"この形", "this", "--lang en"})
HEADS = {"ja": ("# キーの一覧", "`F1` と同じ一覧です。", "キー", "すること"),
         "en": ("# Keys", "The same lists as `F1` shows.", "Key", "What it does")}  # fmt: skip


def _catalogue() -> Mapping[str, str]:
    """Every text of the program with its English."""
    found: dict[str, str] = {}
    for path in resource("i18n/en").glob("*.json"):
        for source, english in json.loads(path.read_text(encoding="utf-8")).items():
            found[source] = english if isinstance(english, str) else english["other"]
    return found


CATALOGUE = _catalogue()


def _key_helps(file: str) -> Iterator[tuple[str, str]]:
    """Key and text of each ``KeyHelp`` in a source file."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id != "KeyHelp":
                continue
            key, text = node.args
            assert isinstance(text, ast.Call)
            said = ast.literal_eval(text.args[0])
            yield (ast.literal_eval(key) if isinstance(key, ast.Constant) else "Ctrl+.", said)


def keys_page(lang: str) -> str:
    """The page of keys as the code has them."""
    words = (lambda text: text) if lang == "ja" else CATALOGUE.__getitem__
    title, said, key_head, act_head = HEADS[lang]
    lines = [title, "", said]
    for file, ja, en in KEYS_OF:
        lines += [
            "",
            f"## {ja if lang == 'ja' else en}",
            "",
            f"| {key_head} | {act_head} |",
            "|---|---|",
        ]
        lines += [f"| `{key}` | {words(said)} |" for key, said in _key_helps(file)]
    return "\n".join(lines) + "\n"


def _text(lang: str, page: str) -> str:
    return (GUIDE / lang / page).read_text(encoding="utf-8")


def _words(text: str) -> list[str]:
    return re.findall(r"\*\*([^*\n]{1,45})\*\*", text)


def test_no_page_with_keys_is_forgotten() -> None:
    with_keys = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "app" / "ui").rglob("*.py")
        if "KeyHelp(" in path.read_text(encoding="utf-8")
    }
    assert with_keys - {file for file, *_ in KEYS_OF} <= {
        "app/ui/page.py",
        "app/ui/cases/privacy_page.py",  # the key both pages of a case share
    }


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_keys_of_the_guide_are_those_of_the_program(lang: str) -> None:
    assert _text(lang, "keys.md") == keys_page(lang), "python -m tests.test_guide writes it anew"


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_name_the_same_words_and_keys_of_the_program(page: str) -> None:
    ja, en = _text("ja", page), _text("en", page)
    said = [
        word
        for word in _words(ja)
        if word not in ("太字", "忘れたパスフレーズは、作った人にも直せません。")
    ]

    assert [word for word in said if word not in CATALOGUE] == []
    named = {CATALOGUE[word].lower() for word in said}
    wrong = [word for word in _words(en) if word.lower() not in named]
    assert [word for word in wrong if word != "Bold" and not word.endswith(".")] == []
    assert sorted(set(re.findall("`[^`]+`", ja))) == sorted(set(re.findall("`[^`]+`", en))) or (
        page in ("README.md", "keys.md")
    )


@pytest.mark.parametrize("page", [page for page in PAGES if page != "keys.md"])
def test_a_key_named_in_the_guide_is_a_key_of_the_program(page: str) -> None:
    known = {key for file, *_ in KEYS_OF for key, _ in _key_helps(file)} | OF_EVERY_PROGRAM | NO_KEY

    for lang in ("ja", "en"):
        assert set(re.findall("`([^`]+)`", _text(lang, page))) <= known


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_link_of_the_guide_leads_somewhere_and_every_page_is_listed(lang: str) -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", _text(lang, page)):
            assert (GUIDE / lang / target).resolve().exists(), (page, target)
    listed = set(re.findall(r"\]\((\w+\.md)\)", _text(lang, "README.md")))
    assert listed == set(PAGES) - {"README.md"}


def test_the_ratings_of_the_guide_are_those_of_the_program() -> None:
    for lang in ("ja", "en"):
        for _, meaning in re.findall(
            r"\| `[-1-6]` \| (\S+) \| (.+?) \|", _text(lang, "judgement.md")
        ):
            source = CATALOGUE if lang == "ja" else {e.lower() for e in CATALOGUE.values()}
            assert (meaning if lang == "ja" else meaning.lower()) in source, meaning


if __name__ == "__main__":
    for each in ("ja", "en"):
        (GUIDE / each / "keys.md").write_text(keys_page(each), encoding="utf-8")

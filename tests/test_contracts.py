"""The rules of the house that a machine can check (ARCHITECTURE.md, the sentences in bold)."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from importlinter.cli import lint_imports
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
MODULES = sorted((ROOT / "app").rglob("*.py"))
SOURCES = [ROOT / "run.py", *MODULES, *sorted((ROOT / "tests").rglob("*.py"))]
STANDARD_LIBRARY = set(sys.stdlib_module_names)
BASE = {"app.errors", "app.paths", "app.i18n", "app.clock"}
MOST_LINES = 500
MOST_FUNCTION_LINES = 60


@dataclass(frozen=True)
class Source:
    """What the rules ask of one file, from one walk of it."""

    lines: int
    functions: tuple[tuple[str, int], ...]
    imports: tuple[str, ...]


@cache
def read(path: Path) -> Source:
    """A file's lines, its functions with theirs, and every module it imports anywhere.

    ``from app.x import y`` counts as ``app.x.y``.
    """
    text = path.read_text(encoding="utf-8")
    functions, names = [], []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            functions.append((node.name, node.end_lineno - node.lineno + 1))
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{'.' * node.level}{node.module}.{alias.name}" for alias in node.names]
    return Source(len(text.splitlines()), tuple(functions), tuple(names))


def imports(path: Path) -> tuple[str, ...]:
    """Every module a file imports; relative ones are refused."""
    names = read(path).imports
    assert not any(name.startswith(".") for name in names), f"{path}: relative import"
    return names


def strangers(path: Path, allowed: set[str]) -> list[str]:
    """What a file imports beyond the standard library and ``allowed`` modules and their parts."""
    known = STANDARD_LIBRARY | allowed
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for name in imports(path)
        if not any(name == module or name.startswith(f"{module}.") for module in known)
    ]


def test_import_contracts_hold(capsys: pytest.CaptureFixture[str]) -> None:
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert code == 0, capsys.readouterr().out


def test_base_modules_stand_on_the_standard_library() -> None:
    found = [
        line
        for module in sorted(BASE)
        for line in strangers(ROOT / f"{module.replace('.', '/')}.py", BASE | {"platformdirs"})
    ]

    assert found == []


@pytest.mark.parametrize(
    ("package", "allowed"),
    [
        ("care", {"app.care"}),
        ("conference", {"app.care", "app.conference"}),
        (
            "ui/projection",
            {"app.care", "app.conference", "app.ui.projection", "app.ui.widgets", "app.ui.theme"}
            | {"PySide6", "shiboken6"},
        ),
    ],
)
def test_a_guarded_package_imports_nothing_else(package: str, allowed: set[str]) -> None:
    files = sorted((ROOT / "app" / package).rglob("*.py"))
    assert files

    assert [line for path in files for line in strangers(path, allowed | BASE)] == []


def test_qt_stays_in_ui_and_bootstrap() -> None:
    outside = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if not path.is_relative_to(ROOT / "app" / "ui") and path.name != "bootstrap.py"
        if any(name.startswith(("PySide6", "shiboken6")) for name in imports(path))
    ]

    assert outside == []


def test_windows_and_services_load_without_heavy_libraries() -> None:
    """They are imported on first use, never before the first window is painted (TOOLCHAIN.md)."""
    folders = (ROOT / "app" / "ui", ROOT / "app" / "services")
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for folder in folders
        for path in sorted(folder.rglob("*.py"))
    ]
    heavy = ["pandas", "numpy", "matplotlib", "reportlab", "openpyxl", "alembic", "pypdfium2"]
    code = (
        "import importlib, sys\n"
        f"for name in {['app.bootstrap', *names]}: importlib.import_module(name)\n"
        f"sys.exit(', '.join(name for name in {heavy} if name in sys.modules) or 0)"
    )

    child = subprocess.run(  # noqa: S603 - our own code in our own interpreter
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert child.returncode == 0, f"loaded: {child.stderr}"


def test_files_and_functions_stay_small() -> None:
    too_long = []
    for path in SOURCES:
        source, name = read(path), path.relative_to(ROOT)
        if source.lines > MOST_LINES:
            too_long.append(f"{name}: {source.lines} lines")
        too_long += [
            f"{name} {function}: {lines} lines"
            for function, lines in source.functions
            if lines > MOST_FUNCTION_LINES
        ]

    assert too_long == []


@pytest.mark.parametrize("path", sorted(RESOURCES.rglob("*.toml")), ids=lambda path: path.stem)
def test_knowledge_says_its_version_and_source(path: Path) -> None:
    knowledge = tomllib.loads(path.read_text(encoding="utf-8"))

    assert knowledge["version"]
    assert knowledge["source"]


@pytest.mark.parametrize("path", sorted(RESOURCES.rglob("*.toml")), ids=lambda path: path.stem)
def test_knowledge_speaks_both_languages(path: Path) -> None:
    def untranslated(value: object) -> Iterator[object]:
        if isinstance(value, dict):
            for key in [key for key in value if key == "ja" or key.endswith("_ja")]:
                if value[key] and not value.get(f"{key.removesuffix('ja')}en"):
                    yield value[key]
            for inner in value.values():
                yield from untranslated(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from untranslated(inner)

    assert list(untranslated(tomllib.loads(path.read_text(encoding="utf-8")))) == []


def test_json_and_svg_resources_are_well_formed() -> None:
    for path in sorted(RESOURCES.rglob("*.json")):
        json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(RESOURCES.rglob("*.svg")):
        ET.parse(path)  # noqa: S314 - our own pictures


@pytest.mark.parametrize("path", sorted(RESOURCES.rglob("*.ttf")), ids=lambda path: path.stem)
def test_fonts_load_and_carry_their_licence(path: Path, qapp: QApplication) -> None:
    font = QFontDatabase.addApplicationFont(str(path))
    licence = path.with_name(f"OFL-{path.stem.partition('-')[0].replace('UDP', 'UD')}.txt")

    assert QFontDatabase.applicationFontFamilies(font)
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text(encoding="utf-8")
    assert licence.name in (ROOT / "LICENSE").read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, list[tuple[str, int]]]:
    """For each package its versions (one per Python where they differ) and number of hashes."""
    found: dict[str, list[tuple[str, int]]] = {}
    text = (ROOT / lock).read_text(encoding="utf-8")
    for block in re.split(r"\n(?=[a-zA-Z])", re.sub(r"(?m)^ *#.*\n", "", text)):
        pin = re.match(r"([\w.-]+)==([^\s;]+)", block)
        assert pin, f"not pinned: {block[:60]}"
        found.setdefault(pin[1], []).append((pin[2], block.count("--hash=sha256:")))
    return found


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_pins_everything_by_hash_and_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert all(hashes for versions in pins(lock).values() for _, hashes in versions)
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|(?m:^)/", text)


def test_locks_agree_with_each_other_and_with_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    app, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["setup"]]

    assert {name: dev[name] for name in app} == app
    for lock, texts in ((app, wanted), (dev, project["project"]["optional-dependencies"]["dev"])):
        for requirement in map(Requirement, texts):
            versions = lock[canonicalize_name(requirement.name)]
            assert all(requirement.specifier.contains(version) for version, _ in versions)


def test_decisions_are_where_the_code_says_under_numbers_of_their_own() -> None:
    pages = {path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md")}
    cited = re.compile(r"decisions/(\d{3}-[a-z0-9-]+\.md)")
    numbers = [name[:3] for name in sorted(pages)]
    named = {name for path in SOURCES for name in cited.findall(path.read_text(encoding="utf-8"))}

    assert named - pages == set()
    assert [number for number in numbers if numbers.count(number) > 1] == []


def test_no_file_names_this_machine_or_a_package_index() -> None:
    """Built from pieces, so that this file doesn't find itself."""
    machine = "|".join(["/" + name + "/" for name in ("home", "root", "work", "Users")])
    hosts = r"https?://[^ \"]*(" + "|".join(("py" + "pi", "python" + "hosted", "np" + "mjs")) + ")"
    pattern = re.compile(rf"(?<![\w.])({machine})|{hosts}|index-ur[l] *=")
    loose = [path for path in ROOT.glob("*.*") if path.name != ".git"]  # a worktree names its home
    texts = [*SOURCES, *loose, *(ROOT / "docs").rglob("*.md"), ROOT / ".ci" / "run"]
    texts += [path for path in RESOURCES.rglob("*") if path.suffix in (".json", ".toml", ".md")]

    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in texts
        if path.is_file() and (match := pattern.search(path.read_text(encoding="utf-8")))
    ]

    assert found == []

"""Every text has its English, and no English is left over: ``python -m tests.check_translations``.

Sources are read from the syntax tree, so only a plain literal inside ``tr(...)`` counts. Anything
else needs a comment on a line of the call that says where its texts are:

- ``# tr: knowledge`` – the text comes from a file in resources/knowledge that carries ja and en;
- ``# tr: NAME`` – the texts are the strings in the constant ``NAME`` of the same module.

Why one function and these files: docs/decisions/002-one-translation-function.md.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

ROOT = Path(__file__).resolve().parent.parent
JAPANESE = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff]")
JAPANESE_PUNCTUATION = re.compile(r"[\u3001\u3002\u3008-\u3011\uff01-\uff5e]")
# What stays Japanese in English text: our own name, the name of the language, and whatever is
# quoted, for an example of what may be typed is as Japanese as the sheet.
UNTRANSLATED = re.compile("くらしカンファ|日本語|“[^”]*”")
REASON = re.compile(r"#\s*tr:\s*(\w+)")

English = str | dict[str, str]


@dataclass
class Sources:
    """What the program asks to be translated, and what is wrong with the asking."""

    places: dict[str, str] = field(default_factory=dict)
    counted: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def add(self, text: str, place: str) -> None:
        self.places.setdefault(text, place)


def placeholders(text: str) -> set[str]:
    """The named placeholders of a text; ``ValueError`` when its braces don't match."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def collect(app: Path) -> Sources:
    """All ``tr(...)`` calls under ``app``."""
    sources = Sources()
    for path in sorted(app.rglob("*.py")):
        lines = path.read_text(encoding="utf-8").splitlines()
        tree = ast.parse("\n".join(lines))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _called(node) == "tr":
                place = f"{path.relative_to(app.parent)}:{node.lineno}"
                _read_call(node, place, tree, lines, sources)
    return sources


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _read_call(
    call: ast.Call, place: str, tree: ast.Module, lines: list[str], sources: Sources
) -> None:
    first = call.args[0] if call.args else None
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        sources.add(first.value, place)
        _check_values(call, first.value, place, sources)
        return
    said = REASON.search("\n".join(lines[call.lineno - 1 : call.end_lineno]))
    if said is None:
        sources.problems.append(f"{place}: tr() wants a plain literal, or a comment “# tr: …”")
    elif said[1] != "knowledge":
        texts = list(_strings_of_constant(tree, said[1]))
        if not texts:
            sources.problems.append(f"{place}: no constant {said[1]} with texts in this module")
        for text in texts:
            sources.add(text, place)


def _check_values(call: ast.Call, text: str, place: str, sources: Sources) -> None:
    """The call gives exactly the values that its text names (``n`` may only choose a form)."""
    names = [keyword.arg for keyword in call.keywords]
    given = {name for name in names if name is not None} - {"lang"}
    try:
        wanted = placeholders(text)
    except ValueError:
        wanted = set() if not given else {"?"}
    if "n" in given:
        sources.counted.add(text)
    if None not in names and (given - {"n"}) != (wanted - {"n"}):
        sources.problems.append(f"{place}: {text!r} names {sorted(wanted)}, gets {sorted(given)}")
    if "n" in wanted and "n" not in given and None not in names:
        sources.problems.append(f"{place}: {text!r} names n, which it doesn't get")


def _strings_of_constant(tree: ast.Module, name: str) -> Iterator[str]:
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        else:
            continue
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            for node in ast.walk(statement):
                text = node.value if isinstance(node, ast.Constant) else None
                if isinstance(text, str) and JAPANESE.search(text):
                    yield text


def read_english(folder: Path) -> tuple[dict[str, English], list[str]]:
    """All English texts of all areas, and what is wrong with the files themselves."""
    texts: dict[str, English] = {}
    homes: dict[str, str] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.json")):
        pairs = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=list)
        for source, count in Counter(source for source, _ in pairs).items():
            if count > 1:
                problems.append(f"{path.name}: {source!r} stands there {count} times")
        for source, raw in pairs:
            text: English = dict(raw) if isinstance(raw, list) else raw
            if texts.setdefault(source, text) != text:
                problems.append(f"{path.name}: {source!r} reads differently in {homes[source]}")
            homes.setdefault(source, path.name)
    return texts, problems


def check_text(source: str, english: English, *, counted: bool) -> Iterator[str]:
    """What is wrong with one English text."""
    if isinstance(english, dict):
        if set(english) != {"one", "other"}:
            yield f"{source!r}: forms must be one and other, not {sorted(english)}"
        if not counted:
            yield f"{source!r}: has forms, but no call gives n"
    forms = [("", english)] if isinstance(english, str) else list(english.items())
    for form, text in forms:
        spare = {"n"} if form == "one" else set()
        if not text.strip():
            yield f"{source!r}: its English is empty"
        if placeholders(source) - spare != placeholders(text) - spare:
            yield f"{source!r}: placeholders differ in {text!r}"
        rest = UNTRANSLATED.sub("", text)
        if JAPANESE.search(rest) or JAPANESE_PUNCTUATION.search(rest):
            yield f"{source!r}: Japanese characters in {text!r}"


def problems(app: Path, english: Path) -> list[str]:
    """Everything that a person would meet as a missing, wrong or stale translation."""
    sources = collect(app)
    texts, found = read_english(english)
    found += sources.problems
    for source, place in sources.places.items():
        if JAPANESE.search(source) and source not in texts:
            found.append(f"{place}: no English for {source!r}")
    for source, text in texts.items():
        if source not in sources.places:
            found.append(f"no code uses {source!r}")
            continue
        found += check_text(source, text, counted=source in sources.counted)
    return found


def main() -> int:
    found = problems(ROOT / "app", ROOT / "resources" / "i18n" / "en")
    sys.stdout.write("".join(f"{line}\n" for line in sorted(found)))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

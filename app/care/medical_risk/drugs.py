"""Which class a medicine belongs to, from the words on the sheet (DOMAIN.md §1.7, §4.3).

The dictionary is ``resources/knowledge/drug_classes.toml``: keywords, not a formulary. A name is
folded (NFKC, dashes to ー), freed of maker, strength, form and salt, then searched for keywords,
the longest first. Nothing found means no class, and the medicine still counts for R01.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from app.care.case import Medication
from app.care.knowledge import Words, load, remembered, words

Route = Literal["oral", "injection", "inhaled", "topical"]

_DASHES: Final = re.compile(r"(?<=[ァ-ヺー])[-‐‑‒–—―−]")
_MAKER: Final = re.compile(r"「[^」]*」|\([^)]*\)")
_STRENGTH: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(MG|\u039cG|MCG|G|ML|%|単位)(?![A-Z])")
_ROUTE_WORDS: Final[Mapping[Route, tuple[str, ...]]] = {
    "inhaled": ("吸入",),
    "injection": ("注射", "皮下注", "静注", "筋注", "点滴"),
    "oral": ("内服", "経口", "舌下"),
}


_ROUTES_BY_FORM: Final[tuple[Route, ...]] = ("inhaled", "topical", "injection")


@dataclass(frozen=True, slots=True)
class DrugClass:
    """One class: its code, its full name and the short one shown beside a medicine.

    ``called`` is what people call such medicines (血をサラサラにする薬), in both languages.
    """

    code: str
    name: Words
    short: Words
    oral_only: bool
    not_topical: bool
    called: tuple[str, ...]

    def takes(self, route: Route) -> bool:
        """Whether a medicine given this way belongs here (a loxoprofen patch is no oral NSAID)."""
        if self.oral_only:
            return route == "oral"
        return not (self.not_topical and route == "topical")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of the dictionary: all spellings of a medicine and one class it belongs to."""

    generic: str
    brands: tuple[str, ...]
    code: str
    strengths_mg: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Dictionary:
    classes: Mapping[str, DrugClass]
    entries: Mapping[str, tuple[_Entry, ...]]
    keywords: re.Pattern[str]
    forms: re.Pattern[str]
    special_usage: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drug:
    """A medicine of the case with what the rules need to know about it."""

    medication: Medication
    classes: tuple[str, ...]
    route: Route

    @property
    def name(self) -> str:
        """What the sheet says, or the first name known."""
        line = self.medication
        return line.sheet_text or line.generic or line.brand

    @property
    def systemic_regular(self) -> bool:
        """Counts for R01: regular, and taken or injected (§1.7)."""
        return self.medication.regular and self.route in {"oral", "injection"}

    @property
    def combined(self) -> bool:
        """A combination tablet: one medicine, several components (§1.7)."""
        return any(word in self.name for word in load("drug_classes")["recipe"]["combined"])


def classify(text: str) -> tuple[str, ...]:
    """Class codes of a medicine as the sheet writes it, in the dictionary's order.

    ``アムロジピンOD錠5mg「トーワ」`` → ``("ccb",)``; nothing known gives an empty tuple.
    """
    return _classes(text, _route_in(text), usage="")


def drug(medication: Medication) -> Drug:
    """A medicine with its classes: those stored on it, else those its names lead to."""
    route = route_of(medication)
    classes = medication.classes or _classes(_names(medication), route, medication.usage)
    return Drug(medication, classes, route)


def route_of(medication: Medication) -> Route:
    """How the medicine gets into the body; by its form where the sheet doesn't say."""
    written = unicodedata.normalize("NFKC", medication.route)
    for route, marks in _ROUTE_WORDS.items():
        if any(mark in written for mark in marks):
            return route
    return "topical" if written else _route_in(_names(medication))


def names_drug(medication: Medication, names: Iterable[str]) -> bool:
    """Whether the medicine is one of ``names`` (generic stems or brands)."""
    text = _folded(_names(medication))
    return any(_folded(name) in text for name in names)


def drug_class(code: str) -> DrugClass:
    """The class called ``code``; ``KeyError`` where the dictionary has none."""
    return _dictionary().classes[code]


def drug_classes() -> tuple[DrugClass, ...]:
    """All classes in the dictionary's order."""
    return tuple(_dictionary().classes.values())


def drug_search_terms(medication: Medication) -> tuple[str, ...]:
    """Words that find this medicine: as written, generic, brands, class names in both languages."""
    terms = [medication.sheet_text, medication.generic, medication.brand]
    for entry in _found(_names(medication)):
        terms += [entry.generic, *entry.brands]
    for code in drug(medication).classes:
        known = _dictionary().classes.get(code)
        if known is not None:
            terms += [known.name.ja, known.short.ja, known.name.en]
    return tuple(dict.fromkeys(term for term in terms if term))


def known_drug_names() -> tuple[str, ...]:
    """Every generic and brand of the dictionary, for completion while typing."""
    entries = (entry for found in _dictionary().entries.values() for entry in found)
    return tuple(
        dict.fromkeys(name for entry in entries for name in (entry.generic, *entry.brands) if name)
    )


def _names(medication: Medication) -> str:
    # A bar and not a space: a name must not run into the next one.
    line = medication
    return f"{line.sheet_text} | {line.generic} | {line.brand} | {line.amount}"


def _classes(text: str, route: Route, usage: str) -> tuple[str, ...]:
    strengths = {float(number) for number, unit in _STRENGTH.findall(_folded(text)) if unit == "MG"}
    spaced = unicodedata.normalize("NFKC", f"{text} {usage}").replace(" ", "")
    special = any(word in spaced for word in _dictionary().special_usage)
    found = {
        entry.code
        for entry in _found(text)
        if not entry.strengths_mg or special or strengths.intersection(entry.strengths_mg)
    }
    return tuple(
        code
        for code, known in _dictionary().classes.items()
        if code in found and known.takes(route)
    )


def _route_in(text: str) -> Route:
    recipe = load("drug_classes")["recipe"]
    folded = unicodedata.normalize("NFKC", text)
    for route in _ROUTES_BY_FORM:
        if any(mark in folded for mark in recipe[route]):
            return route
    return "oral"


@remembered  # the last medicines looked at: each key typed in a case asks for all of them again
def _found(text: str) -> tuple[_Entry, ...]:
    dictionary = _dictionary()
    folded = _folded(text)
    for version in (_MAKER.sub(" ", folded), folded):  # 「(アムロジピン)」: a name in brackets
        bare = _without_forms(version, dictionary.forms)
        hits = dictionary.keywords.findall(bare)
        hits += dictionary.keywords.findall(re.sub(r"\s", "", bare))  # 「インスリン グラルギン」
        if hits:
            return tuple(entry for hit in hits for entry in dictionary.entries[_key(hit)])
    return ()


def _folded(text: str) -> str:
    """NFKC, capitals, hyphens after katakana as long vowels."""
    return _DASHES.sub("ー", unicodedata.normalize("NFKC", text).upper())


def _without_forms(folded: str, forms: re.Pattern[str]) -> str:
    return forms.sub("", _STRENGTH.sub("", folded))


def _key(name: str) -> str:
    """A keyword with its joints taken out, so レボドパ/カルビドパ meets レボドパ・カルビドパ."""
    return re.sub(r"[・/]", "", name)


@remembered
def _dictionary() -> _Dictionary:
    data = load("drug_classes")
    recipe = data["recipe"]
    forms = _forms(recipe)
    entries: dict[str, tuple[_Entry, ...]] = {}
    spellings: set[str] = set()
    for row in data["class"]:
        for name, entry in _rows(row):
            # A name that is all form (散) or too short to tell keeps its form.
            bare = _without_forms(_folded(name), forms)
            spelling = bare if len(bare) > 1 else _folded(name)
            spellings.add(spelling)
            entries[_key(spelling)] = (*entries.get(_key(spelling), ()), entry)
    return _Dictionary(
        classes={row["code"]: _class(row) for row in data["class"]},
        entries=entries,
        keywords=re.compile("|".join(_pattern(name) for name in _longest_first(spellings))),
        forms=forms,
        special_usage=tuple(recipe["special_usage"]),
    )


def _class(row: Mapping[str, Any]) -> DrugClass:
    return DrugClass(
        row["code"],
        words(row),
        words(row, "short"),
        bool(row.get("oral_only")),
        bool(row.get("not_topical")),
        tuple(row.get("called", ())),
    )


def _rows(row: Mapping[str, Any]) -> Iterable[tuple[str, _Entry]]:
    for medicine in row["drugs"]:
        brands = tuple(medicine["brands"])
        strengths = tuple(float(mg) for mg in medicine.get("strengths_mg", ()))
        for code in (row["code"], *medicine.get("also", ())):
            entry = _Entry(medicine["generic"], brands, code, strengths)
            for name in filter(None, (medicine["generic"], *brands)):
                yield name, entry


def _forms(recipe: Mapping[str, Any]) -> re.Pattern[str]:
    written = "|".join(map(re.escape, _longest_first((*recipe["forms"], *recipe["salts"]))))
    letters = "|".join(map(re.escape, recipe["form_letters"]))
    return re.compile(rf"{written}|(?<![A-Z])(?:{letters})(?![A-Z])")


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


def _pattern(name: str) -> str:
    """``name`` as a whole word: リーゼ isn't in セリーゼ, nor ツムラ1 in ツムラ19."""
    body = "[・/]?".join(map(re.escape, re.split(r"[・/]", name)))
    before = r"(?<![ァ-ヺー])" if re.match(r"[ァ-ヺ]", name) else r"(?<![A-Z])"
    after = r"(?!\d)" if name[-1].isdigit() else (r"(?![A-Z])" if name[-1].isascii() else "")
    return before + body + after

"""Names as people type them: found by key, judged by what stands around them.

A name that is also a word (森, 東, あゆみ) asks only before さん and its kin or alone between
separators; any other one asks wherever it stands, except inside a word the knowledge lists
(片足立ち). Names in Latin letters are compared in one form (``romaji``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from app.care.disclosure.romaji import latin_runs, of_kana, one_form
from app.care.disclosure.spelling import Folded, key_of, script
from app.care.knowledge import load

PARTS: Final = re.compile(r"[\s　・･,、，/／()（）\[\]「」:：;；]+")
_KANA: Final = re.compile(r"[ァ-ヺ]+")
_LATIN: Final = re.compile(r"[A-Za-zＡ-Ｚａ-ｚÀ-ɏ.'’\-]+")
_NUMERALS: Final = re.compile(r"[〇一二三四五六七八九十百千万0-9]+")
_LATIN_TITLE: Final = re.compile(
    r"[\s-]?(?:san|sama|kun|chan|sensei)(?![a-z])|\s?(?:さん|さま|様|氏|君|くん|ちゃん|先生)",
    re.IGNORECASE,
)
_SEPARATORS: Final = frozenset(
    " \t\n\r　。、，．,.・･()（）「」『』[]［］【】<>＜＞:：;；/／|｜!！?？\"'＝=→…"
)
_BEFORE_KANA: Final = frozenset("のはがとをにやもへ")
_AFTER_KANA: Final = frozenset("はがをにもとのへでや")
_HOMES: Final = frozenset("宅家方")  # すずき宅


@dataclass(frozen=True, slots=True)
class Word:
    """A name to look for. ``weak`` is an ordinary word as well, ``kin`` how it is related,
    ``whole`` surname and given name together, ``guess`` a reading nobody told us."""

    key: str = field(repr=False)
    kind: str
    weak: bool = False
    kin: str = ""
    whole: bool = False
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text that spells ``word``; ``certain`` where nothing else can be meant."""

    start: int
    end: int
    kind: str
    kin: str = ""
    certain: bool = True


def words_of(parts: Iterable[str], kind: str, kin: str = "") -> Iterator[Word]:
    """Every spelling of one name that is given in its parts (surname, given name)."""
    keys = [key_of(part) for part in parts if not _LATIN.fullmatch(part)]
    keys = [key for key in keys if key]
    for key in keys:
        yield Word(key, kind, is_ordinary(key), kin)
        if len(key) > 2 and key.endswith("子") and _KANA.fullmatch(key[:-1]):
            yield Word(f"{key[:-1]}コ", kind, is_ordinary(f"{key[:-1]}コ"), kin)
    if len(keys) > 1:
        yield from whole_names(keys, kind, kin)
    elif keys and len(keys[0]) <= 6 and not _KANA.fullmatch(keys[0]):
        yield from (Word(part, kind, weak, kin) for part, weak in _splits(keys[0]))


def whole_names(keys: list[str], kind: str, kin: str = "") -> Iterator[Word]:
    """All parts together, in either order."""
    for order in (keys, keys[::-1]):
        joined = "".join(order)
        yield Word(joined, kind, len(joined) < 3 or bool(_NUMERALS.fullmatch(joined)), kin)


def mixed_words(parts: list[str], reading: list[str], kind: str) -> Iterator[Word]:
    """A name half in kana (はな子, 髙ハシ); how the reading is shared out is tried, not known.

    A short one asks only before さん or alone: はな子 also ends 「…はな、子ども…」.
    """
    for part, kana in zip(parts, reading, strict=False):
        key, read = key_of(part), key_of(kana)
        if len(key) < 2 or _KANA.fullmatch(key) or not _KANA.fullmatch(read):
            continue
        for size in range(2, len(read)):
            for typed in (read[:size] + key[-1], key[0] + read[-size:]):
                yield Word(typed, kind, weak=len(typed) <= 3)


def _splits(key: str) -> Iterator[tuple[str, bool]]:
    """Where a name typed without a space may end its surname: 山田花子 → 山田, 花子."""
    for place in {2: (1,), 3: (2, 1), 4: (2,), 5: (2, 3), 6: (3, 2)}.get(len(key), ()):
        for part in (key[:place], key[place:]):
            yield part, len(part) == 1 or is_ordinary(part)


def is_ordinary(key: str) -> bool:
    """Whether a name is an ordinary word too: one kanji, short kana, a numeral, a listed word."""
    short_kana = len(key) <= 3 and bool(_KANA.fullmatch(key))
    return len(key) == 1 or short_kana or bool(_NUMERALS.fullmatch(key)) or key in _ordinary()


def latin_words(parts: Iterable[str], kind: str, kin: str = "") -> Iterator[Word]:
    """The spellings in Latin letters, from a reading in kana or a name typed in Latin."""
    forms = [_latin(part) for part in parts]
    forms = [form for form in forms if form]
    for form in forms:
        yield Word(form, kind, len(form) <= 3, kin)
    if len(forms) > 1:
        for order in (forms, forms[::-1]):
            yield Word("".join(order), kind, weak=False, kin=kin, whole=True)


def _latin(part: str) -> str:
    if _LATIN.fullmatch(part):
        return one_form(part)
    key = key_of(part)
    return of_kana(key) if _KANA.fullmatch(key) else ""


class Index:
    """Words ready to be searched for in a text of thousands of signs at every key.

    The pairs of signs a text holds tell which words can be in it at all, so the thousands of
    names of a large office cost next to nothing.
    """

    def __init__(self, words: Iterable[Word], latin: Iterable[Word] = ()) -> None:
        self._single: list[Word] = []
        self._pairs: dict[str, list[Word]] = {}  # by the first two signs
        for word in _strongest(words).values():
            if len(word.key) == 1:
                self._single.append(word)
            else:
                self._pairs.setdefault(word.key[:2], []).append(word)
        self._latin = _strongest(latin)
        self._longest = max(map(len, self._latin), default=0)

    def found(self, text: str, fold: Folded) -> Iterator[Found]:
        """Every place where one of the words stands as a name."""
        for word in (*self._single, *self._possible(fold.pairs)):
            judged = _as_guess if word.guess and not word.whole else _as_name
            place = fold.key.find(word.key)
            while place >= 0:
                hit = judged(text, fold, place, word)
                if hit is not None:
                    yield hit
                place = fold.key.find(word.key, place + 1)
        if self._latin:
            yield from self._in_latin(text)

    def _possible(self, pairs: frozenset[str]) -> Iterator[Word]:
        for pair in self._pairs.keys() & pairs:
            yield from (word for word in self._pairs[pair] if word.key[-2:] in pairs)

    def _in_latin(self, text: str) -> Iterator[Found]:
        for start, end, form in latin_runs(text, self._longest):
            word = self._latin.get(form)
            if word is not None and _latin_stands(text, start, end, word):
                title = _LATIN_TITLE.match(text, end)
                last = title.end() if title else end
                certain = not word.weak and (word.whole or not word.guess)
                yield Found(start, last, word.kind, word.kin, certain)


def _strongest(words: Iterable[Word]) -> dict[str, Word]:
    """One word per key: the first one, but what is known before a guess, and strong before weak."""
    kept: dict[str, Word] = {}
    for word in words:
        old = kept.get(word.key)
        if word.key and (
            old is None or (word.guess, word.weak and not word.guess) < (old.guess, old.weak)
        ):
            kept[word.key] = word
    return kept


def _latin_stands(text: str, start: int, end: int, word: Word) -> bool:
    """A torn name (Taka hashi, but not go to) and a short one count with a capital.

    One of one or two letters counts only before さん.
    """
    torn = not word.whole and any(sign.isspace() for sign in text[start:end])
    if torn and max(map(len, text[start:end].split())) > 1 and not text[start].isupper():
        return False
    if word.guess:
        if word.whole:
            return True
        titled = bool(_LATIN_TITLE.match(text, end))
        return not torn and (titled or (not word.weak and text[start].isupper()))
    if not word.weak:
        return True
    if len(word.key) == 3:
        return text[start].isupper()
    return key_of(text[end : end + 4]).startswith(_titles("plain"))


def _as_name(text: str, fold: Folded, place: int, word: Word) -> Found | None:
    last = place + len(word.key) - 1
    start, end = fold.starts[place], fold.end(last)
    if place and fold.starts[place - 1] == start:
        return None  # begins inside a sign (㍿)
    left = text[start - 1] if start else ""
    title = _title(text, fold, last + 1, left if word.weak else "")
    if title:
        return Found(start, fold.end(last + title), word.kind, word.kin)
    if word.weak:
        if _kana_stands(text, start, end, word.key):
            return Found(start, end, word.kind, word.kin)
        alone = stands_alone(text, start, end)
        return Found(start, end, word.kind, word.kin, certain=False) if alone else None
    if (
        _torn(text, start, end)
        or _among_kana(text, start, end)
        or _inside_word(fold.key, place, last + 1)
    ):
        return None
    return Found(start, end, word.kind, word.kin)


def _as_guess(text: str, fold: Folded, place: int, word: Word) -> Found | None:
    """A reading nobody told us: before a title, or where nothing of a sentence runs into it."""
    last = place + len(word.key) - 1
    start, end = fold.starts[place], fold.end(last)
    if len(text[start:end].split()) > 1 or not free_before(text, start):
        return None
    title = title_behind(fold, text, last + 1)
    if title:
        return Found(start, fold.end(last + title), word.kind, word.kin)
    if word.weak or not free_behind(text, end):
        return None
    return Found(start, end, word.kind, word.kin, certain=False)


def title_behind(fold: Folded, text: str, place: int) -> int:
    """How many folded signs of a title follow at ``place`` of the key; 0 for none."""
    return _title(text, fold, place, "")


def free_before(text: str, start: int) -> bool:
    """Whether no word of the same script runs into what begins at ``start``: 長女の|すずき."""
    left, own = text[start - 1 : start], script(text[start])
    if not left or script(left) != own:
        return True
    further = script(text[start - 2]) if start > 1 else "other"
    return own == "hiragana" and left in _BEFORE_KANA and further != "hiragana"


def free_behind(text: str, end: int) -> bool:
    """Whether what ends at ``end`` is followed by nothing, a separator, a particle or 宅."""
    own, right, then = script(text[end - 1]), text[end : end + 1], text[end + 1 : end + 2]
    if right in ("", *_SEPARATORS, *_HOMES):
        return True
    return right in _AFTER_KANA and (own != "hiragana" or script(then or " ") != "hiragana")


def _title(text: str, fold: Folded, place: int, left: str) -> int:
    """How many folded signs of a title follow at ``place``."""
    key = fold.key
    if place >= len(key) or key.startswith(_no_title(), place):
        return 0
    groups = ("plain",) if left and script(left) == "kanji" else ("plain", "careful")
    for title in (title for group in groups for title in _titles(group)):
        if key.startswith(title, place):
            after = fold.end(place + len(title) - 1)
            typed, follows = text[fold.starts[place]], text[after : after + 1]
            if script(typed) == "katakana" and follows and script(follows) == "katakana":
                return 0  # サンプル, クンニャ
            return len(title)
    return 0


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but separators or the edges of the text stand beside it."""
    return (not start or text[start - 1] in _SEPARATORS) and text[end : end + 1] in (
        "",
        *_SEPARATORS,
    )


def _kana_stands(text: str, start: int, end: int, key: str) -> bool:
    """A name of three kana between other scripts, or between particles: 長女のあけみが転院."""
    if len(key) < 3 or key in _ordinary() or not _KANA.fullmatch(key) or end - start > 2 * len(key):
        return False
    own = script(text[start])
    before = text[:start][-2:]
    left = before[-1:]
    if (
        left
        and script(left) == own
        and not (own == "hiragana" and left in _BEFORE_KANA and script(before[0]) != "hiragana")
    ):
        return False
    right, then = text[end : end + 1], text[end + 1 : end + 2]
    if right and script(right) == own:
        return own == "hiragana" and right in _AFTER_KANA and script(then or " ") != "hiragana"
    return True


def _among_kana(text: str, start: int, end: int) -> bool:
    """Four hiragana across two words: した+か+はしらない is no たかはし."""
    if end - start != 4 or any(script(sign) != "hiragana" for sign in text[start:end]):
        return False
    left, right = text[start - 1 : start], text[end : end + 1]
    return (
        bool(left and right)
        and script(left) == script(right) == "hiragana"
        and left not in _BEFORE_KANA
        and right not in _AFTER_KANA
    )


def _torn(text: str, start: int, end: int) -> bool:
    """Two kanji with a gap, in the middle of other words: 富士山 田んぼ is no 山田."""
    typed = text[start:end]
    if not any(sign.isspace() for sign in typed) or len(typed.split()) < 2:
        return False
    left = text[start - 1 : start] if start else ""
    return bool(left) and script(left) == "kanji" == script(typed[0]) and len(key_of(typed)) == 2


def _inside_word(key: str, start: int, end: int) -> bool:
    """Whether the name is only a part of a listed word that stands there."""
    for word in _words_around():
        size = len(word)
        if size > end - start:
            at = key.find(word, max(0, end - size), start + size)
            if 0 <= at <= start:
                return True
    return False


@lru_cache
def _ordinary() -> frozenset[str]:
    return frozenset(key_of(word) for word in load("privacy")["words"]["names"])


@lru_cache
def _words_around() -> tuple[str, ...]:
    return tuple(key_of(word) for word in load("privacy")["words"]["inside"])


@lru_cache
def _titles(group: str) -> tuple[str, ...]:
    return tuple(key_of(title) for title in load("privacy")["titles"][group])


@lru_cache
def _no_title() -> tuple[str, ...]:
    return tuple(key_of(word) for word in load("privacy")["titles"]["no_title"])

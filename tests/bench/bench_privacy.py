"""What the privacy check costs: at every key, for a whole case, with 10,000 people known.

    python -m tests.bench.bench_privacy

RELIABILITY.md §C wants every text checked while it is typed; the aim is 5 ms for 5,000 signs.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from app.care.disclosure import Checker, KnownNames, KnownPerson, case_doubts, checker
from app.care.disclosure.case_texts import case_texts
from app.exchange.case_json_read import read_cases
from app.output import say
from app.services.practice import _sample
from tests.care.disclosure.privacy_people import IDENTITY, KNOWN

SIGNS = 5_000
PEOPLE = 10_000
_KANJI = "佐藤鈴木高橋田中伊渡辺山本村小林加吉松井上木斎清水崎森池"
_KANA = "アイウカキクサシスタチツナニハヒフマミムヤユヨラリワ"


def main() -> None:
    """Print the medians."""
    cases = read_cases(_sample()).cases
    text = "".join(text for case in cases for _, text in case_texts(case))[: SIGNS - 24]
    text += "太郎さん090-1234-5678"
    small, large = checker(IDENTITY, KNOWN), checker(IDENTITY, _town())
    large.doubts("")
    say(f"text of {len(text)} signs:")
    number = iter(range(10**6))
    first = checker(IDENTITY, KNOWN)
    started = time.perf_counter()
    first.doubts(text)
    say(f"  {'opened':24} {(time.perf_counter() - started) * 1000:6.2f} ms")
    for name, check in (("one office", small), (f"{PEOPLE} people known", large)):
        check.doubts(text)
        # Another text each time, as when somebody types: the phrase in the middle is new.
        took = _median(lambda c=check: c.doubts(_typed(text, next(number))), 50)  # type: ignore[misc]
        say(f"  {name:24} {took:6.2f} ms")
    say(
        f"  {'a case, all texts':24} {_median(lambda: case_doubts(cases[3], _fresh()), 10):6.2f} ms"
    )
    say(f"  {'a case, remembered':24} {_median(lambda: case_doubts(cases[3], small), 10):6.2f} ms")
    say(f"  {'checker of a case':24} {_median(_fresh, 10):6.2f} ms")


def _typed(text: str, number: int) -> str:
    middle = len(text) // 2
    return f"{text[:middle]}{number}{text[middle:]}"


def _fresh() -> Checker:
    return checker(IDENTITY, KNOWN)


def _town() -> KnownNames:
    people = tuple(
        KnownPerson(str(n), f"{_pick(_KANJI, n)} {_pick(_KANJI, n * 7)}",
                    f"{_pick(_KANA, n)}{_pick(_KANA, n * 3)} {_pick(_KANA, n * 5)}")
        for n in range(PEOPLE)
    )  # fmt: skip
    known = KnownNames(people=people)
    started = time.perf_counter()
    known.index  # noqa: B018 - built once per change
    say(f"index of {PEOPLE} people: {(time.perf_counter() - started) * 1000:.0f} ms")
    return known


def _pick(signs: str, n: int) -> str:
    return signs[n % len(signs)] + signs[n // len(signs) % len(signs)]


def _median(act: Callable[[], object], times: int) -> float:
    took = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took)


if __name__ == "__main__":
    main()

"""Every run of a PDF is accounted for: it is a piece of a text somebody typed, or of a label.

Each text must be found as runs one after the other in the order of drawing, each run used once,
in the size that text must have. What is left over must be pieces of what the program itself
says. So nothing is lost, set out of order, printed twice or set too small.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.care.disclosure import JudgementView, SheetView
from app.care.ratings import RATINGS, symbol
from app.i18n import tr
from app.reports.case_content import band_fields, case_columns, points
from app.reports.fonts import printable
from app.reports.frame import Frame
from app.reports.text import is_written
from tests.reports.pdf_reading import Run
from tests.reports.view_texts import as_printed

BODY, CAPTION = 9.5, 8.5  # DESIGN-SYSTEM §10; points
_TOLERANCE = 0.01
_STEPS = 20_000  # of looking for one text
_LONG = 100  # characters; a text that repeats itself is not worth following further
_TELLING = 12  # so many characters in a row are hardly anybody else's
_ROUNDS = 6
_OWN = 24  # so many nobody else's at all
_HEADS = {"name", "pseudonym", "identity", "staff", "notes"}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, eq=False)
class Printed:
    """A text as a reader must find it: where it comes from, and its least type size (pt).

    Two with the same words are two texts.
    """

    place: str
    text: str
    least: float = BODY


def printed(place: str, text: str, least: float = BODY) -> Printed:
    """``text`` without spaces, with 〓 for what no font has."""
    lines = printable(text).split("\n")
    return Printed(place, "".join(map(as_printed, lines)), least)


def account(runs: Sequence[Run], texts: Iterable[Printed]) -> tuple[list[str], list[Run]]:
    """What is wrong with the texts, by place, and the runs that belong to none of them.

    Texts may share words: one that others left nothing for is looked for before them.
    """
    order = sorted(texts, key=lambda each: -len(each.text))
    first: list[Printed] = []
    for _ in range(_ROUNDS):
        found = _Runs(runs)
        others = [wanted for wanted in order if wanted not in first]
        long = [wanted for wanted in others if len(wanted.text) >= _TELLING]
        wrong = [
            wanted
            for group in (first, long, others[len(long) :])  # short ones are pieces of long ones
            for wanted in [each for each in group if not found.take_whole(each)]
            if not found.take_parted(wanted)
        ]
        if not wrong:
            break
        first = [*wrong, *(wanted for wanted in first if wanted not in wrong)]
    return [f"{w.place} is not there whole, in order, in {w.least} pt" for w in wrong], found.left()


class _Runs:
    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs
        self.free = [True] * len(runs)
        self.by_start: dict[str, list[int]] = defaultdict(list)
        for number, run in enumerate(runs):
            self.by_start[run.text[0]].append(number)

    def left(self) -> list[Run]:
        return [run for run, free in zip(self.runs, self.free, strict=True) if free]

    def take_whole(self, wanted: Printed) -> bool:
        """Use up the runs of a text that stands in one place."""
        for start in self._next(wanted, 0, -1):
            place, end = self._chain(wanted, 0, start)
            if place == len(wanted.text):
                self.free[start:end] = [False] * (end - start)
                return True
        return not wanted.text

    def take_parted(self, wanted: Printed) -> bool:
        """Use up the runs that make up a text, the nearest first; from dead ends go back."""
        text = wanted.text
        path: list[int] = []
        choices = [iter(self._likely(wanted, 0, -1))]
        reached = [0]
        for _ in range(_STEPS):
            if reached[-1] == len(text):
                for number in path:
                    self.free[number] = False
                return True
            number = next(choices[-1], None)
            if number is not None:
                path.append(number)
                reached.append(reached[-1] + len(self.runs[number].text))
                choices.append(iter(self._likely(wanted, reached[-1], number)))
            elif not path:
                return False
            else:
                choices.pop()
                reached.pop()
                path.pop()
        return False

    def _chain(self, wanted: Printed, place: int, number: int) -> tuple[int, int]:
        """How far the text goes on in neighbouring runs, and the number of the run after them."""
        while place < len(wanted.text) and self._fits(wanted, place, number):
            place += len(self.runs[number].text)
            number += 1
        return place, number

    def _likely(self, wanted: Printed, place: int, after: int) -> list[int]:
        """Where a text may go on: in the next run, else first where it goes on for long."""
        others = {
            number: min(self._chain(wanted, place, number)[0] - place, _LONG)
            for number in self._next(wanted, place, after + 1)
        }
        found = sorted(others, key=lambda number: (-others[number], number))
        return [after + 1, *found] if self._fits(wanted, place, after + 1) else found

    def _next(self, wanted: Printed, place: int, after: int) -> Iterator[int]:
        if place == len(wanted.text):
            return
        numbers = self.by_start[wanted.text[place]]
        for at in range(bisect_right(numbers, after), len(numbers)):
            if self._fits(wanted, place, numbers[at]):
                yield numbers[at]

    def _fits(self, wanted: Printed, place: int, number: int) -> bool:
        if number >= len(self.runs) or not self.free[number]:
            return False
        run = self.runs[number]
        return run.size >= wanted.least - _TOLERANCE and wanted.text.startswith(run.text, place)


def unexplained(left: Iterable[Run], labels: Iterable[str]) -> list[Run]:
    """Runs that are no piece of a label, or too small even for one."""
    known = "\n".join(map(as_printed, labels))
    return [run for run in left if run.text not in known or run.size < CAPTION - _TOLERANCE]


def twice(left: Iterable[Run], texts: Iterable[Printed]) -> list[str]:
    """Texts that begin once more in what is left over; what names a case or a page may."""
    rest = "".join(run.text for run in left)
    long = (each for each in texts if len(each.text) >= _OWN)
    return [each.place for each in long if each.place not in _HEADS and each.text[:_OWN] in rest]


# ---- what the papers must say ----


def sheet_texts(view: SheetView) -> Iterator[Printed]:
    """Every text of a case sheet with the mark that the sheet puts before it."""
    yield printed("pseudonym", view.head.pseudonym)
    yield printed("case_no", view.head.case_no, CAPTION)
    for label, text in band_fields(view):
        yield printed(label, text)
    for name in ("feature_note", "housing", "family", "wish", "assessment", "conference_time"):
        yield printed(name, getattr(view, name))
    for name in ("issues", "formal", "informal"):
        for text in filter(is_written, getattr(view, name)):
            yield printed(name, f"・{text.strip()}")
    yield from numbered(view.points)
    for line in (*view.conditions, *view.monitoring):
        yield printed("when", line.when)
        yield printed("dated", line.text)
    for medicine in view.medications:
        yield printed("medicine", medicine.text)
        yield printed("usage", medicine.usage)
    yield from _note_texts(view.notes)


def numbered(points: Sequence[str]) -> Iterator[Printed]:
    """論点 with the number each stands under."""
    for number, text in enumerate(filter(is_written, points)):
        mark = _CIRCLED[number] if number < len(_CIRCLED) else f"({number + 1})"
        yield printed("points", f"{mark}{text.strip()}")


def judgement_texts(view: JudgementView) -> Iterator[Printed]:
    """Every text of a judgement sheet."""
    yield from judgement_heads(view)
    for row in view.rows:
        yield printed("label", row.label)
        yield printed("personal", row.personal)
        yield printed("environment", row.environment)


def judgement_heads(view: JudgementView) -> Iterator[Printed]:
    """What each page of a judgement sheet says of the case."""
    head, lang = view.head, view.head.language
    yield printed("pseudonym", f"{head.order}{head.pseudonym}")
    for text in (head.case_no, head.age_sex, head.care_level, view.household):
        yield printed("identity", text)
    if is_written(head.staff):
        yield printed("staff", tr("担当 {staff}", staff=head.staff, lang=lang))
    yield from _note_texts(view.notes)


def _note_texts(notes: Sequence[str]) -> Iterator[Printed]:
    """The program's own sentences about what was withheld: captions."""
    for note in notes:
        yield printed("notes", f"※{note}", CAPTION)


def frame_texts(frame: Frame) -> Iterator[Printed]:
    """What head and foot of each page say: captions but for the title."""
    job = frame.job
    made = tr("作成：{date}", date=job.made_on, lang=job.language) if job.made_on else ""
    yield printed("title", frame.title)
    for text in ("".join(frame.subs), *frame.notice, f"{job.maker}{made}", frame.foot_note):
        yield printed("frame", text, CAPTION)


def frame_labels(lang: str, pages: int) -> Iterator[str]:
    """Marks, copy number and page numbers."""
    yield tr("取扱注意", lang=lang)
    yield tr("練習用", lang=lang)
    yield tr("配付番号 {number}", number="001", lang=lang)
    yield "001/001"
    for page in range(1, pages + 1):
        yield f"{page}/{pages}" + tr(" ページ", lang=lang)


def rest_labels(view: SheetView | JudgementView) -> Iterator[str]:
    """What pages with the rest of a case say: whose it is, that it goes on."""
    head, lang = view.head, view.head.language
    name = f"{head.order}　{head.pseudonym}　{head.case_no}"
    yield tr("{heading}　続き", heading=name, lang=lang)
    yield tr("→ 続きのページへ", lang=lang)
    yield tr("→ 続き", lang=lang)


def sheet_labels(view: SheetView) -> Iterator[str]:
    """The labels of a case sheet."""
    lang = view.head.language
    yield str(view.head.order)
    yield tr("メモ", lang=lang)
    labels = [
        section.label for column in case_columns(view).values() for section in column.sections
    ]
    labels += [label for label, _ in band_fields(view)]
    for label in (*labels, points(view).label, view.head.case_no, tr("伏せた情報", lang=lang)):
        yield label
        yield tr("{label}（続き）", label=label, lang=lang)
    yield from rest_labels(view)


def judgement_labels(view: JudgementView) -> Iterator[str]:
    """The labels of a judgement sheet: head of the table, key, marks."""
    lang = view.head.language
    for text in (
        tr("項目", lang=lang), tr("事前判定", lang=lang), tr("事後予測", lang=lang),
        tr("個人因子（本人の心身・思い）", lang=lang), tr("環境因子（住まい・家族・地域）", lang=lang),
        tr("課題", lang=lang), tr("メモ", lang=lang), tr("自立度", lang=lang),
        tr("困難度と\n改善の見込み", lang=lang), tr("判定", lang=lang), tr("自立", lang=lang),
        tr("一部介助", lang=lang), tr("全介助", lang=lang), tr("見込み\n高い", lang=lang),
        tr("見込み\n低い", lang=lang), tr("楽に\nできる", lang=lang), tr("少し\n難しい", lang=lang),
        tr("事後予測で良くなる（太枠）", lang=lang), tr("該当なし・していない", lang=lang),
        tr("上の行と同じ", lang=lang), "ADL", "IADL", "↑", "↓", "〃",
    ):  # fmt: skip
        yield text.replace("\n", "")
    yield tr(
        "改善の見込み {count} / {total}項目",
        count=view.improved_count,
        total=view.total_count,
        lang=lang,
    )
    yield from map(symbol, RATINGS)
    for text in judgement_heads(view):
        yield text.text  # on each page, if there are several
    for row in view.rows:
        for label in (
            tr("{item}の個人因子", item=row.label, lang=lang),
            tr("{item}の環境因子", item=row.label, lang=lang),
        ):
            yield tr("{label}（続き）", label=label, lang=lang)
    yield from rest_labels(view)

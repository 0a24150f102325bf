"""The policy sheet on paper: an overview, a sheet each, nothing lost, blanks for the pen."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from app.care.disclosure.council import CouncilPolicy, CouncilSheet, CouncilStep, CouncilView
from app.reports.job import PrintJob
from app.reports.policy_sheet import policy_sheet, policy_texts
from tests.reports.pdf_reading import squeezed, texts

EMPTY = CouncilSheet(
    number=1, title="丘の団地から通いの場への足がない", text="", codes="移動・外出",
    confirmed=False, rung=1, stage="候補", blocks=0, few=True, cases="5事例未満", period="",
    first_seen="", spread="", districts="", voices=(), voices_withheld=False, need="", causes="",
    against=(), response="", meaning="", measures=(), policies=(),
)  # fmt: skip


def view_of(*sheets: CouncilSheet, left_out: str = "") -> CouncilView:
    return CouncilView(sheets=sheets, counted="数えた事例 9件", left_out=left_out)


def pages(view: CouncilView, job: PrintJob) -> list[str]:
    return [squeezed(text) for text in texts(policy_sheet(view, job).pdf)]


def test_without_an_issue_the_overview_says_so(job: PrintJob) -> None:
    (page,) = pages(view_of(left_out="数えていない事例"), job)

    assert "まとめられる地域課題は、まだありません" in page
    assert "数えていない事例" in page


def test_a_candidate_is_one_sheet_to_write_on(job: PrintJob) -> None:
    overview, sheet = pages(view_of(EMPTY), job)

    assert "未分類1件" in overview
    for text in (
        "候補（まだ確認していません）",
        "□移動手段がない",
        "□資源発掘",
        "予算",
        "確かめたききめ",
    ):
        assert text in sheet, text
    assert "載せられることばはありません" in sheet


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_nothing_written_is_lost_however_long(job: PrintJob, lang: str) -> None:
    long = "坂の上に住む人の、買い物と通いの場への足がない。" * 25
    step = CouncilStep("小さく試行", f"歩{long}", "課", "3月", "2月", f"果{long}")
    policy = CouncilPolicy(
        title="乗合送迎", text=f"案{long}", stage="小さく試行", owner=f"担{long}",
        budget=f"算{long}", due="9月", expected=f"見{long}", measured=f"測{long}", steps=(step,),
    )  # fmt: skip
    whole = replace(
        EMPTY, text=f"文{long}", blocks=60, cases="60事例", spread="担当 9か所",
        voices=tuple(f"声{n}{long}" for n in range(6)), need=f"必{long}", causes=f"因{long}",
        against=(f"反{long}",), measures=(f"資{long}",), policies=(policy,),
        response="資源発掘", meaning="地域にあるものを見つけて生かす",
    )  # fmt: skip

    printed = pages(view_of(whole, replace(EMPTY, number=2)), replace(job, language=lang))

    text = "".join(printed)
    told = Counter("".join(squeezed(one) for _, one in policy_texts(view_of(whole))))
    assert not told - Counter(text)  # fields side by side are read line by line
    assert len(printed) > 4


def test_each_of_many_issues_has_its_sheet_and_its_row(job: PrintJob) -> None:
    sheets = [replace(EMPTY, number=n, title=f"困りごと{n}") for n in range(1, 31)]

    printed = [squeezed(page) for page in texts(policy_sheet(view_of(*sheets), job).pdf)]

    overview, rest = "".join(printed[:-30]), printed[-30:]
    assert all(f"困りごと{n}" in overview for n in range(1, 31))
    assert [f"困りごと{n}" in page for n, page in enumerate(rest, 1)] == [True] * 30
    assert len(printed) > 31  # the table goes on with its head
    assert printed[1].count("いまの取り組み") == 1

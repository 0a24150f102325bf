"""Suggestions on the board of a big town: letter pairs lead to what is alike, against comparing
each thing noticed with each issue. 10,000 cases, 200 issues, 8,000 things noticed.

The plain comparison runs over a part of them and is scaled up; both must find the same. Times
are those of the processor, for the machine may be shared.
"""

from __future__ import annotations

import random
from time import process_time

from app.care.codes import issue_codes
from app.care.community import CommunityIssue, Sighting, evidence_of
from app.care.community_board import Board
from app.care.community_likeness import MOST, likeness
from app.care.community_rules import CaseFacts, figure
from app.ui.community.cards import Shown, board_cards

CASES, ISSUES, NOTICED, SAMPLE = 10_000, 200, 8_000, 100
_THINGS = (
    "バス停", "団地の坂道", "通いの場", "買い物", "薬局", "退院の知らせ", "家計", "送迎", "夕方の集まり",
    "男性の役割", "囲碁の相手", "配偶者の死", "見守り", "もの忘れ外来", "手すり", "入浴", "脱衣所の寒さ",
    "犬の世話", "免許返納", "自治会", "料理教室", "やせ", "入れ歯", "眼鏡", "補聴器", "ごみ出し",
    "庭の草取り", "雪かき", "電球の交換", "年金の手続き", "孫の送り迎え", "畑仕事", "墓参り", "美容院",
)  # fmt: skip
_ENDS = (
    "まで歩けずあきらめている", "を頼める人が近くにいない", "が急になくなり閉じこもりがち",
    "のことをだれにも話せない", "にかかるお金が心配", "の時間がヘルパーと合わない",
    "を知らないまま何年もたつ", "をきらい家族がこまっている", "が途中で立ち消えになった",
    "は担当者によってやり方がちがう", "に申し込んでから二か月待った", "だけが外へ出る理由",
)  # fmt: skip
_LEADS = (
    "",
    "冬は",
    "最近",
    "妻が入院し",
    "ひとり暮らしで",
    "娘が働いていて",
    "地区の北側では",
    "雨の日は",
)


def town() -> Board:
    """Words drawn from a pool, a third of the lines behind an issue already."""
    draw = random.Random(7)  # noqa: S311 - invented words
    codes = [code.code for code in issue_codes()]
    cases = {
        f"c{n}": CaseFacts(
            uuid=f"c{n}",
            case_no=n,
            day=f"2026-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
            presenter=f"p{n % 40}",
            district=f"d{n % 9}",
        )
        for n in range(CASES)
    }

    def noticed(number: int) -> Sighting:
        case = f"c{draw.randrange(CASES)}"
        text = draw.choice(_LEADS) + draw.choice(_THINGS) + draw.choice(_ENDS)
        return Sighting(
            text=text, codes=(draw.choice(codes),), case_uuid=case, case_issue_uuid=f"s{number}"
        )

    lines = [noticed(n) for n in range(NOTICED + ISSUES * 12)]
    issues = []
    for n in range(ISSUES):
        behind = lines[NOTICED + n * 12 : NOTICED + (n + 1) * 12]
        evidence = tuple(evidence_of(line) for line in behind)
        title, code = behind[0].text, codes[n % len(codes)]
        issues.append(CommunityIssue(uuid=f"i{n}", title=title, codes=(code,), evidence=evidence))
    return Board(cases, tuple(lines), tuple(issues), ())


def plainly(board: Board, sighting: Sighting) -> list[tuple[str, float]]:
    """The same question, each issue compared in turn."""
    found = []
    for issue in board.open_issues:
        common = bool(set(sighting.codes) & set(issue.codes))
        if sighting.codes and issue.codes and not common:
            continue
        said = (issue.title, issue.text, *(line.text for line in issue.evidence))
        value = max(likeness(sighting.text, each) for each in said)
        least = figure("similar_same_code") if common else figure("similar_words")
        if value >= least / 100:
            found.append((issue.uuid, value))
    return sorted(found, key=lambda each: (-each[1], each[0]))[:MOST]


def test_bench_community() -> None:
    board = town()
    loose = board.loose
    begun = process_time()
    indexed = [board.alike_sighting(sighting) for sighting in loose]
    issues = [board.alike(issue) for issue in board.open_issues]
    took = process_time() - begun
    begun = process_time()
    compared = [plainly(board, sighting) for sighting in loose[:SAMPLE]]
    plain = (process_time() - begun) * len(loose) / SAMPLE
    fresh = town()
    begun = process_time()
    shown = board_cards(fresh, Shown())
    page = process_time() - begun
    print(
        f"\n{len(loose)} things noticed and {len(issues)} issues: {took:.2f} s with the index ="
        f" 1/{plain / took:.0f} of {plain:.0f} s; the cards of the page {page:.2f} s"
    )
    assert shown
    assert [[(a.issue_uuid, a.likeness) for a in each] for each in indexed[:SAMPLE]] == compared

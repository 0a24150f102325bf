"""The index finds what comparing each text with each other finds, the most alike first."""

from __future__ import annotations

import random

from app.care.community import CommunityIssue, Sighting, evidence_of
from app.care.community_likeness import MOST, Likenesses, likeness
from app.care.community_rules import figure

WORDS = (
    "バス停",
    "坂道",
    "通いの場",
    "買い物",
    "薬局",
    "退院",
    "見守り",
    "入浴",
    "夕方",
    "犬の世話",
)
CODES = ((), ("MOB",), ("PLACE",), ("MOB", "MED"))


def test_the_index_finds_what_comparing_finds() -> None:
    draw = random.Random(3)  # noqa: S311 - invented words

    def words() -> str:
        return "".join(draw.sample(WORDS, draw.randint(0, 4)))

    issues = [
        CommunityIssue(
            uuid=f"i{n:02d}",
            title=words() or "x",
            codes=draw.choice(CODES),
            evidence=(
                evidence_of(Sighting(text=words())),
                evidence_of(Sighting(text=words()), against=True),
            ),
        )
        for n in range(40)
    ]
    index = Likenesses(issues)

    found = 0
    for _ in range(150):
        text, codes, own = words(), draw.choice(CODES), f"i{draw.randrange(40):02d}"
        answer = [(each.issue_uuid, each.likeness) for each in index.of(text, codes, own)]
        assert answer == _compared(text, codes, issues, own)
        found += len(answer)
    assert found > 150


def _compared(
    text: str, codes: tuple[str, ...], issues: list[CommunityIssue], own: str
) -> list[tuple[str, float]]:
    found = []
    for issue in issues:
        common = bool(set(codes) & set(issue.codes))
        if issue.uuid == own or (codes and issue.codes and not common):
            continue
        said = [issue.title, issue.text, *(e.text for e in issue.evidence if not e.against)]
        value = max(likeness(text, each) for each in said)
        if value >= figure("similar_same_code" if common else "similar_words") / 100:
            found.append((issue.uuid, value))
    return sorted(found, key=lambda each: (-each[1], each[0]))[:MOST]

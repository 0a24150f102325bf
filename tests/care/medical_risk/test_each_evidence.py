"""Every piece of evidence counts: gone alone it is no longer quoted, gone together the rule falls silent."""

from __future__ import annotations

import pytest

from app.care.medical_risk import candidates
from tests.care.medical_risk.build import sheet
from tests.care.medical_risk.conftest import Expected
from tests.care.medical_risk.test_samples import fired, without


@pytest.mark.parametrize("number", range(101, 111))
def test_each_piece_in_turn(number: int, samples: Expected) -> None:
    case, _ = samples[number]
    for candidate in candidates(case):
        for evidence in candidate.evidence:
            left = candidates(without(case, evidence))
            same = next((c for c in left if c.rule_id == candidate.rule_id), None)
            if same is not None:
                places = [(line.field, line.snippet) for line in same.evidence]
                assert (evidence.field, evidence.snippet) not in places, evidence
                assert same.digest != candidate.digest


# Phrase and the rule it must not raise, on a sheet where a real one would.
DENIED = [
    *((f"{words}", "E02") for words in (
        "転倒なし", "転倒歴なし", "転倒歴無し", "転倒の既往なし", "転倒は無い", "転倒していない",
        "転倒せず過ごす", "この半年転倒なく過ごす", "転倒、骨折なし", "転倒（－）", "つまずきはない",
        "転倒予防教室に通う",
    )),
    *((f"{words}", "R26") for words in (
        "むせない", "ムセなし", "むせはない", "誤嚥なし", "肺炎の既往なし", "入れ歯なし", "義歯は不要",
        "口渇なし",
    )),
    *((f"{words}", "R23") for words in (
        "飲み忘れなし", "飲み忘れはない", "飲み忘れ無し", "残薬なし", "残薬はない", "残薬（－）",
        "自己中断なし",
    )),
    *((f"{words}", "E03") for words in (
        "便秘なし", "失禁なし", "失禁はない", "尿もれ無し", "頻尿はない", "便秘ではない",
    )),
    *((f"{words}", "E04") for words in ("難聴なし", "白内障なし", "補聴器は不要", "緑内障はない")),
    *((f"{words}", "R30") for words in (
        "息切れなし", "息切れはない", "心不全なし", "在宅酸素は不要", "家族歴：心不全",
    )),
    *((f"{words}", "R28") for words in ("うつ伏せで寝る", "意欲低下なし")),
    *((f"{words}", "R03") for words in ("体重減少なし", "体重減少は認めない")),
]  # fmt: skip
REAL = [
    ("玄関で転倒", "E02"), ("転倒1回、骨折なし", "E02"), ("むせがある", "R26"),
    ("便秘あり、失禁なし", "E03"), ("飲み忘れが週2回", "R23"), ("残薬が3週間分", "R23"),
    ("難聴で聞こえない", "E04"), ("息切れで休む", "R30"), ("むせが減らない", "R26"),
    ("うつ気味", "R28"), ("体重減少が続く", "R03"), ("尿もれがあり外出しない", "E03"),
]  # fmt: skip


def test_there_are_enough_of_them() -> None:
    assert len(DENIED) >= 40


@pytest.mark.parametrize(("text", "rule_id"), DENIED)
def test_a_denied_word_raises_nothing(text: str, rule_id: str) -> None:
    assert rule_id not in fired(sheet(text=text))


@pytest.mark.parametrize(("text", "rule_id"), REAL)
def test_a_real_one_does(text: str, rule_id: str) -> None:
    assert rule_id in fired(sheet(text=text))

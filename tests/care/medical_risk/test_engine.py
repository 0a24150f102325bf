"""Decisions, versions, languages, and rule files that say something unknown."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from app.care.case import Judgement, RiskDecision, TimePoint
from app.care.knowledge import load
from app.care.medical_risk import candidates, lint_rule_texts, threshold, thresholds
from app.care.medical_risk.check import RuleError
from app.care.medical_risk.engine import read_rules, rule_set, run
from app.care.medical_risk.text_checks import habits
from app.care.medical_risk.text_match import find, fold
from app.i18n import set_language
from tests.care.medical_risk.build import sheet

FALLS = sheet(text="玄関で転倒した", age=80)

# The letters of DOMAIN.md §4.2.
PRIORITIES = {
    "A": "R03 R04 R06 R07 R14 R16 R18 R23 R25 R28 R30 E05",
    "B": "R01 R02 R05 R08 R09 R10 R11 R12 R13 R15 R17 R19 R20 R21 R22 R24 R26 R27 R29 E01 E02",
    "C": "E03 E04 E06",
}


def rule_file() -> dict[str, Any]:
    return copy.deepcopy(dict(load("risk_rules")))


def test_all_36_rules_have_their_letter() -> None:
    letters = {rule.rule_id: rule.priority for rule in rule_set().rules}

    assert letters == {id_: letter for letter, ids in PRIORITIES.items() for id_ in ids.split()}


def test_every_rule_speaks_both_languages_and_cites() -> None:
    for rule in rule_set().rules:
        for text in (rule.title, rule.short, rule.question, rule.profession, rule.source):
            assert text.ja, rule.rule_id
            assert text.en, rule.rule_id
            assert not any("\u3040" <= ch <= "\u9fff" for ch in text.en), text.en
        assert rule.question.ja.endswith(("。", "?"))


@pytest.mark.parametrize("state", ["agenda", "checked", "not_applicable"])
def test_a_decision_shows_as_state_and_keeps_the_candidate(state: str) -> None:
    assert [c.state for c in candidates(FALLS)] == ["open"]

    decided = sheet(
        text="玄関で転倒した", age=80, risk_decisions=(RiskDecision(rule_id="E02", state=state),)
    )
    assert [(c.rule_id, c.state) for c in candidates(decided)] == [("E02", state)]


def test_a_candidate_carries_what_a_handout_prints() -> None:
    (found,) = candidates(FALLS)

    assert found.rule_version == rule_set().version
    assert found.rule_date == rule_set().date
    assert found.source.startswith("TUG 13.5秒")
    assert found.cites("en").startswith("TUG 13.5 s")
    assert (found.confidence, found.confidence_label("en")) == ("high", "high")
    assert found.level_meaning("en") == "Confirm within the plan"
    assert found.because() == "玄関で転倒した"


def test_texts_follow_the_language_in_use() -> None:
    (found,) = candidates(FALLS)
    assert (found.title(), found.short_label(), found.profession()) == (
        "転倒リスク",
        "転倒",
        "理学療法士",
    )
    assert found.evidence[0].field_label() == "生活課題"

    set_language("en")
    assert (found.title(), found.short_label()) == ("Fall risk", "Falls")
    assert found.evidence[0].field_label() == "Life issues"


def test_item_and_factor_are_named_in_the_label() -> None:
    row = Judgement(
        item="medication", time_point=TimePoint.BEFORE, rating="D1", personal_factor="飲み忘れる"
    )
    (found,) = candidates(sheet(judgements=(row,)))

    assert [e.field_label("ja") for e in found.evidence] == ["服薬・個人因子", "服薬"]
    assert [e.line("ja") for e in found.evidence] == ["飲み忘れる", "服薬 △1"]


def test_rule_texts_hold_no_forbidden_word() -> None:
    assert lint_rule_texts() == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("骨粗鬆症です。", "症です"),
        ("この薬は中止すべきです", "中止すべき"),
        ("量を減量すべきでしょう", "減量すべき"),
        ("とても危険です", "危険です"),
        ("運転は禁止", "禁止"),
        ("腎機能は正常", "正常"),
        ("値が異常", "異常"),
        ("医師の診断によれば", "診断"),
        ("This diagnosis", "diagnos"),
        ("The drug should be stopped", "should be stop"),
        ("is abnormal", "abnormal"),
    ],
)
def test_a_planted_word_is_found_with_its_place(text: str, word: str) -> None:
    (problem,) = lint_rule_texts([("R99.question_ja", text)])

    assert (problem.place, problem.word) == ("R99.question_ja", word)


def test_a_word_planted_in_the_rule_file_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    data = rule_file()
    data["rule"][13]["question_ja"] += "血糖は異常です。"
    monkeypatch.setattr(
        "app.care.medical_risk.lint.load", lambda name: data if name == "risk_rules" else load(name)
    )

    assert [(p.place, p.word) for p in lint_rule_texts()] == [
        ("risk_rules.rule[13].R14.question_ja", "異常")
    ]


@pytest.mark.parametrize(
    ("when", "complaint"),
    [
        ({"all": [{"drugs": ["unknown_class"]}]}, "unknown_class"),
        ({"all": [{"blood_type": "A"}]}, "not one known kind"),
        ({"all": [{"drugs": ["su"], "words": ["転倒"]}]}, "not one known kind"),
        ({"all": [{"rating": ["flying"], "at_most": "O2"}]}, "flying"),
        ({"all": [{"age": "unknown_figure"}]}, "unknown_figure"),
        ({"all": [{"words": ["@unknown"]}]}, "unknown"),
        ({"none": []}, "neither all nor any"),
    ],
)
def test_a_rule_that_can_not_be_understood_is_named(when: dict[str, Any], complaint: str) -> None:
    data = rule_file()
    data["rule"][4]["when"] = when

    with pytest.raises(RuleError, match=rf"R05.*{complaint}"):
        read_rules(data)


def test_two_rules_with_one_id_are_refused() -> None:
    data = rule_file()
    data["rule"].append(data["rule"][0])

    with pytest.raises(RuleError, match="share an id"):
        read_rules(data)


def test_a_rule_of_ones_own_runs() -> None:
    data = rule_file()
    own = {**data["rule"][0], "id": "L01", "when": {"any": [{"words": ["離れて暮らす"]}]}}

    (found,) = run(read_rules({**data, "rule": [own]}), sheet(text="子は離れて暮らす"))
    assert (found.rule_id, found.evidence[0].snippet) == ("L01", "子は離れて暮らす")


def test_every_figure_has_a_source_in_both_languages() -> None:
    for figure in thresholds().values():
        assert figure.source.ja, figure.key
        assert figure.source.en, figure.key
        assert figure.unit.en, figure.key
    assert threshold("polypharmacy").value == 6
    assert [threshold(f"bmi_{name}").value for name in ("underweight", "low", "target_low")] == [
        18.5, 20.0, 21.5,
    ]  # fmt: skip
    assert threshold("tug_fall").value == 13.5


def test_every_word_of_every_rule_is_found_where_it_stands() -> None:
    """Also those with a gap, and none is taken for a denial of itself or for another word."""
    rules = load("risk_rules")
    listed = [*_word_lists(rules["rule"]), *rules["words"].values()]
    listed += [
        listed for flag in load("red_flags")["flag"] for group in flag["words"] for listed in group
    ]
    plain = {word for words in listed for word in words if not word.startswith("@")}
    assert len(plain) > 150

    silent = [
        word
        for word in sorted(plain)
        if not find(fold(f"最近は{word.replace('…', 'が少し')}状態"), (word,), habits())
    ]
    assert silent == []


def _word_lists(value: Any) -> list[list[str]]:
    if isinstance(value, dict):
        own = [value["words"]] if isinstance(value.get("words"), list) else []
        return own + [found for inner in value.values() for found in _word_lists(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in _word_lists(inner)]
    return []

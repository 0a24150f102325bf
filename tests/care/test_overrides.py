"""A municipality's own knowledge: taken over entry by entry, and never a reason not to start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.care import knowledge
from app.care.case import AgendaPoint, Judgement, TimePoint
from app.care.consistency import hints
from app.care.items import item_of, items, items_with
from app.care.knowledge import Overrides, load
from app.care.medical_risk import candidates, classify, lint_rule_texts, red_flags, threshold
from app.care.overrides import OPEN_FILES, apply_overrides
from app.care.prompts import prompt_of
from app.conference.agenda import plan, templates
from app.conference.attendance import profession_name, professions
from app.conference.statement import statement, years_kept
from app.i18n import set_language
from tests.care.medical_risk.build import sheet

Own = Callable[..., Overrides]
FALLS = sheet(text="玄関で転倒した", age=80)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Own]:
    """Writes the files given by name and uses the folder."""

    def used(**files: str) -> Overrides:
        for name, text in files.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return apply_overrides(tmp_path)

    yield used
    knowledge.use_bundled()


def test_without_a_folder_nothing_changes(tmp_path: Path) -> None:
    assert apply_overrides(tmp_path / "none") == Overrides()


def test_a_rule_is_reworded_and_another_switched_off(own: Own) -> None:
    told = own(
        risk_rules="""
        [[rule]]
        id = "E02"
        question_ja = "どこで転びそうになりますか。"
        question_en = "Where does the person nearly fall?"
        [[rule]]
        id = "R28"
        off = true
        """
    )

    assert [(o.file, o.entries) for o in told.used] == [
        ("risk_rules.toml", ("rule E02", "rule R28"))
    ]
    (found,) = candidates(FALLS)
    assert found.question("ja") == "どこで転びそうになりますか。"
    assert found.profession("ja") == "理学療法士"
    assert candidates(sheet(feature_codes=(1,))) == ()

    knowledge.use_bundled()
    assert [c.rule_id for c in candidates(sheet(feature_codes=(1,)))] == ["R28"]


def test_a_rule_with_a_trigger_of_its_own(own: Own) -> None:
    told = own(
        risk_rules="""
        [[rule]]
        id = "L01"
        priority = "C"
        ja = "雪道"
        en = "Snow"
        short_ja = "雪道"
        short_en = "Snow"
        when.any = [{ words = ["雪かき"] }]
        question_ja = "冬の外出はどうしていますか。"
        question_en = "How are outings arranged in winter?"
        profession_ja = "ケアマネジャー"
        profession_en = "Care manager"
        source_ja = "町の申し合わせ"
        source_en = "Agreed in town"
        confidence = "medium"
        """
    )

    assert told.problems == ()
    assert [c.rule_id for c in candidates(sheet(text="雪かきがつらい"))] == ["L01"]


def test_a_new_trigger_takes_the_place_of_the_old_one(own: Own) -> None:
    own(risk_rules='[[rule]]\nid = "E02"\nwhen.all = [{ words = ["尻もち"] }]')

    assert candidates(FALLS) == ()
    assert [c.rule_id for c in candidates(sheet(text="尻もちをついた"))] == ["E02"]


def test_season_figures_medicines_flags_hints_and_prompts_follow(own: Own) -> None:
    told = own(
        risk_rules="[seasonal]\non = false",
        thresholds='[[threshold]]\nkey = "polypharmacy"\nvalue = 5',
        drug_classes='[[class]]\ncode = "zdrug"\ndrugs = [{ generic = "ホシノプラゾン", brands = [] }]',
        red_flags='[[flag]]\nid = "suicide"\nprocedure_ja = "役場 0000-00-0000 へ。"\nprocedure_en = "Call the town."',
        consistency_hints='[[hint]]\nid = "H8"\noff = true',
        prompts='[[group]]\nid = "P0"\n[[group.prompt]]\nid = "P0-1"\nja = "何を学べそうですか。"\nen = "What is to be learned?"',
        room='[stage.issue]\nquestion_ja = "困りごとは？"\nquestion_en = "What is the trouble?"',
    )

    assert told.problems == ()
    drugs = ["フロセミド錠20mg", "A錠", "B錠", "C錠", "D錠"]
    assert [c.rule_id for c in candidates(sheet(drugs=drugs, held="2024-08-09"))] == ["R01"]
    assert threshold("polypharmacy").value == 5
    assert classify("ホシノプラゾン錠5mg") == ("zdrug",)
    assert classify("ゾルピデム錠5mg") == ("zdrug",)
    (flag,) = red_flags(sheet(agenda_points=(AgendaPoint(text="死にたいと言う"),)))
    assert flag.procedure("ja") == "役場 0000-00-0000 へ。"
    contradicting = sheet(rated={"outing_frequency": "D1"}, disability_independence="J1")
    assert hints(contradicting) == ()
    prompt = prompt_of("P0-1")
    assert prompt is not None
    assert prompt.ja == "何を学べそうですか。"
    assert prompt_of("P0-2") is not None
    assert load("room")["stage"]["issue"]["question_ja"] == "困りごとは？"
    assert load("room")["stage"]["issue"]["short_ja"] == "課題"


BAD = [
    ("risk_rules", '[[rule]]\nid = "R14"\nquestion_ja = "血糖は異常ですか。"', "異常"),
    ("risk_rules", '[[rule]]\nid = "R14"\nquestion_en = "Is it abnormal?"', "abnormal"),
    ("risk_rules", '[[rule]]\nid = "R14"\nquestion_ja = "{name}さんは?"', "{name}".strip("{}")),
    ("risk_rules", '[[rule]]\nid = "R14"\nquestion_ja = "{n さんは?"', "波かっこ"),
    ("risk_rules", '[[rule]]\nid = "R14"\nquestion_ja = ""', "両方"),
    ("risk_rules", '[[rule]]\nid = "R14"\npriority = "D"', "優先度"),
    ("risk_rules", '[[rule]]\nid = "R14"\npriority = 1', "種類"),
    ("risk_rules", '[[rule]]\nid = "R14"\ncolour = "red"', "colour"),
    ("risk_rules", '[[rule]]\nid = "R14"\nwhen.all = [{ drugs = ["none_such"] }]', "none_such"),
    ("risk_rules", '[[rule]]\nid = "R14"\nwhen.all = [{ blood = "A" }]', "blood"),
    ("risk_rules", '[[rule]]\nid = "L99"\nja = "a"\nen = "a"', "がありません"),
    ("risk_rules", '[[rule]]\nja = "番号なし"\nen = "none"', "id がありません"),
    ("risk_rules", '[[rule]]\nid = "R99"\noff = true', "切れません"),
    ("risk_rules", "[lint]\nja = []", "変えられません"),
    ("risk_rules", "[text]\nwithin = 50", "変えられません"),
    ("risk_rules", '[extra]\nx = "y"', "変えられません"),
    ("risk_rules", "[seasonal]\nsummer = [0.5", "TOML"),
    ("thresholds", '[[threshold]]\nkey = "polypharmacy"\nvalue = "six"', "種類"),
    ("thresholds", '[[threshold]]\nkey = "polypharmacy"\nvalue = -1', "種類"),
    ("thresholds", '[[threshold]]\nkey = "polypharmacy"\nvalue = nan', "種類"),
    ("thresholds", '[[threshold]]\nkey = "polypharmacy"\noff = true', "切れません"),
    ("red_flags", '[[flag]]\nid = "suicide"\noff = true', "切れません"),
    ("red_flags", '[[flag]]\nid = "suicide"\nwords = []', "減らせません"),
    ("judgement_items", 'order = ["gardening"]', "gardening"),
    ("judgement_items", '[[item]]\nkey = "money"\ndomain = "XADL"', "domain"),
    ("consistency_hints", '[[hint]]\nid = "H1"\nja = "異常ですか"\nen = "x"', "異常"),
    ("room", '[stage.issue]\nquestion_ja = "問い"\nquestion_en = ""', "両方"),
    ("room", '[label]\nnone_such_ja = "x"', "知られていません"),
    ("professions", '[[profession]]\nid = "nurse"\nkey = "1"', "同じ key"),
    ("professions", '[[profession]]\nid = "nurse"\nkey = "ab"', "1字"),
    ("professions", '[[profession]]\nid = "nurse"\nlife = "12"', "3けた"),
    ("professions", '[[profession]]\nid = "nurse"\nja = "看護師さん"\nen = ""', "両方"),
    ("professions", '[[profession]]\nid = "barber"\nja = "理髪師"\nen = "Barber"', "がありません"),
    ("agenda_templates", '[[template]]\nid = "kyotaku_2"\nsupport = 20', "合計が92分"),
    ("agenda_templates", '[[template]]\nid = "kyotaku_2"\nsupport = 18.5', "整数"),
    ("agenda_templates", '[[template]]\nid = "kyotaku_2"\nopening = 0', "種類"),
    ("agenda_templates", "[least]\nissue = 2.5", "整数"),
    ("agenda_templates", '[[template]]\nid = "kyotaku_2"\nsession_type = "all"', "session_type"),
    ("agenda_templates", '[[template]]\nid = "kyotaku_2"\ncases = 13\nminutes = 508', "12件"),
    ("disclosure", '[help]\nO1_ja = "x"', "個人情報"),
    ("no_such_table", 'x = "y"', "名前"),
]


@pytest.mark.parametrize(("name", "text", "why"), BAD)
def test_a_bad_entry_is_named_and_the_bundled_one_stays(
    own: Own, name: str, text: str, why: str
) -> None:
    before = load(name) if name in OPEN_FILES else None

    told = own(**{name: text})

    (problem,) = told.problems
    assert problem.startswith(f"knowledge/{name}.toml")
    assert why in problem
    assert problem.endswith("もとの内容を使っています。")
    assert told.used == ()
    if before is not None:
        assert load(name) == before
    assert len(candidates(sheet(feature_codes=(1,)))) == 1


def test_the_good_entries_beside_a_bad_one_are_used(own: Own) -> None:
    told = own(
        risk_rules='[[rule]]\nid = "R14"\nquestion_ja = "異常?"\n[[rule]]\nid = "R28"\noff = true'
    )

    assert [o.entries for o in told.used] == [("rule R28",)]
    assert len(told.problems) == 1
    assert lint_rule_texts() == ()


def test_what_is_no_text_at_all_is_said(tmp_path: Path) -> None:
    (tmp_path / "risk_rules.toml").write_bytes("[[rule]]\nja = '転倒'".encode("cp932"))
    (tmp_path / "thresholds.toml").write_text("#" * 1_000_001)
    (tmp_path / "room.toml").mkdir()

    told = apply_overrides(tmp_path)

    assert len(told.problems) == 3
    set_language("en")
    assert all("is in use" in problem for problem in apply_overrides(tmp_path).problems)


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    text = '[[threshold]]\nkey = "polypharmacy"\nvalue = 7'
    (tmp_path / "thresholds.toml").write_text(text, encoding="utf-8-sig")

    assert apply_overrides(tmp_path).problems == ()
    assert threshold("polypharmacy").value == 7
    knowledge.use_bundled()
    assert threshold("polypharmacy").value == 6


def test_items_are_added_hidden_named_and_ordered_and_keys_stay(own: Own) -> None:
    told = own(
        judgement_items="""
        order = ["gardening", "money"]
        [[item]]
        no = 19
        key = "gardening"
        domain = "IADL"
        ja = "庭仕事"
        en = "Gardening"
        help_ja = "草取り、水やり。"
        help_en = "Weeding, watering."
        [[item]]
        key = "telephone"
        off = true
        [[item]]
        key = "cooking"
        ja = "料理"
        en = "Meals"
        """
    )

    assert told.problems == ()
    keys = [item.key for item in items()]
    assert len(keys) == 18
    assert keys[7:9] == ["gardening", "money"]
    assert "telephone" not in keys
    assert [item.no for item in items()] == list(range(1, 19))
    assert item_of("cooking").label("ja") == "料理"
    assert item_of("telephone").label("ja") == "電話"
    assert [item.key for item in items_with(["telephone", "abacus"])][-2:] == [
        "telephone",
        "abacus",
    ]


def test_a_rule_may_still_read_a_hidden_item(own: Own) -> None:
    own(judgement_items='[[item]]\nkey = "medication"\noff = true')

    rated = Judgement(item="medication", time_point=TimePoint.BEFORE, rating="D1")
    assert [c.rule_id for c in candidates(sheet(judgements=(rated,)))] == ["R23"]
    assert hints(sheet(judgements=(rated,))) == ()


def test_professions_are_added_renamed_and_hidden_and_stored_ids_keep_their_names(own: Own) -> None:
    told = own(
        professions="""
        [[profession]]
        id = "fire_brigade"
        ja = "消防"
        en = "Fire brigade"
        life = ""
        brings_ja = "救急の実際"
        brings_en = "what emergencies look like"
        key = "M"
        [[profession]]
        id = "nurse"
        ja = "訪問看護師"
        en = "Visiting nurse"
        [[profession]]
        id = "judicial_scrivener"
        off = true
        """
    )

    assert told.problems == ()
    known = {each.id: each.name("ja") for each in professions()}
    assert known["fire_brigade"] == "消防"
    assert known["nurse"] == profession_name("nurse", "ja") == "訪問看護師"
    assert "judicial_scrivener" not in known
    assert profession_name("judicial_scrivener", "ja") == "司法書士"
    knowledge.use_bundled()
    assert "fire_brigade" not in {each.id for each in professions()}


def test_the_minutes_of_a_meeting_follow_the_towns_own_template(own: Own) -> None:
    told = own(
        agenda_templates="""
        [[template]]
        id = "kyotaku_1"
        ja = "1事例をじっくり"
        en = "One case at length"
        source = "町の申し合わせ"
        session_type = "kyotaku"
        cases = 1
        minutes = 60
        opening = 5
        closing = 5
        issue = 15
        goal = 5
        risk = 10
        support = 20
        [[template]]
        id = "kyotaku_2"
        off = true
        """
    )

    assert told.problems == ()
    assert plan(1, 60).opening == 5
    assert [template.cases for template in templates()] == [4, 3, 1]
    knowledge.use_bundled()
    assert [template.cases for template in templates()] == [4, 3, 2]


def test_the_last_template_stays(own: Own) -> None:
    off = "".join(
        f'[[template]]\nid = "{name}"\noff = true\n'
        for name in ("hokatsu_4", "kyotaku_3", "kyotaku_2")
    )
    told = own(agenda_templates=off)

    assert len(templates()) == 1
    assert "最後の1つ" in told.problems[0]


def test_a_town_reads_its_own_confidentiality_statement(own: Own) -> None:
    told = own(
        minutes="""
        [[statement]]
        id = "pledge"
        off = true
        [[statement]]
        id = "scope"
        ja = "町の約束を守ります。"
        en = "We keep the town's promise."
        [keep]
        years = 10
        """
    )
    assert told.problems == ()
    assert statement("ja")[0] == "町の約束を守ります。"
    assert len(statement("ja")) == 2
    assert years_kept() == 10
    knowledge.use_bundled()
    assert len(statement("en")) == 3

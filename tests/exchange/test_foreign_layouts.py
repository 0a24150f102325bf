"""Where headings and cases stand in the sheets of other towns: one set of facts, many layouts."""

from __future__ import annotations

import pytest

from app.care.case import Case, Judgement, Sex, TimePoint
from app.care.items import items
from app.exchange.foreign_mapping import propose_mapping, with_keep
from app.exchange.foreign_read import EXTRA, ForeignCase, read_case_rows
from app.exchange.sheet_file import Merged, Sheet
from tests.exchange.foreign_sheets import grid, table

FIRST = ("101", "84", "女", "A1", "Ⅱa", "支援1", "支援2")
PLAIN = ("No", "年齢", "性別", "障別", "認知症", "前回の介護区分", "要介護区分")


def read(*sheets: Sheet) -> tuple[ForeignCase, ...]:
    """All cases; the sheet must be readable without a problem."""
    rows = grid(*sheets)
    found = read_case_rows(rows, propose_mapping(rows))
    assert found.problems == ()
    return found.cases


def one(*sheets: Sheet) -> Case:
    (found,) = read(*sheets)
    return found.case


TABLES = {
    "plain": table(PLAIN, FIRST),
    "numbered": table(
        (
            "①№",
            "②年　齢（歳）",
            "③性　別",
            "４．障害高齢者の日常生活自立度",
            "(5)認知症高齢者の日常生活自立度",
            "⑥前回の要介護度",
            "⑦現在の要介護度",
        ),
        FIRST,
    ),
    "line breaks and brackets": table(
        (
            "事例\n番号",
            "年齢\n(満)",
            "性別\n（男・女）",
            "障害\n自立度",
            "認知症\n自立度",
            "前回の\n介護度",
            "要介護度\n※申請中は前回",
        ),
        FIRST,
    ),
    "reading aids": table(
        (
            "番号",
            "年齢(ねんれい)",
            "性別（せいべつ）",
            "寝たきり度",
            "認知症(にんちしょう)",
            "前回要介護度",
            "要介護度(ようかいごど)",
        ),
        FIRST,
    ),
    "title and blank rows above": table(
        ("令和6年度　多職種合同ケアカンファレンス",), ("",), PLAIN, ("",), FIRST
    ),
    "two heading rows, merged": table(
        ("番号", "年齢", "性別", "日常生活自立度", "", "介護区分", ""),
        ("", "", "", "障害", "認知症", "前回", "今回"),
        FIRST,
        merged=(
            *(Merged(0, column, 1, column) for column in range(3)),
            Merged(0, 3, 0, 4),
            Merged(0, 5, 0, 6),
        ),
    ),
    "two heading rows of a CSV": table(
        ("番号", "年齢", "性別", "日常生活自立度", "", "介護区分", ""),
        ("", "", "", "障害", "認知症", "前回", "今回"),
        FIRST,
    ),
    "other order, half width": table(
        ("性別", "認知度", "ｹｰｽ番号", "現在の介護度", "年令", "従前の介護度", "障がい自立度"),
        ("女", "Ⅱa", "101", "支援2", "84", "支援1", "A1"),
    ),
    "a row of headings again and a remark below": table(
        PLAIN, FIRST, PLAIN, ("※個人情報の取扱いに注意", *[""] * 6)
    ),
    "form": table(
        ("事例シート", ""),
        *zip(PLAIN, FIRST, strict=True),
    ),
    "form, several pairs in a row": table(
        ("事例番号", "101", "年齢", "84", "歳", "性別", "女"),
        ("障害高齢者自立度", "A1", "認知症高齢者自立度", "Ⅱa", "", "", ""),
        ("前回介護度", "支援1", "今回の介護度", "支援2", "", "", ""),
    ),
    "form, values below": table(
        ("No", "", "年齢", "", "性別", ""),
        ("101", "", "84", "", "女", ""),
        ("障別", "認知症", "前回の介護区分", "", "要介護区分", ""),
        ("A1", "Ⅱa", "支援1", "", "支援2", ""),
        ("生活課題", "", "", "", "", ""),
        ("外出が減った", "", "", "", "", ""),
        merged=(Merged(2, 2, 2, 3), Merged(2, 4, 2, 5)),
    ),
}


@pytest.mark.parametrize("layout", TABLES)
def test_the_same_facts_are_found_in_every_layout(layout: str) -> None:
    case = one(TABLES[layout])
    assert case.case_no == 101
    assert (case.age, case.sex) == (84, Sex.FEMALE)
    assert case.disability_independence == "A1"
    assert case.dementia_independence == "IIa"
    assert (case.previous_care_level, case.newly_certified) == ("要支援1", False)
    assert case.care_level == "要支援2"


def test_a_word_of_a_merged_heading_for_each_of_its_columns() -> None:
    case = one(
        table(
            ("No", "年齢", "性別", "身長　体重\n(BMI)", "", ""),
            ("1", "84", "女", "162", "43.6", "16"),
            merged=(Merged(0, 3, 0, 5),),
        )
    )
    assert (case.height_cm, case.weight_kg, case.imported_bmi) == (162.0, 43.6, 16.0)


def test_a_date_above_the_table_is_the_date_of_every_row() -> None:
    cases = read(table(("開催日", "令和6年8月9日", "", ""), PLAIN, FIRST, ("102", *FIRST[1:])))
    dates = [each.case.conference_date for each in cases]
    assert [date and date.iso for date in dates] == ["2024-08-09", "2024-08-09"]


def test_a_value_merged_downwards_holds_for_each_row() -> None:
    cases = read(
        table(
            ("会議日", *PLAIN),
            ("R6.8.9", *FIRST),
            ("", "102", *FIRST[1:]),
            merged=(Merged(1, 0, 2, 0),),
        )
    )
    dates = [each.case.conference_date for each in cases]
    assert [date and date.iso for date in dates] == ["2024-08-09", "2024-08-09"]


def test_rows_of_one_case_belong_together() -> None:
    merged = tuple(Merged(1, column, 2, column) for column in range(4))
    cases = read(
        table(
            ("No", "年齢", "性別", "要介護度", "医療情報", "服薬情報"),
            ("1", "84", "女", "介2", "高血圧症 H20年~", "アムロジピン錠5mg"),
            ("", "", "", "", "糖尿病", "メトホルミン錠250mg"),
            ("2", "79", "男", "介1", "脳梗塞", ""),
            merged=merged,
        )
    )
    assert [[c.name for c in each.case.conditions] for each in cases] == [
        ["高血圧症", "糖尿病"],
        ["脳梗塞"],
    ]
    assert [m.sheet_text for m in cases[0].case.medications] == [
        "アムロジピン錠5mg",
        "メトホルミン錠250mg",
    ]


def test_a_form_keeps_what_goes_on_below() -> None:
    case = one(
        table(
            ("事例番号", "101"),
            ("年齢", "84歳"),
            ("性別", "女"),
            ("既往歴", "高血圧症 H20年~"),
            ("", "糖尿病"),
            ("生活課題", "外出が減った"),
            ("", "転倒が心配"),
            ("本人の希望", "墓参り"),
        )
    )
    assert [each.name for each in case.conditions] == ["高血圧症", "糖尿病"]
    assert case.life_issues == "外出が減った\n転倒が心配"
    assert case.desired_life == "墓参り"


def test_one_case_per_sheet_and_no_text_is_lost() -> None:
    sheets = [
        table(("番号", "101"), ("年齢", "84"), ("性別", "女"), name="一"),
        table(("番号", "102"), ("年齢", "70"), ("性別", "男"), ("町内会", "南"), name="二"),
    ]
    rows = grid(*sheets)
    mapping = propose_mapping(rows)
    (unmapped,) = mapping.unmapped
    assert unmapped.header == "町内会"

    found = read_case_rows(rows, with_keep(mapping, unmapped.column, keep=True))
    assert [each.case.case_no for each in found.cases] == [101, 102]
    assert [each.case.extra for each in found.cases] == [{}, {EXTRA: {"町内会": "南"}}]


BLOCK = [
    ("項目", "事前判定", "事後予測", "個人因子", "環境因子"),
    *(
        (
            f"{item.no}．{item.label('ja')}",
            "△1",
            "〇２↑",
            "膝痛" if item.no == 1 else "〃",
            "手すり",
        )
        for item in items()
    ),
]
ALL = {(item.key, point) for item in items() for point in (TimePoint.BEFORE, TimePoint.PREDICTED)}
FORM = (("事例番号", "101"), ("年齢", "84"), ("性別", "女"), ("要介護度", "支2"))


def judged(judgements: tuple[Judgement, ...]) -> dict[tuple[str, TimePoint], str | None]:
    return {(each.item, each.time_point): each.rating for each in judgements}


def test_eighteen_rows_below_a_form() -> None:
    case = one(table(*FORM, *BLOCK))
    ratings = judged(case.judgements)
    assert set(ratings) == ALL
    assert ratings["shopping", TimePoint.BEFORE] == "D1"
    assert ratings["shopping", TimePoint.PREDICTED] == "O2"
    factors = {each.personal_factor for each in case.judgements if each.personal_factor}
    assert factors == {"膝痛"}
    assert case.medications == ()  # 服薬 is a row of the judgement sheet here


def test_two_blocks_side_by_side_under_group_headings() -> None:
    rows = [
        ("ADL", "判定", "", "課題", "", "IADL", "判定", "", "課題", ""),
        ("", "事前", "事後", "個人因子", "環境因子", "", "事前", "事後", "個人因子", "環境因子"),
    ]
    names = [item.label("ja") for item in items()]
    for place in range(11):
        left = (names[place], "○1", "○1", "左", "") if place < 7 else ("",) * 5
        rows.append((*left, names[7 + place], "×1", "△2", "右", ""))  # type: ignore[arg-type]
    case = one(table(*FORM, *rows))
    ratings = judged(case.judgements)
    assert set(ratings) == ALL
    assert ratings["eating", TimePoint.PREDICTED] == "O1"
    assert ratings["money", TimePoint.PREDICTED] == "D2"
    assert case.life_issues == ""


def test_a_judgement_sheet_of_its_own_finds_its_case_by_number() -> None:
    cases = read(
        table(("No", "年齢", "性別"), ("101", "84", "女"), ("102", "70", "男")),
        table(("事例No", "102"), *BLOCK, name="判定"),
    )
    assert [len(each.case.judgements) for each in cases] == [0, 36]


def test_a_judgement_sheet_nobody_owns_is_named() -> None:
    rows = grid(
        table(("No", "年齢", "性別"), ("101", "84", "女"), ("102", "70", "男")),
        table(*BLOCK, name="判定"),
    )
    assert rows.unused == ("判定",)


@pytest.mark.parametrize("headings", [1, 2])
def test_thirty_six_columns(headings: int) -> None:
    names = [item.label("ja") for item in items()]
    row = ("1", "84", "女", *["◯1", "△２"] * 18)
    if headings == 1:
        columns = [f"{name}（{part}）" for name in names for part in ("事前", "事後予測")]
        sheet = table(("No", "年齢", "性別", *columns), row)
    else:
        upper = [part for name in names for part in (name, "")]
        sheet = table(("No", "年齢", "性別", *upper), ("", "", "", *["事前", "事後"] * 18), row)
    assert judged(one(sheet).judgements) == {
        key: "O1" if key[1] is TimePoint.BEFORE else "D2" for key in ALL
    }


def test_items_alone_are_ratings_only_beside_each_other() -> None:
    names = [item.label("ja") for item in items()]
    whole = one(table(("No", "年齢", "性別", *names), ("1", "84", "女", *["○1"] * 18)))
    assert len(whole.judgements) == 18
    alone = grid(table(("No", "年齢", "性別", "食事"), ("1", "84", "女", "きざみ食")))
    assert [each.header for each in propose_mapping(alone).unmapped] == ["食事"]


def test_who_the_person_is_stays_out_of_the_case() -> None:
    (found,) = read(
        table(
            ("氏名", "ふりがな", "生年月日", "年齢", "性別", "住所", "被保険者番号"),
            ("試験 花子", "しけん はなこ", "S15.2.29", "84", "女", "本町1-1", "0000012345"),
        )
    )
    assert found.identity is not None
    assert (found.identity.name, found.identity.insured_number) == ("試験 花子", "0000012345")
    assert found.identity.birth_date is not None
    assert found.identity.birth_date.iso == "1940-02-29"
    assert "花子" not in repr(found.case)


def test_a_merge_as_large_as_a_sheet_can_be_takes_no_time() -> None:
    case = one(table(PLAIN, FIRST, merged=(Merged(5, 0, 1_048_575, 16_383),)))
    assert case.case_no == 101

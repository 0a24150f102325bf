"""Opening, saving, listing and binning cases in a real encrypted store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from app.care.case import (
    AgendaPoint,
    CareDate,
    Case,
    CaseStatus,
    Condition,
    Household,
    Judgement,
    Medication,
    PrivacyDecision,
    PrivateIdentity,
    Sex,
    TimePoint,
    Weight,
)
from app.clock import FixedClock
from app.errors import InputRefused, UsageError, UserFacingError
from app.services.cases import (
    CaseFilter,
    bin_case,
    filter_choices,
    find_case,
    get_case,
    get_cases,
    get_identity,
    list_cases,
    new_case,
    restore_case,
    save_case,
    save_identity,
)
from app.services.history import revisions
from app.services.store import Store
from app.services.work import SaveConflict
from tests.services.strategies import CASES

SHARED_STORE = settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(first=CASES, second=CASES)
@SHARED_STORE
def test_every_field_comes_back_as_it_was_saved(store: Store, first: Case, second: Case) -> None:
    saved = save_case(store, replace(first, pseudonym="つばき")).case
    assert saved == replace(first, pseudonym="つばき", row_version=1)
    assert get_case(store, first.uuid) == saved
    changed = replace(second, uuid=first.uuid, row_version=1)
    save_case(store, changed)
    assert replace(get_case(store, first.uuid), row_version=1) == changed


def test_the_ten_samples_come_back_as_they_are(samples: Store, store: Store) -> None:
    for case in get_cases(samples):
        save_case(store, replace(case, row_version=0))
    assert get_cases(store) == [replace(case, row_version=1) for case in get_cases(samples)]
    assert [case.case_no for case in get_cases(store)] == list(range(101, 111))


def test_a_new_case_is_stored_with_the_next_number_and_a_free_name(store: Store) -> None:
    save_case(store, Case(case_no=112))
    first, second = new_case(store), new_case(store)
    assert (first.case_no, second.case_no) == (113, 114)
    assert first.pseudonym
    assert first.pseudonym != second.pseudonym
    assert get_case(store, second.uuid) == second
    assert not second.practice


def test_a_save_tells_what_changed_and_who_asked(store: Store, fixed_clock: FixedClock) -> None:
    case = new_case(store)
    fixed_clock.advance(60)
    page = object()
    saved = save_case(store, replace(case, staff="北部 森本"), source=page)
    assert saved.case.row_version == case.row_version + 1
    assert saved.saved_at == fixed_clock.now()
    assert saved.changes.kinds == {"case"}
    assert saved.changes.ids == {case.uuid}
    assert saved.changes.source is page


def test_saving_without_a_difference_writes_nothing(store: Store) -> None:
    case = new_case(store)
    saved = save_case(store, case)
    assert saved.case == case
    assert not saved.changes
    assert len(revisions(store, case.uuid)) == 1


def test_only_the_line_that_changed_is_written(practice: Store) -> None:
    case = find_case(practice, "104")
    first, *others = case.medications
    save_case(practice, replace(case, medications=(replace(first, usage="朝"), *others)))
    with practice.read() as connection:
        found = connection.exec_driver_sql(
            "SELECT uuid, row_version FROM medications WHERE case_uuid = ?", (case.uuid,)
        )
        versions = {row.uuid: row.row_version for row in found}
    assert versions.pop(first.uuid) == 2
    assert set(versions.values()) == {1}


def test_an_older_version_does_not_overwrite_a_newer_one(store: Store) -> None:
    case = new_case(store)
    save_case(store, replace(case, staff="森本"))
    with pytest.raises(SaveConflict) as caught:
        save_case(store, replace(case, staff="大西"))
    assert isinstance(caught.value, UserFacingError)
    assert all((caught.value.what, caught.value.kept, caught.value.todo))
    assert get_case(store, case.uuid).staff == "森本"


def test_a_stored_case_is_not_made_twice_and_an_unknown_one_not_updated(store: Store) -> None:
    case = new_case(store)
    with pytest.raises(SaveConflict):
        save_case(store, replace(case, row_version=0))
    with pytest.raises(SaveConflict):
        save_case(store, Case(row_version=3))


def test_a_number_belongs_to_one_case(store: Store) -> None:
    save_case(store, Case(case_no=7))
    with pytest.raises(InputRefused, match="7"):
        save_case(store, Case(case_no=7))
    other = new_case(store)
    with pytest.raises(InputRefused):
        save_case(store, replace(other, case_no=7))


def test_texts_are_cleaned_at_the_boundary(store: Store) -> None:
    dirty = "か\u3099\u202e転\x00倒\ud800\r\n"
    case = replace(
        new_case(store),
        staff=dirty,
        household=Household(key_person=dirty),
        conditions=(Condition(name=dirty, extra={dirty: [dirty]}),),
        baseline_date=CareDate(dirty),
    )
    saved = save_case(store, case).case
    assert saved.staff == "が転倒\n"
    assert saved.household.key_person == "が転倒\n"
    assert saved.conditions[0].name == "が転倒\n"
    assert saved.conditions[0].extra == {"が転倒\n": ["が転倒\n"]}
    assert saved.baseline_date == CareDate("が転倒\n")
    assert get_case(store, case.uuid) == saved


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 2.0**80])
def test_numbers_no_database_keeps_are_refused(store: Store, number: float) -> None:
    case = new_case(store)
    with pytest.raises(InputRefused):
        save_case(store, replace(case, weights=(Weight(kg=number),)))
    assert get_case(store, case.uuid) == case


def test_two_answers_to_one_doubt_are_refused(store: Store) -> None:
    case = new_case(store)
    twice = (PrivacyDecision(snippet="a", state="x"), PrivacyDecision(snippet="a", state="y"))
    with pytest.raises(InputRefused):
        save_case(store, replace(case, privacy_decisions=twice))
    assert get_case(store, case.uuid) == case


def test_cases_are_found_by_number_in_any_width_and_by_key(samples: Store) -> None:
    case = find_case(samples, 104)
    assert find_case(samples, " １０４ ") == case
    assert find_case(samples, case.uuid) == case
    for unknown in ("999", "４", "", "x", "9" * 40):
        with pytest.raises(InputRefused):
            find_case(samples, unknown)
    with pytest.raises(InputRefused):
        get_case(samples, "nobody")


# ---- revisions ----------------------------------------------------------------------------


def test_revisions_say_who_when_which_field_old_and_new(
    store: Store, fixed_clock: FixedClock
) -> None:
    store.actor = "佐伯"
    case = new_case(store)
    fixed_clock.advance(90)
    point = AgendaPoint(text="外出の自信")
    case = save_case(store, replace(case, staff="森本", agenda_points=(point,))).case
    fixed_clock.advance(90)
    save_case(store, replace(case, staff="", agenda_points=()))
    newest, middle, oldest = revisions(store, case.uuid)
    assert [one.action for one in (oldest, middle, newest)] == ["created", "edited", "edited"]
    assert [one.row_version for one in (oldest, middle, newest)] == [1, 2, 3]
    assert newest.at == fixed_clock.now()
    assert newest.actor == "佐伯"
    path = f"agenda_points[{point.uuid}]"
    assert [(one.path, one.old, one.new) for one in middle.changes] == [
        ("staff", "", "森本"),
        (path, None, {"uuid": point.uuid, "text": "外出の自信"}),
    ]
    assert [(one.path, one.old, one.new) for one in newest.changes] == [
        ("staff", "森本", ""),
        (path, {"uuid": point.uuid, "text": "外出の自信"}, None),
    ]


def test_the_audit_trail_names_fields_and_no_content(practice: Store) -> None:
    case = find_case(practice, "104")
    save_case(practice, replace(case, desired_life="墓参り", staff="x"))
    with practice.read() as connection:
        newest = connection.exec_driver_sql(
            "SELECT * FROM audit_trail ORDER BY seq DESC LIMIT 1"
        ).mappings()
        line = dict(next(iter(newest)))
    assert line["fields"] == '["desired_life","staff"]'
    assert "墓参り" not in str(line)
    assert practice.verify().audit_trail


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE audit_trail SET actor = 'nobody' WHERE seq = 3",
        "DELETE FROM audit_trail WHERE seq = 3",
        "UPDATE audit_trail SET fields = '[]', hash = previous_hash WHERE seq = 3",
    ],
)
def test_a_rewritten_trail_shows(practice: Store, forgery: str) -> None:
    with practice.write() as work:
        work.connection.exec_driver_sql(forgery)
    report = practice.verify()
    assert not report.audit_trail
    assert not report.ok
    assert report.integrity == "ok"


# ---- bin ----------------------------------------------------------------------------------


def test_a_binned_case_leaves_lists_and_search_and_comes_back(practice: Store) -> None:
    case = find_case(practice, "104")
    binned = bin_case(practice, case.uuid)
    assert binned.changes.ids == {case.uuid}
    assert 104 not in [row.case_no for row in list_cases(practice)]
    assert list_cases(practice, search="墓参り") == []
    assert [row.case_no for row in list_cases(practice, binned=True)] == [104]
    with pytest.raises(InputRefused):
        find_case(practice, "104")
    assert get_case(practice, case.uuid) == binned.case
    restored = restore_case(practice, case.uuid).case
    assert replace(restored, row_version=case.row_version) == case
    assert find_case(practice, "104") == restored
    assert [row.case_no for row in list_cases(practice, search="墓参り")] == [104]
    assert [one.action for one in revisions(practice, case.uuid)][:2] == ["restored", "binned"]


def test_binning_twice_changes_nothing(store: Store) -> None:
    case = bin_case(store, new_case(store).uuid).case
    again = bin_case(store, case.uuid)
    assert again.case == case
    assert not again.changes


def test_a_number_given_away_meanwhile_stays_with_its_new_owner(store: Store) -> None:
    old = save_case(store, Case(case_no=5)).case
    bin_case(store, old.uuid)
    new = save_case(store, Case(case_no=5)).case
    assert restore_case(store, old.uuid).case.case_no == 6
    assert find_case(store, 5) == new


def test_the_bin_refuses_what_is_not_there(store: Store) -> None:
    with pytest.raises(InputRefused):
        bin_case(store, "nobody")
    with pytest.raises(InputRefused):
        restore_case(store, "nobody")


# ---- private identity ---------------------------------------------------------------------


def test_the_identity_is_kept_apart_from_the_case(store: Store) -> None:
    case = new_case(store)
    assert get_identity(store, case.uuid) == PrivateIdentity(case_uuid=case.uuid)
    identity = PrivateIdentity(
        case_uuid=case.uuid,
        name="山田花子",
        kana="ヤマダハナコ",
        birth_date=CareDate("S15.2.29", "1940-02-29"),
        address="花里市本郷町1-2-3",
        phone="0562-11-2222",
        insured_number="0000123456",
        relatives=("山田太郎",),
        facilities=("本郷クリニック",),
        emergency_contacts="長男 090-0000-0000",
    )
    saved = save_identity(store, identity)
    assert saved.identity == replace(identity, row_version=1)
    assert saved.changes.kinds == {"identity"}
    assert get_identity(store, case.uuid) == saved.identity
    assert get_case(store, case.uuid) == case
    with pytest.raises(SaveConflict):
        save_identity(store, identity)


def test_no_search_and_no_revision_of_the_case_knows_the_name(store: Store) -> None:
    case = new_case(store)
    identity = PrivateIdentity(case_uuid=case.uuid, name="山田花子", relatives=("山田太郎",))
    saved = save_identity(store, identity).identity
    save_identity(store, replace(saved, name="山田華子"))
    for word in ("山田", "花子", "太郎", "山"):
        assert list_cases(store, search=word) == []
    assert "山田" not in str(revisions(store, case.uuid))


def test_an_identity_of_nobody_is_refused(store: Store) -> None:
    with pytest.raises(InputRefused):
        save_identity(store, PrivateIdentity(case_uuid="nobody", name="x"))


# ---- the list -----------------------------------------------------------------------------


def numbers(store: Store, search: str = "", **filters: object) -> list[int | None]:
    chosen = CaseFilter(**filters) if filters else None  # type: ignore[arg-type]
    return [row.case_no for row in list_cases(store, search=search, filters=chosen)]


def test_the_list_shows_what_design_02_shows(samples: Store) -> None:
    rows = list_cases(samples)
    assert [row.case_no for row in rows] == list(range(110, 100, -1))
    row = next(row for row in rows if row.case_no == 104)
    case = find_case(samples, "104")
    assert (row.uuid, row.pseudonym, row.age, row.sex) == (
        case.uuid,
        case.pseudonym,
        84,
        Sex.FEMALE,
    )
    assert (row.care_level, row.newly_certified, row.feature_codes) == ("要支援2", True, (2,))
    assert row.household_type == "三世代同居"
    assert row.main_disease == "右大腿骨頸部骨折・人工骨頭置換術"
    assert row.staff == "地域包括支援センター北 看護師"
    assert row.conference_date == "2024-08-09"
    assert row.conference_number == 1
    assert row.improving == 13
    assert row.practice
    assert row.updated_at == "2024-08-06T10:42:00+09:00"
    assert (row.match_field, row.match_text) == ("", "")


def test_improving_counts_predictions_and_stays_empty_without(store: Store) -> None:
    case = new_case(store)
    assert list_cases(store)[0].improving is None
    sheet = (
        Judgement(item="eating", time_point=TimePoint.BEFORE, rating="D1"),
        Judgement(item="eating", time_point=TimePoint.PREDICTED, rating="O2"),
        Judgement(item="bathing", time_point=TimePoint.BEFORE, rating="D2"),
        Judgement(item="bathing", time_point=TimePoint.PREDICTED, rating="D1"),
    )
    save_case(store, replace(case, judgements=sheet))
    assert list_cases(store)[0].improving == 1


@pytest.mark.parametrize(
    "spelling", ["あむろ", "アムロ", "ｱﾑﾛｼﾞﾋﾟﾝ", "アムロジピン", "ノルバスク", "アムロジピン 5mg"]
)
def test_a_medicine_is_found_in_every_spelling(samples: Store, spelling: str) -> None:
    rows = list_cases(samples, search=spelling)
    assert {row.case_no for row in rows} == {101, 103, 107, 109}
    assert {row.match_field for row in rows} == {"medications"}


def test_a_medicine_found_by_another_name_says_which(samples: Store) -> None:
    by_brand = list_cases(samples, search="ラシックス")
    assert {row.match_text for row in by_brand} == {"フロセミド錠20mg（ラシックス）"}
    by_class = list_cases(samples, search="利尿")
    assert by_class
    assert all("フロセミド錠20mg（" in row.match_text for row in by_class)


def test_generic_and_brand_find_each_other(store: Store) -> None:
    generic = save_case(
        store, Case(case_no=1, medications=(Medication(sheet_text="アムロジピン2.5mg"),))
    )
    brand = save_case(
        store, Case(case_no=2, medications=(Medication(sheet_text="ノルバスク錠2.5mg"),))
    )
    both = [brand.case.case_no, generic.case.case_no]
    assert numbers(store, "ノルバスク") == both
    assert numbers(store, "アムロジピン") == both
    assert numbers(store, "Ca拮抗") == both


def test_two_characters_and_one_are_enough(samples: Store) -> None:
    assert set(numbers(samples, "転倒")) >= {102, 104, 109}
    assert 104 in numbers(samples, "墓")
    assert 104 in numbers(samples, "ク")


def test_all_words_must_be_there_wherever(samples: Store) -> None:
    assert numbers(samples, "アムロジピン 認知症") == [101]
    assert numbers(samples, "アムロジピン　墓参り") == []
    row = list_cases(samples, search="認知症 アムロ")[0]
    assert row.match_field == "medications"


def test_variants_and_widths_meet(store: Store) -> None:
    save_case(store, replace(new_case(store), staff="髙橋　ケアマネージャー", district="霞ヶ丘"))
    for spelling in ("高橋", "髙橋", "ｹｱﾏﾈｰｼﾞｬ", "けあまね", "霞ケ丘", "カスミ"):
        assert bool(numbers(store, spelling)) == (spelling != "カスミ"), spelling


@pytest.mark.parametrize(
    "odd", ["%", "_", '"', "'", "*", "(", "NEAR", "AND", "ぬ* OR ぬ", "-", "👵"]
)
def test_signs_in_a_search_are_no_commands(samples: Store, odd: str) -> None:
    assert numbers(samples, odd) == []


def test_a_phrase_does_not_run_from_one_line_into_the_next(store: Store) -> None:
    case = new_case(store)
    points = (AgendaPoint(text="歩行"), AgendaPoint(text="練習"))
    save_case(store, replace(case, agenda_points=points))
    assert numbers(store, "行練") == []
    assert list_cases(store, search="練習")[0].match_text == "練習"


def test_the_search_follows_every_save(store: Store) -> None:
    case = save_case(store, replace(new_case(store), life_issues="石段が怖い")).case
    assert numbers(store, "石段")
    case = save_case(store, replace(case, life_issues="坂が怖い")).case
    assert not numbers(store, "石段")
    assert numbers(store, "坂が")
    save_case(store, replace(case, life_issues=""))
    assert not numbers(store, "坂が")


def test_filters_narrow_and_combine(samples: Store) -> None:
    assert numbers(samples, care_levels=frozenset({"要支援1"})) == [110, 105, 103]
    assert 104 in numbers(samples, feature_codes=frozenset({2}))
    assert 104 not in numbers(samples, feature_codes=frozenset({1, 3}))
    assert numbers(samples, care_levels=frozenset({"要支援1"}), sexes=frozenset({Sex.MALE})) == [
        105
    ]
    assert numbers(samples, staff=frozenset({"地域包括支援センター北 看護師"})) == [104]
    assert numbers(samples, conference_from="2024-09-01") == [110, 107, 102]
    assert numbers(samples, statuses=frozenset({CaseStatus.CLOSED})) == []
    assert numbers(samples, search="アムロジピン", care_levels=frozenset({"要支援1"})) == [103]


def test_filters_are_read_from_the_spellings_of_people() -> None:
    assert CaseFilter.from_texts(
        {
            "care_levels": ["支援２", "要介護1"],
            "feature_codes": ["1, 2"],
            "sexes": ["女"],
            "statuses": ["following"],
            "session_types": ["包括版(要支援)"],
            "conference_from": ["2025-04-01"],
        }
    ) == CaseFilter(
        care_levels=frozenset({"要支援2", "要介護1"}),
        feature_codes=frozenset({1, 2}),
        sexes=frozenset({Sex.FEMALE}),
        statuses=frozenset({CaseStatus.FOLLOWING}),
        session_types=CaseFilter.from_texts({"session_types": ["hokatsu"]}).session_types,
        conference_from="2025-04-01",
    )
    for wrong in ({"care_levels": ["強い"]}, {"statuses": ["たぶん"]}):
        with pytest.raises(UsageError):
            CaseFilter.from_texts(wrong)


def test_the_filter_buttons_offer_what_occurs(practice: Store) -> None:
    case = find_case(practice, "104")
    save_case(practice, replace(case, district="本郷"))
    choices = filter_choices(practice)
    assert "地域包括支援センター北 看護師" in choices.staff
    assert choices.districts == ("本郷",)
    assert choices.total == 10

"""An invented person on paper, in the order of the form, and the case it must become.

Close to sample case 104; every date in another spelling.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from app.care.case import (
    AgendaPoint,
    CareDate,
    Case,
    CaseCommunityIssue,
    CaseStatus,
    Condition,
    Consent,
    FormalService,
    GoalRow,
    Household,
    InformalSupport,
    Judgement,
    Medication,
    MonitoringNote,
    PhysicalTest,
    PrivateIdentity,
    RoomFact,
    SessionType,
    Sex,
    ShortTermProgram,
    TimePoint,
    Weight,
)
from app.care.checklist import answer_for
from app.care.items import items
from tests.journeys.typist import choose, press, tick, type_text

Act = str | Callable[[], None] | list[tuple[str, ...]]

CHECKLIST = "nynnynnnyyyynynnynnnnynyy"  # what was said, question by question
FEATURES = (2, 5)


def _answer_checklist() -> None:
    type_text(CHECKLIST)


def _mark_interests() -> None:
    """料理 is done, お参り is wished for; the arrow goes past the others."""
    for _ in range(8):
        press(Qt.Key.Key_Down)
    type_text("1")
    for _ in range(13):
        press(Qt.Key.Key_Down)
    type_text("2")


def _female() -> None:
    press(Qt.Key.Key_Right)


def _chip() -> None:
    press(Qt.Key.Key_Space)


_NOTHING = ""
WISH = "秋のお彼岸に自分の足で墓参りに行きたい。孫の弁当を作りたい。"
ISSUES = "杖で室内は歩けるが、石段が怖くて一人で外に出ていない。半年で3kg減った。"
VIEW = "手術後の経過はよく、機能回復が見込める。やせと睡眠薬、玄関の石段を同時に見直す。"
STATUS = "手すり設置後、石段を見守りで昇降できるようになった。"

FORM: list[tuple[str, Act]] = [
    ("first_visit_date", "R6.5.27"),
    ("age", "84"),
    ("sex_male", _female),
    ("disability_independence", partial(choose, "A1")),
    ("dementia_independence", partial(choose, "自立")),
    ("previous_care_level", partial(choose, "新規")),
    ("care_level", partial(choose, "要支援2")),
    ("housing", "2階建て戸建て。玄関に石段3段、浴室に段差。"),
    ("family_note", "長男夫婦は共働き。孫は高校生。"),
    ("household", partial(choose, "三世代同居")),
    ("daytime_alone", partial(tick, True)),
    ("nearby_family", partial(choose, "市内")),
    ("key_person", "長男の妻"),
    ("caregiver_note", "58歳、腰痛"),
    ("work_of_family", "長男夫婦は会社員"),
    ("family_professional", "なし"),
    ("staff", "包括北　看護師"),
    ("session_type", partial(choose, "包括版")),
    ("conference_date", "令和6年8月9日"),
    ("status", partial(choose, "提出待ち")),
    ("district", "本郷"),
    ("baseline_date", "2024-06-01"),
    ("certification_from", "R6/6/1"),
    ("certification_to", "令和7年5月31日"),
    ("case_no", "504"),
    ("pseudonym", "すずらん"),
    ("feature_1", _NOTHING),
    ("feature_2", _chip),
    ("feature_3", _NOTHING),
    ("feature_4", _NOTHING),
    ("feature_5", _chip),
    ("height_cm", "１４７"),
    ("height_method", partial(choose, "本人申告")),
    ("weight_kg", "41.0"),
    ("hba1c", "5.8"),
    (
        "conditions",
        [
            ("R6年3月受傷・手術、5月20日退院", "右大腿骨頸部骨折", "人工骨頭"),
            ("平成20年頃", "骨粗鬆症", ""),
        ],
    ),
    ("weights", [("R6.2.1", "44"), ("令和6年8月1日", "４１．０")]),
    (
        "medications",
        [
            ("アレンドロン酸錠35mg", "1錠", "週1回", "内服", ""),
            ("ゾルピデム錠5mg", "", "就寝前", "内服", "頓用"),
        ],
    ),
    ("feature_note", "食が細い"),
    ("projected_life_issues", partial(tick, True)),
    ("life_issues", ISSUES),
    ("projected_desired_life", partial(tick, False)),
    ("desired_life", WISH),
    ("goal_rows", [("墓参り", "毎年", "行けない", "一人で行く")]),
    ("application_trigger", "骨折で入院したこと"),
    ("strengths", "料理、元教員"),
    ("cm_assessment", VIEW),
    (
        "formal_services",
        [
            ("通所型サービスC", "短期集中", "週2回", "R6.6", "R6.9"),
            ("手すり", "住宅改修", "", "", ""),
        ],
    ),
    ("informal_supports", [("長男の妻", "買い物", "週末"), ("孫", "ごみ出し", "")]),
    ("program_type", "通所型C"),
    ("program_start", "R6.6.3"),
    ("program_end", "令和6年9月"),
    ("program_sessions", "24"),
    ("monitoring", "2024-08-05"),
    ("conference_time_status", STATUS),
    ("earlier_monitoring", [("R6.7.1", "石段は手引き")]),
    ("agenda_points", [("石段を一人で昇るには",), ("睡眠薬の見直し",)]),
    ("room_facts", [("玄関に石段3段", "①"), ("弁当作り", "2")]),
    ("support_question", "何があれば墓参りに行けるか？"),
    ("presenter_note", "家族は転倒を心配"),
    ("projected_body", partial(tick, False)),
    ("projected_judgement", partial(tick, True)),
    ("projected_risks", partial(tick, False)),
    ("projected_supports", partial(tick, True)),
    ("community_issues", [("坂の上に店がない",)]),
    ("checklist", _answer_checklist),
    ("physical_tests", [("R6.7.20", "17.5", "6.2", "14", "8", "13.1", "30", "杖を使用")]),
    ("interest_codes", _mark_interests),
    ("interest_words", "孫の弁当作り"),
    ("consent", partial(tick, True)),
    ("consent_family", partial(tick, True)),
    ("consent_method", "書面"),
    ("consent_date", "R6.5.27"),
    ("consent_scope", "会議と配付資料"),
    ("consent_withdrawn", _NOTHING),
    ("consent_note", "長女は電話で"),
    ("identity_name", "架空 花子"),
    ("identity_kana", "かくう はなこ"),
    ("identity_birth_date", "S15.3.1"),
    ("identity_insured_number", "0000123456"),
    ("identity_address", "架空市本郷1-2-3"),
    ("identity_phone", "000-0000-0000"),
    ("identity_emergency_contacts", "長男 000-0000-0001"),
    ("identity_relatives", "架空 一郎、架空 和子"),
    ("identity_facilities", "架空病院"),
]
"""Each field in the order in which Enter meets it."""

BEFORE = "233231132423333121"
PREDICTED = "122121121212222-11"
_CODE = dict(zip("123456-", ("O1", "O2", "D1", "D2", "X1", "X2", "NA"), strict=True))
PERSONAL = [f"{item.key} 痛みと不安" if place % 3 else "〃" for place, item in enumerate(items())]
PERSONAL[0] = "方向転換でふらつく"
ENVIRONMENT = [f"家具を伝う{place}" for place in range(len(items()))]


def _factors(texts: list[str]) -> list[str]:
    shown: list[str] = []
    for text in texts:
        shown.append(shown[-1] if text == "〃" else text)
    return shown


def _judgements() -> tuple[Judgement, ...]:
    personal = _factors(PERSONAL)
    before = [
        Judgement(
            item=item.key,
            time_point=TimePoint.BEFORE,
            rating=_CODE[BEFORE[place]],
            personal_factor=personal[place],
            environment_factor=ENVIRONMENT[place],
        )
        for place, item in enumerate(items())
    ]
    predicted = [
        Judgement(item=item.key, time_point=TimePoint.PREDICTED, rating=_CODE[PREDICTED[place]])
        for place, item in enumerate(items())
    ]
    return (*before, *predicted)


_ANSWERS = tuple(
    answer_for(number, yes=said == "y") for number, said in enumerate(CHECKLIST, start=1)
)
CASE = Case(
    case_no=504,
    pseudonym="すずらん",
    status=CaseStatus.PREPARING,
    session_type=SessionType.COMPREHENSIVE,
    conference_date=CareDate("令和6年8月9日", "2024-08-09"),
    staff="包括北　看護師",
    first_visit_date=CareDate("R6.5.27", "2024-05-27"),
    age=84,
    sex=Sex.FEMALE,
    disability_independence="A1",
    dementia_independence="自立",
    newly_certified=True,
    care_level="要支援2",
    baseline_date=CareDate("2024-06-01", "2024-06-01"),
    certification_from=CareDate("R6/6/1", "2024-06-01"),
    certification_to=CareDate("令和7年5月31日", "2025-05-31"),
    application_trigger="骨折で入院したこと",
    feature_codes=FEATURES,
    feature_note="食が細い",
    district="本郷",
    housing="2階建て戸建て。玄関に石段3段、浴室に段差。",
    household=Household(
        type="三世代同居",
        family_note="長男夫婦は共働き。孫は高校生。",
        daytime_alone=True,
        nearby_family="市内",
        key_person="長男の妻",
        caregiver_note="58歳、腰痛",
        family_professional="なし",
        work_of_family="長男夫婦は会社員",
    ),
    height_cm=147.0,
    height_method="本人申告",
    weight_kg=41.0,
    hba1c=5.8,
    weights=(
        Weight(date=CareDate("R6.2.1", "2024-02-01"), kg=44.0),
        Weight(date=CareDate("令和6年8月1日", "2024-08-01"), kg=41.0),
    ),
    conditions=(
        Condition(
            name="右大腿骨頸部骨折",
            onset=CareDate("R6年3月受傷・手術、5月20日退院", "2024-03"),
            note="人工骨頭",
        ),
        Condition(name="骨粗鬆症", onset=CareDate("平成20年頃", "2008", approximate=True)),
    ),
    medications=(
        Medication(sheet_text="アレンドロン酸錠35mg", amount="1錠", usage="週1回", route="内服"),
        Medication(sheet_text="ゾルピデム錠5mg", usage="就寝前", route="内服", regular=False),
    ),
    life_issues=ISSUES,
    desired_life=WISH,
    cm_assessment=VIEW,
    formal_services=(
        FormalService(
            text="通所型サービスC",
            kind="短期集中",
            frequency="週2回",
            start=CareDate("R6.6", "2024-06"),
            end=CareDate("R6.9", "2024-09"),
        ),
        FormalService(text="手すり", kind="住宅改修"),
    ),
    informal_supports=(
        InformalSupport(who="長男の妻", text="買い物", frequency="週末"),
        InformalSupport(who="孫", text="ごみ出し"),
    ),
    monitoring=(
        MonitoringNote(
            month_label="8月",
            date=CareDate("2024-08-05", "2024-08-05"),
            conference_time_status=STATUS,
        ),
        MonitoringNote(
            month_label="7月",
            date=CareDate("R6.7.1", "2024-07-01"),
            conference_time_status="石段は手引き",
        ),
    ),
    strengths="料理、元教員",
    interest_codes=("090:doing", "230:wish", "孫の弁当作り"),
    checklist=_ANSWERS,
    physical_tests=(
        PhysicalTest(
            measured=CareDate("R6.7.20", "2024-07-20"),
            grip_kg=17.5,
            walk5m_sec=6.2,
            tug_sec=14.0,
            one_leg_stand_sec=8.0,
            chair_stand_sec=13.1,
            calf_cm=30.0,
            note="杖を使用",
        ),
    ),
    short_term_program=ShortTermProgram(
        type="通所型C",
        start=CareDate("R6.6.3", "2024-06-03"),
        end=CareDate("令和6年9月", "2024-09"),
        sessions=24,
    ),
    agenda_points=(
        AgendaPoint(text="石段を一人で昇るには"),
        AgendaPoint(text="睡眠薬の見直し"),
    ),
    presenter_note="家族は転倒を心配",
    support_question="何があれば墓参りに行けるか？",
    community_issues=(CaseCommunityIssue(text="坂の上に店がない"),),
    room_facts=(
        RoomFact(stage="issue", text="玄関に石段3段"),
        RoomFact(stage="goal", text="弁当作り"),
    ),
    goal_rows=(GoalRow(topic="墓参り", before="毎年", now="行けない", target="一人で行く"),),
    projected_fields=frozenset({"life_issues", "agenda_points", "judgement", "supports"}),
    consent=Consent(
        person=True,
        family=True,
        method="書面",
        date=CareDate("R6.5.27", "2024-05-27"),
        scope="会議と配付資料",
        note="長女は電話で",
    ),
    judgements=_judgements(),
)
"""The case the paper says, field by field."""

IDENTITY = PrivateIdentity(
    case_uuid="",
    name="架空 花子",
    kana="かくう はなこ",
    birth_date=CareDate("S15.3.1", "1940-03-01"),
    address="架空市本郷1-2-3",
    phone="000-0000-0000",
    insured_number="0000123456",
    relatives=("架空 一郎", "架空 和子"),
    facilities=("架空病院",),
    emergency_contacts="長男 000-0000-0001",
)

"""Thousands of invented cases, written in bulk: nobody's, but shaped like real sheets.

A thousand sheets are drawn from pools and written as the product writes them; SQLite copies
their rows, for a hundred thousand cases mean more than a million texts. ``RARE`` stands in a few
of them, ``NOWHERE`` in none.
"""

from __future__ import annotations

import faulthandler
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Table, insert, text

from app.care.case import (
    CareDate,
    Case,
    CaseStatus,
    Condition,
    Household,
    Judgement,
    Medication,
    Sex,
    TimePoint,
)
from app.care.ids import new_id
from app.care.items import items
from app.care.medical_risk.drugs import drug_search_terms
from app.care.pseudonyms import plant_names
from app.exchange.case_json_read import read_cases
from app.models import fts
from app.models.case import cases, conditions, medications
from app.models.judgement import judgements
from app.models.mapping import flatten
from app.models.search import RANKS, search_cases, search_texts, text_id
from app.models.search_index import entries, field_rank
from app.models.shapes import CASE
from app.paths import resource
from app.services.store import Store

RARE: Final = "鮎釣"
NOWHERE: Final = "鯨漁"
WORDS: Final = {
    "broad": "アムロ",
    "broader": "転倒",
    "class": "サラサラ",
    "few": RARE,
    "none": NOWHERE,
}
_RARE_EVERY: Final = 5000
_RATED_EVERY: Final = 20
_CHUNK: Final = 4000
_SHEETS: Final = 1000
_NOW: Final = "2026-06-15T01:42:00.000+00:00"
_POOL: Final = 240

_WHO = ["長女", "長男", "次女", "隣人", "民生委員", "友人", "妻", "夫", "妹", "孫"]
_WHAT = [
    "買い物を手伝う",
    "通院に付き添う",
    "週に二度電話をする",
    "庭の草を取る",
    "夕食を届ける",
    "囲碁に誘う",
    "ごみを出す",
    "畑を一緒に耕す",
    "薬の飲み忘れを確かめる",
    "風呂の掃除をする",
]
_STATE = [
    "転倒への不安が強く外出を控えている",
    "膝の痛みで階段がつらい",
    "食欲が落ちて体重が減った",
    "夜間に何度もトイレに起きる",
    "火の消し忘れが増えた",
    "人と話す機会が減っている",
    "入浴の動作に時間がかかる",
    "薬を飲み忘れることがある",
    "冬になると閉じこもりがちになる",
    "歩行器で近所までは歩ける",
    "以前は町内会の世話役をしていた",
    "趣味の編み物を再開したい",
]
_DISEASES = [
    "高血圧症",
    "2型糖尿病",
    "変形性膝関節症",
    "腰椎圧迫骨折後",
    "心不全",
    "慢性腎臓病",
    "骨粗しょう症",
    "脳梗塞後",
    "パーキンソン病",
    "COPD",
    "不眠症",
    "うつ病",
    "関節リウマチ",
    "胃切除後",
    "白内障",
    "前立腺肥大症",
]
_DRUGS = [
    "アムロジピン",
    "ロスバスタチン",
    "フロセミド",
    "エソメプラゾール",
    "メトホルミン",
    "ゾルピデム",
    "カルベジロール",
    "アルファカルシドール",
    "酸化マグネシウム",
    "ワルファリンK",
    "タムスロシン",
    "ロキソプロフェン",
]
_DOSES = ["2.5mg", "5mg", "10mg", "20mg", "40mg"]
_PLACES = ["北", "南", "東", "西", "中央", "川辺", "花里", "桜台"]
_STAFF = ["地域包括支援センター", "居宅介護支援事業所"]
_TRADES = ["ケアマネジャー", "看護師", "社会福祉士", "保健師"]


def fill_cases(store: Store, count: int, *, lines: bool = True, seed: int = 7) -> None:
    """``count`` cases with their search texts; ``lines``: medicines, diseases and ratings too.

    The first ``_SHEETS`` go the product's way; the others are copies of their rows under a key
    and number of their own, made inside SQLite. A chunk is a transaction, so that it fits into
    the page cache: beyond it SQLite encrypts and syncs its pages again and again.
    """
    faulthandler.cancel_dump_traceback_later()  # pytest's limit is for a test that waits
    source = random.Random(seed)  # noqa: S311 - figures for a bench
    maker = _Maker(source)
    sheets = list(maker.cases(min(count, _SHEETS)))
    texts = [
        {"sheet": case.uuid, "number": case.case_no, "rank": rank, "field": field, "shown": shown,
         "id": text_id(case.case_no or 0, rank), "case_uuid": case.uuid, "grams": fts.grams(shown)}
        for case in sheets
        for rank, field, shown in maker.entries(case)
    ]  # fmt: skip
    parts = (conditions, medications, judgements) if lines else ()
    with store.write() as work:
        _put(work.connection, sheets, texts, parts)
    for start in range(len(sheets) + 1, count + 1, _CHUNK):
        with store.write() as work:
            _plan(work.connection, range(start, min(start + _CHUNK, count + 1)), source, texts)
            _copy(work.connection, parts)


class _Maker:
    """Draws cases; a text of a pool is folded once."""

    def __init__(self, source: random.Random) -> None:
        self._source = source
        sample = json.loads(resource("samples/sample_cases.json").read_text(encoding="utf-8"))
        self._level = sorted({c.care_level for c in read_cases(sample).cases if c.care_level})
        self._household = sorted({c.household.type for c in read_cases(sample).cases})
        self._stories = [self._story() for _ in range(_POOL)]
        self._lines = [self._line(drug, dose) for drug in _DRUGS for dose in _DOSES]
        self._names = plant_names()
        self._names_of: dict[str, str] = {}

    def entries(self, case: Case) -> Iterator[tuple[int, str, str]]:
        """What ``search_index.entries`` gives, with the names of a medicine looked up once."""
        for rank, line in enumerate(case.medications):
            if line.sheet_text not in self._names_of:
                self._names_of[line.sheet_text] = fts.BETWEEN.join(drug_search_terms(line))
            yield rank, "medications", self._names_of[line.sheet_text]
        yield from entries(replace(case, medications=()))

    def cases(self, count: int) -> Iterator[Case]:
        """``count`` cases with numbers from 1; the last of ``_SHEETS`` is the rare one."""
        for number in range(1, count + 1):
            case = self._case(number)
            rare = number == _SHEETS
            yield replace(case, strengths=f"{RARE}が得意だった") if rare else case

    def _story(self) -> str:
        draw = self._source
        return "。".join(draw.sample(_STATE, 3)) + f"。{draw.choice(_WHO)}が{draw.choice(_WHAT)}。"

    def _line(self, drug: str, dose: str) -> Medication:
        return Medication(uuid="", sheet_text=f"{drug}錠{dose}", generic=drug, amount=dose)

    def _case(self, number: int) -> Case:
        draw = self._source
        held = date(2022, 4, 1) + timedelta(days=draw.randrange(1500))
        chosen = draw.sample(self._lines, draw.randrange(2, 8))
        return Case(
            uuid=_key(number),
            case_no=number,
            pseudonym=draw.choice(self._names),
            status=draw.choice(list(CaseStatus)),
            age=draw.randrange(66, 98),
            sex=draw.choice((Sex.FEMALE, Sex.MALE)),
            care_level=draw.choice(self._level),
            staff=f"{draw.choice(_STAFF)}{draw.choice(_PLACES)} {draw.choice(_TRADES)}",
            district=f"{draw.choice(_PLACES)}地区",
            feature_codes=tuple(sorted(draw.sample(range(1, 6), draw.randrange(1, 4)))),
            household=Household(type=draw.choice(self._household)),
            conference_date=CareDate(held.isoformat(), held.isoformat()),
            conditions=tuple(Condition(name=name) for name in draw.sample(_DISEASES, 3)),
            medications=tuple(replace(line, uuid=new_id()) for line in chosen),
            life_issues=draw.choice(self._stories),
            desired_life=draw.choice(self._stories),
            cm_assessment=draw.choice(self._stories),
            strengths=draw.choice(self._stories),
            judgements=tuple(_ratings(draw)) if number % _RATED_EVERY == 0 else (),
        )


def _ratings(draw: random.Random) -> Iterator[Judgement]:
    for item in items():
        for point in (TimePoint.BEFORE, TimePoint.PREDICTED):
            yield Judgement(item=item.key, time_point=point, rating=draw.choice(("O1", "O2", "D1")))


def _key(number: int) -> str:
    """A key shaped like a UUIDv7, the same in each run; the last two figures are for lines."""
    return f"0197c000-0000-7000-8000-{number:010d}00"


def _put(
    connection: Connection, sheets: list[Case], texts: list[dict[str, Any]], parts: Sequence[Table]
) -> None:
    stamps = {"row_version": 1, "created_at": _NOW, "updated_at": _NOW}
    rows = [{**flatten(case), **CASE.derive(case), **stamps} for case in sheets]
    connection.execute(insert(cases), rows)
    for part in parts:
        connection.execute(insert(part), [row for case in sheets for row in _rows(case, part.name)])
    numbers = [{"number": case.case_no, "case_uuid": case.uuid} for case in sheets]
    connection.execute(insert(search_cases), numbers)
    connection.execute(insert(search_texts), texts)
    connection.execute(
        text("INSERT INTO search_index(rowid, grams) VALUES (:id, :grams)"),
        [{"id": row["id"], "grams": row["grams"]} for row in texts],
    )


def _rows(case: Case, name: str) -> Iterator[dict[str, Any]]:
    for position, line in enumerate(getattr(case, name)):
        key = f"{case.uuid[:-2]}{position:02d}"
        yield {**flatten(line), "uuid": key, "case_uuid": case.uuid, "position": position,
               "row_version": 1}  # fmt: skip


def _plan(
    connection: Connection, numbers: range, source: random.Random, texts: list[dict[str, Any]]
) -> None:
    """Which sheet each number copies: a random one, every 5,000th the rare one."""
    made = "CREATE TEMP TABLE IF NOT EXISTS"
    connection.execute(text(f"{made} plan (number INTEGER, uuid TEXT, sheet TEXT, grams TEXT)"))
    connection.execute(text("DELETE FROM temp.plan"))
    connection.execute(
        text("INSERT INTO temp.plan VALUES (:number, :uuid, :sheet, :grams)"),
        [
            {
                "number": number,
                "uuid": _key(number),
                "sheet": _key(source.randrange(1, _SHEETS) if number % _RARE_EVERY else _SHEETS),
                "grams": fts.grams(str(number)),
            }
            for number in numbers
        ],
    )
    # The contentless index doesn't give its tokens back.
    connection.execute(text(f"{made} kept (sheet TEXT, rank INTEGER, grams TEXT)"))
    if connection.execute(text("SELECT 1 FROM temp.kept")).first() is None:
        connection.execute(text("CREATE INDEX temp.ix_kept ON kept (sheet)"))
        rows = [{name: row[name] for name in ("sheet", "rank", "grams")} for row in texts]
        connection.execute(text("INSERT INTO temp.kept VALUES (:sheet, :rank, :grams)"), rows)


def _copy(connection: Connection, parts: Sequence[Table]) -> None:
    for table, owner, own in (
        (cases, "uuid", {"uuid": "plan.uuid", "case_no": "plan.number"}),
        *((part, "case_uuid", _LINE) for part in parts),
        (search_cases, "case_uuid", {"case_uuid": "plan.uuid", "number": "plan.number"}),
        (search_texts, "case_uuid", _TEXT),
    ):
        names = [column.name for column in table.columns]
        named = ", ".join(f'"{name}"' for name in names)
        taken = ", ".join(own.get(name, f'old."{name}"') for name in names)
        connection.execute(
            text(
                f"INSERT INTO {table.name} ({named}) SELECT {taken} FROM temp.plan"  # noqa: S608
                f" CROSS JOIN {table.name} AS old ON old.{owner} = plan.sheet"
            )
        )
    connection.execute(text(_INDEX), {"number_rank": field_rank("case_no")})


_LINE: Final = {
    "uuid": "substr(plan.uuid, 1, 34) || substr(old.uuid, 35)",
    "case_uuid": "plan.uuid",
}
_TEXT: Final = {
    "id": f"plan.number * {RANKS} + old.rank",
    "case_uuid": "plan.uuid",
    "shown": "CASE old.field WHEN 'case_no' THEN CAST(plan.number AS TEXT) ELSE old.shown END",
}
_INDEX: Final = (
    f"INSERT INTO search_index (rowid, grams) SELECT plan.number * {RANKS} + old.rank,"  # noqa: S608
    " CASE old.rank WHEN :number_rank THEN plan.grams ELSE old.grams END"
    " FROM temp.plan CROSS JOIN temp.kept AS old ON old.sheet = plan.sheet"
)

"""A case with an open doubt leaves by no way without names, and by each once it is answered."""

from __future__ import annotations

import html
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.care.case import Case, Consent, PrivacyDecision, PrivateIdentity, RiskDecision
from app.care.disclosure import open_doubts, with_answer, with_replacement
from app.care.wareki import parse_date
from app.conference.meeting import AgendaItem, Conference
from app.errors import InputRefused
from app.services.cases import get_case, get_identity, new_case, save_case, save_identity
from app.services.conferences import put_conference
from app.services.files import export_file
from app.services.handouts import list_handouts
from app.services.papers import preview, print_case_sheet, print_judgement_sheet, save_paper
from app.services.privacy import checker_of
from app.services.store import Store

SPELLED = "ﾓﾘﾀﾊﾅ"
Way = Callable[[Store, str, Path], object]
WAYS: dict[str, Way] = {
    "sheet": lambda store, uuid, out: print_case_sheet(store, [uuid], out / "a.pdf"),
    "judgement": lambda store, uuid, out: print_judgement_sheet(store, [uuid], out / "b.pdf"),
    "preview": lambda store, uuid, _: preview(store, "case_sheet", [uuid]),
    "judgement preview": lambda store, uuid, _: preview(store, "judgement_sheet", [uuid]),
    "export": lambda store, _, out: export_file(store, out / "c.json"),
    "export of one": lambda store, uuid, out: export_file(store, out / "d.json", case_nos=[uuid]),
}


@pytest.fixture
def case(store: Store) -> Case:
    """A case whose person is named in half-width kana, in a field that no paper shows."""
    made = new_case(store)
    named = replace(
        made,
        case_no=201,
        consent=Consent(person=True, family=True),
        staff="北部包括 佐伯",
        life_issues="膝が痛い",
        presenter_note=f"{SPELLED}さんは転倒が怖い",
    )
    save_identity(store, PrivateIdentity(case_uuid=made.uuid, name="森田 ハナ", kana="モリタ ハナ"))
    return save_case(store, named).case


@pytest.mark.parametrize("way", WAYS)
def test_no_way_out_with_an_open_doubt(store: Store, case: Case, tmp_path: Path, way: str) -> None:
    out = tmp_path / "out"
    out.mkdir()

    with pytest.raises(InputRefused) as refused:
        WAYS[way](store, case.uuid, out)

    said = refused.value.sentence()
    assert refused.value.exit_code == 3
    assert "個人情報の確認が1件残っています（担当からの一言）" in said
    assert SPELLED not in said
    assert list(out.iterdir()) == []
    assert list_handouts(store) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("decided", ["answer", "replacement"])
def test_a_decision_opens_every_way(
    store: Store, case: Case, tmp_path: Path, way: str, decided: str
) -> None:
    (doubt,) = open_doubts(case, checker_of(store, case.uuid))
    made = (
        with_answer(case, doubt) if decided == "answer" else with_replacement(case, doubt, "本人")
    )
    save_case(store, made)

    assert WAYS[way](store, case.uuid, tmp_path) is not None


def test_a_preview_made_before_a_doubt_is_not_saved(
    store: Store, case: Case, tmp_path: Path
) -> None:
    clean = save_case(store, replace(case, presenter_note="")).case
    made = preview(store, "case_sheet", [case.uuid])
    save_case(store, replace(clean, life_issues="森田さんは膝が痛い"))

    with pytest.raises(InputRefused):
        save_paper(store, made, tmp_path / "late.pdf")


def test_export_with_names_stays_possible(store: Store, case: Case, tmp_path: Path) -> None:
    assert export_file(store, tmp_path / "named.json", with_identity=True) == 1
    assert SPELLED in (tmp_path / "named.json").read_text(encoding="utf-8")
    assert get_case(store, case.uuid) == case


def test_an_export_without_names_holds_no_staff_and_no_replaced_words(
    store: Store, case: Case, tmp_path: Path
) -> None:
    said = (
        PrivacyDecision(snippet="森田さん", state="replaced"),
        PrivacyDecision(snippet="森の会", state="not_a_name"),
    )
    save_case(store, replace(case, presenter_note="", privacy_decisions=said))
    export_file(store, tmp_path / "out.json")

    (written,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["cases"]
    text = json.dumps(written, ensure_ascii=False)
    assert "北部包括" in text
    assert "佐伯" not in text
    assert "森田" not in text
    assert "森の会" in text


def test_all_practice_cases_are_free_to_go(samples: Store, tmp_path: Path) -> None:
    assert export_file(samples, tmp_path / "all.json") == 10


def test_an_imported_session_goes_out_without_what_names_somebody(
    store: Store, case: Case, tmp_path: Path
) -> None:
    """Unknown keys of a session can't be edited, so nobody could answer a doubt about them."""
    save_case(store, replace(case, presenter_note="", staff="北部包括 佐伯"))
    extra = {
        "氏名": "x",
        "note": "佐伯さんが司会",
        "tel": "0",
        "contact": "090-1234-5678",
        "room": "大会議室",
    }
    store_conference = Conference(
        date="2024-08-08", agenda=(AgendaItem(case_uuid=case.uuid),), extra=extra
    )
    with store.write() as work:
        put_conference(work, store_conference, action="imported")

    export_file(store, tmp_path / "out.json")
    export_file(store, tmp_path / "all.json", with_identity=True)

    def session(name: str) -> dict[str, object]:
        written = json.loads((tmp_path / name).read_text(encoding="utf-8"))
        return dict(written["sessions"][0])

    assert extra.keys() & session("out.json").keys() == {"room"}
    assert extra.keys() <= session("all.json").keys()


@pytest.mark.parametrize("suffix", [".json", ".xlsx", ".csv"])
def test_nothing_of_the_identity_and_no_login_name_is_in_a_file_without_names(
    store: Store, case: Case, tmp_path: Path, suffix: str
) -> None:
    """Canaries in every private field and in who answered; every part of the file is read."""
    secret = {
        name: f"カナリヤ{place}番"
        for place, name in enumerate(("name", "kana", "address", "phone", "insured_number",
                                      "emergency_contacts"))
    }  # fmt: skip
    identity = PrivateIdentity(
        case_uuid=case.uuid, **secret, relatives=("カナリヤ親族",), facilities=("カナリヤ医院",),
        birth_date=parse_date("昭和15年2月29日"), extra={"note": "カナリヤ備考"},
    )  # fmt: skip
    current = get_identity(store, case.uuid)
    save_identity(store, replace(identity, row_version=current.row_version if current else 0))
    answered = replace(
        case,
        presenter_note="",
        risk_decisions=(RiskDecision(rule_id="R01", state="checked", by="ウグイス職員"),),
        privacy_decisions=(PrivacyDecision(snippet="森", state="not_a_name", by="ウグイス職員"),),
        extra={"氏名": "メジロ"},
    )
    store.actor = "ウグイス職員"
    save_case(store, answered)
    out = tmp_path / f"out{suffix}"

    export_file(store, out)

    assert not any(word in content for content in _everything(out) for word in CANARIES)
    export_file(store, out, with_identity=True)
    assert any("カナリヤ0番" in content for content in _everything(out))


CANARIES = ("カナリヤ", "1940", "ウグイス", "メジロ")


def _everything(file: Path) -> list[str]:
    if file.suffix != ".xlsx":
        return [file.read_text(encoding="utf-8-sig")]
    with zipfile.ZipFile(file) as parts:
        return [html.unescape(parts.read(name).decode("utf-8")) for name in parts.namelist()]

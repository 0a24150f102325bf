"""What the parts of nested fields and rows are called: ``household.key_person`` → キーパーソン."""

from __future__ import annotations

from app.care.field_names import field_label
from app.care.physical import kinds_of_test
from app.i18n import tr


def part_label(field: str, part: str) -> str:
    """The name of ``part`` inside the field or row ``field``; nothing where it goes without."""
    if field == "physical_tests":
        tests = {kind.field: kind.label() for kind in kinds_of_test()}
        if part in tests:
            return tests[part]
    return _parts().get(field, {}).get(part) or _common().get(part, "")


def identity_label(field: str) -> str:
    """The name of a field of the private identity."""
    return {
        "name": tr("氏名"),
        "kana": tr("ふりがな"),
        "birth_date": tr("生年月日"),
        "address": tr("住所"),
        "phone": tr("電話"),
        "insured_number": tr("被保険者番号"),
        "relatives": tr("家族の名前"),
        "facilities": tr("利用する施設の名前"),
        "emergency_contacts": tr("緊急連絡先"),
    }.get(field) or field_label(field)


def _common() -> dict[str, str]:
    return {
        "date": tr("日"),
        "note": tr("補足"),
        "frequency": tr("頻度"),
        "start": tr("始まり"),
        "end": tr("終わり"),
        "by": tr("記入者"),
        "decided_at": tr("記入日"),
        "extra": tr("その他"),
    }


def _parts() -> dict[str, dict[str, str]]:
    return {
        "household": {
            "family_note": tr("家族"),
            "daytime_alone": tr("日中は一人"),
            "nearby_family": tr("近くの家族"),
            "key_person": tr("キーパーソン"),
            "caregiver_note": tr("介護者の年齢・健康"),
            "family_professional": tr("家族の中の専門職"),
            "work_of_family": tr("家族の仕事"),
        },
        "consent": {
            "person": tr("本人"),
            "family": tr("家族"),
            "method": tr("方法"),
            "scope": tr("同意の範囲"),
            "withdrawn": tr("撤回の日"),
        },
        "short_term_program": {"sessions": tr("回数")},
        "conditions": {"name": tr("病名"), "onset": tr("発症")},
        "medications": {
            "sheet_text": tr("薬の名前"),
            "generic": tr("一般名"),
            "brand": tr("商品名"),
            "amount": tr("量"),
            "usage": tr("用法"),
            "route": tr("使い方"),
            "regular": tr("定期"),
            "classes": tr("薬の種類"),
        },
        "formal_services": {"kind": tr("種類")},
        "informal_supports": {"who": tr("だれが")},
        "monitoring": {"month_label": tr("月"), "conference_time_status": tr("状況")},
        "physical_tests": {"measured": tr("測定日")},
        "community_issues": {"codes": tr("分類")},
        "room_facts": {"stage": tr("段階")},
        "goal_rows": {
            "before": tr("以前"),
            "now": tr("いま"),
            "target": tr("半年後の目標"),
            "agreed": tr("合意"),
        },
        "judgements": {
            "missing_reason": tr("判定できない理由"),
            "personal_factor": tr("個人因子"),
            "environment_factor": tr("環境因子"),
            "rated_by": tr("判定した人"),
            "rated_on": tr("判定した日"),
        },
        "follow_ups": {
            "target_date": tr("期日"),
            "outcome_code": tr("結果"),
            "care_level": tr("要介護区分"),
            "reassessed": tr("再評価"),
            "residence": tr("住まい"),
            "services_in_use": tr("利用中のサービス"),
            "recorded_on": tr("記入日"),
        },
    }

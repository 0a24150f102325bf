"""What the fields of a case are called on the sheet (DOMAIN.md §1.1, §1.8)."""

from __future__ import annotations

from collections.abc import Mapping

from app.i18n import tr


def field_label(path: str, lang: str | None = None) -> str:
    """The label of the field that a path of ``care.changes`` belongs to.

    A field without a label of its own (an unknown key of an import) reads 「その他」.
    """
    field = path.split("[", 1)[0].split(".", 1)[0]
    return _labels(lang).get(field) or tr("その他", lang=lang)


def _labels(lang: str | None) -> Mapping[str, str]:
    return {**_person(lang), **_body(lang), **_life(lang), **_meeting(lang)}


def _person(lang: str | None) -> Mapping[str, str]:
    return {
        "case_no": tr("No", lang=lang),
        "pseudonym": tr("仮名", lang=lang),
        "status": tr("状態", lang=lang),
        "session_type": tr("会議の種類", lang=lang),
        "previous_case_uuid": tr("前回の事例", lang=lang),
        "conference_date": tr("カンファレンス日", lang=lang),
        "staff": tr("担当", lang=lang),
        "first_visit_date": tr("初回訪問日", lang=lang),
        "age": tr("年齢", lang=lang),
        "birth_year": tr("生年", lang=lang),
        "sex": tr("性別", lang=lang),
        "disability_independence": tr("障別", lang=lang),
        "dementia_independence": tr("認知症", lang=lang),
        "previous_care_level": tr("前回の介護区分", lang=lang),
        "newly_certified": tr("前回の介護区分", lang=lang),
        "care_level": tr("要介護区分", lang=lang),
        "baseline_date": tr("基準日", lang=lang),
        "certification_from": tr("認定有効期間", lang=lang),
        "certification_to": tr("認定有効期間", lang=lang),
        "application_trigger": tr("申請のきっかけ", lang=lang),
        "feature_codes": tr("特徴", lang=lang),
        "feature_note": tr("特徴", lang=lang),
        "district": tr("地区", lang=lang),
        "housing": tr("住環境", lang=lang),
        "household": tr("世帯構成", lang=lang),
        "consent": tr("同意", lang=lang),
    }


def _body(lang: str | None) -> Mapping[str, str]:
    return {
        "height_cm": tr("身長", lang=lang),
        "height_method": tr("身長", lang=lang),
        "weight_kg": tr("体重", lang=lang),
        "imported_bmi": tr("BMI", lang=lang),
        "hba1c": tr("HbA1c", lang=lang),
        "weights": tr("体重", lang=lang),
        "conditions": tr("医療情報", lang=lang),
        "medications": tr("服薬情報", lang=lang),
        "checklist": tr("基本チェックリスト", lang=lang),
        "physical_tests": tr("体力測定", lang=lang),
    }


def _life(lang: str | None) -> Mapping[str, str]:
    return {
        "life_issues": tr("生活課題", lang=lang),
        "desired_life": tr("望む暮らし", lang=lang),
        "cm_assessment": tr("ケアマネの見立て", lang=lang),
        "formal_services": tr("フォーマルサービス", lang=lang),
        "informal_supports": tr("インフォーマルサービス", lang=lang),
        "monitoring": tr("モニタリング", lang=lang),
        "strengths": tr("得意・好きなこと", lang=lang),
        "interest_codes": tr("興味・関心", lang=lang),
        "short_term_program": tr("短期集中予防サービス", lang=lang),
    }


def _meeting(lang: str | None) -> Mapping[str, str]:
    return {
        "agenda_points": tr("論点", lang=lang),
        "presenter_note": tr("担当からの一言", lang=lang),
        "support_question": tr("問い", lang=lang),
        "community_issues": tr("地域課題", lang=lang),
        "room_facts": tr("会場に映す事実", lang=lang),
        "goal_rows": tr("目標", lang=lang),
        "projected_fields": tr("会場に映す項目", lang=lang),
        "judgements": tr("ADL・IADL", lang=lang),
        "risk_decisions": tr("医学的リスク", lang=lang),
        "privacy_decisions": tr("個人情報の確認", lang=lang),
        "follow_ups": tr("追跡評価", lang=lang),
        "extra": tr("ほかのデータ", lang=lang),
    }

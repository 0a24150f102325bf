"""DOMAIN.md §4.3 row by row: each generic and brand, however it is spelled, has exactly its classes."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

import pytest

from app.care.medical_risk import classify, drug_classes

# Class → medicines; a generic and its brands stand together, separated by spaces.
TABLE = {
    "anticoagulant_vka": "ワルファリンカリウム ワーファリン",
    "anticoagulant_doac": "アピキサバン エリキュース; リバーロキサバン イグザレルト; "
    "エドキサバン リクシアナ; ダビガトラン プラザキサ",
    "antiplatelet": "アスピリン バイアスピリン バファリン配合錠A81 タケルダ キャブピリン; "
    "クロピドグレル プラビックス コンプラビン; プラスグレル エフィエント; シロスタゾール プレタール; "
    "チクロピジン パナルジン",
    "loop_diuretic": "フロセミド ラシックス; アゾセミド ダイアート; トラセミド ルプラック",
    "thiazide": "トリクロルメチアジド フルイトラン; インダパミド ナトリックス; ヒドロクロロチアジド "
    "エカード配合錠 ミコンビ配合錠 プレミネント配合錠 コディオ配合錠",
    "mra": "スピロノラクトン アルダクトンA; エプレレノン セララ; エサキセレノン ミネブロ",
    "vaptan": "トルバプタン サムスカ",
    "sglt2": "ダパグリフロジン フォシーガ; エンパグリフロジン ジャディアンス; "
    "カナグリフロジン カナグル; イプラグリフロジン スーグラ",
    "ras": "エナラプリル レニベース; イミダプリル タナトリル; ペリンドプリル コバシル; "
    "カンデサルタン ブロプレス; テルミサルタン ミカルディス; オルメサルタン オルメテック; "
    "アジルサルタン アジルバ; バルサルタン ディオバン; ロサルタン ニューロタン; "
    "サクビトリルバルサルタン エンレスト",
    "ccb": "アムロジピン ノルバスク アムロジン; ニフェジピン アダラートCR; "
    "アゼルニジピン カルブロック; シルニジピン アテレック",
    "betablocker": "ビソプロロール メインテート ビソノテープ; カルベジロール アーチスト; "
    "アテノロール テノーミン",
    "alpha1": "タムスロシン ハルナール; シロドシン ユリーフ; ナフトピジル フリバス; "
    "ドキサゾシン カルデナリン",
    "digoxin": "ジゴキシン ジゴシン ハーフジゴキシン; メチルジゴキシン ラニラピッド",
    "bzd": "エチゾラム デパス; ブロチゾラム レンドルミン; トリアゾラム ハルシオン; "
    "フルニトラゼパム サイレース; ロラゼパム ワイパックス; アルプラゾラム ソラナックス コンスタン; "
    "ジアゼパム セルシン ホリゾン; クロチアゼパム リーゼ; ロフラゼプ酸エチル メイラックス; "
    "ニトラゼパム ベンザリン",
    "zdrug": "ゾルピデム マイスリー; ゾピクロン アモバン; エスゾピクロン ルネスタ",
    "antichol_bladder": "ソリフェナシン ベシケア; プロピベリン バップフォー; "
    "フェソテロジン トビエース; イミダフェナシン ウリトス ステーブラ; "
    "オキシブチニン ポラキス ネオキシテープ",
    "antichol_other": "クロルフェニラミン ポララミン ペレックス配合顆粒; "
    "ジフェンヒドラミン レスタミン 市販睡眠改善薬; ヒドロキシジン アタラックス; "
    "アミトリプチリン トリプタノール; トリヘキシフェニジル アーテン; プロメタジン ピレチア PL配合顆粒",
    "nsaid_oral": "ロキソプロフェン ロキソニン; セレコキシブ セレコックス; ジクロフェナク ボルタレン; "
    "メロキシカム モービック; エトドラク ハイペン オステラック; ナプロキセン ナイキサン",
    "bisphosphonate_oral": "アレンドロン酸 フォサマック ボナロン; リセドロン酸 アクトネル ベネット; "
    "ミノドロン酸 ボノテオ リカルボン; イバンドロン酸 ボンビバ",
    "bone_other": "デノスマブ プラリア; ロモソズマブ イベニティ; テリパラチド フォルテオ テリボン; "
    "ラロキシフェン エビスタ; バゼドキシフェン ビビアント; エルデカルシトール エディロール; "
    "アルファカルシドール アルファロール ワンアルファ; ゾレドロン酸 リクラスト",
    "mgo": "酸化マグネシウム マグミット 重カマ",
    "insulin": "インスリングラルギン ランタス ランタスXR; インスリンデグルデク トレシーバ ライゾデグ; "
    "インスリンアスパルト ノボラピッド フィアスプ; インスリンリスプロ ヒューマログ ルムジェブ",
    "su": "グリメピリド アマリール; グリベンクラミド オイグルコン ダオニール; グリクラジド グリミクロン",
    "glinide": "ナテグリニド スターシス ファスティック; ミチグリニド グルファスト; "
    "レパグリニド シュアポスト",
    "metformin": "メトホルミン メトグルコ",
    "chei": "ドネペジル アリセプト; ガランタミン レミニール; "
    "リバスチグミン イクセロンパッチ リバスタッチ",
    "antipsychotic": "リスペリドン リスパダール; クエチアピン セロクエル; スルピリド ドグマチール; "
    "チアプリド グラマリール; ハロペリドール セレネース; メトクロプラミド プリンペラン",
    "special_interval": "メトトレキサート リウマトレックス",  # and the strengths of WEEKLY
    "mtx": "メトトレキサート リウマトレックス メトジェクト",
    "steroid": "プレドニゾロン プレドニン; ベタメタゾン リンデロン; デキサメタゾン デカドロン",
    "antiparkinson": "レボドパ・カルビドパ メネシット ネオドパストン ドパコール; "
    "レボドパ・ベンセラジド マドパー イーシー・ドパール; プラミペキソール ビ・シフロール ミラペックスLA; "
    "ロチゴチン ニュープロパッチ; セレギリン エフピー",
    "kampo_licorice": "芍薬甘草湯 ツムラ68; 抑肝散 ツムラ54; 補中益気湯 ツムラ41; 葛根湯 ツムラ1; "
    "小青竜湯 ツムラ19; 六君子湯 ツムラ43",
    "h2": "ファモチジン ガスター",
    "gabapentinoid": "プレガバリン リリカ; ミロガバリン タリージェ",
    "opioid_weak": "トラマドール トラマール トラムセット",
    "inhaler": "チオトロピウム スピリーバ スピオルト; FF/UMEC/VI テリルジー; BUD/FM シムビコート; "
    "プロカテロール メプチン",
}
# Combination tablets: what is in them besides the class they are listed under.
COMBINED = {
    "エカード配合錠": "ras",
    "ミコンビ配合錠": "ras",
    "プレミネント配合錠": "ras",
    "コディオ配合錠": "ras",
}
# Strengths taken once a week or month, and a daily one of the same medicine.
WEEKLY = {
    "アレンドロン酸 フォサマック ボナロン": (("35mg",), ("5mg",)),
    "リセドロン酸 アクトネル ベネット": (("17.5mg", "75mg"), ("2.5mg",)),
    "ミノドロン酸 ボノテオ リカルボン": (("50mg",), ("1mg",)),
}


def _half_width() -> dict[str, str]:
    """ワ → ﾜ, ガ → ｶﾞ: the standard library only knows the other way."""
    plain = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF61, 0xFF9E)}
    voiced = {
        unicodedata.normalize("NFKC", half + mark): half + mark
        for half in plain.values()
        for mark in "\uff9e\uff9f"
    }
    return {one: half for one, half in {**voiced, **plain}.items() if len(one) == 1}


HALF = str.maketrans(_half_width())
FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


def names_of(medicines: str) -> list[str]:
    return re.split(r"[; ]+", medicines)


def expected() -> dict[str, set[str]]:
    """Name → its classes: a name may stand in several rows."""
    classes: dict[str, set[str]] = defaultdict(set)
    for code, medicines in TABLE.items():
        for name in names_of(medicines):
            classes[name].add(code)
    for name, code in COMBINED.items():
        classes[name].add(code)
    return classes


def spellings(name: str, strength: str = "3mg") -> list[str]:
    """A name as sheets write it: alone, in both widths, with strength, form and maker."""
    full = f"{name} {strength}「トーワ」"
    formed = name if re.search(r"錠|顆粒|テープ|パッチ|\d$|/", name) else f"{name}OD錠"
    joint = " " if name[-1].isdigit() else ""  # ツムラ1 and 3mg aren't ツムラ13
    return [
        f"{name}{joint}{strength}",
        f"{name} {strength}(日医工)",
        f"{formed} {strength}「サワイ」",
        full,
        full.translate(HALF),
        full.translate(FULL),
    ]


def wrong(texts: list[str], classes: set[str]) -> dict[str, tuple[str, ...]]:
    return {text: found for text in texts if set(found := classify(text)) != classes}


def test_the_table_has_every_class_of_the_dictionary() -> None:
    assert {known.code for known in drug_classes()} == set(TABLE)


@pytest.mark.parametrize("code", TABLE)
def test_each_name_of_a_row_has_exactly_its_classes(code: str) -> None:
    classes = expected()
    mistaken: dict[str, tuple[str, ...]] = {}
    for name in names_of(TABLE[code]):
        alone = [name, name.translate(HALF), name.translate(FULL)]
        mistaken |= wrong([*alone, *spellings(name)], classes[name])

    assert mistaken == {}


@pytest.mark.parametrize("medicines", WEEKLY)
def test_the_strength_tells_a_weekly_tablet_from_a_daily_one(medicines: str) -> None:
    weekly, daily = WEEKLY[medicines]
    mistaken: dict[str, tuple[str, ...]] = {}
    for name in names_of(medicines):
        for strength in weekly:
            both = {"bisphosphonate_oral", "special_interval"}
            mistaken |= wrong(spellings(name, strength), both)
        for strength in daily:
            mistaken |= wrong(spellings(name, strength), {"bisphosphonate_oral"})

    assert mistaken == {}

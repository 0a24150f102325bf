"""The text boundary and the search key (RELIABILITY.md §C "text boundary").

``clean`` runs on every text that comes in, ``search_key`` on everything that is compared.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_JOINER: Final = "\u200d"
_VARIATION: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

# Variant kanji met in names and places, folded to the form most people type.
_VARIANT_PAIRS: Final = (
    "髙高 﨑崎 嵜崎 﨏崎 碕崎 濵浜 濱浜 邉辺 邊辺 齋斉 齊斉 斎斉 澤沢 櫻桜 廣広 國国 圀国 嶋島 "
    "嶌島 德徳 惠恵 壽寿 學学 藏蔵 龍竜 瀧滝 冨富 峯峰 淵渕 渊渕 條条 槇槙 眞真 實実 榮栄 團団 "
    "圓円 假仮 價価 佛仏 來来 傳伝 兒児 黑黒 齒歯 靜静 縣県 總総 彌弥 禮礼 穗穂 莊荘 萬万 豐豊 "
    "賴頼 邨村 鄕郷 郞郎 錄録 鐵鉄 關関 靑青 韮韭 鷗鴎 鹽塩 麥麦 麵麺 龜亀 氣気 澁渋 淸清 潑溌 "
    "瀨瀬 燈灯 爲為 狹狭 當当 疊畳 癡痴 發発 盡尽 縱縦 繩縄 聲声 聰聡 膽胆 舊旧 藝芸 藥薬 號号 "
    "蟬蝉 螢蛍 處処 衞衛 裝装 覺覚 觀観 讀読 變変 豫予 轉転 醫医 釋釈 鍊錬 隨随 險険 雜雑 顯顕 "
    "飮飲 體体 髮髪 鬪闘 辯弁 瓣弁 步歩 每毎 緣縁 敎教 曉暁 晝昼 會会 桒桑 栁柳 槗橋 橫横 權権 "
    "歸帰 歲歳 殘残 澀渋 濟済 灣湾 爐炉 莖茎 莵菟 將将 專専 尙尚 屬属 嶽岳 巖巌 巢巣 帶帯 廳庁 "
    "彈弾 從従 戀恋 戶戸 戾戻 拂払 拔抜 揭掲 攝摂 收収 敍叙 數数 斷断 晉晋 𠮷吉 𣘺橋 𫝆今 𠩤原 "
    "增増 壞壊 壹壱 孃嬢 寢寝 寶宝 藪薮 籠篭 諫諌 靍鶴 靏鶴 舘館 祕秘 葊庵 埜野 桺柳 鉃鉄 閒間 "
    "鄰隣 雞鶏 頰頬 飜翻 驅駆 驗験 攪撹 搔掻 摑掴 繫繋 蠟蝋 蔣蒋 瘦痩 簞箪 顚顛 頸頚 囓噛 塡填 "
    "屢屡 彎湾 儘侭 嚙噛 剝剥 噓嘘 焰焔 禱祷 醬醤 鷄鶏 麴麹 黃黄 鑛鉱 鐮鎌 銹錆 萠萌 蘆芦 檜桧 "
    "籔薮 鯵鰺 礪砺 檮梼 濤涛 瑤瑶 遙遥 堯尭 凜凛 熙煕 迩邇 曾曽 楳梅 辨弁 刄刃 臺台 竝並 寬寛 "
    "曻昇 凉涼 冲沖 强強 彥彦 吳呉 勳勲 效効 卽即 淺浅 溫温 祿禄 禪禅 稻稲 譽誉 讓譲 遲遅 鎭鎮 "
    "錢銭 凬風 冝宜 啟啓 寳宝 廚厨 栢柏 烟煙 畧略 畄留 礒磯 穐秋 籏旗 翆翠 舩船 薗園 霸覇 軆体 "
    "鋪舗 峽峡 惡悪 應応 缺欠 敕勅 滿満 獨独 聽聴 營営 亞亜 鈆鉛 壯壮 淨浄 牀床 燒焼 "
)
_VARIANTS: Final = {ord(pair[0]): pair[1] for pair in _VARIANT_PAIRS.split()}

_HIRAGANA_TO_KATAKANA: Final = {
    code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)
}
_SMALL_TO_LARGE: Final = str.maketrans("ヶヵ", "ケカ")
_LONG_VOWELS: Final = re.compile(r"(?<=[ァ-ヺ])[-‐‑‒–—―−ー~〜]+")
_LINE_ENDS: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SEPARATORS: Final = re.compile(r"[\s・･]+")


def clean(text: str) -> str:
    """``text`` fit to be stored: NFC, LF line ends, no control, zero-width or bidi marks.

    Tabs and line feeds stay, and so do variation selectors (𠮷 and name glyphs) and the joiner
    inside an emoji. Half a surrogate pair, which SQLite would refuse, is dropped.
    """
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    kept = [
        ch
        for position, ch in enumerate(text)
        if _allowed(ch) or (ch == _JOINER and _joins_emoji(text, position))
    ]
    return "".join(kept)


def _allowed(ch: str) -> bool:
    # Cc: controls, Cf: zero-width, bidi and soft hyphen, Cs: half a surrogate pair.
    return ch in "\n\t" or (
        unicodedata.category(ch) not in {"Cc", "Cf", "Cs"} and ch not in "\ufffe\uffff"
    )


def _joins_emoji(text: str, position: int) -> bool:
    """Whether the joiner at ``position`` stands between two pictographs (a family emoji)."""
    before = text[:position].rstrip("\ufe0f")[-1:]
    after = text[position + 1 : position + 2]
    return bool(before and after) and _is_pictograph(before) and _is_pictograph(after)


def _is_pictograph(ch: str) -> bool:
    return 0x1F000 <= ord(ch) < 0x20000 or 0x2190 <= ord(ch) < 0x3000


def separated(text: str) -> tuple[str, ...]:
    """The parts of a list as people type it into one line: 長女、次男."""
    return tuple(part.strip() for part in text.replace(",", "、").split("、") if part.strip())


def search_key(text: str) -> str:
    """``text`` folded so that spellings of one word meet: あむろ finds アムロジピン.

    NFKC, lower case, variant kanji, hiragana to katakana, ヶ to ケ, long vowels and their
    hyphens to ー, spaces and middle dots away.
    """
    key = _VARIATION.sub("", text).translate(_VARIANTS)
    key = unicodedata.normalize("NFKC", clean(key)).lower().translate(_VARIANTS)
    key = key.translate(_HIRAGANA_TO_KATAKANA).translate(_SMALL_TO_LARGE)
    key = _SEPARATORS.sub("", _LONG_VOWELS.sub("ー", key))
    return unicodedata.normalize("NFKC", key)  # a mark typed apart (か゛) has lost its space


def vowels_written_out(key: str) -> str:
    """A search key with each ー as the vowel it draws out: コーヒー and コオヒイ meet.

    Only the search uses it. オウ and エイ stay as written, for 思う is not 思お. The length of the
    key doesn't change.
    """
    if "ー" not in key:
        return key
    written: list[str] = []
    for ch in key:
        vowel = _vowel(written[-1]) if ch == "ー" and written else ""
        written.append(vowel or ch)
    return "".join(written)


@lru_cache(maxsize=256)
def _vowel(kana: str) -> str:
    """ア for カ, by its name in Unicode; nothing for ン and what isn't katakana."""
    if not "ァ" <= kana <= "ヺ":
        return ""
    sound = unicodedata.name(kana, "")[-1:]
    return dict(zip("AIUEO", "アイウエオ", strict=True)).get(sound, "")


def bigrams(key: str) -> str:
    """A search key as overlapping pairs, for a full-text index (TOOLCHAIN.md, Japanese search).

    FTS5's own trigrams can't answer two-character words such as 転倒. A key of one character
    gives that character.
    """
    if len(key) < 2:
        return key
    return " ".join(key[i : i + 2] for i in range(len(key) - 1))

"""Cells that hold several diseases, medicines or services, cut where it is safe (DOMAIN.md §1.7).

A cell with line breaks is cut there. A cell in one line is cut at 、 / ・ or a space only where
what follows begins an entry of its own; otherwise the text stays whole, because a half medicine
is worse than two in one line. Nothing is left out: joined again, the entries give the cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from app.care.case import CareDate, Condition, FormalService, InformalSupport, Medication
from app.care.wareki import parse_date

_OPEN, _CLOSE = "(（「『【[［〔〈", ")）」』】]］〕〉"
_BULLET: Final = re.compile(
    r"^[\s　]*(?:[・●○〇◯■□◆◇※•▪*＊]|[-－–—](?!\d)|[（(]?\d{1,2}[)）.．、](?!\d))[\s　]*"
)
_CIRCLED: Final = re.compile(r"[①-⑳]")
_LIST_NUMBER: Final = re.compile(r"(?<=[\s　])[（(]?\d{1,2}[)）.．](?=[^\d\s])")

_FIRST_NUMBER: Final = re.compile(r"[\s　]*[（(]?[1１][)）.．](?!\d)")

_DISEASE: Final = re.compile(
    r"(?:症|病|炎|癌|がん|ガン|腫|瘍|骨折|血圧|不全|梗塞|出血|狭窄|狭窄症|不整脈|細動|貧血|肥大|ヘルニア|"
    r"喘息|ぜんそく|結石|緑内障|白内障|難聴|不眠|便秘|うつ|リウマチ|糖尿|脱臼|潰瘍|硬化|拘縮|骨粗しょう|"
    r"COPD|MCI|Parkinson|パーキンソン|症候群|アレルギー|動脈瘤|瘤|てんかん|頻尿|失禁|ブロック)$"
)
_SHORTEST_DATED_NAME: Final = 3  # 再発 with a date goes on with the disease before
_LOOSE_DISEASE: Final = re.compile(
    r"(?:術|術後|手術|麻痺|障害|低下|療法|後遺症|既往|疑い|透析|ペースメーカー|傾向)$"
)
_ERA_DATE: Final = r"(?<![A-Za-z])(?:明治|大正|昭和|平成|令和|[MTSHRＭＴＳＨＲ明大昭平令])\s?(?:[\d０-９]{1,2}|元)(?![\d０-９a-zA-Z])"
_ONSET: Final = re.compile(
    rf"(?:{_ERA_DATE}|(?:西暦)?(?:19|20)\d\d(?=[年./\-頃~〜]|$|\s|[)）])|[\d０-９]{{1,2}}年(?:程|ほど|くらい)?前|数年前|"
    r"[\d０-９]{1,2}歳(?:頃|代|時))"
)
_LEADING_DATE: Final = re.compile(
    rf"(?:{_ERA_DATE}|(?:西暦)?(?:19|20)\d\d)(?:\s?[年./\-・、,]\s?[\d０-９]{{1,2}}){{0,2}}[年月日]?"
    r"(?:頃|ごろ|[~〜～]|より|から|以降)*[\s　:：]*"
)

_USAGE: Final = re.compile(
    r"(?:[1-9一]?日|[\d/]+日|\d+回|朝|昼|夕|夜|眠前|就寝|起床|寝る前|毎食|毎日|毎朝|毎晩|食[前後間]|隔日|[週月]\s?\d|月に|"
    r"\d+[かヶケカ]月|頓|必要時|[^\s\d]{1,4}時|分\d|各\d|\d+(?:錠|包|枚|カプセル|C|T|滴|単位|パック|mL|ml)|"
    r"患部|両[膝眼目肩]|[右左][膝眼目肩]|自己注|残薬|内服|外用|点眼|食|×|x\d)"
)
_AS_NEEDED: Final = re.compile(r"頓|必要時|(?:痛|熱|吐き気|嘔気|便秘|不眠|発作|かゆみ)時")
_STRENGTH: Final = re.compile(
    r"\d|錠|カプセル|顆粒|細粒|散|シロップ|テープ|パップ|軟膏|クリーム|点眼|注射?|吸入|湯|エキス|坐[剤薬]|液"
)
_MEDICINE: Final = re.compile(
    r"[ァ-ヺー]{3}|[ｦ-ﾟ]{3}|[A-Za-z]{3}|錠|カプセル|湯|散|丸|末|顆粒|軟膏|酸|薬"
)
_SERVICE: Final = re.compile(
    r"訪問|通所|デイ|リハ|ヘルパー|看護|福祉用具|貸与|購入|住宅改修|改修|短期|ショート|配食|送迎|指導|"
    r"通いの場|サロン|元気アップ|体操|教室|緊急通報|見守り|相談|なし|入浴|手すり|ベッド|車いす|杖"
)
_SUPPORT: Final = re.compile(
    r"^(?:本人|夫|妻|長男|長女|次男|次女|二男|二女|三男|三女|息子|娘|嫁|婿|孫|兄|弟|姉|妹|甥|姪|友人|知人|隣|近所|近隣|"
    r"民生|大家|自治会|町内|老人|サロン|ボランティア|元|家族|同居|義)[^、/]{0,12}[:：(（]"
)

_DISEASE_INSIDE: Final = re.compile(_DISEASE.pattern.removesuffix("$"))
_LONGEST_NAME: Final = 40  # characters of a disease or medicine with its brackets
_DOSE: Final = re.compile(r"\d\s*(?:mg|㎎|g|μg|mL|ml|%|単位)|錠|カプセル|配合")
_OFTEN: Final = re.compile(r"[週月]に?\s?\d+\s?(?:回|日)|毎[日週月]|貸与|[週月]\d")
_SENTENCE: Final = re.compile(
    r"。.|(?:たい|ない|いる|ある|した|する|れる|心配|不安)[」）)]?[。.]?$"
)
_HELPER: Final = re.compile(
    r"^(?:本人|夫|妻|長男|長女|次男|次女|二男|二女|三男|三女|息子|娘|嫁|婿|孫|兄|弟|姉|妹|甥|姪|友人|知人|隣人?|近所|"
    r"近隣|民生委員|自治会|町内会)[^、/。:：]{0,8}[:：]"
)


def entries(text: str) -> list[str]:
    """The lines of a cell, or its numbered entries, without bullets and numbers."""
    parts: list[str] = []
    for line in text.splitlines():
        if _CIRCLED.search(line):
            parts += _CIRCLED.split(line)
        else:
            parts += _LIST_NUMBER.split(line) if _FIRST_NUMBER.match(line) else [line]
    found = [_BULLET.sub("", part).strip() for part in parts]
    return [part for part in found if part]


def conditions(text: str) -> tuple[Condition, ...]:
    """医療情報: a disease and when it began, each."""
    lines = _continued(entries(text), _goes_on)
    if len(lines) == 1:
        at_commas = _cut(lines[0], "、,，;；", _next_disease)
        lines = [part for line in at_commas for part in _cut(line, "/／", _next_disease)]
        if len(lines) == 1:
            lines = _cut_where_all(lines[0], "・･ 　", lambda part: _is_disease(part, loose=False))
    return tuple(_condition(line) for line in lines)


def medications(text: str) -> tuple[Medication, ...]:
    """服薬情報: a medicine with its strength, and how it is taken where that is written."""
    lines = _continued(entries(text), _medicine_goes_on)
    found: list[str] = []
    for line in lines:
        for at_comma in _cut(line, "、,，;；", lambda _, after: _is_medicine(after)):
            for at_slash in _cut(at_comma, "/／", lambda _, after: _is_medicine(after)):
                found += _cut(at_slash, "・･ 　", _two_medicines)
    return tuple(_medication(line) for line in found)


def services(text: str) -> tuple[FormalService, ...]:
    """フォーマルサービス, one each."""
    return tuple(FormalService(text=line) for line in _offers(text, _SERVICE))


def supports(text: str) -> tuple[InformalSupport, ...]:
    """インフォーマルサービス, one each."""
    return tuple(InformalSupport(text=line) for line in _offers(text, _SUPPORT))


def looks_like_disease(text: str) -> bool:
    """Whether the first entry of a cell names a disease."""
    lines = entries(text)
    first = re.split(r"[、,/・]", lines[0])[0] if lines else ""
    return _is_disease(first, loose=True)


def looks_like_medicine(text: str) -> bool:
    """Whether the first entry of a cell names a medicine with its strength or form."""
    lines = entries(text)
    return bool(lines) and _is_medicine(lines[0]) and bool(_STRENGTH.search(_folded(lines[0])))


def all_diseases(text: str) -> bool:
    """Whether a cell can only be a list of diseases."""
    if not _DISEASE_INSIDE.search(text):
        return False
    found = conditions(text)
    return bool(found) and all(
        len(each.name) <= _LONGEST_NAME and bool(_DISEASE.search(_bare(each.name)))
        for each in found
    )


def all_medicines(text: str) -> bool:
    """Whether a cell can only be a list of medicines, each with its dose."""
    if not _DOSE.search(_folded(text)):
        return False
    found = medications(text)
    return bool(found) and all(
        len(each.sheet_text) <= _LONGEST_NAME
        and _is_medicine(each.sheet_text)
        and bool(_DOSE.search(_folded(each.sheet_text)))
        for each in found
    )


def all_services(text: str) -> bool:
    """Whether a cell can only be a list of services, one of them with how often."""
    if not _OFTEN.search(_folded(text)):
        return False
    found = [each.text for each in services(text)]
    return (
        bool(found)
        and all(bool(_SERVICE.search(each)) and not _SENTENCE.search(each) for each in found)
        and not any(_SUPPORT.match(each) for each in found)
    )


def all_supports(text: str) -> bool:
    """Whether a cell can only say who does what: 長男の妻：週末の買い物."""
    found = entries(text)
    if not found or not _HELPER.match(found[0]):
        return False
    found = [each.text for each in supports(text)]
    return all(_HELPER.match(each) for each in found)


def _bare(name: str) -> str:
    return re.sub(r"[(（][^()（）]*[)）]", "", name).strip(" 　(（:：")


def _offers(text: str, begins: re.Pattern[str]) -> list[str]:
    lines = _continued(entries(text), _goes_on)
    if len(lines) != 1:
        return lines
    parts = _cut_where_all(lines[0], "、/／", lambda part: bool(begins.search(part)))
    return parts if len(parts) > 1 else _cut(lines[0], "、/／", _next_who)


def _next_who(_: str, after: str) -> bool:
    return bool(_SUPPORT.match(after))


def _continued(lines: list[str], goes_on: Callable[[str], bool]) -> list[str]:
    """``lines`` with those put behind the line before that only go on with it."""
    found: list[str] = []
    for line in lines:
        if found and goes_on(line):
            found[-1] += line if line[0] in _OPEN else f" {line}"
        else:
            found.append(line)
    return found


def _goes_on(line: str) -> bool:
    return line[0] in _OPEN or bool(_ONSET.fullmatch(line))


def _places(text: str, separators: str) -> list[int]:
    """Where a separator stands outside all brackets."""
    depth, found = 0, []
    for place, sign in enumerate(text):
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and sign in separators:
            found.append(place)
    return found


def _cut(text: str, separators: str, between: Callable[[str, str], bool]) -> list[str]:
    """``text`` cut at each separator with an entry of its own on both sides."""
    found, start = [], 0
    places = _places(text, separators)
    for number, place in enumerate(places):
        end = places[number + 1] if number + 1 < len(places) else len(text)
        before, after = text[start:place].strip(), text[place + 1 : end].strip()
        if before and after and between(before, after):
            found.append(before)
            start = place + 1
    return [*found, text[start:].strip()]


def _cut_where_all(text: str, separators: str, alone: Callable[[str], bool]) -> list[str]:
    """``text`` cut at every separator, if each part can stand alone; else whole."""
    parts, start = [], 0
    for place in [*_places(text, separators), len(text)]:
        parts.append(text[start:place].strip())
        start = place + 1
    parts = [part for part in parts if part]
    return parts if len(parts) > 1 and all(alone(part) for part in parts) else [text.strip()]


def _next_disease(before: str, after: str) -> bool:
    """Whether a new disease begins here; where dates stand first, a date begins it."""
    dates_first = _LEADING_DATE.match(before) and _LEADING_DATE.match(after)
    return bool(dates_first) or _is_disease(after, loose=True)


def _is_disease(text: str, *, loose: bool) -> bool:
    """Whether a text names a disease of its own; ``loose`` also with a date or an operation."""
    name, dated = text, False
    if loose and (match := _ONSET.search(text)) and match.start():
        name = text[: match.start()]
        dated = name[-1] in " 　(（" and len(name.strip(" 　(（")) >= _SHORTEST_DATED_NAME
    name = re.sub(r"[(（][^()（）]*[)）]", "", name).strip(" 　(（:：")
    if not name or (name[0].isdigit() and not re.match(r"\d型", name)):
        return False
    return dated or bool(_DISEASE.search(name) or (loose and _LOOSE_DISEASE.search(name)))


def _condition(text: str) -> Condition:
    if (match := _LEADING_DATE.match(text)) and (name := text[match.end() :].strip()):
        return Condition(name=name, onset=parse_date(match[0].strip(" 　:：")))
    for match in _ONSET.finditer(text):
        before = text[: match.start()]
        if not before.strip() or before[-1] not in " 　、,:：・(（":
            continue
        name, onset = before.rstrip(" 　、,:：・"), text[match.start() :]
        if name and name[-1] in "(（":
            inside, close, rest = onset.partition(")" if name[-1] == "(" else "）")
            if not close or rest.strip():
                return Condition(name=text, onset=_onset(inside))
            name, onset = name[:-1].rstrip(), inside
        return Condition(name=name, onset=_onset(onset))
    return Condition(name=text)


def _onset(text: str) -> CareDate:
    return parse_date(text.strip())


def _medicine_goes_on(line: str) -> bool:
    return line[0] in _OPEN or line[0].isdigit() or bool(_USAGE.match(_folded(line)))


def _is_medicine(text: str) -> bool:
    """Whether a text begins with a medicine, not with how one is taken."""
    folded = _folded(text)
    return not _medicine_goes_on(text) and bool(_MEDICINE.search(folded))


def _two_medicines(before: str, after: str) -> bool:
    """At ・ and spaces both sides need a strength or form: レボドパ・カルビドパ配合錠 is one."""
    strong = bool(_STRENGTH.search(_folded(before))) and bool(_STRENGTH.search(_folded(after)))
    return strong and _is_medicine(before) and _is_medicine(after)


def _medication(text: str) -> Medication:
    for place in [*_places(text, " 　"), *(m.end() for m in _NO_SPACE.finditer(text))]:
        name, usage = text[:place].strip(), text[place:].strip()
        if name and _USAGE.match(_folded(usage)):
            regular = not _AS_NEEDED.search(usage)
            return Medication(sheet_text=name, usage=usage, regular=regular)
    return Medication(sheet_text=text)


_NO_SPACE: Final = re.compile(r"(?:mg|㎎|ｍｇ|」)(?=[1１]日)")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()

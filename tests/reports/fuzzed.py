"""Paper values nobody would think of: empty, endless, every plane of JIS X 0213, markup, bidi.

Values are drawn by a seed, so that thousands are cheap and each can be made again.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from random import Random
from string import ascii_lowercase

from app.care.disclosure import JudgementRow, JudgementView, SheetHead, SheetView
from app.care.disclosure.sheet import DatedLine, MedicationLine

# Kana, kanji, rare and variant forms, marks, markup, emoji, bidi, controls.
_PIECES = (
    "腰が痛み", "、", "。", "「", "」", "（", "）", "っ", "ー", "々", "　", " ", "・", "①", "2回", "49.8kg",
    "𠮷", "𫝆", "𠀋", "髙﨑", "葛\U000e0100", "神\ufa19", "か\u3099", "Ⅱb", "℃", "㎏", "ﾔﾏﾀﾞ",
    "<b>&\"'", "</para>", "<img src='/x'>", "{x}", "%s", "\\", "($)", "Hoehn・Yahr",
    "😀", "👨\u200d👩\u200d👧", "☑", "\u202eabc", "\u200b", "\u00ad", "\x07", "\ue000", "é", "ñ", "Ж",
    "\u2067אבג\u2069", "\n",
)  # fmt: skip
_USUAL = (
    "朝は起きられる", "昼すぎから足がふらつく", "買い物は週2回、娘が車で連れて行く", "膝の痛みで階段を避ける",
    "米を5kg運べない", "畑に出なくなった", "近所の人が声をかけてくれる", "転ぶのが怖い", "夜中に2回起きる",
    "血圧は150/90mmHg", "味噌汁は自分で作る", "ごみ出しは隣の組長に頼む", "眼鏡が合わない", "薬を飲み忘れる",
    "お茶の会に月1回", "令和6年3月に退院", "孫の結婚式に出たい", "風呂は手すりを使ってまたぐ",
)  # fmt: skip


@lru_cache
def jis_characters() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What both planes of JIS X 0213 hold, as Python's own codec knows them (X 0212 too)."""
    return tuple(_plane(lead) for lead in (b"", b"\x8f"))  # type: ignore[return-value]


def _plane(lead: bytes) -> tuple[str, ...]:
    found = []
    for row in range(0xA1, 0xFF):
        for cell in range(0xA1, 0xFF):
            try:
                found.append((lead + bytes((row, cell))).decode("euc_jis_2004"))
            except UnicodeDecodeError:
                continue  # an unassigned place
    return tuple(found)


class Fuzz:
    """Draws values; ``mood`` decides how much people wrote."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - no secret
        self.mood = self.random.choice(("empty", "usual", "mixed", "mixed", "endless"))

    def words(self, most: int = 30) -> str:
        """A text in pieces, some of them characters of one JIS plane."""
        random = self.random
        if self.mood == "empty" or random.random() < 0.1:
            return random.choice(("", "", " ", "\n", "　"))
        if self.mood == "usual":
            return "".join(
                random.choice(_USUAL) + random.choice(("。", "、", f"（{random.randint(1, 999)}）"))
                for _ in range(random.randint(1, 5))
            )
        pieces = []
        for _ in range(random.randint(0, most)):
            if random.random() < 0.4:
                plane = random.choice(jis_characters())
                pieces.append("".join(random.choices(plane, k=random.randint(1, 6))))
            elif random.random() < 0.04:
                pieces.append("".join(random.choices(ascii_lowercase, k=40)))  # no line takes it
            else:
                pieces.append(random.choice(_PIECES))
        return "".join(pieces)

    def body(self) -> str:
        """A text, now and then very long."""
        text = self.words()
        if self.mood == "endless" and self.random.random() < 0.3:
            text += "".join(self.words() for _ in range(self.random.randint(1, 24)))
        return text

    def line(self) -> str:
        """A text of one line."""
        return self.words(12).replace("\n", "")

    def many(self, most: int) -> range:
        """How many rows: all of them in an endless case."""
        if self.mood == "empty":
            return range(0)
        return range(most if self.mood == "endless" else self.random.randint(0, most))

    def head(self, language: str) -> SheetHead:
        """The head of a case; what is chosen from lists stays as it is."""
        return SheetHead(
            language=language,
            order=self.random.randint(1, 12),
            case_no="No.101（仮名）",
            pseudonym=self.line(),
            age_sex="84歳 女",
            care_level="要支援1（新規）",
            staff=self.line(),
            session_line="第27回 多職種合同カンファレンス（包括版）　令和8年6月18日（木）",
        )

    def sheet(self, language: str) -> SheetView:
        """A whole case sheet, at the longest with 40 medicines."""
        return SheetView(
            head=self.head(language),
            independence="A1 ・ 自立",
            features=self.line(),
            feature_note=self.body(),
            body="148.0cm　52.0kg（23.7）",
            first_visit="令和8年3月27日",
            housing=self.body(),
            family=self.body(),
            conditions=tuple(DatedLine(self.words(6), self.body()) for _ in self.many(12)),
            medications=tuple(MedicationLine(self.body(), self.words(6)) for _ in self.many(40)),
            medication_count=self.random.randint(0, 40),
            issues=tuple(self.body() for _ in self.many(8)),
            wish=self.body(),
            assessment=self.body(),
            formal=tuple(self.body() for _ in self.many(6)),
            informal=tuple(self.body() for _ in self.many(6)),
            monitoring=tuple(DatedLine(self.words(6), self.body()) for _ in self.many(4)),
            conference_time=self.body(),
            points=tuple(self.body() for _ in self.many(8)),
            notes=tuple(f"載せていません。{self.words()}" for _ in self.many(2)),
        )

    def judgement(self, language: str) -> JudgementView:
        """A whole judgement sheet."""
        rows = tuple(self._row() for _ in range(self.random.randint(1, 24)))
        return JudgementView(
            head=self.head(language),
            household="ひとり暮らし",
            rows=rows,
            improved_count=sum(row.improved for row in rows),
            total_count=len(rows),
            notes=(f"載せていません。{self.words()}",),
        )

    def _row(self) -> JudgementRow:
        codes = (None, "O1", "D2", "X1", "NA")
        return JudgementRow(
            domain="ADL",
            label="室内歩行",
            before=self.random.choice(codes),
            predicted=self.random.choice(codes),
            arrow=self.random.choice(("", "up", "down")),
            personal=self.body(),
            environment=self.body(),
            improved=self.random.random() < 0.5,
        )


def is_kanji(text: str) -> bool:
    """Whether a character is a kanji, of whatever block."""
    return unicodedata.name(text[0], "").startswith("CJK ")

"""The person, the relatives and the places the tests of the privacy check plant."""

from __future__ import annotations

from app.care.case import CareDate, PrivateIdentity
from app.care.disclosure import KnownNames, KnownPerson, checker

IDENTITY = PrivateIdentity(
    case_uuid="own",
    name="髙橋 花子",
    kana="タカハシ ハナコ",
    birth_date=CareDate("昭和15年2月29日", "1940-02-29"),
    address="〒471-0099 愛知県花里市本郷町2-3-4 みどりハイツ203号室",
    phone="0565-12-3456",
    insured_number="0001234567",
    relatives=("長男 髙橋太郎", "森 恵子（妹・別居）"),
    facilities=("医療法人社団 さくら会 花里みどり病院", "さくら苑", "花里市民病院"),
    emergency_contacts="長女 鈴木一子 090-1234-5678",
)
KNOWN = KnownNames(
    staff=("北部包括 森本", "居宅介護支援事業所A ケアマネジャー", "佐伯（保健師）"),
    facilities=("株式会社 ひまわり薬局",),
    people=(
        KnownPerson("own", "髙橋 花子", "タカハシ ハナコ"),
        KnownPerson("other", "渡邉 静江", "ワタナベ シズエ"),
    ),
)
CHECKER = checker(IDENTITY, KNOWN)

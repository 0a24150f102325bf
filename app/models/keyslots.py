"""The data key and the slots that wrap it (RELIABILITY §C, key management).

The database is encrypted with 32 random bytes. ``keyslots.json`` holds that key wrapped by
AES-256-GCM under a key that Argon2id makes from the passphrase; the slot's own description is
authenticated with it. The file is a list: the code of a recovery sheet is one more slot, and a
key store may become another. No SQLAlchemy here: the unlock page checks passphrases before the database code is loaded.
"""

from __future__ import annotations

import base64
import json
import os
import unicodedata
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from app.care.ids import new_id
from app.errors import LockedOut, StorageTrouble
from app.i18n import tr
from app.models.files import write_atomically
from app.models.recovery_code import read_code, wrong_groups

SLOT_FILE: Final = "keyslots.json"
MIN_PASSPHRASE: Final = 13  # MHLW シQ-54
_FORMAT: Final = "kurashi-keyslots"
_VERSION: Final = 1
_CIPHER: Final = "AES-256-GCM"
_PASSPHRASE: Final = "passphrase"  # noqa: S105 - a kind of slot
_RECOVERY: Final = "recovery"
_COMMON: Final = (
    "password",
    "passphrase",
    "passw0rd",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "zxcvbnm",
    "administrator",
    "letmein",
    "iloveyou",
    "kurashi",
    "konnichiwa",
    "パスワード",
    "パスフレーズ",
    "くらしカンファ",
    "ぱすわーど",
    "ひらけごま",
    "地域包括支援センター",
)


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What Argon2id spends: the default is RELIABILITY §C; only tests choose less."""

    time_cost: int = 3
    memory_kib: int = 65536
    parallelism: int = 4

    def is_sane(self) -> bool:
        """A damaged file must not make the program take all memory or an hour."""
        return (
            1 <= self.time_cost <= 50
            and 8 <= self.memory_kib <= 2_097_152
            and 1 <= self.parallelism <= 64
        )


_RECOVERY_COST: Final = KdfCost(time_cost=1, memory_kib=8192, parallelism=1)
"""160 random bits can't be guessed; what is slow here would only make the waiting longer."""


def check_passphrase(text: str) -> str | None:
    """Why ``text`` is no good passphrase, as a sentence; ``None`` if it will do."""
    folded = _normal(text).casefold()
    if len(folded) < MIN_PASSPHRASE:
        return tr("パスフレーズは{n}文字以上にしてください。", n=MIN_PASSPHRASE)
    remaining = "".join(folded.split())
    for word in _COMMON:
        remaining = remaining.replace(word.casefold(), "")
    if len(set(remaining)) < 5 or _is_run(remaining):
        return tr("推測されやすいパスフレーズです。関係のない言葉をいくつか並べてください。")
    return None


def _is_run(text: str) -> bool:
    """Mostly neighbours in the alphabet or on the number row: 12345…, abcdef…, 987654…."""
    steps = [ord(b) - ord(a) for a, b in pairwise(text)]
    regular = sum(abs(step) <= 1 or step in (9, -9) for step in steps)
    return regular >= 0.8 * len(steps)


def new_key() -> bytes:
    """A fresh data key."""
    return os.urandom(32)


def write_slots(folder: Path, key: bytes, passphrase: str, cost: KdfCost | None = None) -> None:
    """Write ``keyslots.json`` with one slot: ``key`` wrapped by ``passphrase``."""
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        "slots": [_wrap(key, passphrase, cost or KdfCost())],
    }
    text = json.dumps(content, indent=1).encode()
    write_atomically(folder / SLOT_FILE, text)


def write_recovery(folder: Path, key: bytes, code: str) -> None:
    """Add a slot that ``code`` opens, in place of that of an earlier recovery sheet."""
    path = folder / SLOT_FILE
    kept = [slot for slot in _all_slots(path) if slot.get("kind") != _RECOVERY]
    fresh = _wrap(key, code, _RECOVERY_COST, _RECOVERY)
    content = {"format": _FORMAT, "version": _VERSION, "slots": [*kept, fresh]}
    write_atomically(path, json.dumps(content, indent=1).encode())


def holds_recovery(content: bytes) -> bool:
    """Whether a recovery sheet opens the slots ``content``; none at all in practice."""
    return bool(content) and any(slot.get("kind") == _RECOVERY for slot in _slots_in(content))


def unlock(folder: Path, passphrase: str) -> bytes:
    """The data key; ``LockedOut`` for a wrong passphrase, ``StorageTrouble`` for a bad file.

    The code of the recovery sheet may stand in place of the passphrase.
    """
    return _opened(_all_slots(folder / SLOT_FILE), passphrase)


def check_against(content: bytes, passphrase: str) -> None:
    """``LockedOut`` unless ``passphrase`` opens the slots ``content``, read from the file once."""
    _opened(_slots_in(content), passphrase)


def _opened(slots: list[dict[str, Any]], passphrase: str) -> bytes:
    code = read_code(passphrase)
    for slot in sorted(slots, key=lambda slot: slot.get("kind") != _RECOVERY):  # the quick one
        secret = {_PASSPHRASE: passphrase, _RECOVERY: code}.get(str(slot.get("kind")))
        key = _unwrap(slot, secret) if secret is not None else None
        if key is not None:
            return key
    if code is None and (wrong := wrong_groups(passphrase)):
        raise LockedOut(
            tr("復旧用の文字の{groups}番目の組が違います。", groups="・".join(map(str, wrong))),
            tr("データはそのままです。"),
            tr("用紙と見くらべて、もう一度入力してください。"),
        )
    raise LockedOut(
        tr("パスフレーズが違います。"),
        tr("データはそのままです。"),
        tr("大文字・小文字と入力モードを確かめて、もう一度入力してください。"),
    )


def _normal(passphrase: str) -> str:
    """Width and composition depend on the input method, not on the person."""
    return unicodedata.normalize("NFKC", passphrase)


def _header(slot: dict[str, Any]) -> bytes:
    """Everything about the slot but the secret itself, in one spelling: the AAD."""
    public = {name: slot[name] for name in ("id", "kind", "kdf", "cipher")}
    described = {"format": _FORMAT, "version": _VERSION, **public}
    return json.dumps(described, sort_keys=True, separators=(",", ":")).encode()


def _wrap(key: bytes, passphrase: str, cost: KdfCost, kind: str = _PASSPHRASE) -> dict[str, Any]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    slot: dict[str, Any] = {
        "id": new_id(),
        "kind": kind,
        "kdf": {"name": "argon2id", **asdict(cost), "salt": _text(salt)},
        "cipher": _CIPHER,
        "nonce": _text(nonce),
    }
    wrapping = _derive(passphrase, salt, cost)
    slot["wrapped"] = _text(AESGCM(wrapping).encrypt(nonce, key, _header(slot)))
    return slot


def _unwrap(slot: dict[str, Any], passphrase: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        kdf = slot["kdf"]
        cost = KdfCost(kdf["time_cost"], kdf["memory_kib"], kdf["parallelism"])
        salt, nonce, wrapped = (
            base64.b64decode(text, validate=True)
            for text in (kdf["salt"], slot["nonce"], slot["wrapped"])
        )
        known = kdf["name"] == "argon2id" and slot["cipher"] == _CIPHER and cost.is_sane()
        header = _header(slot)
    except (KeyError, TypeError, ValueError):
        known = False
    if not known:
        raise _damaged()
    try:
        return AESGCM(_derive(passphrase, salt, cost)).decrypt(nonce, wrapped, header)
    except InvalidTag:
        return None


def _derive(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        _normal(passphrase).encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.time_cost,
        memory_cost=cost.memory_kib,
        parallelism=cost.parallelism,
        hash_len=32,
        type=Type.ID,
    )


def _all_slots(path: Path) -> list[dict[str, Any]]:
    """The slots of the file, also those of kinds that only a later version can open."""
    try:
        return _slots_in(path.read_bytes())
    except FileNotFoundError:
        raise StorageTrouble(
            tr("鍵のファイル（keyslots.json）が見つかりません。"),
            tr("データには触れていません。"),
            tr("データの場所を確かめるか、バックアップから戻してください。"),
        ) from None
    except OSError:
        raise _damaged() from None


def _slots_in(text: bytes) -> list[dict[str, Any]]:
    try:
        content = json.loads(text)
    except ValueError:
        raise _damaged() from None
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        raise _damaged()
    if content.get("version") != _VERSION:
        raise StorageTrouble(
            tr("新しい版のくらしカンファで作られたデータです。"),
            tr("何も変えていません。"),
            tr("プログラムを新しい版にしてください。"),
        )
    slots = content.get("slots")
    if not isinstance(slots, list) or not all(isinstance(slot, dict) for slot in slots):
        raise _damaged()
    return slots


def _damaged() -> StorageTrouble:
    return StorageTrouble(
        tr("鍵のファイル（keyslots.json）が壊れています。"),
        tr("データには触れていません。"),
        tr("バックアップの鍵のファイルに戻してください。"),
    )


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()

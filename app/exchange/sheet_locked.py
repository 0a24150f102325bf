"""A workbook under a password, decrypted in the memory of the child process (RELIABILITY.md §B4)."""

from __future__ import annotations

import io

from app.exchange.sheet_limits import MAX_BYTES
from app.exchange.sheet_parts import Json, Refused
from app.exchange.sheet_xlsx import read_xlsx


def read_locked(data: bytes) -> Json:
    """``length\\npassword`` and the file behind it → its sheets; ``Refused`` for a wrong password.

    Without the check of integrity nearly every flipped byte goes unnoticed (measured, §B4). Old
    files (standard encryption) carry nothing to check.
    """
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    length, _, rest = data.partition(b"\n")
    password, content = rest[: int(length)].decode("utf-8"), rest[int(length) :]
    file = msoffcrypto.OfficeFile(io.BytesIO(content))
    target = io.BytesIO()
    try:
        file.load_key(password=password, verify_password=True)
        file.decrypt(target, verify_integrity=getattr(file, "type", "") == "agile")
    except InvalidKeyError:
        raise Refused("password") from None
    if target.tell() > MAX_BYTES:
        raise Refused("bomb")
    return read_xlsx(target.getvalue())

"""A finished PDF behind a password: AES-256 (PDF 2.0, revision 6), through pikepdf."""

from __future__ import annotations

import io
import secrets
from typing import Final

MIN_PASSWORD: Final = 8
MAX_PASSWORD: Final = 127
"""Bytes in UTF-8: what the standard keeps of a password (ISO 32000-2 §7.6.4.3.2)."""


def locked(pdf: bytes, password: str) -> bytes:
    """``pdf`` that opens with ``password`` only; what it says of itself is hidden, too.

    The owner's password is drawn and thrown away: nobody needs more rights than a reader.
    """
    import pikepdf

    buffer = io.BytesIO()
    lock = pikepdf.Encryption(user=password, owner=secrets.token_urlsafe(24), R=6)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(buffer, encryption=lock)
    return buffer.getvalue()

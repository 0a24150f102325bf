"""The two families of error.

``UserFacingError`` belongs to the user's world: it carries three sentences in the
chosen language (what happened, what was kept, what to do) and the exit code of the
contract. Anything else that escapes is our bug and ends in the crash handler.
Messages never contain case text.
"""

from __future__ import annotations


class UserFacingError(Exception):
    """Something a person can act on.

    ``what`` says what happened, ``kept`` what was kept, ``todo`` what to do; each is a
    finished sentence in the chosen language. ``exit_code`` is the CLI code of CONTRACT.md.
    """

    exit_code = 3

    def __init__(self, what: str, kept: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.kept = kept
        self.todo = todo

    def sentence(self) -> str:
        """All parts as one line, for standard error and message bars."""
        return " ".join(part for part in (self.what, self.kept, self.todo) if part)


class UsageError(UserFacingError):
    """The call itself is wrong (exit code 2)."""

    exit_code = 2


class InputRefused(UserFacingError):
    """Bad file, unknown case, missing consent (exit code 3)."""

    exit_code = 3


class StorageTrouble(UserFacingError):
    """Disk full, read-only, damaged, in use, moved, missing, newer (exit code 4)."""

    exit_code = 4


class LockedOut(UserFacingError):
    """Wrong passphrase (exit code 5)."""

    exit_code = 5

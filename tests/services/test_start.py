"""The unlock page comes before the database code (TOOLCHAIN, start-up)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = (
    "sqlalchemy", "sqlcipher3", "alembic", "argon2", "cryptography", "pandas", "matplotlib",
    "reportlab", "openpyxl", "PySide6",
)  # fmt: skip


def test_the_unlock_page_needs_no_database_code() -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from app.services.store import check_passphrase, store_exists\n"
        "assert not store_exists(Path('nowhere')); assert check_passphrase('kurz')\n"
        f"sys.exit(' '.join(name for name in {HEAVY!r} if name in sys.modules) or 0)\n"
    )
    command = [sys.executable, "-c", script]
    root = Path(__file__).parents[2]
    done = subprocess.run(  # noqa: S603 - our own code in our own interpreter
        command, cwd=root, env=os.environ, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")

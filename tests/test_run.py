"""``run.py`` as a person meets it: first use, second start, trouble.

The set-up tests run the real file with a real ``.venv`` and pip on a tiny project in a temporary
folder, without network: the locked package is a wheel made here.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).resolve().parent.parent

# Stands in for PySide6-Essentials: set-up only asks whether Qt starts.
QT_WHEEL = {
    "PySide6/__init__.py": "",
    "PySide6/QtPrintSupport.py": "QPrinter = object",
    "PySide6/QtWidgets.py": "QApplication = list",
    "parts-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: parts\nVersion: 1.0\n",
    "parts-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "parts-1.0.dist-info/RECORD": "",
}
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
BACKEND = """
import zipfile
FILES = {
    "kurashi.pth": %(root)r,
    "kurashi-1.0.dist-info/METADATA": "Metadata-Version: 2.1\\nName: kurashi\\nVersion: 1.0\\n",
    "kurashi-1.0.dist-info/WHEEL":
        "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    "kurashi-1.0.dist-info/entry_points.txt": "[console_scripts]\\nkurashi = program:main\\n",
    "kurashi-1.0.dist-info/RECORD": "",
}
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "kurashi-1.0-py3-none-any.whl"
    with zipfile.ZipFile(folder + "/" + name, "w") as wheel:
        for path, text in FILES.items():
            wheel.writestr(path, text)
    return name
"""
PROGRAM = """
import json, sys
def main():
    print("kurashi", json.dumps(sys.argv[1:]))
"""


@dataclass
class Checkout:
    """A clone of a very small program with the real ``run.py``."""

    root: Path
    wheels: Path

    def run(self, *args: str, lang: str = "en_GB.UTF-8") -> subprocess.CompletedProcess[str]:
        env = {name: text for name, text in os.environ.items() if not name.startswith("PIP_")}
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "LC_ALL", "LC_MESSAGES"):
            env.pop(name, None)
        offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "LANG": lang}
        return subprocess.run(  # noqa: S603 - our own file in our own interpreter
            [sys.executable, str(self.root / "run.py"), *args],
            cwd=self.root, env={**env, **offline, "PYTHONUTF8": "1"},
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    root = tmp_path / "くらし カンファ"
    root.mkdir()
    shutil.copy(ROOT / "run.py", root)
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "backend.py").write_text(BACKEND % {"root": str(root)}, encoding="utf-8")
    (root / "program.py").write_text(PROGRAM, encoding="utf-8")
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    wheel = wheels / "parts-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in QT_WHEEL.items():
            archive.writestr(path, text)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    for lock in ("requirements.lock", "requirements-dev.lock"):
        pin = f"parts==1.0 \\\n    --hash=sha256:{digest}\n"
        (root / lock).write_text(pin, encoding="utf-8")
    return Checkout(root, wheels)


def asked_of_kurashi(answer: subprocess.CompletedProcess[str]) -> list[str]:
    """The arguments that reached the program; it must have run last and well."""
    assert answer.returncode == 0, answer.stdout + answer.stderr
    last = answer.stdout.splitlines()[-1]
    assert last.startswith("kurashi "), answer.stdout
    arguments: list[str] = json.loads(last.removeprefix("kurashi "))
    return arguments


def test_a_failed_set_up_recovers_and_the_second_start_does_nothing(checkout: Checkout) -> None:
    lock = checkout.root / "requirements.lock"
    good = lock.read_text(encoding="utf-8")
    lock.write_text(good[:-65] + "0" * 64 + "\n", encoding="utf-8")
    refused = checkout.run("--", "cases")
    assert refused.returncode == 1
    assert refused.stderr.startswith("Set-up failed: ")
    assert "HASHES" in refused.stderr
    assert "kurashi [" not in refused.stdout

    # Nobody knows what an unfinished set-up has left behind, so it begins anew.
    half_written = checkout.root / ".venv" / "half-written"
    half_written.touch()
    lock.write_text(good, encoding="utf-8")
    first = checkout.run("tour", "--lang", "en")
    assert asked_of_kurashi(first) == ["tour", "--out", "kurashi-tour", "--lang", "en"]
    assert not half_written.exists()

    log = checkout.root / ".venv" / "kurashi-setup.log"
    done_so_far = log.read_bytes()
    second = checkout.run("--", "--lang", "en", "cases")
    assert second.stdout == 'kurashi ["--lang", "en", "cases"]\n'
    assert log.read_bytes() == done_so_far


def test_without_a_display_the_practice_meeting_is_drawn(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    started = no_set_up_needed(monkeypatch, tmp_path)

    run.main(["--", "--lang", "ja"])

    assert started == [["tour", "--out", "kurashi-tour", "--lang", "ja"]]
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize(
    ("given", "passed_on"),
    [
        (["--", "cases", "--json"], ["cases", "--json"]),
        (["--", "--data", "D", "check"], ["--data", "D", "check"]),
        (["--", "--help"], ["--help"]),
        (["tour", "--out=x"], ["tour", "--out=x"]),
    ],
)
def test_headless_verbs_need_no_display(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: list[str], passed_on: list[str]
) -> None:
    started = no_set_up_needed(monkeypatch, tmp_path)

    run.main(given)

    assert started == [passed_on]


def no_set_up_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """A finished set-up on a machine without a display; returns what gets started."""
    started: list[list[str]] = []
    monkeypatch.setattr(sys, "platform", "linux")  # elsewhere there is always a screen
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "UNFINISHED", tmp_path / "unfinished")
    monkeypatch.setattr(run, "hand_over", lambda command: started.append(command[1:]) or 0)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    for name in ("app", "qt-offscreen"):
        run.put_stamp(name, "app")
    return started


@pytest.mark.parametrize("lang", ["ja_JP.UTF-8", "en_GB.UTF-8"])
def test_help_names_every_command_in_the_language_of_the_system(
    checkout: Checkout, lang: str
) -> None:
    answer = checkout.run("help", lang=lang)

    for verb in ("test", "lint", "bench", "lock", "tour", "help"):
        assert f"python3 run.py {verb}" in answer.stdout
    assert ("くらしカンファ" in answer.stdout) == lang.startswith("ja")
    assert not (checkout.root / ".venv").exists()


def test_an_unknown_command_is_a_wrong_call(checkout: Checkout) -> None:
    answer = checkout.run("tets")

    assert answer.returncode == 2
    assert "tets" in answer.stdout


@pytest.fixture
def english_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A set-up that speaks English and logs into a folder of its own."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "LOG", tmp_path / "setup.log")
    monkeypatch.setattr(run, "UNFINISHED", tmp_path / "unfinished")
    return tmp_path


@pytest.mark.parametrize(
    ("chatter", "sentence"),
    [
        (
            "WARNING: NewConnectionError: Failed to establish\nERROR: No matching distribution",
            "Set-up could not reach the network. Connect and run this again. (setup.log)",
        ),
        (
            "error: subprocess failed\n  OSError: [Errno 28] No space left on device\nnote: log",
            "Set-up failed: OSError: [Errno 28] No space left on device (setup.log)",
        ),
    ],
)
def test_a_failed_step_is_one_sentence(english_log: Path, chatter: str, sentence: str) -> None:
    child = f"import sys; sys.stderr.write({chatter!r}); sys.exit(1)"

    with pytest.raises(run.SetupFailed) as failure:
        run.step([sys.executable, "-c", child])

    assert str(failure.value) == sentence
    assert chatter.splitlines()[0] in (english_log / "setup.log").read_text(encoding="utf-8")


def test_missing_libraries_are_installed_for_root_on_debian(
    monkeypatch: pytest.MonkeyPatch, english_log: Path
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(run.shutil, "which", lambda _name: "apt-get")
    monkeypatch.setattr(run.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(run, "quietly", lambda command: commands.append(command) or True)

    assert run.apt_install(run.SCREEN_PACKAGES)

    assert commands[0] == ["apt-get", "update"]
    assert commands[1][:3] == ["apt-get", "install", "-y"]
    assert "libxcb-cursor0" in commands[1]


def test_others_get_the_one_command_to_run(
    monkeypatch: pytest.MonkeyPatch, english_log: Path
) -> None:
    monkeypatch.setattr(run.shutil, "which", lambda _name: "apt-get")
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000, raising=False)

    assert not run.apt_install(run.QT_PACKAGES)
    sentence = run.missing_libraries("libEGL.so.1: cannot open", run.QT_PACKAGES)

    assert "sudo apt-get install -y libgl1 libegl1" in sentence
    assert "\n" not in sentence


def test_a_screen_that_is_gone_counts_as_no_screen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    started = no_set_up_needed(monkeypatch, tmp_path)
    monkeypatch.setattr(run, "LOG", tmp_path / "setup.log")
    monkeypatch.setattr(run, "venv_program", lambda _name: sys.executable)
    run.put_stamp("app", "app")
    run.put_stamp("qt-offscreen", "app")
    monkeypatch.setenv("DISPLAY", ":4711")
    monkeypatch.setattr(run, "QT_PROBE", "import sys; sys.exit('could not connect to display')")

    run.main([])

    assert started == [["tour", "--out", "kurashi-tour"]]
    assert "kurashi-tour/" in capsys.readouterr().out


def test_where_apt_is_unknown_the_missing_library_is_named(
    monkeypatch: pytest.MonkeyPatch, english_log: Path
) -> None:
    monkeypatch.setattr(run.shutil, "which", lambda _name: None)

    sentence = run.missing_libraries("Traceback\nImportError: libEGL.so.1: no such file", [])

    assert sentence == "Qt can't start: ImportError: libEGL.so.1: no such file"


def test_uv_is_skipped_where_pip_has_an_index_of_its_own(
    monkeypatch: pytest.MonkeyPatch, english_log: Path
) -> None:
    monkeypatch.setattr(run, "venv_program", lambda _name: sys.executable)
    monkeypatch.delenv("PIP_NO_INDEX", raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    assert not run.own_index()

    monkeypatch.setenv("PIP_INDEX_URL", "https://packages.town.example/simple")
    assert run.own_index()

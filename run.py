#!/usr/bin/env python3
"""くらしカンファ: set up on first use, then open, test, check or measure.

``python3 run.py`` is all a person needs; ``python3 run.py help`` lists the rest (CONTRACT.md,
"Set-up and the two commands of the README"). Standard library only, one file, the same on
Linux, Windows and macOS. Everything it makes lies in ``.venv`` beside it; why it is built this
way: docs/decisions/001-venv-and-lock.md.
"""

from __future__ import annotations

import hashlib
import importlib.util
import locale
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOG = VENV / "kurashi-setup.log"
UNFINISHED = VENV / "kurashi-setup.unfinished"
LOCKS = {"app": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
OLDEST_PYTHON = (3, 11)
MOST_WORKERS = 4

QT_PACKAGES = [
    "libgl1", "libegl1", "libxkbcommon0", "libglib2.0-0", "libfontconfig1", "libdbus-1-3",
]  # fmt: skip
SCREEN_PACKAGES = [
    *QT_PACKAGES, "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0",
    "libxcb-keysyms1", "libxcb-render-util0", "libxcb-shape0", "libcups2",
]  # fmt: skip
QT_PROBE = """
import sys
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
QApplication(sys.argv)
"""
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"
NETWORK_TROUBLE = re.compile(
    r"connection ?error|newconnection|name resolution|dns error|failed to lookup|timed? ?out"
    r"|network is unreachable|getaddrinfo|max retries|tcp connect|proxyerror",
    re.IGNORECASE,
)
# Qt says this only once its libraries are there; DISPLAY names a screen that is gone.
NO_SUCH_SCREEN = re.compile("could not connect to display|Failed to create wl_display")
HELP_JA = """くらしカンファ

  python3 run.py                 開く（初回は準備もする。画面がなければ練習会議を
                                 kurashi-tour/ に描く）
  python3 run.py -- --lang en    kurashi に引数を渡して開く
  python3 run.py test [引数]     全テスト（引数は pytest へ）
  python3 run.py lint            書式・型・層の約束・訳の点検
  python3 run.py bench           速さを測る
  python3 run.py lock            ロックファイルを作り直す（--upgrade で更新）
  python3 run.py tour            全画面の絵と PDF を kurashi-tour/ に描く
  python3 run.py help            この一覧"""
HELP_EN = """Kurashi Conference

  python3 run.py                 open (sets up first; without a display, draws the practice
                                 meeting into kurashi-tour/)
  python3 run.py -- --lang en    open, passing arguments to kurashi
  python3 run.py test [args]     the whole test suite (arguments go to pytest)
  python3 run.py lint            format, types, import contracts, translations
  python3 run.py bench           measure the speed
  python3 run.py lock            refresh the lock files (--upgrade for newer versions)
  python3 run.py tour            draw every window and PDF into kurashi-tour/
  python3 run.py help            this list"""


class SetupFailed(Exception):
    """Set-up can't go on; the text is the finished sentence for the person."""


def speaks_japanese() -> bool:
    """Whether this person reads Japanese: ``--lang`` decides, else the system's locale."""
    if "--lang" in sys.argv[:-1]:
        return sys.argv[sys.argv.index("--lang") + 1] == "ja"
    settings = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next(filter(None, settings), None) or locale.getlocale()[0] or ""
    return chosen.lower().startswith("ja")


def either(ja: str, en: str) -> str:
    """The sentence in the person's language (the app's catalogue isn't installed yet)."""
    return ja if speaks_japanese() else en


def say(ja: str, en: str) -> None:
    print(either(ja, en), flush=True)


def venv_program(name: str) -> str:
    """A program inside ``.venv``: ``python``, ``kurashi``, ``uv`` …"""
    return str(VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name)


def quietly(command: list[str]) -> bool:
    """Run one set-up step with its chatter in the log; True when it went well."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with LOG.open("a", encoding="utf-8", errors="replace") as log:
        print("$", *command, file=log, flush=True)
        return subprocess.call(command, stdout=log, stderr=log, env=env, cwd=ROOT) == 0


def hand_over(command: list[str]) -> int:
    """Become ``command`` (no process stays between it and the terminal), or run it on Windows."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)


def apt_install(packages: list[str]) -> bool:
    """Install system packages on Debian/Ubuntu when we are root; False when we can't."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    names = " ".join(packages)
    say(f"システムのライブラリを入れています: {names}", f"Installing system libraries: {names}")
    quietly(["apt-get", "update"])
    install = ["apt-get", "install", "-y", "--no-install-recommends", "--no-upgrade"]
    return quietly([*install, *packages])


# ------------------------------------------------------------------------------- set-up


def fingerprint(level: str) -> str:
    """What the installed state depends on: pins, packaging, this folder, the interpreter."""
    state = hashlib.sha256()
    for part in (LOCKS[level], ROOT / "pyproject.toml"):
        state.update(part.read_bytes())
    state.update(f"{ROOT}\n{os.path.realpath(venv_program('python'))}".encode())
    return state.hexdigest()


def stamped(name: str, level: str) -> bool:
    """Whether the step ``name`` was finished for exactly the present state of ``level``."""
    path = VENV / f"kurashi-{name}.stamp"
    return path.is_file() and path.read_text(encoding="utf-8") == fingerprint(level)


def put_stamp(name: str, level: str) -> None:
    (VENV / f"kurashi-{name}.stamp").write_text(fingerprint(level), encoding="utf-8")


def prepare(level: str) -> None:
    """Bring ``.venv`` to the locked state of ``level``; does nothing when it is there already."""
    # The development set holds the app's set at the same pins, so it serves for both.
    ready = stamped("dev", "dev") or stamped(level, level)
    if ready and not UNFINISHED.exists():
        return
    if UNFINISHED.exists() or not venv_works():
        make_venv()
    say("部品を入れています（1 分ほど）…", "Installing the parts (about a minute) …")
    UNFINISHED.touch()
    install_locked(LOCKS[level])
    # Editable, built by the locked hatchling: nothing is fetched for it.
    install_app = ["install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    step([venv_program("python"), "-m", "pip", *install_app])
    put_stamp(level, level)
    UNFINISHED.unlink()
    say("準備ができました。", "Set-up is done.")


def venv_works() -> bool:
    """Whether ``.venv`` has an interpreter that still runs and finds its own pip."""
    if not Path(venv_program("python")).exists():
        return False
    command = [venv_program("python"), "-c", "import pip"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def make_venv() -> None:
    """A fresh ``.venv``, with pip by whatever way this Python offers."""
    say(".venv を作っています…", "Making .venv …")
    if VENV.exists():
        shutil.rmtree(VENV)
    VENV.mkdir()
    UNFINISHED.touch()
    # Inside a virtual environment (perhaps the very one just removed) go back to the real Python.
    python = str(getattr(sys, "_base_executable", None) or sys.executable)
    if importlib.util.find_spec("ensurepip"):
        step([python, "-m", "venv", str(VENV)])
    elif importlib.util.find_spec("pip"):
        # Debian ships ensurepip apart; but pip serves other environments too since 22.3.
        step([python, "-m", "venv", "--without-pip", str(VENV)])
        step([python, "-m", "pip", "--python", venv_program("python"), "install", "pip"])
    else:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not apt_install([package]):
            command = f"sudo apt-get install -y {package}"
            raise SetupFailed(
                either(
                    f"Python の venv がありません。次を一度実行してください: {command}",
                    f"This Python has no venv. Run this once: {command}",
                )
            )
        step([python, "-m", "venv", str(VENV)])


def install_locked(lock: Path) -> None:
    """Install every locked package, checked against its hash: uv where it works, else pip."""
    hashed = ["--require-hashes", "-r", str(lock)]
    python = venv_program("python")
    if not own_index() and fetch_uv(lock):
        uv = [venv_program("uv"), "pip", "install", "--python", python, "--compile-bytecode"]
        if quietly([*uv, *hashed]):
            return
    step([python, "-m", "pip", "install", *hashed])


def own_index() -> bool:
    """Whether pip is set to a package index of its own: uv wouldn't look there."""
    ask = [venv_program("python"), "-m", "pip", "config", "list"]
    answer = subprocess.run(ask, capture_output=True, text=True, errors="replace", check=False)
    settings = [line.partition("=")[0] for line in answer.stdout.splitlines()]
    return any(".index-" in name or name.endswith(".no-index") for name in settings)


def fetch_uv(lock: Path) -> bool:
    """Put the locked uv into ``.venv`` (five times faster than pip); False when that fails."""
    if Path(venv_program("uv")).exists():
        return True
    pin = re.search(r"(?m)^uv==.*\n(?: .*\n)*", lock.read_text(encoding="utf-8"))
    if not pin:
        return False
    only_uv = VENV / "kurashi-uv.lock"
    only_uv.write_text(pin[0], encoding="utf-8")
    pip = [venv_program("python"), "-m", "pip", "install", "--retries", "2", "--no-deps"]
    return quietly([*pip, "--require-hashes", "-r", str(only_uv)])


def step(command: list[str]) -> None:
    """A set-up step that must succeed; otherwise one sentence, with the log for the rest."""
    begin = LOG.stat().st_size if LOG.exists() else 0
    if quietly(command):
        return
    with LOG.open("rb") as log:
        log.seek(begin)
        chatter = log.read().decode("utf-8", "replace")
    where = f" ({LOG.relative_to(ROOT)})"
    if NETWORK_TROUBLE.search(chatter):
        UNFINISHED.unlink(missing_ok=True)  # both installers fetch everything before they begin
        raise SetupFailed(
            either(
                "ネットワークにつながらず、準備できませんでした。つないで、もう一度実行してください。",
                "Set-up could not reach the network. Connect and run this again.",
            )
            + where
        )
    raised = re.findall(r"(?m)^\s*(\w+Error: .*\S)", chatter)
    reason = (raised or re.findall(r"(?mi)^.*error.*$", chatter) or [command[0]])[-1].strip()[:300]
    raise SetupFailed(either("準備に失敗しました: ", "Set-up failed: ") + reason + where)


# ------------------------------------------------------------------------------- the screen


def has_display() -> bool:
    """Whether a window could open at all."""
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(shown) or not sys.platform.startswith("linux")


def check_qt(*, screen: bool) -> bool:
    """Make sure Qt starts, once per state of ``.venv``; returns whether the screen can be used.

    Asked in a child process: file names of libraries differ between systems, and a missing one
    makes Qt abort, which no ``except`` catches.
    """
    name = "qt-screen" if screen else "qt-offscreen"
    level = "dev" if stamped("dev", "dev") else "app"
    if not sys.platform.startswith("linux") or stamped(name, level):
        return screen
    problem = qt_problem(screen=screen)
    packages = SCREEN_PACKAGES if screen else QT_PACKAGES
    if problem and not NO_SUCH_SCREEN.search(problem) and apt_install(packages):
        problem = qt_problem(screen=screen)
    if NO_SUCH_SCREEN.search(problem):
        return check_qt(screen=False)
    if problem:
        raise SetupFailed(missing_libraries(problem, packages))
    put_stamp(name, level)
    return screen


def qt_problem(*, screen: bool) -> str:
    """What Qt says when it can't start, or an empty text."""
    env = dict(os.environ) if screen else {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    probe = subprocess.run(
        [venv_program("python"), "-c", QT_PROBE],
        capture_output=True, text=True, errors="replace", check=False, env=env,
    )  # fmt: skip
    if probe.returncode == 0:
        return ""
    with LOG.open("a", encoding="utf-8") as log:
        log.write(probe.stderr)
    return probe.stderr.strip() or f"exit {probe.returncode}"


def missing_libraries(problem: str, packages: list[str]) -> str:
    """The one command that helps on Debian/Ubuntu; elsewhere the name of what is missing."""
    if shutil.which("apt-get"):
        command = f"sudo apt-get install -y {' '.join(packages)}"
        return either(
            f"Qt に必要なライブラリが足りません。次を一度実行してください: {command}",
            f"Qt needs some system libraries. Run this once: {command}",
        )
    return either("Qt を開始できません: ", "Qt can't start: ") + problem.splitlines()[-1]


# ------------------------------------------------------------------------------- the verbs


def open_app(args: list[str]) -> int:
    """The window; without a display the practice meeting as pictures."""
    prepare("app")
    wants_window = verb_of(args) in ("", "practice")
    if check_qt(screen=wants_window and has_display()) or not wants_window:
        return hand_over([venv_program("kurashi"), *args])
    say(
        "画面がないため、練習会議を kurashi-tour/ に描きます。",
        "There is no display, so the practice meeting is drawn into kurashi-tour/.",
    )
    return tour([arg for arg in args if arg != "practice"])


def verb_of(args: list[str]) -> str:
    """The verb among arguments for ``kurashi``, behind its global options (CONTRACT.md)."""
    rest = iter(args)
    for arg in rest:
        if arg in ("--data", "--passphrase-file", "--lang"):
            next(rest, None)
        elif arg in ("-h", "--help") or not arg.startswith("-"):
            return arg
    return ""


def tour(args: list[str]) -> int:
    """Every window and PDF of a practice meeting as files; the verb says what each one shows."""
    prepare("app")
    check_qt(screen=False)
    out = [] if any(arg.startswith("--out") for arg in args) else ["--out", "kurashi-tour"]
    return hand_over([venv_program("kurashi"), "tour", *out, *args])


def pytest(args: list[str]) -> int:
    prepare("dev")
    check_qt(screen=False)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(ROOT)
    return hand_over([venv_program("python"), "-m", "pytest", *args])


def test(args: list[str]) -> int:
    """The whole suite on several cores; a selection runs plainly in one process."""
    narrowed = any(not arg.startswith("-") or arg.startswith(("-n", "-k", "--lf")) for arg in args)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    count = min(cores or 1, MOST_WORKERS)
    # In the order of tests/conftest.py: by number of tests the longest files would come last.
    by_file = ["-n", str(count), "--dist", "loadfile", "--no-loadscope-reorder"]
    spread = [] if narrowed or count < 2 else by_file
    return pytest([*spread, *args])


def bench(args: list[str]) -> int:
    """The benchmarks; they print ratios, so a slow machine gives the same answer."""
    return pytest(["-s", "tests/bench", *args])


def lint(_args: list[str]) -> int:
    """Every check that reads code rather than running it; all run, any failure fails."""
    prepare("dev")
    python = venv_program("python")
    checks = {
        "ruff format": [python, "-m", "ruff", "format", "--check", "--quiet", "."],
        "ruff check": [python, "-m", "ruff", "check", "--quiet", "."],
        "mypy": [python, "-m", "mypy"],
        # Not the script lint-imports: its first line names the folder of before a move.
        "import contracts": [python, "-c", LINT_IMPORTS],
        "translations": [python, "-m", "tests.check_translations"],
    }
    failed = []
    for name, command in checks.items():
        print(f"— {name}", flush=True)
        if subprocess.call(command, cwd=ROOT) != 0:
            failed.append(name)
    if failed:
        say(f"直すもの: {', '.join(failed)}", f"To mend: {', '.join(failed)}")
    return 1 if failed else 0


def lock(args: list[str]) -> int:
    """Both lock files anew from pyproject.toml: hashes for all systems, no index address."""
    if not Path(venv_program("uv")).exists():
        prepare("app")
    compile_lock = [
        venv_program("uv"), "pip", "compile", "pyproject.toml", "--group", "setup",
        "--universal", "--python-version", "3.11", "--generate-hashes",
        "--custom-compile-command", "python3 run.py lock", "--quiet", *args,
    ]  # fmt: skip
    app, dev = LOCKS["app"].name, LOCKS["dev"].name
    for extra in (["-o", app], ["--extra", "dev", "-c", app, "-o", dev]):
        if subprocess.call([*compile_lock, *extra], cwd=ROOT) != 0:
            return 1
    say(f"{app} と {dev} を作り直しました。", f"{app} and {dev} are fresh.")
    return 0


def show_help(_args: list[str]) -> int:
    say(HELP_JA, HELP_EN)
    return 0


VERBS = {
    "open": open_app, "test": test, "lint": lint, "bench": bench, "lock": lock, "tour": tour,
    "help": show_help, "-h": show_help, "--help": show_help,
}  # fmt: skip


def main(argv: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a narrow console must not stop the set-up
    found = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if sys.version_info < OLDEST_PYTHON:
        raise SetupFailed(
            either(
                f"Python 3.11 以上が必要です（これは {found}）。新しい Python を入れてください。",
                f"Python 3.11 or newer is needed (this is {found}). Install a newer Python.",
            )
        )
    verb, rest = (argv[0], argv[1:]) if argv else ("open", [])
    if verb.startswith("-") and verb not in VERBS:
        verb, rest = "open", argv
    if verb not in VERBS:
        say(f"「{verb}」という指示はありません。\n", f"There is no command “{verb}”.\n")
        show_help([])
        return 2
    return VERBS[verb](rest[1:] if rest[:1] == ["--"] else rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupFailed as failure:
        sys.exit(str(failure))
    except OSError as failure:
        # A full disk, a read-only folder, a file held open by a running copy.
        sys.exit(either("準備に失敗しました: ", "Set-up failed: ") + str(failure))
    except KeyboardInterrupt:
        sys.exit(either("中断しました。次の回に続けます。", "Stopped; the next run goes on."))

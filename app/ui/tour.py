"""``kurashi tour``: a whole practice meeting in the real windows, one numbered picture per view.

It runs offscreen on two screens (laptop and wall), in throw-away practice data and at a fixed
moment, so that two runs of one version give the same pictures.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTextEdit, QWidget

from app.care.knowledge import load
from app.clock import FixedClock
from app.conference.meeting import EntryKind, Part, Stage
from app.errors import UsageError
from app.i18n import language, tr
from app.ui.tour_results import community_pictures, outcomes_pictures

if TYPE_CHECKING:
    from app.ui.console.page import ConsolePage
    from app.ui.paper.preview import PaperPreview
    from app.ui.shell import MainWindow

MOMENT = datetime(2024, 8, 6, 10, 42, tzinfo=timezone(timedelta(hours=9)))
WALL = (1920, 1080)


def run_tour(args: argparse.Namespace) -> int:
    """Write all pictures into ``args.out`` and say what each shows."""
    width, height = _size(args.size)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kurashi-tour-") as scratch:
        _two_screens(Path(scratch), width, height, args.scale)
        from app.ui.application import make_application
        from app.ui.quick_start import collect_garbage_again

        app = make_application(args.lang or "ja")
        collect_garbage_again(app)
        Tour(app, out, width, height).drive(Path(scratch))
    return 0


def _size(text: str) -> tuple[int, int]:
    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError:
        raise UsageError(tr("大きさは 1366x768 のように書きます。")) from None
    return width, height


def _two_screens(scratch: Path, width: int, height: int, factor: float) -> None:
    """Qt's offscreen platform with the laptop at the left and the wall at the right."""
    screens = [
        {"name": "laptop", "x": 0, "y": 0, "width": width, "height": height},
        {"name": "wall", "x": width, "y": 0, "width": WALL[0], "height": WALL[1]},
    ]
    config = scratch / "screens.json"
    config.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"
    if factor != 1.0:
        os.environ["QT_SCALE_FACTOR"] = str(factor)


class Tour:
    """Drives the windows and keeps count of the pictures."""

    def __init__(self, app: QApplication, out: Path, width: int, height: int) -> None:
        self._app = app
        self._out = out
        self._size = (width, height)
        self._count = 0
        self._clock = FixedClock(MOMENT)

    # Taking pictures.

    def settle(self, until: Callable[[], bool] | None = None, most_ms: int = 60_000) -> None:
        """Let timers and paint events run, at least briefly and until what is waited for is there.

        A slow machine gets ``most_ms``; then the tour fails, since a picture of an unfinished
        page would show something no user is meant to see.
        """
        watch = QElapsedTimer()
        watch.start()
        while watch.elapsed() < 350 or (until is not None and not until()):
            if watch.elapsed() > most_ms:
                raise TimeoutError("the tour waited in vain for a page")
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def picture(self, widget: QWidget, name: str, words: str) -> None:
        """Save what ``widget`` shows as the next numbered file."""
        self.settle()
        self._save(name, words, lambda path: widget.grab().save(str(path)))

    def _save(self, name: str, words: str, save: Callable[[Path], object]) -> None:
        from app.output import say

        self._count += 1
        path = self._out / f"{self._count:02d}-{name}.png"
        save(path)
        say(f"{path.name}  {words}")

    # The way round.

    def drive(self, scratch: Path) -> None:
        """Start page → preparing → paper → planning → meeting → follow-up."""
        from app.services.store import practice_store
        from app.settings import Settings
        from app.ui.main import build_main_window

        self._start_pages(scratch)
        store = practice_store(scratch / "practice", clock=self._clock)
        try:
            window = build_main_window(store, self._clock, Settings())
            window.resize(*self._size)
            window.show()
            self._preparing(window)
            self._taking_in(window, scratch)
            self._papers(window)
            self._meeting(window)
            outcomes_pictures(self, window)
            window.close()
            window.context.tasks.finish()
            window.deleteLater()
            self.settle()
        finally:
            store.close()

    def _start_pages(self, scratch: Path) -> None:
        from app.ui.start.window import StartWindow

        start = StartWindow(scratch / "nothing-yet", self._clock)
        start.resize(*self._size)
        start.show()
        self.picture(start, "start", tr("はじめの画面：練習と本番の二つの入口"))
        start.begin.click()
        self.picture(start, "passphrase", tr("パスフレーズを決める"))
        start.close()
        start.deleteLater()

    def _preparing(self, window: MainWindow) -> None:
        from app.services.cases import find_case

        tour = load("tour")
        case = find_case(window.context.store, tour["case_no"]).uuid
        for page, words, params in (
            ("page_home", tr("ホーム：次の会議と残っている作業"), {}),
            ("page_cases", tr("事例の一覧と見本"), {}),
            ("page_cases", tr("薬の名前でさがす"), {"search": tour["search"]}),
            ("page_case_editor", tr("事例の編集：基本情報と医療"), {"case_uuid": case}),
        ):
            window.navigate(page, **params)
            self.picture(window, page.removeprefix("page_"), words)
        for section, words in (
            ("life", tr("事例の編集：生活と見立て")),
            ("meeting", tr("事例の編集：会議で話すこと、チェックリスト")),
            ("consent", tr("事例の編集：同意と本人の情報")),
        ):
            window.navigate("page_case_editor", case_uuid=case, section=section)
            self.picture(window, f"case_editor_{section}", words)
        self._revisions(window)
        self._beside_the_last(window, case)
        self._doubt(window)
        window.navigate("page_judgement", case_uuid=case)
        self.picture(window, "judgement", tr("ADL・IADLの判定：事前と予測"))
        window.navigate("page_judgement", case_uuid=case, months=6)
        self.picture(window, "judgement_locked", tr("ADL・IADLの判定：期日まで待つ実際"))
        for early in window.findChildren(QPushButton, "judgement_record_early"):
            early.click()
        self.picture(window, "judgement_followup", tr("ADL・IADLの判定：6か月後の実際"))
        window.show_keys()
        self.settle()
        for dialog in window.findChildren(QWidget, "keys_dialog"):
            self.picture(dialog, "keys", tr("キーの一覧（F1）"))
            dialog.close()
        window.activateWindow()

    def _doubt(self, window: MainWindow) -> None:
        """A name typed into a case of another meeting, and taken back for later pictures."""
        from app.services.cases import find_case
        from app.ui.cases.editor_page import CaseEditorPage

        told = load("tour")["privacy"]
        case = find_case(window.context.store, told["case_no"]).uuid
        window.navigate("page_case_editor", case_uuid=case)
        page = window.current_page()
        assert isinstance(page, CaseEditorPage)  # noqa: S101 - just opened
        relatives = page.findChild(QLineEdit, "identity_relatives")
        area = page.findChild(QTextEdit, "life_issues")
        assert relatives is not None  # noqa: S101 - the form has them
        assert area is not None  # noqa: S101 - as above
        relatives.insert(told["relative"])
        area.append(told["text"])
        self.settle(page.privacy.count.isVisible)
        page.privacy.go_to_first()
        self.picture(window, "case_editor_doubt", tr("事例の編集：名前の疑いに答える"))
        area.setFocus()
        while page.undo():
            pass
        page.leave()

    def _taking_in(self, window: MainWindow, scratch: Path) -> None:
        """A sheet of another town is aligned, looked through, and left where it was."""
        from app.ui.cases.import_page import ImportPage

        told = load("tour")["sheet"]
        path = scratch / told["name"]
        path.write_text("\n".join(",".join(row) for row in told["rows"]), encoding="utf-8-sig")
        window.navigate("page_import", path=path)
        page = window.current_page()
        assert isinstance(page, ImportPage)  # noqa: S101 - just opened
        self.settle(lambda: page.state.draft is not None)
        self.picture(window, "import_sheet", tr("取り込み：列と行をそろえる"))
        page.bar.views.button("cases").click()
        self.picture(window, "import_cases", tr("取り込み：事例ごとに何が起きるか"))

    def _revisions(self, window: MainWindow) -> None:
        from app.ui.cases.editor_page import CaseEditorPage

        page = window.current_page()
        assert isinstance(page, CaseEditorPage)  # noqa: S101 - just opened
        page.show_revisions()
        self.settle()
        for dialog in window.findChildren(QWidget, "revisions_dialog"):
            self.picture(dialog, "case_revisions", tr("これまでの保存（Ctrl+H）"))
            dialog.close()
        window.activateWindow()  # offscreen nobody else does, and the focus would show no ring

    def _beside_the_last(self, window: MainWindow, case: str) -> None:
        """The next case of the same person; it goes to the bin again, for later pictures."""
        from app.services.cases import bin_case
        from app.services.previous import new_from_previous
        from app.ui.cases.editor_page import CaseEditorPage

        made = new_from_previous(window.context.store, case).case
        window.navigate("page_case_editor", case_uuid=made.uuid)
        page = window.current_page()
        assert isinstance(page, CaseEditorPage)  # noqa: S101 - just opened
        page.previous.toggle()
        self.picture(window, "case_beside_last", tr("前回の事例とならべる（Ctrl+B）"))
        page.previous.toggle()
        bin_case(window.context.store, made.uuid)

    def _papers(self, window: MainWindow) -> None:
        from app.services.conferences import get_conference, list_conferences
        from app.services.papers import print_case_sheet, print_judgement_sheet
        from app.ui.paper.preview import preview_case_sheet

        store = window.context.store
        first = min(list_conferences(store), key=lambda row: row.date)
        uuids = [item.case_uuid for item in get_conference(store, first.uuid).agenda]
        page = window.current_page()
        if page is not None:
            dialog = preview_case_sheet(page, window.context, uuids, conference_uuid=first.uuid)
            self.settle(lambda: dialog.made is not None)
            self.settle(lambda: not window.context.tasks.busy())  # the pictures of its pages
            self.picture(dialog, "paper_preview", tr("印刷の見本"))
            self._print_choice(dialog)
            dialog.close()
        sheets = self._out / "case-sheet.pdf"
        print_case_sheet(
            store, uuids, sheets, conference_uuid=first.uuid, paper="A3", copies=1, lang=language()
        )
        self._pdf_pages(sheets, tr("事例シート（A3、2事例ずつ）"))
        judgements = self._out / "judgement-sheet.pdf"
        print_judgement_sheet(
            store, uuids[:1], judgements, conference_uuid=first.uuid, copies=1, lang=language()
        )
        self._pdf_pages(judgements, tr("ADL・IADLの判定（A4）"))

    def _print_choice(self, preview: PaperPreview) -> None:
        from app.reports.preview import page_sizes
        from app.ui.paper.print_choice import PrintChoice
        from app.ui.paper.printing import PrintRun

        assert preview.made is not None  # noqa: S101 - just waited for
        pdf, job = preview.made.pdf, preview.made.order.job
        sizes = page_sizes(pdf)
        dialog = PrintChoice(preview, PrintRun(pdf, sizes, range(len(sizes))), job.copies)
        dialog.show()
        self.picture(dialog, "print_choice", tr("何を印刷しますか"))
        dialog.close()

    def _pdf_pages(self, pdf: Path, words: str) -> None:
        from PySide6.QtGui import QImage

        from app.output import say
        from app.reports.preview import page_images

        say(f"{pdf.name}  {words}")
        for number, (width, height, pixels) in enumerate(page_images(pdf.read_bytes(), 100), 1):
            image = QImage(pixels, width, height, QImage.Format.Format_RGBA8888)
            self._save(
                f"{pdf.stem}-{number}",
                tr("{words}　{number}ページ", words=words, number=number),
                lambda path, picture=image: picture.save(str(path)),  # type: ignore[misc]
            )

    def _planning(self, window: MainWindow) -> None:
        """The year first, then the next meeting part by part."""
        from app.ui.conferences.page import ConferencesPage
        from app.ui.conferences.segments import segment_names

        window.navigate("page_conferences")
        page = window.current_page()
        assert isinstance(page, ConferencesPage)  # noqa: S101 - just opened
        page.show_year(shown=True)
        self.picture(window, "year_plan", tr("年間計画：毎月の決まりから日を作る"))
        page.show_year(shown=False)
        for code in page.segments.codes:
            page.segments.show_segment(code)
            words = tr("会議：{part}", part=segment_names()[code])
            self.picture(window, f"conference_{code}", words)
        page.segments.show_segment(page.segments.codes[0])

    def _meeting(self, window: MainWindow) -> None:
        from app.services.conferences import get_conference, list_conferences

        store = window.context.store
        self._planning(window)
        first = min(list_conferences(store), key=lambda row: row.date)
        window.navigate("page_console", conference_uuid=first.uuid)
        console = window.current_page()
        assert console is not None  # noqa: S101 - just opened
        console_page: ConsolePage = console  # type: ignore[assignment]
        self.picture(window, "console_opening", tr("進行：開会、二つの問い"))
        numbers = {case.case_no: uuid for uuid, case in console_page.cases.items()}
        console_page.moving.go_to_case(numbers[load("tour")["case_no"]])
        console_page.walling.show()
        for stage in Stage:
            self._hold_stage(window, console_page, stage)
        self._clock.advance(20 * 60)
        console_page.refresh()
        words = tr("進行：おくれたので分け直しをすすめるところ")
        self.picture(window, "console_late", words)
        console_page.timing.keep()
        console_page.walling.blank()
        self.picture(window, "console_blank", tr("進行：会場の画面を消しているとき"))
        console_page.walling.hide()
        console_page.leave_console()
        self.picture(window, "conferences_running", tr("会議の途中で一覧にもどったところ"))
        assert get_conference(store, first.uuid).entries  # noqa: S101 - the tour really recorded
        self._afterwards(window, first.uuid)
        community_pictures(self, window)

    def _afterwards(self, window: MainWindow, conference_uuid: str) -> None:
        """The meeting is over: papers come back, the minutes are looked through and printed."""
        from app.services.conferences import close_conference, get_conference
        from app.services.handouts import record_handout
        from app.services.papers import preview, write_paper
        from app.ui.conferences.page import ConferencesPage

        store = window.context.store
        record_handout(
            store,
            kind="packet",
            case_uuids=[],
            sha256="",
            copies=52,
            conference_uuid=conference_uuid,
        )
        close_conference(store, get_conference(store, conference_uuid))
        window.navigate("page_conferences", conference_uuid=conference_uuid, segment="record")
        page = window.current_page()
        assert isinstance(page, ConferencesPage)  # noqa: S101 - just opened
        self.picture(window, "closing", tr("会議のあと：確かめることとやること"))
        page.record.collect()
        self.settle()
        for dialog in window.findChildren(QWidget, "copies_dialog"):
            self.picture(dialog, "copies", tr("会議のあと：資料の回収"))
            dialog.close()
        page.record.show_view("minutes")
        page.record.minutes.where.setCurrentRow(3)
        self.picture(window, "minutes", tr("会議録：組み立てた文を直す"))
        page.segments.show_segment("people")
        self.picture(window, "people", tr("参加者：数、守秘の確認、名簿"))
        made = preview(store, "minutes", (), conference_uuid=conference_uuid, lang=language())
        pdf = self._out / "minutes.pdf"
        write_paper(store, made, pdf)
        self._pdf_pages(pdf, tr("会議録（A4）"))

    def _hold_stage(self, window: MainWindow, console: ConsolePage, stage: Stage) -> None:
        console.moving.go_to_stage(stage)
        if console.moving.asked is not None:
            self.picture(window, "console_open_risks", tr("進行：答えのないリスクをたずねる"))
            console.moving.go_on_with_risks()
        self._clock.advance(70)
        if stage is Stage.ISSUE:
            self._room_picture("room_presentation", tr("会場：事例の紹介"))
            console.walling.turn_page(1)
            self._room_picture("room_sheet", tr("会場：判定表を6行ずつ"))
        suffix = "en" if language() == "en" else "ja"
        for row in load("tour")["entry"]:
            if row["stage"] != stage.value:
                continue
            console.capture.choose_kind(EntryKind(row["kind"]))
            console.capture.text.setText(row[suffix])
            console.capture.owner.setEditText(row.get(f"owner_{suffix}", ""))
            console.capture.due.setEditText(row.get(f"due_{suffix}", ""))
            console.writing.record(row["kind"] != "community_issue")
            self._clock.advance(40)
        console.refresh()
        self.picture(window, f"console_{stage.value}", tr("進行：{stage}", stage=_name(stage)))
        self._room_picture(f"room_{stage.value}", tr("会場：{stage}", stage=_name(stage)))
        if stage is Stage.SUPPORT:
            console.moving.go_to_part(Part.RESOURCES)
            self._drawer(window, console, "resources", tr("進行：資源を挙げる（Ctrl+U）"))
            self._room_picture("room_resources", tr("会場：資源のマッチング"))
            self._drawer(window, console, "tally", tr("進行：発言を数える（Ctrl+T）"))
            console.moving.go_to_part(Part.WRAP_UP)
            self._drawer(window, console, "predictions", tr("進行：予測を変える（Ctrl+J）"))
            self._drawer(window, console, "carry", tr("進行：保留と持ち帰り（Ctrl+H）"))
            self._room_picture("room_wrap_up", tr("会場：見込みと最初の一歩"))

    def _drawer(self, window: MainWindow, console: ConsolePage, name: str, words: str) -> None:
        """One of the panels that stand in for another, with something in it."""
        told = load("tour")
        suffix = "en" if language() == "en" else "ja"
        panels = console.panels
        if name == "resources":
            panels.open_resources()
            for row in told["resource"]:
                panels.resources.name.setCurrentText(row[f"name_{suffix}"])
                panels.resources.detail.setText(row[f"detail_{suffix}"])
                panels.resources.state.set_value(row["state"])
                panels.resources.enter(shown=row["shown"])
            panels.resources.list.setCurrentIndex(panels.resources.list.row_model.index(0, 0))
        elif name == "predictions":
            panels.open_predictions()
            panels.predictions.rated.emit(*told["prediction"])
        else:
            drawer = panels.tally if name == "tally" else panels.carry
            if panels.open is not drawer:
                panels.toggle(drawer)
        if name == "tally":
            for profession in told["there"]:
                panels.tally.spoken.emit(profession, 1)
                panels.tally.spoken.emit(profession, -1)
            for profession in told["spoke"]:
                panels.tally.spoken.emit(profession, 1)
        console.refresh()
        window.activateWindow()  # the room was shown last, and its like would show no ring
        self.picture(window, f"console_{name}", words)
        panels.close()

    def _room_picture(self, name: str, what: str) -> None:
        for room in self._app.topLevelWidgets():
            if room.objectName() == "room_window" and room.isVisible():
                self.picture(room, name, what)


def _name(stage: Stage) -> str:
    return {
        Stage.ISSUE: tr("① 課題"),
        Stage.GOAL: tr("② 目標"),
        Stage.RISK: tr("③ 医学的リスク"),
        Stage.SUPPORT: tr("④ 生活支援"),
    }[stage]

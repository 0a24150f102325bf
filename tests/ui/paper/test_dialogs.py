"""The real file and print dialogues, answered as a person would."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from app.ui.paper.printing import PrintRun, ask_printer, page_layout
from app.ui.paper.sending import ask_file

A3_LANDSCAPE = (420 / 25.4 * 72, 297 / 25.4 * 72)


def test_a_name_without_ending_becomes_a_pdf(desk: QWidget, tmp_path: Path) -> None:
    proposed: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        proposed.append(Path(dialog.selectedFiles()[0]).name)
        dialog.setDirectory(str(tmp_path))
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText("配付資料")
        dialog.accept()

    QTimer.singleShot(0, desk, answer)
    assert ask_file(desk, "事例シート_第27回.pdf") == tmp_path / "配付資料.pdf"
    assert proposed == ["事例シート_第27回.pdf"]


def test_leaving_the_dialogues_saves_and_prints_nothing(desk: QWidget) -> None:
    met: list[type[QWidget]] = []

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        met.append(type(dialog))
        dialog.reject()

    QTimer.singleShot(0, desk, leave)
    assert ask_file(desk, "事例シート.pdf") is None
    QTimer.singleShot(0, desk, leave)
    assert ask_printer(desk, PrintRun(b"", [A3_LANDSCAPE], range(1))) is None
    assert met == [QFileDialog, QPrintDialog]


def test_paper_keeps_its_size_and_turns() -> None:
    layout = page_layout(A3_LANDSCAPE)
    assert layout.orientation() is QPageLayout.Orientation.Landscape
    assert layout.pageSize().name().startswith("A3")
    assert layout.margins().isNull()

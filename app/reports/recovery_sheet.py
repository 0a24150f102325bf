"""復旧用紙: the code that opens the data when the passphrase is lost (RELIABILITY §C)."""

from __future__ import annotations

from typing import Final

from app.i18n import tr
from app.reports.document import Document, make_document
from app.reports.fonts import Face
from app.reports.grid import label_grid
from app.reports.job import A4, PrintJob
from app.reports.meeting_frame import meeting_frame
from app.reports.pen import BLACK, Pen
from app.reports.strips import (
    OUTER,
    PART_GAP,
    SMALL,
    Ends,
    Strip,
    space,
    strip_pages,
    text_strips,
    titled,
)
from app.reports.text import Style

_GROUP: Final = Style(Face.FIGURES_BOLD, 20, 26)
_PLACE: Final = Style(Face.TEXT, 9.5, 13)
_PER_LINE: Final = 2
_LINE: Final = 13.0
_MODULE: Final = 1.1  # 33 squares: 36 mm, more than a hand scanner needs


def recovery_sheet(code: str, job: PrintJob) -> Document:
    """The sheet of ``code``; one copy, without a number: it is a key and no handout."""
    lang, wide = job.language, A4.inner
    title = tr("復旧用紙", lang=lang)
    notice = (
        tr("鍵と同じように扱います。", lang=lang),
        tr("金庫などにしまってください。", lang=lang),
    )
    frame = meeting_frame(job, title, notice=notice, numbered=False)
    why = tr(
        "パスフレーズを忘れたとき、この文字でデータを開けます。この紙とパスフレーズの両方をなくすと、だれにもデータは戻せません。",
        lang=lang,
    )
    how = "\n".join(
        (
            tr("1. くらしカンファを起動し、パスフレーズの欄に8組の文字を順に入力します（横線はなくてもかまいません）。", lang=lang),
            tr("2. 打ち間違いがあれば、何番目の組かが表示されます。0とO、1とIとLは同じ文字として読みます。", lang=lang),
            tr("3. 開いたら、新しい用紙を作り、この紙は裁断してください。新しい用紙を作ると、前の用紙は使えなくなります。", lang=lang),
        )
    )  # fmt: skip
    kept = (
        (tr("しまう場所", lang=lang), ""),
        (tr("しまう人", lang=lang), ""),
        (tr("確かめた日", lang=lang), ""),
    )
    strips = [
        *text_strips(why, wide),
        space(PART_GAP),
        _code_box(code, wide, lang),
        *titled(tr("この用紙の使い方", lang=lang), text_strips(how, wide), wide, lang),
        *titled(tr("しまい方", lang=lang), label_grid(kept, wide, lang, label=32.0, least=11.0), wide, lang),
        space(2.0),
        *text_strips(
            tr("パソコンと同じ場所に置かないでください。写真に撮ったり、写しを作ったりしないでください。", lang=lang),
            wide,
            SMALL,
        ),
    ]  # fmt: skip
    return make_document(strip_pages(frame, strips), job, title)


def _code_box(code: str, wide: float, lang: str) -> Strip:
    """The groups with their numbers on the left, the same as a QR code on the right."""
    groups = code.split("-")
    squares = _qr(code)
    side = len(squares) * _MODULE
    lines = (len(groups) + _PER_LINE - 1) // _PER_LINE
    height = max(lines * _LINE, side) + 10.0
    column = (wide - side - 16.0) / _PER_LINE

    def draw(pen: Pen, x: float, y: float, _ends: Ends) -> None:
        pen.frame(x + OUTER / 2, y + OUTER / 2, wide - OUTER, height - OUTER, OUTER)
        top = y + (height - lines * _LINE) / 2
        for place, group in enumerate(groups):
            row, at = divmod(place, _PER_LINE)
            left, line = x + 5.0 + at * column, top + row * _LINE
            number = tr("{n}組目", n=place + 1, lang=lang)
            pen.text(left, line + 4.2, number, _PLACE)
            pen.text(left + 20.0, line + (_LINE - _GROUP.line) / 2, group, _GROUP)
        _draw_qr(pen, x + wide - side - 6.0, y + (height - side) / 2, squares)

    return Strip(height, draw)


def _qr(text: str) -> list[list[bool]]:
    """The squares of a QR code, made by ReportLab's own encoder."""
    from reportlab.graphics.barcode import qrencoder

    made = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    made.addData(qrencoder.QRAlphaNum(text))
    made.make()
    count = made.getModuleCount()
    return [[bool(made.isDark(row, column)) for column in range(count)] for row in range(count)]


def _draw_qr(pen: Pen, x: float, y: float, squares: list[list[bool]]) -> None:
    for row, line in enumerate(squares):
        start = None
        for column, dark in enumerate([*line, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                at = (x + start * _MODULE, y + row * _MODULE)
                pen.fill(*at, (column - start) * _MODULE, _MODULE, BLACK)
                start = None

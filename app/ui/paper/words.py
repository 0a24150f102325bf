"""What the preview says of a paper: how many pages, and a file name without any person's name."""

from __future__ import annotations

from app.i18n import tr
from app.services.documents import kind_name
from app.services.papers import Kind, Paper


def count_pages(made: Paper, total: int) -> str:
    """Pages of one copy, copies, and ``total`` pages; two-sided printing may add blank backs."""
    pages, copies = made.pages, made.order.job.copies
    if total > pages * copies:
        return tr(
            "{pages}ページ × {copies}部 ＋ 白紙の裏 ＝ 全{n}ページ",
            pages=pages,
            copies=copies,
            n=total,
        )
    if copies <= 1:
        return tr("全{n}ページ", n=total)
    return tr("{pages}ページ × {copies}部 ＝ 全{n}ページ", pages=pages, copies=copies, n=total)


def file_name(kind: Kind, number: int | None, case_no: int | None) -> str:
    """事例シート_第27回.pdf, else by the number of the one case, else the paper alone."""
    what = kind_name(kind)
    if number is not None:
        return tr("{what}_第{number}回", what=what, number=number) + ".pdf"
    if case_no is not None:
        return tr("{what}_No{no}", what=what, no=case_no) + ".pdf"
    return f"{what}.pdf"

"""The frame and the standing sentences that the papers of a meeting share."""

from __future__ import annotations

from app.care.knowledge import load, words
from app.i18n import tr
from app.reports.frame import Frame
from app.reports.job import A4, PrintJob


def meeting_frame(
    job: PrintJob, title: str, *, notice: tuple[str, ...] = (), numbered: bool = True
) -> Frame:
    """An A4 page with the session below the title; by default it says that it is collected."""
    lang = job.language
    collected = (
        tr("会議のあと回収します。", lang=lang),
        tr("複写・撮影はできません。", lang=lang),
    )
    whole = f"{title}　{job.edition}" if job.edition else title
    subs = tuple(filter(None, job.session.split("　")))
    return Frame(A4, job, whole, subs, notice or collected, numbered=numbered)


def sentence(section: str, lang: str, key: str = "text") -> str:
    """A sentence of ``papers.toml``, in a municipality's own words where it has any."""
    return words(load("papers")[section], key)(lang)

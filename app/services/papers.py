"""Verbs that make paper: disclosure → reports → file, and a line in the list of handouts.

A case without its person's consent, or with a doubt nobody answered, is refused before anything is drawn (DOMAIN.md §9.2 no. 1).
The handout is recorded while the finished file waits beside its place: if one of them fails
there is neither.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from app.care import disclosure, scales, wareki
from app.care.case import Case, SessionType
from app.clock import today
from app.conference.meeting import Conference
from app.errors import InputRefused
from app.i18n import language, tr
from app.services.cases import get_cases
from app.services.conferences import get_conference
from app.services.handouts import list_handouts, record_handout, record_reprint
from app.services.outgoing import outgoing_file
from app.services.privacy import checker_of, refusal
from app.services.store import Store

if TYPE_CHECKING:
    from app.reports.fonts import MissingGlyphs
    from app.reports.job import PrintJob, Told

MAX_COPIES: Final = 500
HANDED_OUT: Final = frozenset({"case_sheet", "judgement_sheet", "packet", "agenda"})
"""Papers everybody in the room gets a numbered copy of."""
Kind = Literal[
    "case_sheet",
    "judgement_sheet",
    "packet",
    "agenda",
    "attendance",
    "blank",
    "summary",
    "resources",
    "collection",
    "minutes",
    "policy",
    "outcomes",
]
OF_CASES: Final = frozenset({"case_sheet", "judgement_sheet", "packet", "agenda", "summary"})
"""Papers that can't be made without a case."""
RECORDED: Final = frozenset(
    {"case_sheet", "judgement_sheet", "packet", "agenda", "summary", "minutes"}
)
"""Papers that speak of a person: they are numbered and recorded; all but the minutes, which are
filed, are collected."""
PaperName = Literal["A3", "A4"]
_View = TypeVar("_View")


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF before it is a file; ``missing`` are characters no font has (printed 〓).

    ``pages`` counts those of one copy. ``order`` says what it was made from, for the record.
    """

    pdf: bytes
    pages: int
    missing: tuple[MissingGlyphs, ...]
    kind: Kind
    paper: PaperName
    order: Order


@dataclass(frozen=True, slots=True)
class Printed:
    """A document that was written and, where it speaks of a person, recorded."""

    handout_uuid: str  # empty where nothing was recorded
    pages: int
    copies: int
    sha256: str
    missing: tuple[MissingGlyphs, ...]


def print_case_sheet(
    store: Store,
    case_uuids: Sequence[str],
    out: Path,
    *,
    conference_uuid: str | None = None,
    paper: PaperName = "A3",
    copies: int = 1,
    lang: str | None = None,
    maker: str = "",
) -> Printed:
    """Write the case sheets as PDF and record the handout.

    ``maker`` is the office in the foot. ``InputRefused`` where a case may not be shown or the
    place can't take the file.
    """
    order = make_order(
        store,
        case_uuids,
        conference_uuid=conference_uuid,
        lang=lang,
        maker=maker,
        copies=copies,
    )
    return write_paper(store, _case_sheet(store, order, paper), out)


def print_judgement_sheet(
    store: Store,
    case_uuids: Sequence[str],
    out: Path,
    *,
    conference_uuid: str | None = None,
    copies: int = 1,
    lang: str | None = None,
    maker: str = "",
) -> Printed:
    """Write the judgement sheets (A4) as PDF and record the handout; errors as above."""
    order = make_order(
        store,
        case_uuids,
        conference_uuid=conference_uuid,
        lang=lang,
        maker=maker,
        copies=copies,
    )
    return write_paper(store, _judgement_sheet(store, order), out)


def preview(
    store: Store,
    kind: Kind,
    case_uuids: Sequence[str],
    *,
    conference_uuid: str | None = None,
    paper: PaperName = "A3",
    copies: int = 1,
    lang: str | None = None,
    maker: str = "",
    duplex: bool = False,
    issues: Sequence[str] = (),
    internal: bool = False,
    told: Told | None = None,
) -> Paper:
    """What would be printed, with what no font has. Nothing is recorded.

    The minutes choose their cases themselves: those the meeting discussed. ``issues`` are the
    community issues of a policy sheet, by key or code; without, all of them. ``internal`` shows
    the small counts of an outcomes report. ``told`` hears how far the making is and may raise
    to stop it.
    """
    from app.reports.unprintable import missing_in_job

    if kind == "minutes":
        from app.services.minutes_paper import cases_discussed

        case_uuids = cases_discussed(store, conference_uuid)
    order = make_order(
        store,
        case_uuids,
        conference_uuid=conference_uuid,
        lang=lang,
        maker=maker,
        copies=copies,
        duplex=duplex,
        of_cases=kind in OF_CASES,
        told=told,
    )
    order = replace(order, issues=tuple(issues), internal=internal)
    made = _make(store, kind, order, paper)
    return replace(made, missing=(*missing_in_job(order.job), *made.missing))


def _make(store: Store, kind: Kind, order: Order, paper: PaperName) -> Paper:
    if kind == "case_sheet":
        return _case_sheet(store, order, paper)
    if kind == "judgement_sheet":
        return _judgement_sheet(store, order)
    from app.services.documents import make_document

    return make_document(store, kind, order, paper)


def save_paper(store: Store, made: Paper, out: Path, password: str = "") -> Printed:
    """Write the very bytes of a preview and record the handout; consent and doubts are asked once more.

    With a ``password`` the file opens with it alone; ``InputRefused`` where it is too short.
    """
    check_paper(store, made)
    return write_paper(store, made, out, password)


def check_paper(store: Store, made: Paper) -> None:
    """Refuse a preview that was blocked since: a withdrawal counts from its moment on."""
    for case in get_cases(store, [case.uuid for case in made.order.cases]):
        _require_open_way(store, case)


def record_paper(store: Store, made: Paper, *, whole: bool = True) -> Printed:
    """Record that a preview went to a printer.

    Some pages of a paper that is recorded already (copy 017 once more) are a reprint of it: the
    numbers stay those that have to come back.
    """
    known = None if whole or made.kind not in RECORDED else _recorded(store, made)
    if known is None:
        return _record(store, made)
    record_reprint(store, known)
    sha256 = hashlib.sha256(made.pdf).hexdigest()
    return Printed(known, made.pages, made.order.job.copies, sha256, made.missing)


def _recorded(store: Store, made: Paper) -> str | None:
    """The newest record of this paper: same cases, meeting, language and number of copies."""
    order = made.order
    meeting = order.conference.uuid if order.conference else None
    same = (made.kind, tuple(case.uuid for case in order.cases), order.lang, order.job.copies)
    for each in list_handouts(store, conference_uuid=meeting):
        mine = (each.kind, each.case_uuids, each.language, each.copies)
        if mine == same and each.conference_uuid == meeting:
            return each.uuid
    return None


# ---- the order: which cases, for which meeting ----


@dataclass(frozen=True, slots=True)
class Order:
    """The cases in their order, the meeting, the job for the reports; issues of the town."""

    cases: tuple[Case, ...]
    conference: Conference | None
    lang: str
    job: PrintJob
    issues: tuple[str, ...] = ()
    internal: bool = False

    @property
    def session_line(self) -> str:
        """``第27回 多職種合同カンファレンス（包括版）　令和8年6月18日（木）`` or nothing."""
        if self.conference is None:
            return ""
        title = _meeting_name(self.conference, self.lang)
        kind = _kind_word(self.conference.session_type, self.lang)
        if kind:
            title = tr("{title}（{kind}）", title=title, kind=kind, lang=self.lang)
        return f"{title}　{_day(self.conference.date, self.lang)}".strip("　")

    def told_cases(self) -> Iterator[Case]:
        """The cases in turn; who waits for the paper may stop before each."""
        for case in self.cases:
            self.job.told("documents", 0, 0)
            yield case

    def position(self, case: Case) -> int:
        """Place of the case on the agenda, else among the printed ones."""
        if self.conference is not None:
            for place, item in enumerate(self.conference.agenda, 1):
                if item.case_uuid == case.uuid:
                    return place
        return 1 + [each.uuid for each in self.cases].index(case.uuid)


def make_order(
    store: Store,
    case_uuids: Sequence[str],
    *,
    conference_uuid: str | None = None,
    lang: str | None = None,
    maker: str = "",
    copies: int = 1,
    duplex: bool = False,
    of_cases: bool = True,
    told: Told | None = None,
) -> Order:
    """What is printed for whom; ``InputRefused`` where a case may not be shown.

    With ``of_cases`` an order without any case is refused. ``told`` as in ``preview``.
    """
    from app.reports.job import PrintJob

    if of_cases and not case_uuids:
        raise InputRefused(
            tr("印刷する事例がありません。"), todo=tr("事例を選んでから印刷してください。")
        )
    if not 1 <= copies <= MAX_COPIES:
        raise InputRefused(tr("部数は1から{most}までです。", most=MAX_COPIES))
    cases = tuple(get_cases(store, list(dict.fromkeys(case_uuids))))
    for case in cases:
        if told is not None:
            told("documents", 0, 0)
        _require_open_way(store, case)
    conference = get_conference(store, conference_uuid) if conference_uuid else None
    chosen = lang or language()
    job = PrintJob(
        made_at=store.clock.now(),
        edition=_edition(conference, chosen) if conference else "",
        session=_session(conference, chosen) if conference else "",
        maker=maker,
        made_on=wareki.format_wareki(today(store.clock).isoformat(), lang=chosen),
        copies=copies,
        language=chosen,
        practice=store.practice or any(case.practice for case in cases),
        duplex=duplex,
    )
    if told is not None:
        job = replace(job, told=told)
    return Order(cases, conference, chosen, job)


def _require_open_way(store: Store, case: Case) -> None:
    blocked = disclosure.blocked(case, checker_of(store, case.uuid))
    if blocked is not None:
        raise refusal(case, blocked, tr("何も印刷していません。"))


def _edition(conference: Conference, lang: str) -> str:
    """第27回（包括版）."""
    kind = _kind_word(conference.session_type, lang)
    if conference.number is None:
        return kind
    if not kind:
        return tr("第{number}回", number=conference.number, lang=lang)
    return tr("第{number}回（{kind}）", number=conference.number, kind=kind, lang=lang)


def _meeting_name(conference: Conference, lang: str) -> str:
    """The title as given; the one the program gave by itself in the paper's language."""
    number = conference.number
    own = tr("第{number}回 多職種合同カンファレンス", number=number, lang="ja")
    if conference.title in {"", own}:
        return tr("第{number}回 多職種合同カンファレンス", number=number, lang=lang)
    return conference.title


def _kind_word(session_type: str, lang: str) -> str:
    known = session_type in set(SessionType)
    return scales.session_type_short(session_type, lang) if known else session_type


def _session(conference: Conference, lang: str) -> str:
    """令和8年6月18日（木） 14:00〜15:30　花里市保健センター 2階 大会議室."""
    when = " ".join(filter(None, (_day(conference.date, lang), _hours(conference))))
    return "　".join(filter(None, (when, conference.venue)))


def _day(iso: str, lang: str) -> str:
    try:
        return wareki.format_with_weekday(date.fromisoformat(iso), lang=lang)
    except ValueError:
        return iso


def _hours(conference: Conference) -> str:
    try:
        start = datetime.strptime(conference.start_time, "%H:%M")  # noqa: DTZ007 - a time of day
    except ValueError:
        return conference.start_time
    end = start + timedelta(minutes=conference.planned_minutes)
    return f"{start:%H:%M}〜{end:%H:%M}"


# ---- the documents ----


def sheet_views(store: Store, order: Order) -> list[disclosure.SheetView]:
    """What the case sheets of ``order`` may show."""
    return _views(store, order, disclosure.sheet)


def judgement_views(store: Store, order: Order) -> list[disclosure.JudgementView]:
    """What the judgement sheets of ``order`` may show."""
    return _views(store, order, disclosure.judgement_sheet)


def _views(store: Store, order: Order, show: Callable[..., _View]) -> list[_View]:
    return [
        show(
            case,
            checker_of(store, case.uuid),
            order=order.position(case),
            lang=order.lang,
            session_line=order.session_line,
        )
        for case in order.told_cases()
    ]


def _case_sheet(store: Store, order: Order, paper: PaperName) -> Paper:
    from app.reports.case_sheet import case_sheet
    from app.reports.unprintable import missing_in_case_sheet

    views = sheet_views(store, order)
    missing = tuple(found for view in views for found in missing_in_case_sheet(view))
    made = case_sheet(views, order.job, paper)
    return Paper(made.pdf, made.pages, missing, "case_sheet", paper, order)


def _judgement_sheet(store: Store, order: Order) -> Paper:
    from app.reports.judgement_sheet import judgement_sheet
    from app.reports.unprintable import missing_in_judgement_sheet

    views = judgement_views(store, order)
    missing = tuple(found for view in views for found in missing_in_judgement_sheet(view))
    made = judgement_sheet(views, order.job)
    return Paper(made.pdf, made.pages, missing, "judgement_sheet", "A4", order)


def write_paper(store: Store, made: Paper, out: Path, password: str = "") -> Printed:
    """Write ``made`` to ``out`` and record it; neither happens without the other.

    What is recorded is the hash of the file as written, so behind its password.
    """
    if password:
        made = replace(made, pdf=_locked(made.pdf, password))
    with outgoing_file(store, out, made.pdf):
        return _record(store, made)


def _locked(pdf: bytes, password: str) -> bytes:
    from app.reports.locking import MAX_PASSWORD, MIN_PASSWORD, locked

    if len(password) < MIN_PASSWORD or len(password.encode()) > MAX_PASSWORD:
        raise InputRefused(
            tr("PDFのパスワードは{n}文字以上、半角で127文字までです。", n=MIN_PASSWORD),
            tr("何も保存していません。"),
            tr("別のパスワードにしてください。"),
        )
    return locked(pdf, password)


def _record(store: Store, made: Paper) -> Printed:
    order, sha256 = made.order, hashlib.sha256(made.pdf).hexdigest()
    if made.kind not in RECORDED:
        return Printed("", made.pages, order.job.copies, sha256, made.missing)
    handout = record_handout(
        store,
        kind=made.kind,
        case_uuids=[case.uuid for case in order.cases],
        sha256=sha256,
        copies=order.job.copies,
        conference_uuid=order.conference.uuid if order.conference else None,
        paper=made.paper,
        language=order.lang,
        pages=made.pages,
    )
    return Printed(handout, made.pages, order.job.copies, sha256, made.missing)

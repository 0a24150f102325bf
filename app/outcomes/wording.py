"""Plain sentences that carry the charts, made from the same numbers (design 07).

A sentence says which way a figure went, never that it is good, and is dropped where it would
rest on fewer than ``sentence_least`` people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.care import wareki
from app.care.items import item_of
from app.conference.attendance import profession_name
from app.i18n import tr
from app.outcomes.definitions import lost_percent, sentence_least, uptake_months, yearly_figures
from app.outcomes.evaluation import Group
from app.outcomes.growth import POPULATION, PREVENTIVE, PROGRAMME, TOGETHER, Series
from app.outcomes.listing import cohort_label
from app.outcomes.process import ProcessYear
from app.outcomes.published import Published, PublishedGroup
from app.outcomes.shares import Share
from app.outcomes.suppression import TOTAL, SafeTable

_OFTEN = 25.0  # per cent of predictions not reached from which an item is named
_NAMED = 2


def whole(share: Share) -> int:
    """Per cent without digits, halves up, as people read it."""
    return int((share.percent or 0.0) + 0.5)


def counted(share: Share | None) -> Share | None:
    """The share if a sentence may rest on it."""
    return share if share is not None and share.denominator >= sentence_least() else None


def _year(group: PublishedGroup, lang: str) -> str:
    return "" if group.year is None else wareki.format_fiscal_year(group.year, lang=lang)


def worsening_sentence(published: Published) -> str:
    """重くなった人の割合は、令和4年度の46％から令和6年度の18％に下がりました。"""
    lang, target = published.lang, published.target
    share = counted(target.variant("primary")) if target else None
    if target is None or share is None:
        return ""
    who = cohort_label(published.cohort, lang)
    before = counted(published.base.variant("primary")) if published.base else None
    if published.base is None or before is None:
        return tr(
            "{year}の{who}のうち、1年後に重くなった人は{now}％です。",
            year=_year(target, lang), who=who, now=whole(share), lang=lang,
        )  # fmt: skip
    was = _year(published.base, lang)
    if whole(share) < whole(before):
        return tr(
            "{who}が1年後に重くなった割合は、{base}の{before}％から{year}の{now}％に下がりました。",
            who=who, base=was, before=whole(before), year=_year(target, lang), now=whole(share),
            lang=lang,
        )  # fmt: skip
    if whole(share) > whole(before):
        return tr(
            "{who}が1年後に重くなった割合は、{base}の{before}％から{year}の{now}％に上がりました。",
            who=who, base=was, before=whole(before), year=_year(target, lang), now=whole(share),
            lang=lang,
        )  # fmt: skip
    return tr(
        "{who}が1年後に重くなった割合は、{base}も{year}も{now}％でした。",
        who=who, base=was, year=_year(target, lang), now=whole(share), lang=lang,
    )  # fmt: skip


def uptake_sentence(published: Published) -> str:
    """認定後にサービスを使い始めた人は66％でした。令和4年度より5ポイント低くなりました。"""
    lang, target = published.lang, published.target
    share = counted(target.used) if target else None
    if target is None or share is None:
        return ""
    now = tr(
        "{year}の{who}のうち、{months}か月以内にサービスを使い始めた人は{now}％でした。",
        year=_year(target, lang), who=cohort_label(published.cohort, lang),
        months=uptake_months(), now=whole(share), lang=lang,
    )  # fmt: skip
    before = counted(published.base.used) if published.base else None
    if published.base is None or before is None:
        return now
    step = whole(share) - whole(before)
    base = _year(published.base, lang)
    if step == 0:
        then = tr("{base}と同じです。", base=base, lang=lang)
    elif step < 0:
        then = tr("{base}より{n}ポイント低い値です。", base=base, n=-step, lang=lang)
    else:
        then = tr("{base}より{n}ポイント高い値です。", base=base, n=step, lang=lang)
    return f"{now} {then}" if lang == "en" else now + then


def flow_sentence(group: Group, lang: str) -> str:
    """新しく認定された184人のうち、自立・事業対象者は38人から12か月後に64人に変わりました。"""
    people = sum(group.ways.values())
    if people < sentence_least():
        return ""
    light = {"independent", "checklist"}
    before = sum(count for way, count in group.ways.items() if way[0] in light)
    after = sum(count for way, count in group.ways.items() if way[2] in light)
    if after > before:
        return tr(
            "{who}{all}人のうち、自立・事業対象者は{before}人から12か月後に{after}人に増えました。",
            who=cohort_label(group.cohort, lang), all=people, before=before, after=after, lang=lang,
        )  # fmt: skip
    if after < before:
        return tr(
            "{who}{all}人のうち、自立・事業対象者は{before}人から12か月後に{after}人に減りました。",
            who=cohort_label(group.cohort, lang), all=people, before=before, after=after, lang=lang,
        )  # fmt: skip
    return tr(
        "{who}{all}人のうち、自立・事業対象者は認定時も12か月後も{after}人です。",
        who=cohort_label(group.cohort, lang), all=people, after=after, lang=lang,
    )  # fmt: skip


def growth_sentence(series: Sequence[Series], lang: str) -> str:
    """75歳以上人口が12％増えた間、総合事業費の伸びは3％でした。"""
    known = {each.figure: each for each in series if each.base is not None}
    parts = []
    for name in (POPULATION, PROGRAMME, PREVENTIVE):
        if name not in known:
            continue
        last, base = known[name].points[-1], known[name].base
        if last.index is not None and base is not None and last.year > base:
            parts.append((name, known[name], last.index - 100))
    spans = {(found.base, found.points[-1].year) for _, found, _ in parts}
    if len(spans) != 1:
        return ""
    ((base, year),) = spans
    changes = [
        tr("{what}は{n}％の増", what=figure_name(name, lang), n=f"{change:.0f}", lang=lang)
        if change >= 0
        else tr("{what}は{n}％の減", what=figure_name(name, lang), n=f"{-change:.0f}", lang=lang)
        for name, _, change in parts
    ]
    return tr(
        "{base}から{year}までに、{changes}です。",
        base=wareki.format_fiscal_year(base or 0, lang=lang),
        year=wareki.format_fiscal_year(year, lang=lang),
        changes=tr("、", lang=lang).join(changes),
        lang=lang,
    )


def figure_name(figure: str, lang: str | None = None) -> str:
    """総合事業費, 予防給付費, their sum, 75歳以上人口."""
    if figure == TOGETHER:
        return tr("総合事業費と予防給付費の計", lang=lang)
    return next((each.name(lang) for each in yearly_figures() if each.key == figure), figure)


def after_service_sentence(published: Published) -> str:
    """使った20人のうち、1年後に自立・更新なしは8人（40％）です。"""
    table = published.after_service
    share = _of_rows(table, ("independent",))
    if counted(share) is None or share is None:
        return ""
    return tr(
        "短期集中予防サービスを使った{all}人のうち、1年後に自立・更新なしの人は{n}人（{now}％）です。",
        all=share.denominator, n=share.numerator, now=whole(share), lang=published.lang,
    )  # fmt: skip


def _of_rows(table: SafeTable, rows: Sequence[str]) -> Share | None:
    top = [table.shown(row, TOTAL) for row in rows]
    bottom = table.shown(TOTAL, TOTAL)
    if bottom is None or None in top:
        return None
    return Share(sum(each or 0 for each in top), bottom)


def predictions_sentence(published: Published, cases: int) -> str:
    """6か月後の予測は72％が予測どおりでした。買い物は、予測に届かないことが多めです。"""
    lang, table = published.lang, published.predictions
    share = table.share(TOTAL, ("as_predicted",), ("not_reached", "as_predicted", "better"))
    if share is None or cases < sentence_least():
        return ""
    text = tr("6か月後の判定は、{now}％が予測どおりでした。", now=whole(share), lang=lang)
    often = missed_items(table)
    if not often:
        return text
    names = tr("、", lang=lang).join(item_of(key).label(lang) for key in often[:_NAMED])
    more = tr("{items}は、予測に届かないことが多めです。", items=names, lang=lang)
    return f"{text} {more}" if lang == "en" else text + more


def missed_items(table: SafeTable) -> list[str]:
    """Items whose predictions were often not reached, the most often missed first."""
    found = []
    for row in table.rows:
        compared = ("not_reached", "as_predicted", "better")
        share = counted(table.share(row, ("not_reached",), compared))
        better = table.share(row, ("better",), compared)
        if share is None or (share.percent or 0.0) < _OFTEN:
            continue
        if better is None or better.numerator < share.numerator:
            found.append((-(share.percent or 0.0), row))
    return [row for _, row in sorted(found)]


def completeness_sentence(published: Published) -> str:
    """12か月後の記録 168/184人（91％）。; nothing where the counts may not be shown."""
    target = published.target
    share = target.recorded if target else None
    if target is None or share is None or not share.denominator:
        return ""
    return tr(
        "{year}の{who}：12か月後の記録がある人は{n}/{all}人（{now}％）です。",
        year=_year(target, published.lang), who=cohort_label(published.cohort, published.lang),
        n=share.numerator, all=share.denominator, now=whole(share), lang=published.lang,
    )  # fmt: skip


def unknown_warning(published: Published) -> str:
    """A warning where too many people are unknown or unrecorded (§6.4)."""
    share = published.target.unknown if published.target else None
    if share is None or (share.percent or 0.0) <= lost_percent():
        return ""
    return tr(
        "不明と未記入が{n}人（{now}％）あり、{limit}％をこえています。割合は大きく変わることがあります。",
        n=share.numerator, now=whole(share), limit=f"{lost_percent():g}", lang=published.lang,
    )  # fmt: skip


def process_lines(
    years: Sequence[ProcessYear], lang: str
) -> Iterator[tuple[str | int | float | None, ...]]:
    """How the meetings ran: a line a figure, a column a year."""
    yield (tr("会議の回数", lang=lang), *(year.meetings for year in years))
    yield (tr("話し合った事例", lang=lang), *(year.cases for year in years))
    yield (tr("参加した人（延べ）", lang=lang), *(year.people for year in years))
    for key in dict.fromkeys(key for year in years for key in year.attendance):
        name = f"　{profession_name(key, lang)}"
        yield (name, *(year.attendance.get(key, 0) for year in years))
    prepared = tr("論点を用意した事例", lang=lang)
    yield (prepared, *(_of(year.prepared) for year in years))
    days = tr("初回訪問から会議までの日数（中央値）", lang=lang)
    yield (days, *(year.days for year in years))
    yield (tr("会議で挙がった地域課題", lang=lang), *(year.raised for year in years))
    handled = tr("取り上げて進めた地域課題", lang=lang)
    yield (handled, *(_of(year.handled) for year in years))
    yield (tr("登録した地域資源", lang=lang), *(year.resources for year in years))


def _of(share: Share) -> str:
    return f"{share.numerator}/{share.denominator}" if share.denominator else "—"

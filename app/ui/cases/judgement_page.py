"""page_judgement: the ADL–IADL judgement of one case (design 04, 04b)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.care.case import Case, RiskDecision, TimePoint, judgement_of
from app.care.consistency import Hint
from app.care.followup import ACTUALS, locked_until, target_day
from app.care.items import items
from app.care.ratings import change, meaning, steps_gained, symbol
from app.care.scales import care_level_label, sex_label, time_point_label
from app.care.wareki import format_wareki
from app.clock import today
from app.i18n import tr
from app.services.changes import ChangeSet
from app.ui import theme
from app.ui.cases.draft import CaseDraft, draft_of
from app.ui.cases.editor_past import case_ways_out
from app.ui.cases.judgement_model import RATING_COLUMNS, Column, JudgementModel
from app.ui.cases.judgement_privacy import JudgementPrivacy
from app.ui.cases.judgement_side import JudgementSide
from app.ui.cases.judgement_view import JudgementView
from app.ui.cases.privacy_watch import watch_of
from app.ui.cases.view_mode import tell_place
from app.ui.context import UiContext
from app.ui.page import Crumb, KeyHelp, Page
from app.ui.widgets.buttons import Button
from app.ui.widgets.chip import Chip
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.message_bar import Action
from app.ui.widgets.rating_glyph import RatingLabel
from app.ui.widgets.save_state import SaveState
from app.ui.widgets.segmented import Segmented

SIDE_WIDTH = 268


class FormulaStrip(QFrame):
    """Where the cursor stands and the whole text of the cell, like Excel's formula bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("judgement_formula")
        self.setFixedHeight(theme.px(34))
        self._place = SafeLabel("", bold=True, elide=True, name="formula_place")
        self._rating_place = max(theme.px(194), _widest_place() + theme.px(28))
        self._place.setFixedWidth(self._rating_place)
        self._place.setContentsMargins(theme.px(20), 0, theme.px(6), 0)
        self._glyph = RatingLabel(size=16)
        self._meaning = SafeLabel("")
        self._text = SafeLabel("", elide=True, colour=theme.NIBI, name="formula_text")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, theme.px(12), 1)
        row.setSpacing(theme.px(10))
        row.addWidget(self._place)
        for widget in (self._glyph, self._meaning):
            row.addWidget(widget)
        row.addWidget(self._text, 1)

    def show_cell(self, place: str, code: str | None, text: str) -> None:
        """``place`` is 服薬 › 事後予測; ``text`` the comment or the whole factor text."""
        self._place.setText(place)
        needed = theme.text_width(place, self._place.font()) + theme.px(28)
        self._place.setFixedWidth(max(self._rating_place, needed))
        self._glyph.setVisible(code is not None)
        self._meaning.setVisible(code is not None)
        if code is not None:
            self._glyph.set_rating(code)
            self._meaning.setText(meaning(code))
        self._text.setText(text.replace("\n", " "))


def _widest_place() -> int:
    """Room for the longest 項目 › 事後予測 in the chosen language."""
    bold = theme.font(14, bold=True)
    item = max(theme.text_width(item.label(), bold) for item in items())
    columns = (tr("事前判定"), tr("事後予測"), tr("実際"))
    return item + max(theme.text_width(f" › {name}", bold) for name in columns)


class JudgementPage(Page):
    """Grid, formula strip, time points and side strip over the shared draft of the case."""

    page_name = "page_judgement"
    section = "page_cases"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._draft: CaseDraft | None = None
        self._opened: set[tuple[str, TimePoint]] = set()
        self._told = False
        self.model = JudgementModel(Case())
        self.model.read_only = context.store.read_only
        self.view = JudgementView(self.model)
        self.side = JudgementSide()
        self._formula = FormulaStrip()
        self._chip = Chip("")
        self._save_state = SaveState()
        self._build()
        self.model.edited.connect(self._edited)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_cell())
        self.view.help_wanted.connect(self._show_help)
        self.view.paste_refused.connect(self._say_refused)
        self.side.rating_chosen.connect(self._rate_by_mouse)
        self.side.reason_wanted.connect(self.view.edit_reason)
        self.side.hints.answered.connect(self._answer_hint)
        to_hints = QShortcut(QKeySequence("Ctrl+J"), self, self._to_question)
        to_hints.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._time_bar())
        column.addWidget(self._formula)
        column.addWidget(self.view, 1)
        self.privacy = JudgementPrivacy(self, self.view, self._formula, column)
        self.privacy.point_wanted.connect(self._show_point)
        self.side.setFixedWidth(max(theme.px(SIDE_WIDTH), self.side.minimumSizeHint().width()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self.side)

    def _time_bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("judgement_time_bar")
        bar.setFixedHeight(theme.px(42))
        choices = [("sheet", tr("事前・予測"))]
        choices += [(point.value, time_point_label(point)) for point in ACTUALS.values()]
        self.times = Segmented(choices, "judgement_time", accessible=tr("時点"))
        self.times.chosen.connect(self._choose_time)
        self._early = Button(tr("前倒しで記録する"), "judgement_record_early", size="small")
        self._early.clicked.connect(self._record_early)
        self._early.hide()
        self._due = SafeLabel("", colour=theme.NIBI, size=13, elide=True)
        self._done = SafeLabel("", elide=True, name="judgement_done")
        self._down = QCheckBox(tr("入れたら下へ進む"))
        self._down.setObjectName("judgement_moves_down")
        self.view.moves_down = self.context.settings.move_down_after_rating
        self._down.setChecked(self.view.moves_down)
        self._down.toggled.connect(self._move_down)
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.px(20), 0, theme.px(16), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(SafeLabel(tr("時点"), size=13, colour=theme.NIBI))
        row.addWidget(self.times)
        row.addWidget(self._due, 1)
        row.addWidget(self._early)
        row.addWidget(self._done)
        row.addWidget(self._down)
        return bar

    @property
    def title(self) -> str:
        return tr("ADL・IADLの判定")

    def breadcrumbs(self) -> list[Crumb]:
        if self._draft is None:
            return []
        case = self._draft.case
        name = tr("No.{no} {name}", no=case.case_no or "–", name=case.pseudonym)
        return [
            Crumb(tr("事例"), "page_cases"),
            Crumb(name, "page_case_editor", {"case_uuid": case.uuid}),
        ]

    def title_widgets(self) -> list[QWidget]:
        return [self._chip, self.privacy.count]

    def header_widgets(self) -> list[QWidget]:
        paste = Button(tr("Excelから貼り付け"), "judgement_paste", key="Ctrl+V")
        paste.clicked.connect(self.view.paste)
        preview = Button(tr("印刷の見本"), "judgement_print", icon="print", key="Ctrl+P")
        preview.clicked.connect(self.print_here)
        return [self._save_state, paste, preview]

    def status_text(self) -> str:
        if self._draft is None:
            return ""
        case = self._draft.case
        return tr(
            "編集中：No.{no} {name}　判定の欄では日本語入力を自動で切ります",
            no=case.case_no or "–",
            name=case.pseudonym,
        )

    def keys(self) -> list[KeyHelp]:
        return [
            KeyHelp("1…6, -", tr("判定を入れる")),
            KeyHelp("Delete", tr("判定を消す")),
            KeyHelp("Enter", tr("下へ")),
            KeyHelp("Tab", tr("右へ")),
            KeyHelp("F2", tr("文字を直す")),
            KeyHelp("Ctrl+D", tr("上の行と同じ")),
            KeyHelp("Ctrl+I", tr("項目の説明を見る")),
            KeyHelp("Ctrl+V", tr("Excelから貼り付け")),
            KeyHelp("Ctrl+J", tr("確かめたいことに答える")),
            self.privacy.key_help(),
        ]

    def opened(self, **params: object) -> None:
        uuid = str(params["case_uuid"])
        if self._draft is None or self._draft.case.uuid != uuid:
            if self._draft is not None:
                self._draft.changed.disconnect(self._show_case)
                self._draft.release(self._save_state, self)
            self._draft = draft_of(self.context, uuid)
            self._draft.changed.connect(self._show_case)
            self._draft.attach(self._save_state, self)
        self._show_case(self._draft.case)
        self.privacy.follow(watch_of(self.context, self._draft))
        months = params.get("months")
        point = ACTUALS.get(months) if isinstance(months, int) else None
        self.times.set_value(point.value if point else "sheet")
        self._choose_time(point.value if point else "sheet")
        if "item" in params:
            predicted = params.get("point") is TimePoint.PREDICTED
            self.view.go_to(str(params["item"]), Column.PREDICTED if predicted else Column.BEFORE)
        self._told = tell_place(self, told=self._told)
        self.header_changed.emit()
        self.status_changed.emit(self.status_text())
        self.view.setFocus()
        if params.get("doubt"):
            QTimer.singleShot(0, self, self.privacy.go_to_first)

    def changed(self, changes: ChangeSet) -> None:
        if self._draft is not None and self._draft.case.uuid in changes.ids:
            self._draft.reload()
            if changes.source is not self._draft:
                self.privacy.reload()

    def leave(self) -> bool:
        self.view.commit_typing()
        return self._draft.flush() if self._draft is not None else True

    def place(self) -> Crumb | None:
        draft = self._draft
        return Crumb("", self.page_name, {"case_uuid": draft.case.uuid}) if draft else None

    def failure_actions(self) -> list[Action]:
        draft = self._draft
        ways = case_ways_out(self, draft, self.view.commit_typing) if draft is not None else []
        return ways or self.privacy.actions()

    def undo(self) -> bool:
        if self.view.typing():
            return False  # the text of the open cell takes back its own typing
        return self._draft.undo() if self._draft is not None else False

    def redo(self) -> bool:
        if self.view.typing():
            return False
        return self._draft.redo() if self._draft is not None else False

    def print_here(self) -> bool:
        if self._draft is None or not self.leave():
            return False
        if self.privacy.refuses():
            return True
        from app.ui.paper.preview import preview_judgement_sheet

        preview_judgement_sheet(self, self.context, [self._draft.case.uuid])
        return True

    def _move_down(self, wanted: bool) -> None:  # noqa: FBT001 - a slot
        self.view.moves_down = wanted
        self.context.settings.move_down_after_rating = wanted
        self.context.settings.save()

    def _edited(self, case: Case, step: str) -> None:
        if self._draft is not None:
            self._draft.edit(case, step)

    def _show_case(self, case: Case) -> None:
        if case is not self.model.case:
            self.model.show_case(case)
        parts = [
            tr("{age}歳", age=case.age) if case.age is not None else "",
            sex_label(case.sex) if case.sex else "",
            care_level_label(case.care_level) if case.care_level else "",
        ]
        self._chip.setText("・".join(part for part in parts if part))
        # In a narrow window the heading needs the room; the form has age and level.
        roomy = self.window().width() > theme.px(theme.NARROW_WIDTH)
        self._chip.setVisible(any(parts) and roomy)
        self.side.show_case(case, self.model.actual)
        self._show_done(case)
        self._show_cell()

    def _show_point(self, point: TimePoint) -> None:
        value = "sheet" if point is TimePoint.BEFORE else point.value
        self.times.set_value(value)
        self._choose_time(value)

    def _choose_time(self, value: str) -> None:
        actual = TimePoint(value) if value != "sheet" else None
        self.view.show_time(actual, self._locked_until(actual))
        self.privacy.show_marks()
        self.side.show_case(self.model.case, actual)
        self._show_done(self.model.case)
        self._show_due(actual)
        self._show_cell()
        self.side.refresh_hints()
        self.view.setFocus()

    def _locked_until(self, actual: TimePoint | None) -> date | None:
        """The day a follow-up waits for; what was open once stays so while the page lives."""
        months = next((m for m, point in ACTUALS.items() if point is actual), None)
        if actual is None or months is None:
            return None
        case = self.model.case
        if (case.uuid, actual) not in self._opened:
            until = locked_until(case, months, today(self.context.clock))
            if until is not None:
                return until
            self._opened.add((case.uuid, actual))
        return None

    def _record_early(self) -> None:
        """Somebody says it: this follow-up is recorded before its day."""
        actual = self.model.actual
        if actual is not None:
            self._opened.add((self.model.case.uuid, actual))
            self._choose_time(actual.value)

    def _to_question(self) -> None:
        """Ctrl+J: to what waits for an answer."""
        if self._early.isVisible():
            self._early.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.side.hints.take_focus()

    def _show_done(self, case: Case) -> None:
        actual = self.model.actual
        points = (actual,) if actual else (TimePoint.BEFORE, TimePoint.PREDICTED)
        done = sum(
            bool(judgement_of(case, item.key, point).rating) for item in items() for point in points
        )
        total = len(items()) * len(points)
        if actual:
            self._done.setText(tr("実際 {done}/{total} を入力済み", done=done, total=total))
        else:
            self._done.setText(tr("入力済み {done}/{total}", done=done, total=total))

    def _show_due(self, actual: TimePoint | None) -> None:
        months = next((m for m, point in ACTUALS.items() if point is actual), None)
        locked = self.model.locked_until
        self._early.setVisible(locked is not None)
        self._early.setToolTip(self.model.lock_reason() if locked else "")
        self._done.setVisible(locked is None)
        target = target_day(self.model.case, months or 6)
        text = ""
        if locked is not None:
            text = tr("{date}から入力できます", date=format_wareki(locked.isoformat()))
        elif target is not None and months is None:
            text = tr("{month}月に6か月後の評価", month=target.month)
        elif target is not None and target == today(self.context.clock):
            text = tr("期日 {date}（今日）", date=format_wareki(target.isoformat()))
        elif target is not None:
            text = tr("期日 {date}", date=format_wareki(target.isoformat()))
        self._due.setText(text)

    def _show_cell(self) -> None:
        index = self.view.currentIndex()
        if not index.isValid():
            return
        row, column = index.row(), index.column()
        place = f"{self.model.item(row).label()} › {self._column_name(column)}"
        if column in RATING_COLUMNS:
            code = self.model.rating(row, column)
            self._formula.show_cell(place, code, self._comment(row, column))
            self.side.legend.show_current(code)
        else:
            self._formula.show_cell(place, None, self.model.factor(row, column))
            self.side.legend.show_current(None)

    def _column_name(self, column: int) -> str:
        return {
            Column.BEFORE: tr("事前判定"),
            Column.PREDICTED: tr("事後予測"),
            Column.ACTUAL: tr("実際"),
            Column.PERSONAL: tr("個人因子"),
            Column.ENVIRONMENT: tr("環境因子"),
        }[Column(column)]

    def _comment(self, row: int, column: int) -> str:
        before = self.model.rating(row, Column.BEFORE)
        predicted = self.model.rating(row, Column.PREDICTED)
        if self.model.rating(row, column) is None:
            return self._hint_for_empty(column, before, predicted)
        if column == Column.BEFORE or not before:
            return ""
        parts = [
            tr(
                "事前 {before} → 予測 {predicted}",
                before=symbol(before),
                predicted=symbol(predicted),
            )
        ]
        steps = steps_gained(before, predicted)
        if change(before, predicted) == "improve" and steps > 1:
            parts.append(tr("（{n}段階の改善）", n=steps))
        reason = " ".join(
            text for text in (self.model.factor(row, c) for c in (5, 6)) if text.strip()
        )
        if column == Column.PREDICTED and reason:
            parts.append(tr("　因子：{text}", text=reason))
        return "".join(parts)

    def _hint_for_empty(self, column: int, before: str | None, predicted: str | None) -> str:
        if column == Column.ACTUAL:
            return tr(
                "まだ入っていません。事前 {before}、予測 {predicted}。1〜6 のキーで入力します",
                before=symbol(before) or "–",
                predicted=symbol(predicted) or "–",
            )
        return tr("まだ入っていません。1〜6 のキーで入力します")

    def _rate_by_mouse(self, code: str) -> None:
        self.view.rate_current(code)
        self.view.setFocus()

    def _answer_hint(self, hint: Hint, act: str) -> None:
        """Do what the answer says: go there, clear the —, or remember that it was looked at."""
        if act == "keep":
            self._remember(hint)
        elif act == "social":
            self.view.go_to("social_participation", Column.BEFORE)
        elif act in ("before", "predicted", "rate"):
            column = Column.PREDICTED if act == "predicted" else Column.BEFORE
            self.view.go_to(hint.item, column)
            if act == "rate":
                index = self.view.currentIndex()
                self.model.rate(index.row(), index.column(), None)
        else:
            said = hint.evidence[-1].field.rpartition(".")[2]
            wanted = "environment" if act == "said" and said == "environment_factor" else act
            column = Column.ENVIRONMENT if wanted == "environment" else Column.PERSONAL
            self.view.go_to(hint.item, column, typing=True)
            return
        self.view.setFocus()

    def _remember(self, hint: Hint) -> None:
        """このままでよい: who said so, when, and about which words."""
        case = self.model.case
        decision = RiskDecision(
            rule_id=hint.key,
            state="checked",
            by=self.context.store.actor,
            decided_at=self.context.clock.now().isoformat(timespec="seconds"),
            evidence=hint.digest,
        )
        kept = (known for known in case.risk_decisions if known.rule_id != hint.key)
        self.model.apply(replace(case, risk_decisions=(*kept, decision)), f"hint {hint.key}")
        self.side.refresh_hints()

    def _show_help(self, index: QModelIndex) -> None:
        item = self.model.item(index.row())
        self._formula.show_cell(
            tr("{item} とは", item=item.label()), None, item.help() or item.label()
        )

    def _say_refused(self, count: int) -> None:
        from app.errors import InputRefused

        self.failed.emit(
            InputRefused(
                tr("貼り付けた{n}個のセルは読み取れませんでした。", n=count),
                tr("ほかのセルは入りました。"),
                tr("Ctrl+Zで元に戻せます。"),
            )
        )

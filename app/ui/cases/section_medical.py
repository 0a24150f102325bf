"""心身・医療: features, body, history, medicines (DOMAIN.md §1.1 no. 11, 14–16, §1.5, §1.7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.care.body import (
    HEIGHT_RANGE_CM,
    WEIGHT_RANGE_KG,
    bmi,
    bmi_remark,
    imported_bmi_differs,
    weight_change,
)
from app.care.case import Case, Condition, Medication, Weight
from app.care.scales import feature_codes, feature_short, height_method_label, height_methods
from app.i18n import tr
from app.ui import theme
from app.ui.cases.figure_field import Limits
from app.ui.cases.form import FIELD_HEIGHT, FormSection, date_column, labelled
from app.ui.cases.form_line import Cell, FieldLine, plain
from app.ui.cases.rows_model import RowColumn
from app.ui.widgets.chip import ToggleChip
from app.ui.widgets.labels import FieldLabel, SafeLabel
from app.ui.widgets.unit_field import normalised_number

USAGES = (
    "朝食後", "昼食後", "夕食後", "朝・夕食後", "毎食後", "毎食前", "食間", "就寝前", "起床時",
    "週1回", "月1回", "痛む時", "1日1回 朝", "1日2回",
)  # fmt: skip
ROUTES = ("内服", "外用", "吸入", "注射", "貼付", "点眼")
HEIGHT = Limits(lowest=50, highest=250, usual=HEIGHT_RANGE_CM, decimals=1)
WEIGHT = Limits(lowest=10, highest=300, usual=WEIGHT_RANGE_KG, decimals=1)
HBA1C = Limits(lowest=3, highest=20, decimals=1, digits=4)
AMOUNTS = ("1錠", "2錠", "1錠×2", "1錠×3", "1包", "0.5錠")


class BmiBox(QWidget):
    """The body mass index with its reason, computed while typing."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bmi_box")
        self._figure = SafeLabel("", size=17, bold=True, name="bmi_figure")
        self._words = SafeLabel("", elide=True, colour=theme.YAMA, name="bmi_words")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), 0, theme.px(8), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._figure)
        row.addWidget(self._words, 1)
        self.setFixedHeight(theme.px(FIELD_HEIGHT))
        self._caution = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill, line = (theme.YAMA_T, theme.YAMA_M) if self._caution else (theme.ZEBRA, theme.LINE)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(line), 1))
        painter.setBrush(QColor(fill))
        radius = theme.px(theme.RADIUS_FIELD)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def show_case(self, case: Case) -> None:
        """Figure, remark, change over half a year, and a differing imported figure (§1.2)."""
        value = bmi(case.height_cm, case.weight_kg)
        figure = "–" if value is None else f"{value:.1f}"
        remark = bmi_remark(value)
        change = weight_change(case)
        parts = [remark, change.text() if change else ""]
        if imported_bmi_differs(case):
            parts.append(tr("取り込んだ値は {bmi}", bmi=case.imported_bmi))
        if case.height_method and case.height_method != "実測":
            parts.append(tr("参考"))
        if value is None:
            parts = [tr("身長と体重から計算します")]
        words = "　".join(part for part in parts if part)
        self._figure.setText(figure)
        self._words.setText(words)
        caution = bool(remark or imported_bmi_differs(case))
        self._words.set_colour(theme.YAMA if caution else theme.NIBI)
        self._caution = caution
        self.update()
        self.setAccessibleName(tr("BMI {bmi} {words}", bmi=figure, words=words))


class MedicalSection(FormSection):
    """Feature chips in the heading, body line, history and medicines side by side."""

    def __init__(self, today: date) -> None:
        chips = _FeatureChips()
        super().__init__("medical", tr("心身・医療"), head_widget=chips)
        self._today = today
        chips.toggled.connect(self._toggle)
        self.bind("feature_codes", chips, lambda c: c.feature_codes, chips.show_codes)
        self._build_body()
        self._build_tables()
        note = self.text(
            "feature_note",
            tr("特徴の補足"),
            lambda c: c.feature_note,
            lambda c, v: replace(c, feature_note=str(v)),
        )
        self.line(Cell(tr("特徴の補足"), note))

    def _toggle(self, code: int, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        """The order in which features were chosen is kept: the first is the main one."""
        codes = tuple(c for c in self.case.feature_codes if c != code)
        self.edit(
            "feature_codes", replace(self.case, feature_codes=(*codes, code) if on else codes)
        )

    def _build_body(self) -> None:
        height = self.number(
            "height_cm",
            tr("身長"),
            "cm",
            lambda c: c.height_cm,
            lambda c, v: replace(c, height_cm=v),
            limits=HEIGHT,
        )
        weight = self.number(
            "weight_kg",
            tr("体重"),
            "kg",
            lambda c: c.weight_kg,
            lambda c, v: replace(c, weight_kg=v),
            limits=WEIGHT,
        )
        method = self.choice(
            "height_method",
            tr("身長の測り方"),
            [(code, height_method_label(code)) for code in height_methods()],
            lambda c: c.height_method,
            lambda c, v: replace(c, height_method=str(v or "")),
        )
        box = BmiBox()
        self.on_show("bmi", lambda case: case, box.show_case)
        hba1c = self.number(
            "hba1c",
            tr("HbA1c"),
            "%",
            lambda c: c.hba1c,
            lambda c, v: replace(c, hba1c=v),
            limits=HBA1C,
        )
        self.line(
            Cell(tr("身長"), height, 92),
            Cell(tr("身長の測り方"), method, 100),
            Cell(tr("体重"), weight, 88),
            Cell(tr("BMI（自動計算）"), box, least=260),
            Cell(tr("HbA1c"), hba1c, 76),
        )

    def _history(self) -> QWidget:
        return self.rows(
            "conditions",
            tr("医療情報"),
            [
                date_column(tr("発症の時期"), "onset", width=92),
                RowColumn(tr("病名・既往"), lambda r: r.name, lambda r, t: replace(r, name=t)),
                RowColumn(tr("補足"), lambda r: r.note, lambda r, t: replace(r, note=t), width=60),
            ],
            make=Condition,
            get=lambda case: case.conditions,
            put=lambda case, rows: replace(case, conditions=rows),
        )

    def _medicines(self) -> QWidget:
        return self.rows(
            "medications",
            tr("服薬情報"),
            [
                RowColumn(tr("薬名"), lambda r: r.sheet_text, _put_medicine),
                RowColumn(
                    tr("量"),
                    lambda r: r.amount,
                    lambda r, t: replace(r, amount=t),
                    width=54,
                    choices=AMOUNTS,
                ),
                RowColumn(
                    tr("用法"),
                    lambda r: r.usage,
                    lambda r, t: replace(r, usage=t),
                    width=96,
                    choices=USAGES,
                ),
                RowColumn(
                    tr("経路"),
                    lambda r: r.route,
                    lambda r, t: replace(r, route=t),
                    width=48,
                    choices=ROUTES,
                ),
                RowColumn(
                    tr("定期"),
                    lambda r: tr("定期") if r.regular and r.sheet_text else _as_needed(r),
                    _put_regular,
                    width=48,
                    choices=(tr("定期"), tr("頓用")),
                    key="regular",
                ),
            ],
            make=Medication,
            get=lambda case: case.medications,
            put=lambda case, rows: replace(case, medications=rows),
            numbered=True,
        )

    def _build_tables(self) -> None:
        history, medicines, weights = self._history(), self._medicines(), self._weights()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(labelled(tr("医療情報"), history))
        column.addLayout(labelled(tr("体重の記録（半年前など）"), weights))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        with_label = labelled(_count_words(Case()), medicines)
        column.addLayout(with_label)
        item = with_label.itemAt(0)
        label = item.widget() if item else None
        assert isinstance(label, FieldLabel)  # noqa: S101 - labelled puts it there
        self.on_show("medicine_count", _count_words, label.setText)
        self.column.addLayout(
            FieldLine(
                [Cell("", left, least=280, grow=38), Cell("", right, least=450, grow=62)], gap=12
            )
        )

    def _weights(self) -> QWidget:
        return self.rows(
            "weights",
            tr("体重の記録"),
            [
                date_column(tr("測った日"), "date"),
                RowColumn(
                    tr("体重 kg"),
                    lambda row: "" if row.kg is None else f"{row.kg:g}",
                    _put_kg,
                    width=84,
                    key="kg",
                ),
            ],
            make=Weight,
            get=lambda case: case.weights,
            put=lambda case, rows: replace(case, weights=rows),
        )


class _FeatureChips(QWidget):
    """特徴 1–5, each switched on its own (§1.1 no. 11)."""

    toggled = Signal(int, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("feature_codes")
        self._chips = {
            code: ToggleChip(f"{code} {feature_short(code)}", f"feature_{code}")
            for code in feature_codes()
        }
        title = SafeLabel(tr("特徴"), size=13, colour=theme.NIBI)
        title.setFixedHeight(theme.px(26))
        for code, chip in self._chips.items():
            chip.clicked.connect(lambda on, c=code: self.toggled.emit(c, on))
        self.setLayout(plain(title, *self._chips.values(), gap=5))
        self.setFocusProxy(next(iter(self._chips.values())))

    def show_codes(self, codes: tuple[int, ...]) -> None:
        """Show which are chosen."""
        for code, chip in self._chips.items():
            chip.setChecked(code in codes)


def _count_words(case: Case) -> str:
    regular = sum(m.regular and bool(m.sheet_text.strip()) for m in case.medications)
    return tr("服薬情報（定期{n}剤）", n=regular)


def _put_medicine(row: Medication, text: str) -> Medication:
    """A changed name makes the stored generic, brand and classes stale."""
    if text == row.sheet_text:
        return row
    return replace(row, sheet_text=text, generic="", brand="", classes=())


def _as_needed(row: Medication) -> str:
    return tr("頓用") if row.sheet_text else ""


def _put_regular(row: Medication, text: str) -> Medication | None:
    if text in ("", "定期", tr("定期")):
        return replace(row, regular=True)
    if text in ("頓用", "頓服", tr("頓用")):
        return replace(row, regular=False)
    return None


def _put_kg(row: Weight, text: str) -> Weight | None:
    if not text:
        return replace(row, kg=None)
    try:
        return replace(row, kg=float(normalised_number(text).removesuffix("kg")))
    except ValueError:
        return None

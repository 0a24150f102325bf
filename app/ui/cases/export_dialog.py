"""Writing cases out: which, as what, with or without names; and the blank sheet to hand out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout

from app.clock import today
from app.errors import UserFacingError
from app.i18n import tr
from app.services.files import export_blank, export_file
from app.ui import theme
from app.ui.page import Page
from app.ui.widgets.buttons import Button
from app.ui.widgets.choice_field import ChoiceField
from app.ui.widgets.labels import FieldLabel, Paragraph, SafeLabel
from app.ui.widgets.note import InlineNote


class ExportDialog(QDialog):
    """One small form; the place is asked last. ``uuids`` are the chosen cases, ``None`` all."""

    def __init__(self, page: Page, uuids: list[str] | None, total: int) -> None:
        super().__init__(page)
        self.setObjectName("export_dialog")
        self.setWindowTitle(tr("ファイルに書き出す"))
        self._page, self._uuids = page, uuids
        n = total if uuids is None else len(uuids)
        words = tr("すべての事例 {n}件", n=n) if uuids is None else tr("選んだ事例 {n}件", n=n)
        self.kind = ChoiceField(
            [
                (".xlsx", tr("Excelの事例シート")),
                (".csv", tr("CSV（1行に1事例）")),
                (".json", tr("くらしカンファのファイル（JSON）")),
            ],
            "export_kind",
            accessible=tr("形式"),
            empty=None,
        )
        self.names = QCheckBox(tr("氏名・住所なども書き出す"))
        self.names.setObjectName("export_names")
        self.names.toggled.connect(self._show_note)
        self._note = InlineNote(
            tr("ファイルは暗号化されません。だれの手に渡るかを確かめてから書き出してください。"),
            name="export_note",
        )
        self._note.hide()
        self._write = Button(tr("書き出す"), "export_write", kind="primary")
        self._write.setDefault(True)
        self._write.clicked.connect(self._export)
        self._build(words)
        self.kind.setFocus()

    def _build(self, words: str) -> None:
        blank = Button(tr("白紙の事例シートを作る"), "export_blank", icon="table")
        blank.clicked.connect(self._blank)
        drop = Button(tr("やめる"), "export_drop")
        drop.clicked.connect(self.reject)
        for button in (blank, drop):
            button.setAutoDefault(False)
        form = QHBoxLayout()
        form.setSpacing(theme.px(10))
        form.addWidget(FieldLabel(tr("形式"), self.kind))
        form.addWidget(self.kind, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(blank)
        buttons.addStretch(1)
        buttons.addWidget(drop)
        buttons.addWidget(self._write)
        column = QVBoxLayout(self)
        margin = theme.px(theme.PAGE_MARGIN)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(theme.GAP))
        column.addWidget(SafeLabel(words, size=16, bold=True, name="export_words"))
        column.addLayout(form)
        column.addWidget(self.names)
        column.addWidget(self._note)
        column.addWidget(
            Paragraph(
                tr(
                    "白紙の事例シートは、このアプリのないケアマネジャーに渡すExcelです。"
                    "書いてもらったものは「ファイルから取り込む」で読めます。"
                ),
                size=13,
                line=19,
                colour=theme.NIBI,
            )
        )
        column.addLayout(buttons)
        self.setMinimumWidth(theme.px(560))

    def _show_note(self, on: bool) -> None:  # noqa: FBT001 - a slot
        self._note.setVisible(on)
        self._write.setText(tr("氏名を含めて書き出す") if on else tr("書き出す"))

    def _export(self) -> None:
        suffix = self.kind.code()
        day = today(self._page.context.clock).isoformat()
        path = self._ask(f"kurashi-{day}{suffix}", suffix)
        if path is None:
            return
        named = self.names.isChecked()
        store = self._page.context.store
        try:
            n = export_file(store, path, case_nos=self._uuids, with_identity=named)
        except UserFacingError as error:
            self._end(error)
            return
        self._end(None)
        self._page.status_changed.emit(
            tr("{n}件の事例を書き出しました（氏名を含みます）", n=n)
            if named
            else tr("{n}件の事例を書き出しました（氏名は含みません）", n=n)
        )

    def _blank(self) -> None:
        path = self._ask(tr("事例シート（白紙）.xlsx"), ".xlsx")
        if path is None:
            return
        try:
            export_blank(path)
        except UserFacingError as error:
            self._end(error)
            return
        self._end(None)
        self._page.status_changed.emit(tr("白紙の事例シートを作りました"))

    def _ask(self, proposal: str, suffix: str) -> Path | None:
        pattern = tr("事例のファイル (*{suffix})", suffix=suffix)
        name, _ = QFileDialog.getSaveFileName(self, tr("書き出すファイル"), proposal, pattern)
        if not name:
            return None
        return Path(name) if name.lower().endswith(suffix) else Path(f"{name}{suffix}")

    def _end(self, error: UserFacingError | None) -> None:
        self.accept()
        self._page.failed.emit(error)

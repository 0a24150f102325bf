"""Pictures of the pages of a PDF, made off the UI thread: large ones first, then the newest wish."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.errors import UserFacingError
from app.i18n import tr
from app.ui.tasks import Progress, TaskRunner

_MOST_BYTES: Final = 160_000_000
"""An A3 page at 200 % is 30 MB; older pictures are dropped beyond this."""

Key = tuple[int, int]
"""Page (from 0) and dots per inch."""


class PagePictures(QObject):
    """Ask with ``picture``; ``ready`` tells that a page can be painted now."""

    ready = Signal(int)

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pdf = b""
        self._images: OrderedDict[Key, QImage] = OrderedDict()
        self._wished: list[Key] = []
        self._working = False

    def show_pdf(self, pdf: bytes) -> None:
        """Forget the pictures of another document."""
        self._pdf = pdf
        self._images.clear()
        self._wished.clear()

    def picture(self, page: int, dpi: int) -> QImage | None:
        """The page at ``dpi``, or while that is being made the best one there is."""
        key = (page, dpi)
        if key in self._images:
            self._images.move_to_end(key)
            return self._images[key]
        if key in self._wished:
            self._wished.remove(key)
        self._wished.append(key)
        self._work()
        others = [found for found in self._images if found[0] == page]
        return self._images[max(others, key=lambda found: found[1])] if others else None

    def forget_wishes(self) -> None:
        """What was scrolled past needn't be made."""
        self._wished.clear()

    def _work(self) -> None:
        if self._working or not self._wished:
            return
        self._working = True
        pdf, key = self._pdf, max(reversed(self._wished), key=lambda wished: wished[1])
        self._wished.remove(key)

        def make(progress: Progress) -> tuple[int, int, bytes]:
            from app.reports.preview import page_image

            progress.step(0, 1)
            return page_image(pdf, *key)

        def done(made: tuple[int, int, bytes]) -> None:
            if shiboken6.isValid(self):
                self._take(pdf, key, made)

        def stop(_error: UserFacingError | None = None) -> None:
            if shiboken6.isValid(self):
                self._working = False

        self._tasks.run(make, label=tr("見本を作る"), done=done, failed=stop, cancelled=stop)

    def _take(self, pdf: bytes, key: Key, made: tuple[int, int, bytes]) -> None:
        self._working = False
        if pdf is self._pdf:
            width, height, pixels = made
            image = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888)
            self._images[key] = image.convertToFormat(QImage.Format.Format_RGB32)
            self._drop_old()
            self.ready.emit(key[0])
        self._work()

    def _drop_old(self) -> None:
        while len(self._images) > 1:
            if sum(image.sizeInBytes() for image in self._images.values()) <= _MOST_BYTES:
                return
            self._images.popitem(last=False)

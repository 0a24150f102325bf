"""Qt's own words (dialogs, calendars, context menus) in the language of the program."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_LOCALES = {
    "ja": QLocale(QLocale.Language.Japanese, QLocale.Country.Japan),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


def translate_qt(app: QCoreApplication, language: str) -> bool:
    """Load Qt's translation for ``language`` and set the locale; True if the words were found.

    English needs no file. The pseudo language shows Qt's Japanese.
    """
    code = "en" if language == "en" else "ja"
    QLocale.setDefault(_LOCALES[code])
    old = app.findChild(QTranslator, "qt_words")
    if old is not None:
        app.removeTranslator(old)
        old.setParent(None)
    if code == "en":
        return True
    translator = QTranslator(app)
    translator.setObjectName("qt_words")
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator.load(f"qtbase_{code}", folder) and app.installTranslator(translator)

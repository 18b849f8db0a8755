"""Words in two languages, and the error that carries them.

An error says what is wrong (``message``), where (``where``) and what to do next (``remedy``).
Only the faces decide the language; everything below them carries both.
"""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Text:
    """One message in Chinese and in English."""

    zh: str
    en: str

    def lang(self, code: str) -> str:
        """The words in the language of a code such as ``zh``, ``zh-hans`` or ``en-us``.

        Raises DuixianError (``language-unknown``) for any other language.
        """
        return self.zh if language_of(code) == "zh" else self.en


NO_REMEDY = Text("", "")
_LABELS = {"zh": ("位置：", "处理办法："), "en": ("Where: ", "What to do: ")}


class DuixianError(Exception):
    """Something a person has to know about, with a stable code for programs.

    ``code`` is lower-case words joined by hyphens and never changes with the wording; ``where`` is
    a place (file, line, column, clause, field) or empty when only the caller knows it.
    """

    def __init__(self, code: str, message: Text, where: str = "", remedy: Text = NO_REMEDY) -> None:
        # All four go to Exception so that an error survives pickling between processes.
        super().__init__(code, message, where, remedy)
        self.code = code
        self.message = message
        self.where = where
        self.remedy = remedy

    def render(self, lang: str) -> str:
        """The whole error in one language, one line for each part that is present."""
        where_label, remedy_label = _LABELS[language_of(lang)]
        lines = [self.message.lang(lang)]
        if self.where:
            lines.append(where_label + self.where)
        if self.remedy.lang(lang):
            lines.append(remedy_label + self.remedy.lang(lang))
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.render("zh")


def language_of(code: str) -> str:
    """``zh`` or ``en`` for a language code with or without a region or script.

    Raises DuixianError (``language-unknown``): another language is never replaced silently.
    """
    primary = code.replace("_", "-").split("-")[0].lower()
    if primary in LANGUAGES:
        return primary
    raise DuixianError(
        "language-unknown",
        Text(f"没有“{code}”这种语言的文字。", f"There are no words in the language '{code}'."),
        remedy=Text("请使用 zh（中文）或 en（英文）。", "Use zh (Chinese) or en (English)."),
    )

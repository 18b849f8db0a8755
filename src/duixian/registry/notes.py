"""What a reading has to tell besides its facts: files it did not know, columns it did not find."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.values.bilingual import DuixianError, Text, language_of


class RegistryError(DuixianError):
    """A registry that cannot be read or written at all: no such folder, an unknown format."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know. ``refused``: the file or sheet named in ``where`` was not read at all."""

    code: str
    message: Text
    remedy: Text
    where: str
    refused: bool = False

    def render(self, lang: str) -> str:
        """The sentence a person reads, on two lines."""
        if language_of(lang) == "en":
            kind = "not read" if self.refused else "note"
            return f"{self.where}: {kind}: {self.message.en}\n    What to do: {self.remedy.en}"
        kind = "未读入" if self.refused else "提示"
        return f"{self.where}：{kind}：{self.message.zh}\n    怎么办：{self.remedy.zh}"

"""What can go wrong between this office and an outside system, for people."""

from __future__ import annotations

from duixian.values.bilingual import NO_REMEDY, DuixianError, Text


class ConnectorError(DuixianError):
    """Something an outside system sent, or is to be sent, cannot be used as it stands."""


class LayoutError(ConnectorError):
    """The description of an outside system's file (its layout) is itself wrong."""


class FileRefused(ConnectorError):
    """A file as a whole is not taken, for one fault or for many; none of its lines has had any effect.

    ``faults`` hold every fault found, each with its own place, so that one correction suffices.
    """

    def __init__(self, file: str, faults: tuple[ConnectorError, ...]) -> None:
        first = faults[0]
        more = len(faults) - 1
        also = Text(f"另有 {more} 处问题。", f" There are {more} more faults.") if more else NO_REMEDY
        message = Text(first.message.zh + also.zh, first.message.en + also.en)
        super().__init__(first.code, message, first.where or file, first.remedy)
        # Exception.args are what pickling and copying rebuild the error from.
        self.args = (file, faults)
        self.file = file
        self.faults = faults

    def report(self, lang: str) -> str:
        """Every fault in one language, one after the other, for the reason file."""
        return "\n\n".join(fault.render(lang) for fault in self.faults)


class LineUnavailable(ConnectorError):
    """The outside system could not be reached, or answered with an error, after every retry."""

"""What can go wrong when people are told something."""

from __future__ import annotations

from duixian.values.bilingual import DuixianError


class PublicityError(DuixianError):
    """A publicity that cannot be composed, or a step that its state does not allow."""


class ObjectionError(DuixianError):
    """An objection that cannot be filed or resolved as asked."""


class MessageError(DuixianError):
    """A message whose template or words do not fit."""


class CalendarError(DuixianError):
    """A year's days off that cannot be entered as given."""

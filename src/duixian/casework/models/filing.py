"""What comes before a case: a form half filled in, and a list of people from an employer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned


class Draft(Owned):
    """A form as far as it is filled in; ``content`` is sealed JSON (see ``forms.content``)."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("decisions.PolicyVersion", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=200)
    content = models.BinaryField()
    case = models.OneToOneField("casework.Case", null=True, on_delete=models.PROTECT, related_name="draft")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.measure} {self.changed_at:%Y-%m-%d}"


class RosterState(models.TextChoices):
    """What is being done with a list of people; a long one is checked and filed by jobs."""

    CHECKING = "checking", _("检查中")
    READY = "ready", _("已检查")
    FILING = "filing", _("提交中")


class Roster(Owned):
    """A list of people from an employer or institution. ``content``: sealed rows; ``faults``: [{row, column, zh, en}].

    ``done``: of a list that is being checked or filed, how many rows are; ``filer`` and ``pay_to`` (sealed): by whom it
    is filed, and into which account it is paid."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("decisions.PolicyVersion", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=200)
    claimant_table = models.CharField(max_length=64)
    claimant_key = models.CharField(max_length=200)
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    rows = models.IntegerField()
    faults = models.JSONField(default=list)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=RosterState, default=RosterState.READY)
    done = models.IntegerField(default=0)
    filer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    pay_to = models.BinaryField(default=bytes)

    @property
    def busy(self) -> bool:
        """Whether a job has it in hand."""
        return self.state != RosterState.READY

    def __str__(self) -> str:
        return f"{self.file}: {self.rows}"

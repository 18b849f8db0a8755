"""What every table with data of an authority has in common."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Owned(models.Model):
    """A row that belongs to one authority. Its migration ends with ``SecureRows`` of its table."""

    authority = models.ForeignKey(
        "authorities.Authority", on_delete=models.PROTECT, related_name="+", verbose_name=_("部门")
    )

    class Meta:
        abstract = True

"""The last moment at which an authority's registry was written or read."""

from __future__ import annotations

from django.db import models

from duixian.authorities.owned import Owned


class Moment(Owned):
    """One row for each authority. Whoever writes locks it, and writes at a later moment than ``last_at``."""

    last_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority"], name="registry_moment_of_authority"),)

    def __str__(self) -> str:
        return self.last_at.isoformat()

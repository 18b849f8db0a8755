"""How often somebody asked lately: what a rate limit counts, without keeping who it was."""

from __future__ import annotations

from django.db import models


class Asked(models.Model):
    """``bucket``: a keyed hash of what is limited and by whom; ``since``: when its count began. Old rows are swept."""

    bucket = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField(db_index=True)
    times = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.bucket[:8]} {self.times}"

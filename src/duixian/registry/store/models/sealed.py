"""Numbers that nobody may read by the way, and marks by which authorities find that they know the same."""

from __future__ import annotations

from django.db import models

from duixian.authorities.owned import Owned


class Sealed(Owned):
    """A sealed number. ``token`` stands for it in this authority's rows; ``index`` is its keyed hash, the same for
    every authority of the installation."""

    kind = models.CharField(max_length=20)
    token = models.CharField(max_length=40)
    index = models.CharField(max_length=64, db_index=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority", "token"], name="registry_sealed_once"),)

    def __str__(self) -> str:
        return self.token


class Mark(Owned):
    """A matter that this authority knows, by keyed hash alone; ``reference`` is its own and shown to nobody else."""

    kind = models.CharField(max_length=20)
    index = models.CharField(max_length=64)
    reference = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "kind", "index", "reference"], name="registry_mark_once"
            ),
        )
        indexes = (models.Index(fields=["kind", "index"], name="registry_mark_index"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"

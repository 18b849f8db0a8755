"""Which budget item pays which measure: the finance office's own assignment."""

from __future__ import annotations

from django.db import models

from duixian.authorities.owned import Owned


class BudgetLine(Owned):
    """``measure`` empty: every measure of the policy that has no line of its own; ``item``: the item's code, the same
    each year."""

    policy = models.CharField(max_length=200)
    measure = models.CharField(max_length=200, blank=True)
    item = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "policy", "measure"], name="one_item_for_a_measure"),
        )

    def __str__(self) -> str:
        return f"{self.policy} {self.measure}: {self.item}"

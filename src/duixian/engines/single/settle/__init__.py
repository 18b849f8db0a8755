"""What limits, quotas, groups and budgets leave of the cases whose conditions hold, over the whole history.

The passes, in this order: ``quotas`` (places by rank), ``counts`` (so many times), ``groups`` (one of several,
the difference, deductions), ``caps`` (so much money), ``budgets`` (first come first served), ``paid`` (what has
been paid for this very case). Each writes an Effect into every case it touched. A case with something
missing takes no place, but what would change if it took one stays open (待定) until what is missing is known.
"""

from duixian.engines.single.settle.settlement import settle

__all__ = ["settle"]

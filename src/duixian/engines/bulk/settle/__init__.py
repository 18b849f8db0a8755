"""Settlement of a whole registry in columns: limits, quotas, groups and budgets by sorted segments.

What the reference says about each case is what comes out, to the byte. ``settlement.settle`` takes the cases of
every measure as arrays (``contenders``) and gives arrays back; only what hangs together with something unknown
or undecided, or with payments made elsewhere, is written out for the exact solver.
"""

from duixian.engines.bulk.settle.settlement import settle

__all__ = ["settle"]

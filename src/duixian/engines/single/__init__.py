"""The reference engine: plain Python, obviously right, every reason kept.

The story: ``engine`` takes what was known on a day (``snapshot``) and walks each measure's records (``cases``):
every condition with its trace (``trace``), the amount (``tables``, ``arithmetic``), the instalments (``payout``,
``periodic``), what must hold on (``hold``), and for a refused case the first day it would hold (``not_yet``, with
``elapsed`` and ``shifted`` for what moves with the day). Then quotas, limits, groups and budgets speak over the
whole history (``settle``). Expressions become closures once (``compiler`` and the families beside it); a term of
the policy is worked out once for its arguments (``definitions``). The invariants: the same facts in any order give
the same outcomes; unknown never becomes false or zero, and what turns on something unknown stays open; an amount
is never more than its rule gave.
"""

"""The reference engine: plain Python, obviously right, every reason kept.

The story: ``engine.decide`` walks each measure's records (``cases``), tests every condition with its trace
(``trace``), works out the amount (``amounts``), then lets quotas, limits, groups and budgets speak over the
whole history (``settle``), spreads what is left over instalments (``payout``), looks for the first day a
refused case would hold (``not_yet``). Expressions become closures once (``compiler`` and the families beside
it). The invariants: the same facts in any order give the same outcomes; unknown never becomes false or zero;
an amount is never more than its rule gave.
"""

"""Decisions as an office keeps them: made once, never changed, and made again to the same bytes whenever asked.

The story: ``publish`` takes a policy's folder in as a version, its files kept whole so that any past decision replays;
two persons set it in force under a document number, and what is not in force pays nothing. ``running`` decides the
registry as known at a moment, ``single`` one case, ``checking`` facts that nobody has stored. Decisions are rows in a
chain of hashes (``chain``); ``lookup`` shows any of them whole, ``replay`` makes it again and compares. ``granting``
turns a decision into an entitlement with instalments and keeps it in step with later decisions; ``differences`` finds
what corrected facts or a new version change, as lines for review.

The invariants: a decision row is never updated or deleted; a finished run does not change; money is promised only
under a version in force, after it was reserved, once for each case; what was paid is never written over.
"""

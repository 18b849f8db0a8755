"""The numbers that the wording of a policy states: amounts, shares, durations, counts and dates.

The book refuses a rule that leaves out a number of its clause, or brings one that the clause does not hold.
That needs each number of the wording found once, with its value. ``find_mentions`` goes through the wording
from left to right; at each place the first reading that fits takes the words, so two mentions never overlap:

- ``tables``: a bare figure in a cell, with the unit of its column's head;
- ``passages``: numbers that mean nothing of the kind (第四条, a document number, a name, a telephone);
- ``calendar``: dates; ``shares``: 三分之一, 4:3:3, 减半; ``periods``: 每月, 半年;
- ``quantities``: a figure or a row of figures (``figures``) and the unit they share (``units``).
"""

from duixian.language.mentions.mention import Mention, MentionError, MentionKind
from duixian.language.mentions.scan import find_mentions

__all__ = ["Mention", "MentionError", "MentionKind", "find_mentions"]

"""The clauses of a policy document: the official wording, taken apart by its own numbering.

The body of a document is the wording verbatim with a fenced block under a clause for its rule. ``split`` goes
through it line by line: a line that starts with a ``marker`` opens a clause, every other line belongs to the
clause that is open, and a fence gives it a block. ``names`` gives each clause the shortest label that is its
own. Nothing of the wording is lost: the wordings of all clauses, one under the other, are ``wording_text``.
"""

from duixian.language.clauses.clause import Block, Clause, ClauseError
from duixian.language.clauses.names import clause_named
from duixian.language.clauses.split import split_clauses, wording_text

__all__ = ["Block", "Clause", "ClauseError", "clause_named", "split_clauses", "wording_text"]

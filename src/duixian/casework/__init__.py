"""Casework: one person's or employer's matter from the claim, or the office's own list, to the payment order.

The story: ``exempt`` makes cases of a run (免申即享) and ``offers`` asks each payee; ``drafts``, ``forms``,
``rosters``, ``precheck`` and ``claims`` bring a claim in; ``procedure`` reads the steps a policy asks for and
``steps`` takes a case through them; ``refusals`` says why not, ``appeals`` opens again, ``amounts`` answers who contests
an amount; ``publishing`` hands approved cases to the public notice and ``paying`` to the ledger.

The invariants: a case changes its state only by a transition of ``states``, under a lock on its row, by somebody
who may, and leaves a line in the append-only history; nobody checks what he has checked before; what is missing is
asked for once; no refusal without a clause of the policy or a dated interpretation; of one matter only one case
is alive.
"""

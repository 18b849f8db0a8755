"""What people are told when something cannot be done to a case."""

from __future__ import annotations

from duixian.values.bilingual import DuixianError


class CaseworkError(DuixianError):
    """Anything of casework that somebody has to know."""


class CaseMoved(CaseworkError):
    """Somebody else was first (``case-moved``): who, when, and where the case is now."""


class NotPossible(CaseworkError):
    """The case is in a state from which this does not lead on (``not-possible``)."""


class SameOfficer(CaseworkError):
    """The step wants another person than those who checked before (``same-officer``)."""


class NotYourStep(CaseworkError):
    """The step belongs to another role, department or colleague (``not-your-step``)."""


class StepNotDone(CaseworkError):
    """What the step asks for is not there: a visit by two, a department's opinion (``step-not-done``)."""


class AskedAlready(CaseworkError):
    """The one list of what is missing was already sent (``asked-already``)."""


class RefusalWithoutClause(CaseworkError):
    """No clause of the policy and no dated interpretation carries the refusal (``refusal-without-clause``)."""


class NotGranted(CaseworkError):
    """The decision does not grant what somebody wants to approve (``not-granted``)."""


class NotYours(CaseworkError):
    """Somebody acts for a person or employer that he does not stand for (``not-yours``)."""


class ClaimFaulty(CaseworkError):
    """Cells of a claim that cannot be read; ``faults`` names each (``claim-faulty``)."""


class EvidenceRefused(CaseworkError):
    """A file of a kind, size or content that is not taken (``evidence-…``)."""


class ProcedureFaulty(CaseworkError):
    """A procedure that cannot be followed (``procedure-…``)."""


class MatterAlive(CaseworkError):
    """The same matter is in hand or was settled in another case (``matter-alive``)."""


class NoBudget(CaseworkError):
    """No budget item is named for a benefit, or money of it is not to be paid (``no-budget``)."""

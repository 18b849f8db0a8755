"""The tables: versions of policies, runs, decisions, entitlements with their instalments, differences."""

from duixian.decisions.store.models.decisions import Decision
from duixian.decisions.store.models.differences import Difference
from duixian.decisions.store.models.entitlements import Entitlement, EntitlementPayee, Grant
from duixian.decisions.store.models.instalments import Instalment
from duixian.decisions.store.models.runs import Run
from duixian.decisions.store.models.trials import DraftTrial
from duixian.decisions.store.models.versions import PolicyVersion
from duixian.decisions.store.models.working import WorkingDraft

__all__ = [
    "Decision",
    "Difference",
    "DraftTrial",
    "Entitlement",
    "EntitlementPayee",
    "Grant",
    "Instalment",
    "PolicyVersion",
    "Run",
    "WorkingDraft",
]

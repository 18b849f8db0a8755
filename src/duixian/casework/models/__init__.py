"""The tables of casework, one noun a file; those of screens and selection rounds lie with them (see ``apps``)."""

from duixian.casework.models.account import PayTo
from duixian.casework.models.appeal import Appeal
from duixian.casework.models.budget import BudgetLine
from duixian.casework.models.case import Case
from duixian.casework.models.checking import JointOpinion, Supplement, Visit
from duixian.casework.models.correction import Correction
from duixian.casework.models.evidence import Evidence
from duixian.casework.models.filing import Draft, Roster, RosterState
from duixian.casework.models.happening import Happening
from duixian.casework.models.listing import Listing
from duixian.casework.models.reason import Reason
from duixian.casework.models.sampling import SampledCase, Sampling
from duixian.casework.models.wanted import AccountWanted

__all__ = [
    "AccountWanted",
    "Appeal",
    "BudgetLine",
    "Case",
    "Correction",
    "Draft",
    "Evidence",
    "Happening",
    "JointOpinion",
    "Listing",
    "PayTo",
    "Reason",
    "Roster",
    "RosterState",
    "SampledCase",
    "Sampling",
    "Supplement",
    "Visit",
]

"""Who runs rounds, who scores, and who may look."""

from __future__ import annotations

from duixian.authorities.duties import Role
from duixian.casework.selection.locking import ORGANISERS

REVIEWER = Role.REVIEWER
READERS = (*ORGANISERS, Role.AUDITOR)
"""An auditor reads every page and changes nothing; a reviewer sees what he scores."""

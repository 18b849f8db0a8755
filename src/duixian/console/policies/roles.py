"""Who writes policies, and who may look on."""

from __future__ import annotations

from duixian.authorities.duties import Role
from duixian.decisions.store.drafting import WRITERS

READERS = (*WRITERS, Role.AUDITOR)

__all__ = ["READERS", "WRITERS"]

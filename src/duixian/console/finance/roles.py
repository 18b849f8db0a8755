"""Who works at the finance desk, and who may look at it."""

from __future__ import annotations

from duixian.authorities.duties import Role

MAKER, CHECKER = Role.FINANCE_MAKER, Role.FINANCE_CHECKER
FINANCE = (MAKER, CHECKER)
READERS = (*FINANCE, Role.AUDITOR)
"""An auditor reads every page and changes nothing."""

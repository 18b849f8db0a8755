"""Who keeps publicity, and who may look at it."""

from __future__ import annotations

from duixian.authorities.duties import Role
from duixian.notices.publicity.locking import KEEPERS

READERS = (*KEEPERS, Role.AUDITOR)
"""An auditor reads every page and changes nothing."""

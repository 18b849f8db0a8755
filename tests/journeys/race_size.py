"""How large the race is: `make race` runs it at its whole size, `make test` a smaller one."""

from __future__ import annotations

import os

_WHOLE = os.environ.get("RACE") == "whole"
ENTITLEMENTS, WORKERS, KILLS = (1000, 64, 10) if _WHOLE else (150, 24, 3)
"""Grants, the workers that approve and pay all of them, and how often the server dies meanwhile."""

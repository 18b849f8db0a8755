"""What every test run has in common: Hypothesis finds the same examples everywhere and leaves nothing behind.

`HYPOTHESIS_PROFILE=explore` looks for new examples instead, many more of them.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

from tests.browser import axe, chromium, picture, service, visit
from tests.scheduling import pytest_xdist_make_scheduler
from tests.service import (
    authority,
    django_db_modify_db_settings,
    officer,
    one_language,
    other_authority,
    service_environment,
)

__all__ = [
    "authority",
    "axe",
    "chromium",
    "django_db_modify_db_settings",
    "officer",
    "one_language",
    "other_authority",
    "picture",
    "pytest_xdist_make_scheduler",
    "service",
    "service_environment",
    "visit",
]

# A checkout may belong to another user, so nothing may be written into it.
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / f"duixian-hypothesis-{os.getuid()}")
settings.register_profile("steady", derandomize=True, database=None, deadline=None)
settings.register_profile("explore", max_examples=2000, database=None, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

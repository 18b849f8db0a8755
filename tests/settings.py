"""The service's settings for one run of the tests: a server of its own for all its processes, and a data folder for
each, for each works on a database of its own: numbers of runs, and so names of their folders, come again in all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"{os.getpid()}")[:12]
RUNS = Path(tempfile.gettempdir()) / f"duixian-tests-{os.getuid()}"
RUN = RUNS / _RUN
os.environ["DUIXIAN_DATA"] = str(RUN / os.environ.get("PYTEST_XDIST_WORKER", "alone"))
# The tests make their own database even where the service uses another's.
os.environ.pop("DUIXIAN_DATABASE_URL", None)

from duixian.site.databases import described, given_address  # noqa: E402
from duixian.site.settings import *  # noqa: E402, F403

DUIXIAN_POSTGRES = RUN / "postgres"
DATABASES = {"default": described(given_address(), DUIXIAN_POSTGRES)}

_only = os.environ.get("DUIXIAN_APPS")
"""For work on one package beside unfinished others: only these of ours, such as ``authorities,ledger``."""
if _only:
    _kept = {f"duixian.{name}" for name in [*_only.split(","), "authorities"]}
    INSTALLED_APPS = [name for name in INSTALLED_APPS if not name.startswith("duixian.") or name in _kept]  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]  # noqa: F405

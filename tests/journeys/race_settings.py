"""Settings of the race: from the registry to the ledger, on the server that the environment names; no faces."""

from __future__ import annotations

from duixian.site.settings import *  # noqa: F403

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "duixian.authorities",
    "duixian.registry.store",
    "duixian.decisions.store",
    "duixian.ledger",
    "duixian.notices",
    "duixian.casework",
]

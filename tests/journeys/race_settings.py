"""Settings of the race: the ledger and what it stands on, on the server that the environment names."""

from __future__ import annotations

from duixian.site.settings import *  # noqa: F403

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "duixian.authorities",
    "duixian.ledger",
]

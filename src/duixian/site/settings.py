"""Settings of the service. All that an installation may choose comes from the environment.

Reading them has no effect on the machine: no folder is made, no key written, no database started.
"""

from __future__ import annotations

import os

from csp.constants import NONE, SELF
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from duixian.authorities.keys import signing_key
from duixian.site.databases import described, given_address
from duixian.site.demo_mark import demo_day, office_today
from duixian.site.entrance import *  # noqa: F403
from duixian.site.entrance import PROVINCE_ORIGINS
from duixian.site.places import data_folder

DUIXIAN_DATA = data_folder()
DUIXIAN_KEY = DUIXIAN_DATA / "key"
"""The file of the installation's key; made when it is first needed. Losing it loses every sealed number."""
DUIXIAN_CIPHER = os.environ.get("DUIXIAN_CIPHER", "AES-256-GCM")
DUIXIAN_POSTGRES = DUIXIAN_DATA / "postgres"

SECRET_KEY = lazy(signing_key, str)()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("DUIXIAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    # Before allauth, for its templates are ours.
    "duixian.signin",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django_cotton",
    "csp",
    "duixian.authorities",
    "duixian.registry.store",
    "duixian.decisions.store",
    "duixian.ledger",
    "duixian.notices",
    "duixian.casework",
    "duixian.connectors",
    "duixian.design",
    "duixian.papers",
    "duixian.public",
    "duixian.portal",
    "duixian.portal.units",
    "duixian.console",
    "duixian.api",
    "duixian.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "duixian.signin.second_factor.SecondFactorMiddleware",
    "axes.middleware.AxesMiddleware",
    "duixian.design.refusals.Refusals",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *PROVINCE_ORIGINS],
        "frame-ancestors": [NONE],
    }
}

ROOT_URLCONF = "duixian.site.urls"
WSGI_APPLICATION = "duixian.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "duixian.design.context.page",
            ]
        },
    }
]

DUIXIAN_NAVIGATION = {
    "public": ["duixian.public.navigation"],
    "portal": ["duixian.portal.navigation", "duixian.portal.units.navigation"],
    "console": ["duixian.console.navigation"],
    "account": ["duixian.signin.navigation"],
    "door": ["duixian.signin.door"],
}
"""The modules that name the ways of each place of a page (``design.navigation``)."""
CSRF_FAILURE_VIEW = "duixian.design.failures.form_expired"

DATABASES = {"default": described(given_address(), DUIXIAN_POSTGRES)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "authorities.Account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("English"))]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DUIXIAN_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 600
"""Seconds for which a browser takes a style sheet without asking again."""
MEDIA_ROOT = DUIXIAN_DATA / "evidence"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DUIXIAN_DATA / "mail"
DUIXIAN_SMS = os.environ.get("DUIXIAN_SMS", "")
"""Dotted path of what sends a short message, called with the number and the text; empty where nobody does."""
_STANDS_STILL = demo_day(DUIXIAN_DATA)
DUIXIAN_DEMO = _STANDS_STILL is not None
"""Whether a demo made the data folder: the door then shows its accounts."""
DUIXIAN_DAYS_BACK = int(
    os.environ.get("DUIXIAN_DAYS_BACK") or ((office_today() - _STANDS_STILL).days if _STANDS_STILL else 0)
)
"""Whole days by which the office's clock is behind the machine's: a demo lives in its own month. Zero elsewhere."""

"""Settings of signing in: passwords, second factors, passkeys, the province's identity, and when a door is shut.

The province's identity (OpenID Connect) is open where ``DUIXIAN_OIDC_SERVER`` names its server.
"""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"

DUIXIAN_SECOND_FACTOR = os.environ.get("DUIXIAN_SECOND_FACTOR", "off") == "on"
"""Whether officers may work only behind a second factor."""
DUIXIAN_OIDC_CLAIM = os.environ.get("DUIXIAN_OIDC_CLAIM", "id_number")
"""The claim of the province's identity that holds the identity number."""

DUIXIAN_PROXIES = int(os.environ.get("DUIXIAN_PROXIES", "0"))
"""How many proxies of our own stand before the service; each has added the address that it saw."""
ALLAUTH_TRUSTED_PROXY_COUNT = DUIXIAN_PROXIES

ACCOUNT_ADAPTER = "duixian.signin.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Failed passwords are counted by axes, which also shows when the door opens again.
ACCOUNT_RATE_LIMITS = {"login_failed": None}
ACCOUNT_FORMS = {
    "login": "duixian.signin.forms.PasswordForm",
    "reauthenticate": "duixian.signin.forms.PasswordAgainForm",
    "change_password": "duixian.signin.forms.NewPasswordForm",
    "set_password": "duixian.signin.forms.FirstPasswordForm",
    "reset_password": "duixian.signin.forms.ForgottenForm",
    "reset_password_from_key": "duixian.signin.forms.ReplacedPasswordForm",
}

MFA_ADAPTER = "duixian.signin.second_factor.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
# A browser itself knows localhost as safe; every other origin has to be https.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
MFA_FORMS = {
    "authenticate": "duixian.signin.forms.CodeForm",
    "reauthenticate": "duixian.signin.forms.CodeAgainForm",
    "activate_totp": "duixian.signin.forms.FirstCodeForm",
    "add_webauthn": "duixian.signin.forms.NewPasskeyForm",
}

SOCIALACCOUNT_ADAPTER = "duixian.signin.province.Province"
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_QUERY_EMAIL = False


def _province() -> dict[str, Any]:
    server = os.environ.get("DUIXIAN_OIDC_SERVER")
    if not server:
        return {}
    app = {
        "provider_id": "province",
        "name": os.environ.get("DUIXIAN_OIDC_NAME", "省统一身份认证"),
        "client_id": os.environ["DUIXIAN_OIDC_CLIENT"],
        "secret": os.environ["DUIXIAN_OIDC_SECRET"],
        "settings": {"server_url": server},
    }
    scope = os.environ.get("DUIXIAN_OIDC_SCOPE", "openid profile").split()
    return {"openid_connect": {"APPS": [app], "SCOPE": scope, "OAUTH_PKCE_ENABLED": True}}


def _origin() -> list[str]:
    """Where the browser is sent from a form of ours, which the content security policy has to know."""
    parts = urlsplit(os.environ.get("DUIXIAN_OIDC_SERVER", ""))
    listed = os.environ.get("DUIXIAN_OIDC_ORIGINS", "").split()
    return [*listed, f"{parts.scheme}://{parts.netloc}"] if parts.netloc else listed


SOCIALACCOUNT_PROVIDERS = _province()
PROVINCE_ORIGINS = _origin()

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "duixian.signin.lockout.username"
AXES_CLIENT_IP_CALLABLE = "duixian.signin.lockout.address"
AXES_LOCKOUT_CALLABLE = "duixian.signin.lockout.locked_out"

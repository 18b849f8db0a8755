"""The forms at the door, in the house's own words. What they do is allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from duixian.authorities.models import Account
from duixian.signin.demo import demo_account


def _say(form: forms.Form, **labels: Any) -> None:
    """Labels and hints of fields, nothing inside the boxes: a placeholder goes away when somebody types."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)
        form.fields[name].help_text = ""


class PasswordForm(account.LoginForm):  # type: ignore[misc]
    """User name and password; a demo fills them in for the account that was chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, login=_("用户名"), password=_("密码"))
        chosen = demo_account(self.request.GET.get("demo", "")) if self.request is not None else None
        if chosen is not None:
            self.initial |= {"login": chosen.username, "password": chosen.password}
            self.fields["password"].widget.render_value = True


class PasswordAgainForm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password=_("密码"))


class NewPasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    """Another password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, oldpassword=_("当前密码"), password1=_("新密码"), password2=_("再输入一次新密码"))


class FirstPasswordForm(account.SetPasswordForm):  # type: ignore[misc]
    """A password for an account that has come by the province's identity and has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password1=_("密码"), password2=_("再输入一次密码"))


class ForgottenForm(account.ResetPasswordForm):  # type: ignore[misc]
    """The address to which the way to a new password is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, email=_("账户中登记的电子邮箱"))


class ReplacedPasswordForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password, by the link that was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password1=_("新密码"), password2=_("再输入一次新密码"))


class CodeForm(factor.AuthenticateForm):  # type: ignore[misc]
    """The code of the app, or a recovery code, after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("验证码或恢复码"))


class CodeAgainForm(factor.ReauthenticateForm):  # type: ignore[misc]
    """Likewise before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("验证码或恢复码"))


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code proves that the app has taken the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("应用显示的 6 位数字"))


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A name for a passkey; it signs in without a password unless its owner says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, name=_("名称"), passwordless=_("用它直接登录，不再输入密码"))
        self.fields["passwordless"].initial = True


class InvitedForm(forms.Form):
    """What an invited colleague chooses."""

    password1 = account.SetPasswordField(label=_("密码"))
    password2 = account.PasswordField(label=_("再输入一次密码"), autocomplete="new-password")

    def __init__(self, account_: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password1=_("密码"), password2=_("再输入一次密码"))
        self.fields["password1"].user = account_  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        given = super().clean() or {}
        if given.get("password1") and given.get("password1") != given.get("password2"):
            self.add_error("password2", _("两次输入的密码不一样。"))
        return given


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where the account's messages are sent."""

    class Meta:
        model = Account
        fields = ("email", "phone")
        labels = {"email": _("电子邮箱"), "phone": _("手机号")}  # noqa: RUF012

"""Who else acts for the unit: invite a colleague, end an appointment."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.mail import send_mail
from django.core.validators import RegexValidator
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from duixian.authorities import clock, inviting
from duixian.authorities.access import log_access
from duixian.authorities.appointing import dismiss
from duixian.authorities.models import Appointment
from duixian.portal.doors import Claimant, unit

_SHOWN_ONCE = "unit.invited"


class InviteForm(forms.Form):
    """The mobile number is the user name: nobody forgets it."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=50)
    phone = forms.CharField(
        label=gettext_lazy("手机号"),
        help_text=gettext_lazy("就是登录用的用户名。"),
        validators=[RegexValidator(r"^1[3-9][0-9]{9}$", gettext_lazy("请填写 11 位手机号。"))],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("电子邮箱"), required=False, help_text=gettext_lazy("填了就把邀请发到邮箱。")
    )


@unit
def colleagues(request: HttpRequest, who: Claimant) -> HttpResponse:
    """The list, and the form."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invited(request, who, form):
        return redirect("portal:unit-colleagues")
    said = {
        "form": form,
        "held": _acting(who).select_related("account"),
        "invited": request.session.pop(_SHOWN_ONCE, None),
    }
    return render(request, "units/colleagues.html", said)


@require_POST
@unit
def end(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """An appointment ends today; one's own does not, so that somebody is left."""
    held = _acting(who).exclude(account=who.account).filter(pk=pk).first()
    if held is None:
        raise Http404(str(pk))
    dismiss(held)
    log_access(
        who.account, "dismiss", "authorities_appointment", str(held.pk), ["until"], authority=who.authority
    )
    messages.success(request, _("%(name)s不再是本单位的经办人。") % {"name": held.account})
    return redirect("portal:unit-colleagues")


def _acting(who: Claimant) -> QuerySet[Appointment]:
    today = clock.today()
    live = Q(until__isnull=True) | Q(until__gt=today)
    table, key = who.pair
    return Appointment.objects.filter(
        live, authority=who.authority, role=who.subject.role, subject_table=table, subject_key=key
    ).order_by("since", "pk")


def _invited(request: HttpRequest, who: Claimant, form: InviteForm) -> bool:
    given = form.cleaned_data
    try:
        with transaction.atomic():
            made = inviting.invite(
                given["phone"], given["name"], given["email"], who.authority, who.subject.role, who.pair
            )
    except IntegrityError:
        form.add_error("phone", _("这个手机号已是本单位的经办人。"))
        return False
    log_access(
        who.account,
        "appoint",
        "authorities_appointment",
        str(made.appointment.pk),
        ["role"],
        authority=who.authority,
    )
    _hand_over(request, who, made)
    return True


def _hand_over(request: HttpRequest, who: Claimant, made: inviting.Invited) -> None:
    """The link is shown once, and mailed where an address was given; somebody with an account needs none."""
    link = ""
    if made.ticket:
        link = request.build_absolute_uri(reverse("signin:invited", args=[made.ticket]))
        if made.account.email:
            words = f"{who.subject.name}邀请您担任经办人。三天内打开链接设置密码。\n\n{link}\n"
            said = f"{who.subject.name} invites you to act for it. Open the link within three days.\n"
            send_mail("邀请 / Invitation", words + said, None, [made.account.email])
    request.session[_SHOWN_ONCE] = {"name": made.account.name, "link": link, "mail": made.account.email}

"""``{% load signin %}``: the accounts of a demo, and the province's identity where it is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from allauth.socialaccount.adapter import get_adapter
from django import template
from django.template import Context
from django.urls import reverse

from duixian.signin import demo

register = template.Library()


@dataclass(frozen=True, slots=True)
class Way:
    """A provider of identities: its name and where a form is sent to go there."""

    name: str
    url: str


@register.simple_tag
def demo_accounts() -> Sequence[demo.DemoAccount]:
    """Nobody where this is no demo."""
    return demo.demo_accounts()


@register.simple_tag(takes_context=True)
def demo_link(context: Context, account: demo.DemoAccount) -> str:
    """The page again, with the account filled in; where somebody wanted to go stays."""
    onward = context["request"].GET.get("next") or context["request"].POST.get("next")
    return "?" + urlencode({"demo": account.username, **({"next": onward} if onward else {})})


@register.simple_tag(takes_context=True)
def province(context: Context) -> Way | None:
    """The province's identity."""
    request = context["request"]
    for provider in get_adapter(request).list_providers(request):
        url = reverse("openid_connect_login", kwargs={"provider_id": provider.app.provider_id})
        return Way(provider.name, url)
    return None

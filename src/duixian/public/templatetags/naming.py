"""``{% load naming %}``: names of rows that keep them in two columns, and the two parts of a policy's id."""

from __future__ import annotations

from django import template

from duixian.authorities.models import Authority
from duixian.decisions.store.models import PolicyVersion
from duixian.design.refusals import said
from duixian.engines.prose.wording import Piece, pieces_between
from duixian.values.bilingual import Text

register = template.Library()


@register.simple_tag
def title_of(version: PolicyVersion) -> str:
    """The policy's title in the page's language."""
    return said(Text(version.title, version.english or version.title))


@register.simple_tag
def name_of(authority: Authority) -> str:
    """The office's name in the page's language."""
    return said(Text(authority.name, authority.english or authority.name))


@register.simple_tag
def pieces_of(before: Text | None, after: Text | None) -> tuple[Piece, ...]:
    """What changed from one statement to the other, in the page's language."""
    return pieces_between(said(before) if before else "", said(after) if after else "")


@register.filter
def parts(policy: str) -> list[str]:
    """The two parts of a policy's id, as addresses hold them."""
    return policy.split("/", 1)

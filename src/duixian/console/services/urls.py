"""The addresses of this area, below its own prefix of the console."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_POST, require_safe

from duixian.console.services import lists, referrals, sheets

app_name = "services"
_LIST, _REFERRAL = "lists/<int:pk>", "referrals/<int:pk>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("lists/", require_safe(lists.lists), name="lists"),
    path("lists/draw/", require_POST(lists.draw), name="draw"),
    path(f"{_LIST}/", require_safe(lists.one), name="list"),
    path(f"{_LIST}/note/<int:entry>/", require_POST(lists.note), name="note"),
    path(f"{_LIST}/attended/", require_POST(lists.take), name="take"),
    path(f"{_LIST}/sheet/", require_safe(sheets.masked_sheet), name="sheet"),
    path(f"{_LIST}/whole/", require_POST(sheets.whole_sheet), name="whole-sheet"),
    path("referrals/", require_safe(referrals.referrals), name="referrals"),
    path("referrals/refer/", require_POST(referrals.refer), name="refer"),
    path(f"{_REFERRAL}/", require_safe(referrals.one), name="referral"),
    path(f"{_REFERRAL}/answer/", require_POST(referrals.answer), name="answer"),
    path(f"{_REFERRAL}/withdraw/", require_POST(referrals.withdraw), name="withdraw"),
]

"""The addresses of this area, below its own prefix of the console."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_POST, require_safe

from duixian.console.publicity import composing, lists, objections

app_name = "publicity"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", require_safe(lists.home), name="home"),
    path("compose/", require_safe(composing.compose), name="compose"),
    path("compose/preview/", require_POST(composing.look), name="preview"),
    path("compose/open/", require_POST(composing.open_list), name="open"),
    path("objections/", require_safe(objections.objections), name="objections"),
    path("objections/<int:pk>/", require_safe(objections.objection), name="objection"),
    path("objections/<int:pk>/resolve/", require_POST(objections.resolve), name="resolve"),
    path("objections/<int:pk>/contact/", require_POST(objections.contact), name="contact"),
    path("lists/<str:number>/", require_safe(lists.one), name="one"),
    path("lists/<str:number>/publish/", require_POST(lists.publish), name="publish"),
    path("lists/<str:number>/close/", require_POST(lists.close), name="close"),
    path("lists/<str:number>/withdraw/", require_POST(lists.withdraw), name="withdraw"),
    path("lists/<str:number>/paper/", require_safe(lists.paper), name="paper"),
    path("lists/<str:number>/sheet/", require_safe(lists.sheet), name="sheet"),
    path("lists/<str:number>/<int:position>/", require_safe(lists.line), name="line"),
    path(
        "lists/<str:number>/<int:position>/withdraw/", require_POST(lists.withdraw_line), name="withdraw-line"
    ),
]

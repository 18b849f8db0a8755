"""The addresses of this face, below the prefix that the site gives them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from duixian.portal import entering
from duixian.portal.cases import views as cases
from duixian.portal.claiming import views as claiming
from duixian.portal.home import views as home
from duixian.portal.mine import views as mine
from duixian.portal.money import views as money
from duixian.portal.returned import views as returned
from duixian.portal.told import views as told

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("due/", home.due, name="home-due"),
    path("unit/", include("duixian.portal.units.urls")),
    path("nominations/", include("duixian.portal.nominating.urls")),
    path("subject/", entering.choose, name="subject"),
    path("offers/<str:number>/", home.offer, name="offer"),
    path("due/<str:case_id>/", claiming.due, name="due"),
    path("claims/", claiming.choose, name="claims"),
    path("claims/begin/", claiming.begin, name="begin"),
    path("claims/<int:pk>/", claiming.claim, name="claim"),
    path("claims/<int:pk>/keep/", claiming.keep, name="claim-keep"),
    path("claims/<int:pk>/files/", claiming.bring, name="claim-bring"),
    path("claims/<int:pk>/files/<int:file>/", claiming.take_back, name="claim-take-back"),
    path("claims/<int:pk>/discard/", claiming.discard, name="claim-discard"),
    path("cases/", cases.listed, name="cases"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/filed/", cases.filed, name="filed"),
    path("cases/<str:number>/files/", cases.bring, name="case-bring"),
    path("cases/<str:number>/supply/", cases.supply, name="case-supply"),
    path("cases/<str:number>/withdraw/", cases.withdraw, name="case-withdraw"),
    path("cases/<str:number>/appeal/", cases.appeal, name="case-appeal"),
    path("cases/<str:number>/contest/", cases.contest, name="case-contest"),
    path("messages/", told.listed, name="messages"),
    path("messages/read/", told.read_all, name="messages-read"),
    path("messages/<int:pk>/", told.message, name="message"),
    path("messages/ways/", told.ways, name="ways"),
    path("payments/", money.payments, name="payments"),
    path("payments/<str:number>/account/", returned.account, name="account"),
    path("payments/<str:number>/receipt/", money.receipt, name="receipt"),
    path("data/", mine.data, name="data"),
    path("data/looks/", mine.looks, name="looks"),
    path("data/<int:pk>/correct/", mine.correct, name="correct"),
]

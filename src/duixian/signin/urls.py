"""The addresses of this face that are its own; those of allauth stand in ``entrance``."""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import URLPattern, URLResolver, path

from duixian.signin import views

app_name = "signin"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.account, name="account"),
    path("login/", allauth.login, name="login"),
    path("logout/", allauth.logout, name="logout"),
    path("second-factor/", views.factor_needed, name="factor_needed"),
    path("invited/<str:ticket>/", views.invited, name="invited"),
    # Addresses of mail belong to the account's page; nobody signs up by one.
    path("email/", views.account, name="email"),
]

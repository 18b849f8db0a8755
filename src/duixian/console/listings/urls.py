"""The addresses of lists."""

from __future__ import annotations

from django.urls import path

from duixian.console.listings import views

urlpatterns = [
    path("listings/", views.listings, name="listings"),
    path("listings/of/<str:number>/", views.choose, name="listing-choose"),
    path("listings/<str:number>/", views.listing, name="listing"),
    path("listings/<str:number>/drop/", views.drop, name="listing-drop"),
    path("listings/<str:number>/confirm/", views.confirm, name="listing-confirm"),
]

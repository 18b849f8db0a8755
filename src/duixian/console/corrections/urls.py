"""The addresses of requests for correction."""

from __future__ import annotations

from django.urls import path

from duixian.console.corrections import views

urlpatterns = [
    path("corrections/", views.requests, name="corrections"),
    path("corrections/<str:number>/", views.request_page, name="correction"),
    path("corrections/<str:number>/answer/", views.answer, name="correction-answer"),
]

"""The addresses of runs."""

from __future__ import annotations

from django.urls import path

from duixian.console.runs import views

urlpatterns = [
    path("runs/", views.runs, name="runs"),
    path("runs/order/", views.order, name="run-order"),
    path("runs/<str:number>/", views.run, name="run"),
    path("runs/<str:number>/<int:place>/", views.cases, name="run-cases"),
    path("runs/<str:number>/<int:place>/<int:row>/", views.decided, name="run-case"),
]

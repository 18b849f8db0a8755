"""The addresses of registers."""

from __future__ import annotations

from django.urls import path

from duixian.console.registers import views

urlpatterns = [
    path("registers/", views.find, name="registers"),
    path("registers/new/<str:table>/", views.register, name="register"),
    path("registers/<int:pk>/", views.fact, name="fact"),
    path("registers/<int:pk>/reveal/", views.reveal, name="fact-reveal"),
    path("registers/<int:pk>/correct/", views.correct, name="fact-correct"),
]

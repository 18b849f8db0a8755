"""The addresses of batches."""

from __future__ import annotations

from django.urls import path

from duixian.console.batches import views

urlpatterns = [
    path("batches/", views.batches, name="batches"),
    path("batches/draw/", views.draw, name="batch-draw"),
    path("batches/<str:number>/", views.batch, name="batch"),
    path("batches/<str:number>/pass/", views.pass_batch, name="batch-pass"),
]

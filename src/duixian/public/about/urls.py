"""The addresses of pages about the service, and of robots.txt and the sitemap."""

from __future__ import annotations

from django.urls import path

from duixian.public.about import views

urlpatterns = [
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]

"""Filters and tags of templates: `{% load duixian %}` brings them into a template."""

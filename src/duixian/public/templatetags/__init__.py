"""Filters of the public templates: names in the language of the page."""

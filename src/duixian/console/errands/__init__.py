"""Errands: what officers order from a page and what is too long for a request. A job does it, a page tells how it is."""

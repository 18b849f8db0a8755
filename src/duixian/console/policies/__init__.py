"""Policies: read, edit as a branch, check, compare, publish."""

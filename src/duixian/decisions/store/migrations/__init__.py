"""Migrations of decisions: rows that are made once and never changed, and what is promised on them."""

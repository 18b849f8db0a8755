"""Audit: find a decision, replay it, compare, check the chains, read who looked at what."""

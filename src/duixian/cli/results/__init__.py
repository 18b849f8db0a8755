"""Decisions laid out as tables and written to a folder: each file whole or not at all, the run's list of files last."""

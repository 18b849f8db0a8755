"""Migrations of the program face, named for what they make sure."""

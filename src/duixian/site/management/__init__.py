"""The commands that this package adds to Django's."""

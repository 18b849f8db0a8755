"""Commands of the program face, run by ``python -m duixian.site``."""

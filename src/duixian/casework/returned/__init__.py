"""Payments that the bank sent back: the payee is told and asked for another account, gives it, and is paid again.

A payment that came back stays one payment: its order is replaced by one to the new account, never paid beside it.
"""

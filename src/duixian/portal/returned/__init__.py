"""Payments to the subject that the bank sent back, and the account that is wanted instead."""

"""Webhooks: programs are told that something changed, signed, again and again until they have heard it.

The story: triggers of the database write one delivery for each change and listening webhook, in the transaction
of the change itself, so no event is lost and none is told of what was rolled back. A job sends what waits, oldest
first for each webhook, and waits longer after each failure. A delivery says what changed and its number, never
personal data: who wants to know more asks the API with a token.
"""

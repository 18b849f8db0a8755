"""The face for programs: `/api/v1`, described by its own OpenAPI document.

The story: a program shows a token; ``guard`` finds what the token may do and in whose name; ``endpoints`` opens
the database for that authority alone, runs the verb of the domain once for each idempotency key, and writes the
answer; ``problem`` turns every error into one shape (what, where, the clause, what to do next) in the caller's
language. ``webhooks`` tells programs that something changed, signed, until they have heard it.

The invariants: every route declares its scope, and a test walks all of them; lists are paged by key, never by
offset; a write needs an idempotency key, and the same key never does two things; personal data is masked unless
the token may reveal it, and every look at it is in the access log. Nothing here decides or pays: the verbs live
below.
"""

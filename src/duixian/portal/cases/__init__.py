"""A person's cases: where each stands, what happens next and until when, and what can be done about it."""

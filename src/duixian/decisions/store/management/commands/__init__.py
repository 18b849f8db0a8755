"""Commands over the decisions: the verifier."""

"""One file per command; ``api_token`` makes, lists and revokes tokens."""

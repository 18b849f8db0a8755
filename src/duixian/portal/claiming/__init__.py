"""A claim in minutes: what the registers know stands there already, and only what is missing or wrong is asked."""

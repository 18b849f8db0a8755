"""Several readings of one source. Each engine is independent of the others and tested to agree with them."""

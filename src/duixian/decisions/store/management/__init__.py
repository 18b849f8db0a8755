"""What the operator runs by hand."""

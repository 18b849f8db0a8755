"""补发 and 追回: what corrected facts or a new version made different, a line for each case, for review."""

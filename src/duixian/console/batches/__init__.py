"""Clean cases passed together: a sample is drawn, read, and then the batch goes."""

"""The table of what was asked lately."""

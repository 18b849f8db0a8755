"""The table of what was asked lately, by whose address, so that nobody asks without end."""

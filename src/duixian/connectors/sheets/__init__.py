"""Sheets of an outside system: what a layout says is written, and read back, as text cells and nothing else."""

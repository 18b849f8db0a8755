"""The reference engine: one case, plain Python, every condition traced, obviously right rather than fast."""

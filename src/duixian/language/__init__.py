"""The small language of rules: its grammar, its nodes as frozen dataclasses, its types, checks and errors."""

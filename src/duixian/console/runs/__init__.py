"""Runs: ordered here, carried out by a job; their totals, and every case of them, refused ones too."""

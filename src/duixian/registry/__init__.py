"""The people, employers and dated facts that decisions are made about, and how they are imported."""

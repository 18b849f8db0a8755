"""Nominations: of oneself, or by a unit of its people and of what is its own, in rounds that everybody can read of."""

"""The tables of this package, one migration for each invariant that it adds."""

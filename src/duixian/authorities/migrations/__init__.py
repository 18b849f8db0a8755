"""The tables of this package, and the functions and roles of the database that all others use."""

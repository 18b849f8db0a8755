"""How time and memory grow with the number of persons: the whole policy from files to files, and the three clauses."""

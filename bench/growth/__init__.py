"""How time and memory grow with the number of persons, on the three clauses."""

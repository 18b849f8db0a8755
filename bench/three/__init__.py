"""Three clauses for each person, in columns that every competitor can express; ``three-clauses/policy.md`` defines them."""

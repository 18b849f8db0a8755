"""Template tags of the portal: states, clauses and names in the words of the people they concern."""

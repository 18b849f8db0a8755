"""The reading in plain words: the guide to a clause, and the sentence that explains a decision."""

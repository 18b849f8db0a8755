"""How long the pages of a running demo take, as those who use it ask for them."""

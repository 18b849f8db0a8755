"""How a case stands, for whoever holds its number and a second secret."""

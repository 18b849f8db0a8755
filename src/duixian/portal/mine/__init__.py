"""What the registers know about a person, since when and from where; who looked at it; and how it is corrected."""

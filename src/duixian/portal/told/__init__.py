"""What a person was told, and by which ways he wants to be told."""

"""What the money did, in figures that name nobody."""

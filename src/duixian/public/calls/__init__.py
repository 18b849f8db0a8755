"""Selection rounds for everybody: calls for nomination, how candidates are judged, and results on notice."""

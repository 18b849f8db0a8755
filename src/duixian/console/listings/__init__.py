"""免申即享: lists made of a run, looked through, confirmed by another officer."""

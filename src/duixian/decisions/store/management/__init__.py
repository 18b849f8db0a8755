"""What the operator runs by hand over the decisions of an installation, beside the pages and the API."""

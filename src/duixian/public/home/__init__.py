"""The first page: what somebody could get, the policies in force, what is on notice, where to ask."""

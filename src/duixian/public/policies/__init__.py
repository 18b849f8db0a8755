"""The policy as a living page: its words, beside them its rules in words, its versions, and a guide for each measure."""

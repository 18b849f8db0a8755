"""Every key that may stand in a rule block, an interpretation record or an example: the only list of them.

The loader refuses what is not here; the JSON Schema for editors and the manual are made from here.
"""

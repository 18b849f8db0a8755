"""The columns of a compact file straight from the bulk engine's arrays, without Python for each case.

``cells`` turns arrays into the file's cells; ``lacks`` says what is missing where something is unknown; ``tests``
makes the masks and values of all tests; ``cases`` puts a measure together.
"""

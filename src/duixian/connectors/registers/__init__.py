"""Registers kept by others: social insurance, certificates, businesses.

The story: an office leaves a list of whom it asks about (``asking``); the other side answers with a sheet in its own
columns, or sends one by itself; ``taking`` writes it in ours and hands it to the registry's own import, which compares
it with what is known. The invariants: each system is one layout (``layouts/*.yaml``) and no code; a file has its effect
once; a row that cannot be used is given back with the reason and keeps no other row from being taken.
"""

"""The Linping Measures written by hand for Polars: the floor that a general engine is measured against.

It knows one policy, with the interpretations as they stand, and nothing else; a change of the policy is a change of
this program. Like Duixian it keeps, for every case, which conditions hold and which are unknown (two bit masks), and
three truth values throughout; unlike Duixian it keeps no values found, no steps, no causes and no citations. The story:
``reading`` takes the registers' texts apart, ``places`` and ``skills`` answer the two questions that most clauses ask,
a module for each clause makes its cases, ``settling`` applies limits and groups, ``program`` goes from Parquet to Parquet.
A test holds its total for each measure equal to that of the reference engine.
"""

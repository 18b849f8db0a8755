"""Compact decision files: one Parquet file for each measure, one row for each case, every reason in columns.

The story: ``slots`` numbers every test of a measure, whatever the case; ``kept`` says how a value of a type lies in
columns; ``layout`` puts both together: the columns of a measure's file and what they mean; ``packing`` makes the
columns of decided cases and ``unpacking`` makes the cases of columns again; ``files`` writes and reads. The
invariants: the same cases give the same bytes whatever engine decided them, and a row expands to the very decision
(``decisions.document``) that it was made of.
"""

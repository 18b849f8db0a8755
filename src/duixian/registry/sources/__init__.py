"""Files as the offices keep them: workbooks, CSV and Parquet, each opened into plain sheets of raw cells.

Nothing here knows a table or a column; a sheet is headers, rows and the place they came from.
"""

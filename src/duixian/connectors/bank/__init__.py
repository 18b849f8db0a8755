"""Banks: payment files out, return files in.

The story: a released batch becomes one file in the form its bank wants (``paying``): a sheet by column mapping
(``layouts/*.yaml``: another bank is another file) or an ISO 20022 message (``iso``). The bank's answer is read back
(``returned``) and becomes what happened to each line, with the bank's own cause for what failed. The invariants: a
file holds at most 5000 lines and no line twice; amounts go from fen to text without a float; account numbers and
dates are text; an answer about an unknown line, another amount or another account is refused as a whole.
"""

"""Papers in official form, drawn by Typst from what casework, notices and ledger hold.

The story: each paper has a form (``forms/*.typ``) and a function that gathers what it says as JSON and draws it:
``decisions.decision``, ``refusals.refusal``, ``supplements.supplement``, ``lists.publicity_list``,
``certificates.certificate``, ``receipts.receipt``. ``sheets`` writes workbooks of figures. The invariants: words of a
case reach a form as data and are never read as markup; the same paper gives the same bytes; nothing is fetched from
the network; amounts stand in figures and in capital characters, from whole fen; no identity or account number is
shown beyond its last four digits.
"""

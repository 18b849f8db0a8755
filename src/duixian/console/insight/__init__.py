"""Figures: targets with path and gap, where the money went, how long cases take, why they are refused.

Each page shows pictures with the table that says the same under them, and gives what it shows as XLSX or CSV.
"""

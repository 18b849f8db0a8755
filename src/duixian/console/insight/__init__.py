"""Figures: targets with path and gap, money, time and refusals."""

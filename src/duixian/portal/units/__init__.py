"""Employers and institutions: their people, lists of them, batch claims, sub-accounts."""

"""Duixian 兑现 — policy, paid.

The official wording of a policy and, under each clause, its rule as data are one source; everything
else (decisions, guides, proofs, statistics) is read from it. Packages are named for the domain and their
imports point down.
"""

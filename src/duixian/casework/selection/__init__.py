"""Choosing: who is selected where a clause leaves it to a panel, and who is on a yearly list.

A round calls for nominations, asks the rule itself who is eligible, has several reviewers score without
those who stand too near, ranks, fills the places, publishes, and writes the result back as facts; the rules
then pay. What a round is called, what it scores and which columns it writes is data of the policy.
The pure part (terms, ranking, rows) knows no database.
"""

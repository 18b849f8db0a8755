"""Decisions: policies and facts brought together, decided, and written down in one stable form.

The story: ``deciding`` lays a policy's catalogues over the registry's facts and asks the engine; ``identity``
names each case so that the same case has the same name in every run; ``document`` writes a decision as JSON
whose shape is ``schema``; ``scope`` finds what one person's or employer's decisions depend on; ``examples``
runs a policy's examples. The invariants: the same policy version, facts and day give the same bytes; every
amount names the rule that gave it and every failed condition is there.
"""

"""The procedure of a measure as data: steps, roles, clocks in working days, what may be asked, where notice is given.

The story: ``procedure.yaml`` is the default of the house; the ``procedure.yaml`` in a policy's folder replaces the
keys it names; ``reading`` turns both into ``parts``; ``finding`` fetches the one of a policy version. The invariant:
a procedure that cannot be followed (a role nobody has heard of, a joint check without departments) is refused when
it is read, with the place and what to write.
"""

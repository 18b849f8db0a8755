"""亲清在线: what is due to somebody is offered there; what they answer comes back.

The story: no interface is published, so both ways are files in a layout (``layout.yaml``). ``outgoing`` lists the
offers that wait for an answer; ``incoming`` gives each answer to casework: the payee confirms the account or gives
another, or objects, and the case goes on or is checked. The invariants: an answer counts only under the payee's own
number; cases with several payees are answered in the portal, for here one answer would speak for all of them.
"""

"""Runs over a whole registry: one interface, whatever the engine.

The story: ``engines`` names the engines and lets the chosen one decide; ``lending`` lends the bulk engine what it
asks of the reference; ``decided`` is what comes back: cases by measure, in the order of policy, measure, event and
record, written out one at a time and summed up without writing any out where they lie in columns. The invariant: what
is read off a run is the same to the byte for every engine and every order of the registers' rows.
"""

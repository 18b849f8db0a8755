"""The benchmark: Duixian and its peers on the same data in one run, every peer in a process of its own.

``python -m bench`` measures and writes ``bench/results/*.json`` and the tables of ``docs/benchmarks.md``. A peer is
a module with ``NAME``, ``prepare``, ``run`` and ``amounts`` (see ``peer``); it is started by ``race`` through ``worker``
and timed there. Nothing under ``src`` imports anything from here, and no test asserts a time.
"""

"""The prose reading of a policy: each rule as sentences in Chinese and English, for people.

The story: ``voice`` holds one speaker for each kind of node and each part of a rule, and the context they speak
in; ``values``, ``records``, ``statements``, ``amounts`` and ``functions`` speak the expression language;
``payouts``, ``bounds`` and ``parts`` speak the rules; ``guide`` lays a policy out as sections, ``markdown``
writes them; ``refusal`` says why a condition failed. The invariants: nothing is said that no rule says; every
kind of node and every part of a rule has a sentence in both languages; nothing here evaluates a case.
"""

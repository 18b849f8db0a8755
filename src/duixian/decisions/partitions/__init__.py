"""Runs over registries that outgrow memory: divided by person, decided part by part, here or on Spark.

The story: ``homes`` says whose each row is; ``looking`` reads off a measure's nodes what it looks at (``reach``) and
``crossing`` what it is settled with, so that ``plan`` knows which measures a partition can decide. ``sources`` finds the
files; ``splitting`` divides them by ``hashing`` the person's number, ``guests`` and ``matters`` invite the rows of other
partitions that checks need, ``closure`` gathers what the last stage needs. ``stages`` are what is to be done, ``deciding``
does one, ``here`` or ``spark`` does all, ``running`` keeps the ``manifest`` and goes on where an earlier start ended. The
invariant: whatever the number of partitions, cases and rejects are those of the whole.
"""

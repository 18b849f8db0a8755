"""Who may do what, for whom: authorities, accounts, appointments, and what each look at the data leaves behind.

One installation serves a city and its districts. Every row with data of an authority carries it (``Owned``), and
the database itself shows an officer only the rows of the authorities he is appointed to (row security, ``acting``).
Two duties that must not meet in one person are refused together. The access log is only ever added to.
"""

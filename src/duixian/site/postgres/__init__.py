"""The embedded database: a PostgreSQL of the machine's or of the wheel's, run for this installation alone.

It listens on a socket in a folder of its own and on no network. Several processes share one server: each holds
a lease (a shared lock on a file), and the last to leave stops it. A killed process leaves no lease behind.
"""

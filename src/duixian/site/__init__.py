"""The service, wired: settings, addresses, the database it runs on, its jobs and its commands.

The only package that chooses implementations; everything below it asks for what it needs by name.
"""

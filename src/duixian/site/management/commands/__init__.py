"""One command a module: serve, worker, demo, and postgres for the embedded server itself."""

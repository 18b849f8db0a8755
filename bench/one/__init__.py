"""One case at a time: how long a library call takes, with its trace."""

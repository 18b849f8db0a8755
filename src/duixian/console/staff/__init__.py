"""Who works here, in which roles, since when; appointed and dismissed by an administrator."""

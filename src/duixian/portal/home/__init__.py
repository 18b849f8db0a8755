"""The first page: what is due to me, at first sight."""

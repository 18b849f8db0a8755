"""The commands, one file each; ``verify_journal`` is the one that auditors ask for."""

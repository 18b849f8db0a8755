"""Commands of the ledger for a terminal: what an auditor or a timer runs over the journal."""

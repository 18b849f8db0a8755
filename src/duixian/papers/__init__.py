"""Papers in official form, drawn by Typst from what casework and ledger hold."""

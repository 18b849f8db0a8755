"""A person's money: what was paid, what is on its way, what is to come, with receipts."""

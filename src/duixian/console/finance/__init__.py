"""Money: budget items, orders, batches, what the bank returns, reconciliation."""

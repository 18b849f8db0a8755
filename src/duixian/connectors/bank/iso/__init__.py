"""ISO 20022 messages for banks: the customer credit transfer (pain.001) out, its status report (pain.002) in."""

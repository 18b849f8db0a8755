"""Who is there: password, one-time code, passkey, the province's identity."""

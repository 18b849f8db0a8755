"""From facts to decisions and entitlements: who meets which clause, with every reason and result."""
